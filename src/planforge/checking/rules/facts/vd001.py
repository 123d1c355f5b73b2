"""VD001."""

from __future__ import annotations

from planforge.catalogue.instruments import Instrument
from planforge.checking.case import Case, Cited
from planforge.checking.fact_rule import FactRule
from planforge.checking.joint import joint_faults
from planforge.checking.meaning import Comparison
from planforge.checking.symbols import parse_symbol


class WrongNumber(FactRule):
    """Số, ký hiệu trái với danh mục: ngày, tên và cơ quan của văn bản đã biết nhưng số khác.

    Sai: Nghị định số 150/2021/NĐ-CP ngày 04 tháng 12 năm 2021 của Chính phủ quy định chi tiết và hướng dẫn thi
        hành một số điều của Luật Phòng, chống ma túy.
    Đúng: Nghị định số 105/2021/NĐ-CP ngày 04 tháng 12 năm 2021 của Chính phủ quy định chi tiết và hướng dẫn thi
        hành một số điều của Luật Phòng, chống ma túy.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm a, b (viện dẫn ghi đúng số, ký
        hiệu).
    """

    code, name, severity = "VD001", "so-ky-hieu-sai", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6"
    fix = "suggested"
    why = "Sai số, ký hiệu là viện dẫn một văn bản khác."
    part, label = "number", "số, ký hiệu"

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Numbers with a symbol; a joint symbol with a faulty code has its own rule."""
        whole = parse_symbol(cited.citation.number or "") is not None
        return whole and super().concerns(cited, case) and not joint_faults(cited, case)

    def same(self, comparison: Comparison) -> bool | None:
        """Whether number and symbol agree, accents and leading zeros aside."""
        return comparison.number

    def official(self, one: Instrument, case: Case) -> str | None:
        """Number and symbol."""
        return one.number
