"""``planforge update``, ``diff`` and ``explain --clear`` as an operator types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planforge import Catalogue, read_plan
from planforge.cli.main import run
from tests.regeneration.desks import DIRECTIVE, Desk


@pytest.fixture
def desk(tmp_path: Path, catalogue: Catalogue) -> Desk:
    return Desk(tmp_path, catalogue)


def update(desk: Desk, *args: str) -> int:
    return run(["update", str(desk.plan), "--directive", str(desk.directive), *args])


class DescribeUpdate:
    def it_leaves_the_bytes_alone_when_nothing_changed_above(self, desk, capsys):
        desk.clerk_types("nhà ở kết hợp kinh doanh", "nhà ở kết hợp sản xuất, kinh doanh")
        before = desk.plan.read_bytes()
        assert update(desk) == 0
        assert desk.plan.read_bytes() == before
        assert "không đổi" in capsys.readouterr().out

    def it_shows_the_table_before_anything_is_written(self, desk, capsys):
        desk.superior_says("ít nhất một lần", "ít nhất hai lần")
        before = desk.plan.read_bytes()
        assert update(desk, "--dry-run") == 0
        told = capsys.readouterr().out
        assert "mục III.3" in told and "hai lần" in told and desk.plan.read_bytes() == before

    def it_tells_a_script_that_a_plan_is_out_of_date(self, desk):
        assert update(desk, "--check") == 0
        desk.superior_says("ít nhất một lần", "ít nhất hai lần")
        before = desk.plan.read_bytes()
        assert update(desk, "--check") == 5
        assert desk.plan.read_bytes() == before

    def it_keeps_the_clerks_words_beside_the_superiors(self, desk):
        desk.clerk_types("Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        desk.superior_says("ít nhất một lần", "ít nhất hai lần")
        assert update(desk) == 0
        assert "Diễn tập, rút kinh nghiệm phương án" in desk.reads() and "hai lần" in desk.reads()
        assert update(desk, "--check") == 0

    def it_asks_in_word_where_both_changed_the_same(self, desk, capsys):
        desk.clerk_types("ít nhất một lần", "ít nhất ba lần")
        desk.superior_says("ít nhất một lần", "ít nhất hai lần")
        assert update(desk, "--format", "json") == 4
        document = json.loads(capsys.readouterr().out)["documents"][0]
        assert document["outcome"] == "conflict" and "mục III.3" in document["settle"][0]
        assert "ba lần" in desk.reads()
        assert update(desk) == 4, "the conflict still waits in the file"

    def it_takes_new_and_dropped_tasks(self, desk):
        desk.superior_says(
            "  - {id: nv-3", "  - {id: nv-4, text: Lập tổ liên gia an toàn tại các khu nhà trọ}\n  - {id: nv-3"
        )
        desk.superior_says(
            "  - {id: nv-2, text: Kiểm tra toàn bộ nhà ở kết hợp kinh doanh trước mùa khô, deadline: 2027-01-29,"
            " clause: mục III.2}\n", "",
        )  # fmt: skip
        assert update(desk) == 0
        assert "tổ liên gia" in desk.reads() and "nhà ở kết hợp kinh doanh trước" not in desk.reads()

    def it_writes_an_untouched_plan_as_generate_would(self, desk, tmp_path):
        desk.superior_says("ít nhất một lần", "ít nhất hai lần")
        assert update(desk) == 0
        fresh = ["generate", str(desk.directive), "--unit", "phuong Buon Ma Thuot, Dak Lak", "--issued", "2026-11-22"]
        assert run([*fresh, "-o", str(tmp_path / "moi.docx")]) == 0
        assert (tmp_path / "moi.docx").read_bytes() == desk.plan.read_bytes()

    def it_leaves_changes_to_be_accepted_in_redline(self, desk):
        desk.superior_says("ít nhất một lần", "ít nhất hai lần")
        assert update(desk, "--redline") == 0
        import zipfile

        text = zipfile.ZipFile(desk.plan).read("word/document.xml").decode()
        assert 'w:author="planforge"' in text and "<w:del " in text
        assert "mục III.3" in zipfile.ZipFile(desk.plan).read("word/comments.xml").decode()

    def it_proposes_a_new_plan_beside_one_that_was_issued(self, desk, capsys):
        desk.clerk_types("Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        desk.issue()
        desk.superior_says("ít nhất một lần", "ít nhất hai lần")
        before = desk.plan.read_bytes()
        assert update(desk) == 0
        draft = desk.plan.with_name("kh-thay-the.docx")
        assert desk.plan.read_bytes() == before and "đã ban hành" in capsys.readouterr().out
        read = desk.reads(draft)
        assert "hai lần" in read and "rút kinh nghiệm" in read
        assert "Số: 45" not in read and "thay thế Kế hoạch số 45/KH-UBND" in read

    def it_goes_through_a_folder_and_one_bad_file_stops_nobody(self, desk, capsys):
        (desk.plan.parent / "hong.docx").write_bytes(b"PK nothing")
        desk.superior_says("ít nhất một lần", "ít nhất hai lần")
        code = run(["update", str(desk.plan.parent), "--directive", str(desk.directive), "--format", "json"])
        documents = {Path(d["file"]).name: d for d in json.loads(capsys.readouterr().out)["documents"]}
        assert code == 2 and documents["kh.docx"]["outcome"] == "written" and documents["hong.docx"]["error"]

    def it_finds_the_lines_of_a_stripped_file_with_the_original(self, desk, tmp_path):
        from tests.regeneration.worlds import pack, unpack

        original = tmp_path / "goc" / "kh.docx"
        original.parent.mkdir()
        original.write_bytes(desk.plan.read_bytes())
        desk.clerk_types("Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        parts = unpack(desk.plan.read_bytes())
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"_pf_", b"xx")
        del parts["customXml/item1.xml"]
        desk.plan.write_bytes(pack(parts))
        desk.superior_says("ít nhất một lần", "ít nhất hai lần")
        assert update(desk) == 2
        assert update(desk, "--base", str(original)) == 0
        assert "rút kinh nghiệm" in desk.reads() and "hai lần" in desk.reads()


class DescribeSuspects:
    def it_names_a_line_whose_parent_changed_until_a_person_clears_it(self, desk, capsys):
        desk.clerk_types("nhà ở kết hợp kinh doanh", "nhà ở kết hợp sản xuất, kinh doanh")
        desk.superior_says(", clause: mục III.3", ", product: Biên bản diễn tập, clause: mục III.3")
        assert update(desk, "--dry-run", "--format", "json") == 0
        suspects = json.loads(capsys.readouterr().out)["documents"][0]["suspects"]
        assert len(suspects) == 1
        clear = ["explain", str(desk.plan), "--node", suspects[0], "--clear", "--directive", str(desk.directive)]
        assert run(clear) == 0
        capsys.readouterr()
        assert update(desk, "--dry-run", "--format", "json") == 0
        assert json.loads(capsys.readouterr().out)["documents"][0]["suspects"] == []
        assert suspects[0] in dict(read_plan(desk.plan).request)["cleared"]

    def it_wants_to_know_which_line(self, desk, capsys):
        assert run(["explain", str(desk.plan), "--clear"]) == 2


class DescribeDiff:
    def it_tells_two_directives_apart_in_tasks(self, tmp_path, capsys):
        old, new = tmp_path / "cu.yaml", tmp_path / "moi.yaml"
        old.write_text(DIRECTIVE, "utf-8")
        new.write_text(DIRECTIVE.replace("2027-01-29", "2027-02-15").replace("nv-3", "nv-9"), "utf-8")
        assert run(["diff", str(old), str(new), "--format", "json"]) == 0
        changes = json.loads(capsys.readouterr().out)["changes"]
        told = [(one["task"], one["kind"], one["field"]) for one in changes]
        assert told == [("nv-2", "changed", "deadline"), ("nv-9", "added", "text"), ("nv-3", "removed", "text")]
        assert changes[0]["before"] == "29/01/2027" or changes[0]["before"] == "29/1/2027"

    def it_tells_two_plans_apart(self, desk, tmp_path, capsys):
        old = tmp_path / "cu.docx"
        old.write_bytes(desk.plan.read_bytes())
        desk.superior_says("ít nhất một lần", "ít nhất hai lần")
        assert update(desk) == 0
        capsys.readouterr()
        assert run(["diff", str(old), str(desk.plan)]) == 0
        assert "hai lần" in capsys.readouterr().out

    def it_does_not_compare_a_plan_with_a_directive(self, desk):
        assert run(["diff", str(desk.plan), str(desk.directive)]) == 2
