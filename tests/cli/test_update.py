"""``planforge update``, ``diff`` and ``explain --clear`` as an operator types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planforge import Catalogue, read_plan
from planforge.cli.main import run
from tests.regeneration.desks import DIRECTIVE, Desk
from tests.regeneration.offices import Office


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


class DescribeTheChangeTable:
    @pytest.fixture
    def office(self, tmp_path: Path, catalogue: Catalogue) -> Office:
        office = Office(tmp_path, catalogue)
        office.batch()
        office.superior_says("ít nhất một lần", "ít nhất hai lần")
        office.superior_says("2027-01-29", "2027-02-26")
        return office

    def look(self, office: Office, *args: str) -> int:
        return run(["update", str(office.folder), "--directive", str(office.directive), "--dry-run", *args])

    def it_tells_each_change_once_with_old_and_new_words_and_the_number_of_plans(self, office, capsys):
        assert self.look(office) == 0
        rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("sửa")]
        assert len(rows) == 2 and all(row.endswith("4 kế hoạch") for row in rows)
        assert "mục III.3" in rows[0] and "một lần" in rows[0] and "→" in rows[0] and "hai lần" in rows[0]
        assert "mục III.2" in rows[1] and "«Trước ngày 26/01/2027» → «Trước ngày 23/02/2027»" in rows[1]

    def it_names_the_plans_where_they_are_few(self, office, capsys):
        for path in office.files()[1:]:
            path.unlink()
        assert self.look(office) == 0
        assert f"  {office.files()[0].name}\n" in capsys.readouterr().out

    def it_tells_whole_lines_and_every_plan_when_asked(self, office, capsys):
        assert self.look(office, "--full") == 0
        told = capsys.readouterr().out
        assert "Từng kế hoạch:" in told and told.count("Diễn tập phương án chữa cháy") == 2 * (1 + 2 * 4)

    def it_has_the_summary_in_json_too(self, office, capsys):
        assert self.look(office, "--format", "json") == 0
        found = json.loads(capsys.readouterr().out)
        assert [(one["kind"], one["plans"]) for one in found["summary"]] == [("changed", 4), ("changed", 4)]
        assert {one["name"] for one in found["documents"]} >= {"phường Buôn Ma Thuột", "xã Cư M'gar"}

    def it_writes_a_workbook_with_every_plan_on_it(self, office, tmp_path):
        from openpyxl import load_workbook

        sheet = tmp_path / "thay-doi.xlsx"
        assert self.look(office, "-o", str(sheet)) == 0
        book = load_workbook(sheet)
        assert [page.title for page in book] == ["Thay đổi", "Kế hoạch", "Từng thay đổi", "Văn bản hết hiệu lực"]
        assert [row[5].value for row in book["Thay đổi"].iter_rows(min_row=2)] == [4, 4]
        assert book["Kế hoạch"].max_row == 5 and book["Từng thay đổi"].max_row == 1 + 4 * 3

    def it_writes_nothing_but_a_workbook(self, office, tmp_path):
        assert self.look(office, "-o", str(tmp_path / "thay-doi.pdf")) == 2

    def it_tells_a_question_about_many_plans_once(self, office, capsys):
        assert run(["update", str(office.folder)]) == 2
        told = capsys.readouterr().out
        assert told.count("id: kh-150-kh-ubnd-dak-lak-2026") == 1 and "và 1 tệp khác" in told

    def it_says_where_the_state_before_lies(self, office, capsys):
        assert run(["update", str(office.folder), "--directive", str(office.directive)]) == 0
        assert ".planforge/truoc" in capsys.readouterr().out


class DescribeDirectivesOfManyPlans:
    def it_brings_each_plan_up_to_date_with_its_own(self, tmp_path, catalogue, capsys):
        office = Office(tmp_path, catalogue)
        office.batch()
        other = tmp_path / "chi-dao-2.yaml"
        other.write_text(DIRECTIVE.replace("kh-150", "kh-151").replace("150/KH", "151/KH"), "utf-8")
        batch = ["batch", str(other), "--units", str(office.units), "--issued", "2026-11-22", "-o", str(office.folder)]
        assert run(batch) == 0
        other.write_text(other.read_text("utf-8").replace("ít nhất một lần", "ít nhất hai lần"), "utf-8")
        both = ["--directive", str(office.directive), "--directive", str(other)]
        capsys.readouterr()
        assert run(["update", str(office.folder), *both, "--format", "json"]) == 0
        found = json.loads(capsys.readouterr().out)["documents"]
        assert {(one["directive"][:6], one["outcome"]) for one in found} == {
            ("kh-150", "unchanged"), ("kh-151", "written")
        }  # fmt: skip

    def it_tells_of_a_file_that_no_plan_was_made_from(self, desk, tmp_path, capsys):
        other = tmp_path / "khac.yaml"
        other.write_text(DIRECTIVE.replace("kh-150", "kh-999"), "utf-8")
        assert update(desk, "--directive", str(other)) == 0
        assert "không kế hoạch nào" in capsys.readouterr().err

    def it_names_the_file_that_is_missing_and_those_that_were_given(self, desk, tmp_path, capsys):
        other = tmp_path / "khac.yaml"
        other.write_text(DIRECTIVE.replace("kh-150", "kh-999"), "utf-8")
        assert run(["update", str(desk.plan), "--directive", str(other)]) == 2
        told = capsys.readouterr().out
        assert "“kh-150-kh-ubnd-dak-lak-2026”" in told and "kh-999-kh-ubnd-dak-lak-2026" in told
        assert "Có phải ý bạn" not in told


class DescribeSuspects:
    def it_names_a_line_whose_parent_changed_until_a_person_clears_it(self, desk, capsys):
        desk.clerk_types("nhà ở kết hợp kinh doanh", "nhà ở kết hợp sản xuất, kinh doanh")
        desk.superior_says(", clause: mục III.3", ", product: Biên bản diễn tập, clause: mục III.3")
        assert update(desk, "--dry-run", "--format", "json") == 0
        suspects = json.loads(capsys.readouterr().out)["documents"][0]["suspects"]
        assert len(suspects) == 1
        clear = ["explain", str(desk.plan), "--node", suspects[0], "--clear", "--directive", str(desk.directive)]
        assert run([*clear, "--by", "Trần Thị Bé"]) == 0
        assert "Trần Thị Bé" in dict(read_plan(desk.plan).request)["cleared"]
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
