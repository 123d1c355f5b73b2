"""VD003."""

from __future__ import annotations

from planforge.catalogue.instruments import Instrument
from planforge.checking.case import Case
from planforge.checking.fact_rule import FactRule
from planforge.checking.issuers import issuer_name
from planforge.checking.meaning import Comparison


class WrongIssuer(FactRule):
    """Cơ quan ban hành trái với danh mục. Tên viết tắt hoặc thiếu địa danh không tính là trái.

    Sai: Nghị quyết số 50/NQ-CP ngày 09 tháng 4 năm 2025 của Thủ tướng Chính phủ.
    Đúng: Nghị quyết số 50/NQ-CP ngày 09 tháng 4 năm 2025 của Chính phủ.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm a, b (viện dẫn ghi tên cơ quan
        ban hành).
    """

    code, name, severity = "VD003", "co-quan-ban-hanh-sai", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6"
    fix = "suggested"
    why = "Cơ quan ban hành quyết định giá trị pháp lý của văn bản."
    part, label = "issuer", "cơ quan ban hành"

    def same(self, comparison: Comparison) -> bool | None:
        """Whether the names mean one body."""
        return comparison.issuer

    def official(self, one: Instrument, case: Case) -> str | None:
        """The issuer's name."""
        return issuer_name(one)
