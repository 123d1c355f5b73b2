"""VD006."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import DamerauLevenshtein

from planforge.checking.case import Case, Cited
from planforge.checking.issuers import same_issuer
from planforge.checking.rule import CitationRule, Outcome
from planforge.checking.symbols import parse_symbol, symbol_key
from planforge.checking.titles import likeness, plain_name
from planforge.citation.model import Citation
from planforge.text.dates import short_date

MANY = 20
"""So many earlier citations of one number or one day are looked at: a document may cite one plan a thousand times."""


class AgainstAnother(CitationRule):
    """Hai chỗ trong cùng văn bản viện dẫn một văn bản nhưng ghi khác nhau về ngày hoặc về số.

    Sai: Kế hoạch số 62/KH-UBND ngày 02/4/2024 … và ở dưới Kế hoạch số 62/KH-UBND ngày 04/2/2024, cùng một cơ quan.
    Đúng: mọi chỗ ghi cùng một ngày, một số cho cùng một văn bản.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm b; số và ký hiệu là duy nhất
        trong năm (Điều 15).
    """

    code, name, severity = "VD006", "vien-dan-trai-nhau", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Điều 15; Phụ lục I, Phần I, Mục II, khoản 6"
    why = "Ít nhất một trong hai chỗ sai."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations with a symbol and a day, not proven by the catalogue."""
        citation = cited.citation
        proven = cited.meaning.comparison is not None and not cited.meaning.comparison.contradictions
        return bool(citation.issued and parse_symbol(citation.number or "")) and not proven

    def evaluate(self, case: Case) -> Iterator[Outcome]:
        """Each citation against the earlier ones of the same number or the same day."""
        groups: dict[object, list[Cited]] = defaultdict(list)
        for cited in case.citations:
            citation = cited.citation
            keys = [key for key in (symbol_key(citation.number or ""), citation.issued) if key]
            if self.concerns(cited, case):
                earlier = {one.index: one for key in keys for one in groups[key]}
                yield from self._against(cited, [earlier[index] for index in sorted(earlier)], case)
            for key in keys:
                groups[key] = [*groups[key][: MANY - 1], cited]

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """Not judged alone."""
        yield from ()

    def _against(self, cited: Cited, others: list[Cited], case: Case) -> Iterator[Outcome]:
        for earlier in others:
            what = self._difference(earlier.citation, cited.citation, case)
            if what:
                where = case.part(earlier, "number").where or "phía trên"
                yield self.finding(
                    f"{what}, khác với “{earlier.citation.text[:90]}” ({where}).",
                    "Đối chiếu với bản gốc và ghi thống nhất.", case.part(cited, "number"), cited.citation.text,
                )
                return

    def _difference(self, one: Citation, other: Citation, case: Case) -> str | None:
        if not one.issued or not other.issued or not one.number or not other.number or one.type != other.type:
            return None
        same_body = self._same_body(one, other, case)
        alike = bool(one.title and other.title) and self._alike(one.title or "", other.title or "", case)
        if symbol_key(one.number) == symbol_key(other.number):
            symbol = parse_symbol(one.number)
            unique = one.issued.year == other.issued.year or alike or bool(symbol and symbol.year)
            if one.issued != other.issued and unique and same_body:
                return f"Số {other.number} ghi ngày {short_date(other.issued)}"
        elif one.issued == other.issued and same_body and self._one_number_slipped(one, other):
            return f"Cùng ngày, cùng trích yếu nhưng ghi số {other.number}"
        return None

    def _one_number_slipped(self, one: Citation, other: Citation) -> bool:
        """The very same title and nearly the same number: bodies issue several alike documents on one day."""
        ours, theirs = plain_name(one.title or ""), plain_name(other.title or "")
        same = ours == theirs and ours.count(" ") >= 5
        return same and DamerauLevenshtein.distance(symbol_key(one.number or ""), symbol_key(other.number or "")) <= 2

    def _alike(self, one: str, other: str, case: Case) -> bool:
        return likeness(one, other, case.known.idle) == "same"

    def _same_body(self, one: Citation, other: Citation, case: Case) -> bool:
        if one.issuer and other.issuer:
            return same_issuer(one.issuer, other.issuer, case.known.words) is True
        return bool(parse_symbol(one.number or "") and (one.issuer or other.issuer))

