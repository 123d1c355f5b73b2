"""VD004."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.catalogue.instruments import Instrument
from planforge.checking.case import Case, Cited
from planforge.checking.fact_rule import FactRule
from planforge.checking.findings import Fix
from planforge.checking.meaning import KINDRED, UNTYPED, Comparison
from planforge.checking.rule import Outcome
from planforge.checking.symbols import parse_symbol
from planforge.text.casing import decapitalise
from planforge.text.folding import fold


class WrongType(FactRule):
    """Tên loại trái với danh mục, hoặc trái với mã loại ngay trong ký hiệu.

    Sai: Nghị định số 140/QĐ-TTg ngày 02 tháng 02 năm 2024 của Thủ tướng Chính phủ.
    Đúng: Quyết định số 140/QĐ-TTg ngày 02 tháng 02 năm 2024 của Thủ tướng Chính phủ.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục III, Mục I (chữ viết tắt tên loại); Phụ lục I, Phần I, Mục II,
        khoản 6.
    """

    code, name, severity = "VD004", "ten-loai-sai", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục III, Mục I"
    fix = "suggested"
    why = "Tên loại cho biết thứ bậc và cơ quan có quyền ban hành."
    part, label = "type", "tên loại"

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations by number; a nickname (Đề án 06) is no type."""
        citation = cited.citation
        by_number = citation.form in ("full", "number") and bool(citation.number)
        return by_number and "type" in citation.parts and citation.type not in UNTYPED

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """The catalogue first; without it the code inside the symbol."""
        comparison = cited.meaning.comparison
        if comparison is not None and comparison.type is None:
            return
        if comparison is None:
            coded = self._type_of_symbol(cited, case)
            if coded is None or coded == cited.citation.type:
                return
            place = case.part(cited, self.part)
            written, right = case.text[place.start : place.end], case.catalogue.wording.type_names[coded]
            yield self.finding(
                f"Ghi “{written}” nhưng ký hiệu {cited.citation.number} là của {decapitalise(right)}.",
                "Đối chiếu với bản gốc rồi sửa tên loại hoặc ký hiệu.", place, cited.citation.text,
                fix=Fix(place, written, right),
            )
            return
        yield from super().judge(cited, case)

    def same(self, comparison: Comparison) -> bool | None:
        """Whether the types agree."""
        return comparison.type

    def official(self, one: Instrument, case: Case) -> str | None:
        """The type's name."""
        return case.catalogue.wording.type_names[one.type]

    def _type_of_symbol(self, cited: Cited, case: Case) -> str | None:
        """The type the symbol's code stands for; None where one code stands for several (QĐ of the Party)."""
        symbol, types = parse_symbol(cited.citation.number or ""), case.grammar.type_of_code
        if not symbol or (symbol.party and (symbol.code == "QĐ" or cited.citation.type == "chuong-trinh")):
            return None  # Committees number their programmes CT as well as CTr.
        codes = next((one.codes for one in case.grammar.types.types if one.id == cited.citation.type), ())
        if any(fold(symbol.code) == fold(code) for code in codes):
            return None  # DA for ĐA: the letter is told as a slip of the symbol.
        coded = types.get(symbol.code)
        if coded in UNTYPED or any({coded, cited.citation.type} <= pair for pair in KINDRED):
            return None
        return coded if coded in case.catalogue.wording.type_names else None
