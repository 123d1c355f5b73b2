"""VD104."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planforge.catalogue.organs import Organ
from planforge.checking.case import Case, Cited
from planforge.checking.places import gone_place, of_districts
from planforge.checking.rule import CitationRule, Outcome
from planforge.text.dates import short_date


class AbolishedIssuer(CitationRule):
    """Cơ quan ban hành đã kết thúc hoạt động trước ngày ghi của văn bản hoặc ngày đó chưa thành lập; tỉnh đã hợp nhất;
    cơ quan kết thúc trước ngày của kế hoạch mà chưa rõ văn bản còn hiệu lực.

    Sai: Thông tư số 05/2026/TT-BLĐTBXH ngày 10/4/2026 của Bộ Lao động - Thương binh và Xã hội (Bộ kết thúc hoạt
        động ngày 01/3/2025); Kế hoạch ngày 15/8/2025 của Ủy ban nhân dân tỉnh Bắc Giang.
    Đúng: ghi cơ quan đang có vào ngày ban hành; văn bản cũ giữ tên cơ quan của ngày đó.
    Căn cứ: Luật Tổ chức chính quyền địa phương số 72/2025/QH15 và các nghị quyết sắp xếp bộ máy năm 2025 (TT-170).
    """

    code, name, severity = "VD104", "co-quan-khong-con", "error"
    ground = "Luật 72/2025/QH15; Nghị quyết của Quốc hội về sắp xếp bộ máy năm 2025"
    why = "Cơ quan không còn thì không ban hành văn bản được, và văn bản cũ có thể đã hết hiệu lực."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations that name an issuer."""
        return bool(cited.citation.issuer)

    def evaluate(self, case: Case) -> Iterator[Outcome]:
        """The document's own letterhead, then each citation."""
        own = case.own
        if own.issuer and own.issuer.isupper() and own.issued and own.number_span:
            organs = case.catalogue.organs.by_name(own.issuer)
            told = self._not_there(own.issuer, own.issued, organs, case)
            if told:
                yield self.finding(*told, case.place(*own.number_span), own.issuer)
        yield from super().evaluate(case)

    def applies(self, case: Case) -> bool:
        """A citation with an issuer, or a letterhead."""
        return bool(case.own.issuer) or super().applies(case)

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """The issuer on the citation's day, then on the document's day."""
        citation, place = cited.citation, case.part(cited, "issuer")
        issuer, day = citation.issuer or "", citation.issued or date.max
        organs = of_districts(issuer, day, case.catalogue.organs.by_name(issuer), case.catalogue)
        told = self._not_there(issuer, citation.issued, organs, case) if citation.issued else None
        ended = _ended(organs)
        if told:
            yield self.finding(*told, place, citation.text)
        elif not organs:
            yield self.unknown("cơ quan này chưa có trong danh mục cơ quan", place, citation.text)
        elif ended and case.dated and ended < case.as_of and (cited.basis or case.carries_out(cited)):
            yield from self._still_valid(cited, ended, organs, case)

    def _not_there(self, issuer: str, day: date, organs: tuple[Organ, ...], case: Case) -> tuple[str, str] | None:
        """What to say of a body that did not exist on ``day``, and what to do."""
        gone = gone_place(issuer, day, organs, case.catalogue)
        if gone:
            return (
                f"{gone.name[:1].upper()}{gone.name[1:]} đã hợp nhất vào {gone.now} sau ngày {short_date(gone.last)}, "
                f"trước ngày {short_date(day)} ghi trong văn bản.", "Kiểm tra lại ngày và cơ quan ban hành.",
            )  # fmt: skip
        ended, begun = _ended(organs), _begun(organs)
        if ended and day > ended:
            return (
                f"{issuer} kết thúc hoạt động ngày {short_date(ended)}, trước ngày {short_date(day)} ghi trong văn "
                "bản.",
                f"Kiểm tra lại ngày và cơ quan.{_followers(organs, case)}",
            )
        if begun and day < begun:
            return (
                f"{issuer} hoạt động từ ngày {short_date(begun)}, sau ngày {short_date(day)} ghi trong văn bản.",
                "Kiểm tra lại ngày; văn bản cũ ghi tên cơ quan của ngày đó.",
            )
        return None

    def _still_valid(self, cited: Cited, ended: date, organs: tuple[Organ, ...], case: Case) -> Iterator[Outcome]:
        one, place = cited.meaning.instrument, case.part(cited, "issuer")
        if one is not None:
            return  # What the catalogue knows, or does not know, of its force is told by the rules on force.
        yield self.finding(
            f"{cited.citation.issuer} đã kết thúc hoạt động từ sau ngày {short_date(ended)}.",
            f"Kiểm tra văn bản này còn hiệu lực không, cơ quan nào kế thừa.{_followers(organs, case)}",
            place, cited.citation.text, severity="warning",
        )


def _ended(organs: tuple[Organ, ...]) -> date | None:
    """The last day of all bodies of that name; None while one of them has none."""
    ends = [organ.valid_to for organ in organs]
    return max(end for end in ends if end) if ends and all(ends) else None


def _begun(organs: tuple[Organ, ...]) -> date | None:
    """The first day of all central bodies of that name; None where one of them has always been."""
    begins = [organ.valid_from for organ in organs if organ.level == "trung-uong"]
    return min(day for day in begins if day) if begins and len(begins) == len(organs) and all(begins) else None


def _followers(organs: tuple[Organ, ...], case: Case) -> str:
    names = {one.name for organ in organs for one in case.catalogue.organs.successors(organ, None, case.as_of)}
    return f" Cơ quan kế thừa: {', '.join(sorted(names))}." if names else ""
