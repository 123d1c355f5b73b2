"""Central decision → province → commune: the top changes, each level follows, each level's own words stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planforge import Catalogue
from planforge.regeneration.folders import update_file, with_files
from planforge.regeneration.results import Options, Updated

from .chains import PROVINCE, TOP, WARD, make, read, top_in, type_in


class DescribeAChainOfThreeLevels:
    def it_hands_a_change_at_the_top_down_and_keeps_the_words_of_every_level(
        self, tmp_path: Path, catalogue: Catalogue
    ) -> None:
        top = top_in(tmp_path)
        province = make(catalogue, tmp_path / "tinh.docx", top, PROVINCE, date(2026, 9, 1))
        type_in(province, "kỹ năng thoát nạn đến từng hộ", "kỹ năng thoát nạn, cứu người đến từng hộ")
        top_in(tmp_path, TOP.replace("từng hộ gia đình", "từng hộ gia đình và cơ sở"))
        changed = update(catalogue, province, top)
        assert any("hộ gia đình và cơ sở" in change.after for change in changed.changes)
        issue(province)

        commune = make(catalogue, tmp_path / "xa.docx", province, WARD, date(2026, 10, 1))
        type_in(commune, "Tuyên truyền kỹ năng", "Tổ chức tuyên truyền kỹ năng")
        type_in(province, "thoát nạn, cứu người", "thoát nạn, cứu người, dập lửa")
        changed = update(catalogue, commune, province)
        assert "45/KH-UBND" in changed.changes[0].causes[0]
        line = "Tổ chức tuyên truyền kỹ năng thoát nạn, cứu người, dập lửa đến từng hộ gia đình và cơ sở"
        assert line in read(commune)


def issue(path: Path) -> None:
    type_in(path, "Số:      /KH", "Số: 45/KH")
    type_in(path, "Lắk, ngày       tháng", "Lắk, ngày 07 tháng")


def update(catalogue: Catalogue, path: Path, directive: Path) -> Updated:
    return update_file(catalogue, path, with_files(Options(), catalogue, [directive], []))
