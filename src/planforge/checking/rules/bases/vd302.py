"""VD302."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.checking.case import Case, Cited
from planforge.checking.rule import Outcome, Rule
from planforge.checking.symbols import symbol_key
from planforge.checking.titles import plain_name


class BasisTwice(Rule):
    """Một văn bản được nêu hai lần trong các dòng Căn cứ.

    Sai: hai dòng Căn cứ cùng viện dẫn Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025.
    Đúng: mỗi văn bản một dòng Căn cứ.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm a.
    """

    code, name, severity = "VD302", "can-cu-trung", "warning"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm a"
    why = "Dòng thứ hai không thêm căn cứ nào."

    def applies(self, case: Case) -> bool:
        """Two legal bases at least."""
        return any(len(one) > 1 for one in case.bases)

    def evaluate(self, case: Case) -> Iterator[Outcome]:
        """Same instrument of the catalogue, else same number, day and issuer, else same law name and year."""
        for bases in case.bases:
            yield from self._repeated(bases, case)

    def _repeated(self, bases: tuple[Cited, ...], case: Case) -> Iterator[Outcome]:
        seen: dict[object, Cited] = {}
        for cited in bases:
            key = _key(cited)
            if key in seen:
                citation = cited.citation
                where = case.place(seen[key].citation.start, seen[key].citation.end).where
                yield self.finding(
                    f"“{citation.text[:90]}” đã nêu ở dòng Căn cứ phía trên{f' ({where})' if where else ''}.",
                    "Bỏ một dòng.", case.place(citation.start, citation.end), citation.text,
                )
            seen.setdefault(key, cited)


def _key(cited: Cited) -> object:
    citation = cited.citation
    if cited.meaning.instrument:
        return cited.meaning.instrument.id
    if citation.number:
        return symbol_key(citation.number), citation.issued, citation.issuer
    return plain_name(citation.title or citation.text), citation.year
