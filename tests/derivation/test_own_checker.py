"""The generator's plans before the checker, which shares none of its code: no error in any of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planforge import Request, derive, render
from planforge.checking.api import check_document
from planforge.reading import read

PLANS = [
    ("kh-62-kh-ubnd-dak-lak-2024", "phường Buôn Ma Thuột", date(2026, 11, 22)),
    ("kh-62-kh-ubnd-dak-lak-2024", "huyện Krông Pắc", date(2024, 6, 3)),
    ("qd-140-qd-ttg-2024", "66@3-cap", date(2024, 4, 2)),
    ("qd-5027-qd-bca-c04-2022", "95@3-cap", date(2022, 11, 2)),
    ("kh-153-kh-ubnd-bac-lieu-2022", "phường Bạc Liêu", date(2025, 9, 1)),
    ("kh-133-kh-ubnd-hong-linh-2023", "18115@3-cap", date(2023, 12, 4)),
    ("kh-577-kh-sldtbxh-hung-yen-2023", "huyện Ân Thi", date(2023, 3, 15)),
    ("kh-198-kh-ubnd-2021-10-06", "huyện Ân Thi", date(2022, 3, 3)),
    ("nq-93-nq-cp-2025", "tỉnh Đắk Lắk", date(2026, 11, 22)),
    ("kh-048-kh-ubnd-dak-lak-2025", "phường Tuy Hòa", date(2026, 11, 22)),
]


class DescribeGeneratedPlansBeforeTheChecker:
    @pytest.mark.parametrize(("directive", "unit", "day"), PLANS)
    def they_have_no_error(self, directive, unit, day, catalogue, tmp_path: Path):
        path = tmp_path / "kh.docx"
        path.write_bytes(render(derive(catalogue, Request(directive, unit, day, number="12")), "docx"))
        report = check_document(read(path), catalogue)
        assert report.as_of == day
        assert [(f.code, f.text) for f in report.findings if f.severity == "error"] == []
