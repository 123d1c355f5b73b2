"""Central decision → province → commune with ``planforge update FOLDER`` alone: superiors first, every plan named."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from planforge import Catalogue
from planforge.cli.main import run
from tests.regeneration.chains import PROVINCE, TOP, WARD, make, read, top_in, type_in

OTHER = "phường Tân Lập, Đắk Lắk"
UPDATE = ["update", "kế hoạch", "--directive", "trung-uong.yaml"]


@pytest.fixture
def folder(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The province's plan, issued, and two communes' drafts, each with words of its own; then the top changes."""
    monkeypatch.chdir(tmp_path)
    plans = tmp_path / "kế hoạch"
    (plans / "a xã").mkdir(parents=True)
    province = make(catalogue, plans / "tỉnh.docx", top_in(tmp_path), PROVINCE, date(2026, 9, 1), "45")
    for name, unit in (("bmt", WARD), ("tl", OTHER)):
        make(catalogue, plans / "a xã" / f"{name}.docx", province, unit, date(2026, 10, 1))
    type_in(province, "Tập huấn sơ cấp cứu", "Tập huấn, diễn tập sơ cấp cứu")
    type_in(plans / "a xã" / "bmt.docx", "Tuyên truyền kỹ năng", "Tổ chức tuyên truyền kỹ năng")
    text = TOP.replace("từng hộ gia đình", "từng hộ gia đình và cơ sở").replace("2027-06-30", "2027-05-31")
    top_in(tmp_path, text)
    return plans


def told(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, dict]:
    capsys.readouterr()
    run([*UPDATE, *options, "--format", "json"])
    return {Path(one["file"]).name: one for one in json.loads(capsys.readouterr().out)["documents"]}


def after(changes: list[dict]) -> str:
    return "\n".join(one["after"] for one in changes)


def issue(draft: Path) -> None:
    type_in(draft, "Số:      /KH", "Số: 51/KH")
    type_in(draft, "Lắk, ngày       tháng 9", "Lắk, ngày 20 tháng 10")


class DescribeAChangeAtTheTop:
    def it_names_every_plan_on_the_way_before_anything_is_written(self, folder, capsys):
        before = {path: path.read_bytes() for path in folder.rglob("*.docx")}
        documents = told(capsys, "--dry-run")
        assert list(documents) == ["tỉnh.docx", "bmt.docx", "tl.docx"], "the superior first"
        assert "hộ gia đình và cơ sở" in after(documents["tỉnh.docx"]["changes"])
        for name in ("bmt.docx", "tl.docx"):
            assert "diễn tập sơ cấp cứu" in after(documents[name]["changes"]), "typed into the plan in force"
            assert "hộ gia đình và cơ sở" in after(documents[name]["coming"])
            assert "diễn tập" not in after(documents[name]["coming"])
        assert {path: path.read_bytes() for path in folder.rglob("*.docx")} == before

    def it_waits_for_the_number_of_the_replacing_plan(self, folder, capsys):
        documents = told(capsys)
        draft = folder / "tỉnh-thay-the.docx"
        assert documents["tỉnh.docx"]["draft"] and draft.exists()
        ward = read(folder / "a xã" / "bmt.docx")
        assert "số 45/KH-UBND" in ward and "và cơ sở" not in ward and "diễn tập sơ cấp cứu" in ward
        assert "hộ gia đình và cơ sở" in after(told(capsys)["bmt.docx"]["coming"])
        assert "thay thế Kế hoạch số 45/KH-UBND ngày 01/9/2026 của Ủy ban nhân dân tỉnh Đắk Lắk" in read(draft)
        assert "Kèm theo Kế hoạch số 45" not in read(draft) and "ngày 01 tháng 9" not in read(draft)

    def it_reaches_the_communes_once_that_is_issued_and_keeps_the_words_of_every_level(self, folder, capsys):
        assert run(UPDATE) == 0
        issue(folder / "tỉnh-thay-the.docx")
        documents = told(capsys)
        assert "thay thế bằng tỉnh-thay-the.docx" in documents["tỉnh.docx"]["notes"][0]
        ward = read(folder / "a xã" / "bmt.docx")
        assert "Kế hoạch số 51/KH-UBND ngày 20/10/2026 của Ủy ban nhân dân tỉnh Đắk Lắk" in ward
        assert "Tổ chức tuyên truyền kỹ năng thoát nạn đến từng hộ gia đình và cơ sở" in ward
        assert "diễn tập sơ cấp cứu" in ward and "19/5/2027" in ward and "thay thế" not in ward
        again = told(capsys)
        assert {one["outcome"] for one in again.values()} == {"unchanged"}
        assert not any(one["coming"] for one in again.values())

    def it_needs_the_plan_above_when_it_is_not_among_the_files(self, folder, capsys):
        assert run(["update", str(folder / "a xã" / "bmt.docx")]) == 2
        assert "--directive" in capsys.readouterr().out
        assert run(["update", str(folder / "a xã" / "bmt.docx"), "--directive", str(folder / "tỉnh.docx")]) == 0
        assert "diễn tập sơ cấp cứu" in read(folder / "a xã" / "bmt.docx")

    def it_makes_no_difference_that_a_plan_of_the_folder_is_also_named(self, folder, capsys):
        documents = told(capsys, "--dry-run", "--directive", str(folder / "tỉnh.docx"))
        assert next(iter(documents)) == "tỉnh.docx" and documents["bmt.docx"]["coming"]
