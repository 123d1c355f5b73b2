"""VD002."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.catalogue.instruments import Instrument
from planforge.checking.case import Case, Cited
from planforge.checking.fact_rule import FactRule
from planforge.checking.meaning import Comparison
from planforge.checking.rule import Outcome
from planforge.checking.symbols import parse_symbol
from planforge.text.dates import long_date, short_date


class WrongDate(FactRule):
    """Ngày, năm ban hành trái với danh mục, hoặc trái với năm ghi ngay trong ký hiệu.

    Sai: Nghị định số 105/2021/NĐ-CP ngày 14 tháng 12 năm 2021 của Chính phủ.
    Đúng: Nghị định số 105/2021/NĐ-CP ngày 04 tháng 12 năm 2021 của Chính phủ.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm a, b (viện dẫn ghi thời gian ban
        hành).
    """

    code, name, severity = "VD002", "ngay-ban-hanh-sai", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6"
    fix = "suggested"
    why = "Người đọc không tìm được đúng văn bản, và hiệu lực bị tính sai."
    part, label = "date", "ngày ban hành"

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations with a date that exists, or laws with a year."""
        citation = cited.citation
        return citation.issued is not None or (citation.form == "name" and citation.year is not None)

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """The catalogue first; without it the symbol's own year."""
        symbol, issued = parse_symbol(cited.citation.number or ""), cited.citation.issued
        if cited.meaning.comparison is None and symbol and symbol.year and issued and symbol.year != issued.year:
            place = case.part(cited, self.part)
            yield self.finding(
                f"Ngày ghi năm {issued.year} nhưng ký hiệu {cited.citation.number} là của năm {symbol.year}.",
                "Đối chiếu với bản gốc rồi sửa ngày hoặc ký hiệu.", place, cited.citation.text,
            )
            return
        yield from super().judge(cited, case)

    def same(self, comparison: Comparison) -> bool | None:
        """Whether the day (or for laws the year) agrees."""
        return comparison.date

    def official(self, one: Instrument, case: Case) -> str | None:
        """The day of issue."""
        return short_date(one.issued) if one.issued else None

    def rewritten(self, written: str, one: Instrument, case: Case) -> str:
        """The right day in the form the writer chose."""
        day = one.issued
        if day is None:
            return written
        if "/" in written or "-" in written:
            return f"ngày {short_date(day)}" if "ngày" in written else short_date(day)
        if "tháng" in written:
            return long_date(day.year, day.month, day.day)
        return f"năm {day.year}" if "năm" in written else str(day.year)
