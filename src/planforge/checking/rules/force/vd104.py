"""VD104."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planforge.catalogue.organs import Organ
from planforge.checking.case import Case, Cited
from planforge.checking.rule import CitationRule, Outcome
from planforge.text.dates import short_date


class AbolishedIssuer(CitationRule):
    """Cơ quan ban hành đã kết thúc hoạt động trước ngày ghi của văn bản, hoặc trước ngày của kế hoạch mà chưa
    rõ văn bản còn hiệu lực.

    Sai: Thông tư số 05/2026/TT-BLĐTBXH ngày 10/4/2026 của Bộ Lao động - Thương binh và Xã hội (Bộ kết thúc hoạt
        động ngày 01/3/2025).
    Đúng: ghi cơ quan đang có vào ngày ban hành; văn bản cũ giữ tên cơ quan của ngày đó.
    Căn cứ: Luật Tổ chức chính quyền địa phương số 72/2025/QH15 và các nghị quyết sắp xếp bộ máy năm 2025 (TT-170).
    """

    code, name, severity = "VD104", "co-quan-khong-con", "error"
    ground = "Luật 72/2025/QH15; Nghị quyết của Quốc hội về sắp xếp bộ máy năm 2025"
    why = "Cơ quan không còn thì không ban hành văn bản được, và văn bản cũ có thể đã hết hiệu lực."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations that name an issuer."""
        return bool(cited.citation.issuer)

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """The issuer on the citation's day, then on the document's day."""
        citation, place = cited.citation, case.part(cited, "issuer")
        organs = case.catalogue.organs.by_name(citation.issuer or "")
        ended = _ended(organs)
        if not organs:
            yield self.unknown("cơ quan này chưa có trong danh mục cơ quan", place, citation.text)
        elif ended and citation.issued and citation.issued > ended:
            yield self.finding(
                f"{citation.issuer} kết thúc hoạt động ngày {short_date(ended)}, "
                f"trước ngày {short_date(citation.issued)} ghi trong viện dẫn.",
                f"Kiểm tra lại ngày và cơ quan.{_followers(organs, case)}", place, citation.text,
            )
        elif ended and case.dated and ended < case.as_of and (cited.basis or case.carries_out(cited)):
            yield from self._still_valid(cited, ended, organs, case)

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


def _followers(organs: tuple[Organ, ...], case: Case) -> str:
    names = {one.name for organ in organs for one in case.catalogue.organs.successors(organ, None, case.as_of)}
    return f" Cơ quan kế thừa: {', '.join(sorted(names))}." if names else ""
