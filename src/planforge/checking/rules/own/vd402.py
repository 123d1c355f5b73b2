"""VD402."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planforge.checking.case import Case
from planforge.checking.meaning import UNTYPED
from planforge.checking.rule import Outcome, Rule
from planforge.checking.symbols import parse_symbol
from planforge.text.casing import decapitalise

_DAY = re.compile(r"[Nn]gày ?\d+ ?(?:tháng ?\d|[/.-])")


class OwnHead(Rule):
    """Số, ký hiệu và tên loại ở đầu chính văn bản này không khớp nhau, hoặc ngày ban hành không có thật.

    Sai: Số: 153/QĐ-UBND ở đầu một KẾ HOẠCH.
    Đúng: Số: 153/KH-UBND.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, 4, 5; Phụ lục III, Mục I.
    """

    code, name, severity = "VD402", "so-ky-hieu-cua-minh", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, khoản 5"
    why = "Mã loại trong ký hiệu phải là của tên loại văn bản."

    def applies(self, case: Case) -> bool:
        """The document shows a number or a date of its own; a draft gets both at signing."""
        return case.profile == "final" and bool(case.own.number or case.own.date_text)

    def evaluate(self, case: Case) -> Iterator[Outcome]:
        """Type code against type name, then the date."""
        own = case.own
        if own.date_text and own.issued is None and own.date_span:
            if not _DAY.match(own.date_text):
                yield self.unknown("ngày ban hành còn để trống", case.place(*own.date_span), own.date_text)
            else:
                yield self.finding(
                    f"Ngày ban hành “{own.date_text}” không có trong lịch.", "Sửa ngày ban hành.",
                    case.place(*own.date_span), own.date_text,
                )
        symbol = parse_symbol(own.number or "")
        if own.number and symbol is None and not own.number.startswith("/"):
            return
        if not own.number or not own.type:
            if own.number:
                yield self.unknown("không nhận ra tên loại của văn bản")
            return
        yield from self._code(case)

    def _code(self, case: Case) -> Iterator[Outcome]:
        own, types = case.own, case.grammar.type_of_code
        number = own.number or ""
        symbol = parse_symbol(number if number[0].isdigit() else f"0{number}")
        coded = types.get(symbol.code) if symbol else None
        if coded is None or own.type in UNTYPED or coded in UNTYPED or coded == own.type:
            return
        if symbol and symbol.party and symbol.code == "QĐ":
            return
        names = case.catalogue.wording.type_names
        place = case.place(*(own.number_span or (0, 0)))
        yield self.finding(
            f"Ký hiệu {number} là của {decapitalise(names[coded])}, "
            f"tên loại ghi {decapitalise(names[own.type or 'khac'])}.",
            "Sửa ký hiệu hoặc tên loại cho khớp.", place, number,
        )
