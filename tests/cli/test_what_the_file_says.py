"""``explain`` and ``diff`` tell of the file as it reads now, not of what planforge once put into it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from planforge import Catalogue
from planforge.cli.main import run
from tests.regeneration.chains import PROVINCE, make, strike_out, top_in, type_below, type_in
from tests.regeneration.worlds import pack, unpack


@pytest.fixture
def plan(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made = make(catalogue, tmp_path / "goc.docx", top_in(tmp_path), PROVINCE, date(2026, 9, 1))
    (tmp_path / "kh.docx").write_bytes(made.read_bytes())
    return tmp_path / "kh.docx"


def edit(plan: Path) -> None:
    type_in(plan, "Tổng kiểm tra cơ sở", "Tổng kiểm tra, phân loại cơ sở")
    type_below(plan, "Tổng kiểm tra, phân loại", "- Công khai kết quả trên cổng thông tin.")
    strike_out(plan, "Tập huấn sơ cấp cứu")
    type_in(plan, "Biên bản kiểm tra", "Biên bản, sổ theo dõi")


def said(capsys: pytest.CaptureFixture[str], *args: str) -> dict:
    capsys.readouterr()
    assert run([*args, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def states(nodes: list[dict]) -> dict[str, str]:
    return {one["text"]: one["state"] for one in nodes if one["state"] != "unchanged"}


def strip(path: Path) -> None:
    """As an editor leaves it that knows neither bookmarks nor custom XML."""
    import re

    parts = {name: data for name, data in unpack(path.read_bytes()).items() if not name.startswith("customXml/")}
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        parts[name] = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", parts[name])
    parts["word/document.xml"] = re.sub(rb"<w:bookmark(?:Start|End)[^>]*/>", b"", parts["word/document.xml"])
    path.write_bytes(pack(parts))


class DescribeExplain:
    def it_tells_lines_typed_over_typed_in_and_struck_out(self, plan, capsys):
        edit(plan)
        nodes = said(capsys, "explain", "kh.docx")["nodes"]
        told = states(nodes)
        assert told["Tổng kiểm tra, phân loại cơ sở có nguy cơ cháy nổ cao trên địa bàn."] == "edited"
        assert told["Công khai kết quả trên cổng thông tin."] == "added"
        assert next(state for text, state in told.items() if text.startswith("Tập huấn sơ cấp cứu")) == "deleted"
        assert next(state for text, state in told.items() if "sổ theo dõi" in text) == "edited"
        edited = next(one for one in nodes if one["state"] == "edited")
        assert edited["was"].startswith("Tổng kiểm tra cơ sở") and edited["parents"]

    def it_says_nothing_of_hands_where_nobody_edited(self, plan, capsys):
        assert states(said(capsys, "explain", "kh.docx")["nodes"]) == {}
        assert run(["explain", "kh.docx"]) == 0
        assert "đơn vị đã" not in capsys.readouterr().out

    def it_gives_one_line_its_words_above_from_the_users_own_directive(self, plan, capsys):
        edit(plan)
        key = next(one["id"] for one in said(capsys, "explain", "kh.docx")["nodes"] if one["state"] == "edited")
        assert run(["explain", "kh.docx", "--node", key, "--directive", "trung-uong.yaml"]) == 0
        told = capsys.readouterr().out
        assert "[đơn vị đã sửa]" in told and "bản gốc: Tổng kiểm tra cơ sở" in told
        assert "mục IV.1: Tổng kiểm tra" in told

    def it_finds_the_lines_of_a_stripped_file_through_the_workspace(self, plan, capsys):
        Path("tinh.csv").write_text("unit\ntỉnh Đắk Lắk\n", "utf-8")
        assert run(["batch", "./trung-uong.yaml", "--units", "tinh.csv", "--issued", "2026-09-01", "-o", "ra"]) == 0
        file = next(Path("ra").glob("*.docx"))
        edit(file)
        before = states(said(capsys, "explain", str(file))["nodes"])
        strip(file)
        assert states(said(capsys, "explain", str(file))["nodes"]) == before


class DescribeDiff:
    def it_speaks_of_tasks_with_old_and_new_words(self, plan, capsys):
        edit(plan)
        changes = said(capsys, "diff", "goc.docx", "kh.docx")["changes"]
        told = {(one["kind"], one["field"]): one for one in changes}
        assert told["changed", "text"]["after"].startswith("Tổng kiểm tra, phân loại")
        assert told["changed", "product"]["before"] == "Biên bản kiểm tra"
        assert told["removed", "text"]["before"].startswith("Tập huấn sơ cấp cứu")
        assert told["added", "text"]["after"].startswith("Công khai kết quả")
        assert all(one["by_hand"] for one in changes) and "mục IV.1" in told["changed", "text"]["clause"]

    def it_tells_derivation_from_hands(self, plan, tmp_path, catalogue, capsys):
        text = (tmp_path / "trung-uong.yaml").read_text("utf-8").replace("từng hộ gia đình", "từng hộ và cơ sở")
        new = make(catalogue, tmp_path / "moi.docx", top_in(tmp_path, text), PROVINCE, date(2026, 9, 1))
        type_below(new, "Tập huấn sơ cấp cứu", "Trang bị túi sơ cứu.")
        changes = said(capsys, "diff", "goc.docx", "moi.docx")["changes"]
        assert {one["after"][:12]: one["by_hand"] for one in changes} == {"Tuyên truyền": False, "Trang bị túi": True}

    def it_compares_a_stripped_copy_with_its_original(self, plan, capsys):
        strip(plan)
        for pair in (["goc.docx", "kh.docx"], ["kh.docx", "goc.docx"]):
            assert run(["diff", *pair]) == 0
            assert "như nhau" in capsys.readouterr().out
        edit(plan)
        changes = said(capsys, "diff", "goc.docx", "kh.docx")["changes"]
        assert [one["kind"] for one in changes] == ["changed", "changed", "added", "removed"]

    def it_cannot_compare_two_files_that_lost_their_plan(self, plan, capsys):
        strip(plan)
        assert run(["diff", "kh.docx", "kh.docx"]) == 2
        assert "không mang bản gốc" in capsys.readouterr().err
