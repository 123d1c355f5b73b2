"""Mistakes as they stand in documents that were signed and published, and the acceptance of the issue."""

from __future__ import annotations

from datetime import date

import pytest

from planforge import Catalogue
from planforge.checking.api import check_document
from tests.checking.writing import document

TITLE = (
    "ban hành Kế hoạch thực hiện Kết luận số 132-KL/TW ngày 18/3/2025 của Bộ Chính trị về tiếp tục thực hiện "
    "Chỉ thị số 36-CT/TW"
)
MISTAKES = [
    ("VD002", "Nghị quyết số 93/NQ-CP ngày 13/4/2025 của Chính phủ"),
    ("VD001", f"Nghị quyết số 39/NQ-CP ngày 16/4/2025 của Chính phủ {TITLE}"),
    ("VD003", "Nghị quyết số 93/NQ-CP ngày 16/4/2025 của Quốc hội"),
    ("VD004", "Quyết định số 93/NQ-CP ngày 16/4/2025 của Chính phủ"),
    ("VD005", "Nghị quyết số 93/NQ-CP ngày 16/4/2025 của Chính phủ về cải cách thủ tục trong lĩnh vực đất đai"),
    ("VD401", "Nghị quyết số 93/NQ-CP ngày 31/4/2025 của Chính phủ"),
    ("VD103", "Luật Phòng, chống ma túy năm 2025"),
]


@pytest.mark.parametrize(("code", "cited"), MISTAKES, ids=[code for code, _ in MISTAKES])
def test_published_mistake_is_reported_as_an_error(code: str, cited: str, catalogue: Catalogue) -> None:
    report = check_document(document(f"Thực hiện {cited}."), catalogue, date(2026, 2, 10))
    assert code in {one.code for one in report.findings if one.severity == "error"}, report.findings


def test_the_right_citation_of_the_same_resolution_is_clean(catalogue: Catalogue) -> None:
    text = f"Thực hiện Nghị quyết số 93/NQ-CP ngày 16/4/2025 của Chính phủ {TITLE}."
    assert check_document(document(text), catalogue, date(2025, 9, 1)).clean()


PLAN = """ỦY BAN NHÂN DÂN PHƯỜNG BUÔN MA THUỘT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/KH-UBND
Buôn Ma Thuột, ngày {day}
KẾ HOẠCH
Phòng, chống ma túy
Căn cứ Luật Phòng, chống ma túy năm 2021;
Thực hiện Quyết định số 1452/QĐ-TTg ngày 31/8/2021 của Thủ tướng Chính phủ phê duyệt Chương trình
phòng, chống ma túy giai đoạn 2021 - 2025, Ủy ban nhân dân phường xây dựng kế hoạch như sau:"""


def test_a_plan_of_today_is_told_what_replaced_its_law_and_its_programme_and_since_when(catalogue: Catalogue) -> None:
    report = check_document(document(PLAN.format(day="22 tháng 11 năm 2026")), catalogue)
    assert report.as_of == date(2026, 11, 22)
    law, programme = (next(one for one in report.findings if one.code == code) for code in ("VD102", "VD101"))
    assert "01/7/2026" in law.found and "10 tháng 12 năm 2025" in law.found and law.fix
    assert "01/01/2026" in programme.found and "7619/QĐ-BCA" in programme.do and "163/2024/QH15" in programme.do


def test_the_same_plan_of_2023_passes(catalogue: Catalogue) -> None:
    report = check_document(document(PLAN.format(day="22 tháng 5 năm 2023")), catalogue)
    assert report.as_of == date(2023, 5, 22)
    assert report.findings == ()
    assert {"VD102", "VD101", "VD103"} <= set(report.coverage.passed)
