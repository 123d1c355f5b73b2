"""Update in the folder of a batch: both keep one manifest, and neither undoes what the other did."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from docx.shared import Cm

from planforge import Catalogue, read_plan
from planforge.catalogue.locations import templates_folder
from planforge.regeneration.workspace import Workspace
from tests.regeneration.killing import digest

from .offices import Office, issues, reads, types


@pytest.fixture
def office(tmp_path: Path, catalogue: Catalogue) -> Office:
    office = Office(tmp_path, catalogue)
    assert office.outcomes() == {"written": 4}
    return office


def twice(office: Office) -> None:
    office.superior_says("ít nhất một lần", "ít nhất hai lần")


class DescribeBatchAfterUpdate:
    def it_says_unchanged_for_every_plan_that_an_update_brought_up_to_date(self, office: Office) -> None:
        types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        twice(office)
        assert office.outcomes() == {"conflict": 1, "written": 3}, "hand-made edits are pointed to update"
        told = office.update()
        assert [one.outcome for one in told.values()] == ["written", "unchanged", "unchanged", "unchanged"]
        before = digest(office.folder)
        assert office.outcomes() == {"unchanged": 4}
        plans = {name: found for name, found in before.items() if name.endswith(".docx")}
        assert plans == {name: found for name, found in digest(office.folder).items() if name.endswith(".docx")}

    def it_makes_untouched_plans_anew_and_leaves_merged_ones_to_update_when_the_superior_speaks_again(
        self, office: Office
    ) -> None:
        edited = office.files()[0]
        types(edited, "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        twice(office)
        assert {one.outcome for one in office.update().values()} == {"written"}
        office.superior_says("ít nhất hai lần", "ít nhất ba lần")
        assert office.outcomes() == {"conflict": 1, "written": 3}
        assert "ít nhất hai lần" in reads(edited) and "rút kinh nghiệm" in reads(edited)
        office.update()
        assert "ít nhất ba lần" in reads(edited) and "rút kinh nghiệm" in reads(edited)
        assert office.outcomes() == {"unchanged": 4}

    def it_leaves_an_edited_plan_alone_when_nothing_it_says_would_change(self, office: Office) -> None:
        types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        office.superior_says("sources: [Văn bản nhận", "sources: [Bản chính thức, Văn bản nhận")
        assert office.outcomes() == {"unchanged": 4}

    def it_writes_an_untouched_plan_just_as_an_update_does(self, office: Office, tmp_path: Path) -> None:
        twice(office)
        other = Office(tmp_path / "khac", office.catalogue) if (tmp_path / "khac").mkdir() is None else office
        other.directive.write_bytes(office.directive.read_bytes())
        assert other.outcomes() == {"written": 4}
        office.update()
        assert [p.read_bytes() for p in office.files()] == [p.read_bytes() for p in other.files()]

    def it_asks_nothing_of_a_batch_about_an_issued_plan_whose_replacement_was_proposed(self, office: Office) -> None:
        issued = office.files()[0]
        issues(issued)
        twice(office)
        told = office.update()[issued.name]
        assert told.outcome == "refused" and told.draft is not None
        assert office.outcomes() == {"unchanged": 4}


class DescribeTheManifestAfterAnUpdate:
    def it_has_the_tree_that_is_inside_each_file(self, office: Office) -> None:
        types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        twice(office)
        office.update()
        workspace = Workspace.open(office.folder)
        for file in office.files():
            assert workspace.plan(file.name) == read_plan(file)

    def it_brings_a_stripped_file_up_to_date_from_the_newer_base(self, office: Office) -> None:
        from tests.regeneration.worlds import pack, unpack

        edited = office.files()[0]
        types(edited, "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        twice(office)
        office.update()
        parts = unpack(edited.read_bytes())
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"_pf_", b"xx")
        del parts["customXml/item1.xml"]
        edited.write_bytes(pack(parts))
        office.superior_says("ít nhất hai lần", "ít nhất ba lần")
        assert office.update()[edited.name].outcome == "written"
        assert "ít nhất ba lần" in reads(edited) and "rút kinh nghiệm" in reads(edited)

    def it_is_not_touched_by_a_look(self, office: Office) -> None:
        twice(office)
        before = digest(office.folder)
        assert {one.outcome for one in office.update(write=False).values()} == {"written"}
        assert digest(office.folder) == before

    def it_is_left_as_it_is_by_an_update_that_finds_nothing_to_do(self, office: Office) -> None:
        types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        twice(office)
        office.update()
        before = digest(office.folder)
        office.update(quick=False)
        office.update(*office.files())
        assert digest(office.folder) == before

    def it_is_the_same_however_many_processes_were_at_work(self, office: Office, tmp_path: Path) -> None:
        twice(office)
        types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        shutil.copytree(office.folder, tmp_path / "ban-sao")
        office.update()
        before = digest(office.folder)
        shutil.rmtree(office.folder)
        (tmp_path / "ban-sao").rename(office.folder)
        office.update(jobs=3)
        assert digest(office.folder) == before


class DescribeFreshness:
    def it_opens_no_plan_twice_while_nothing_above_changes(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        twice(office)
        office.update()
        from planforge.regeneration import folders

        def no_work(*_: object) -> None:
            raise AssertionError("a plan was opened again")

        monkeypatch.setattr(folders, "update_chunk", no_work)
        assert {one.outcome for one in office.update().values()} == {"unchanged"}

    def it_looks_again_at_a_file_that_changed_since(self, office: Office) -> None:
        twice(office)
        office.update()
        types(office.files()[0], "ít nhất hai lần", "ít nhất bốn lần")
        office.superior_says("ít nhất hai lần", "ít nhất ba lần")
        assert office.update()[office.files()[0].name].outcome == "conflict"

    def it_keeps_telling_of_a_conflict_until_it_is_settled_in_word(self, office: Office) -> None:
        types(office.files()[0], "ít nhất một lần", "ít nhất bốn lần")
        twice(office)
        assert office.update()[office.files()[0].name].outcome == "conflict"
        told = office.update()[office.files()[0].name]
        assert told.outcome == "conflict" and "chưa được xử lý" in told.settle[0]
        assert office.outcomes() == {"unchanged": 4}, "nothing new from above for a batch to bring"


    def it_tells_of_it_beside_what_is_new_from_above(self, office: Office) -> None:
        edited = office.files()[0]
        types(edited, "ít nhất một lần", "ít nhất bốn lần")
        twice(office)
        office.update()
        office.superior_says("trước mùa khô", "trước mùa hanh khô")
        told = office.update()[edited.name]
        assert told.outcome == "conflict" and "chưa được xử lý" in told.settle[0]
        assert "mùa hanh khô" in reads(edited)


class DescribeTheStateBefore:
    def it_can_be_copied_back_from_the_workspace(self, office: Office) -> None:
        types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        before = {path.name: path.read_bytes() for path in office.files()}
        twice(office)
        told = office.update()
        for name, data in before.items():
            previous = told[name].previous
            assert previous is not None and previous.read_bytes() == data
            (office.folder / name).write_bytes(data)
        assert {one.outcome for one in office.update().values()} == {"written"}, "an old state is brought up again"

    def it_is_that_of_the_last_update_only(self, office: Office) -> None:
        types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        twice(office)
        office.update()
        office.superior_says("ít nhất hai lần", "ít nhất ba lần")
        for path in office.files()[1:]:
            path.unlink()
        office.update()
        kept = sorted(path.name for path in (office.folder / ".planforge" / "truoc").iterdir())
        assert kept == [office.files()[0].name]
        assert "ít nhất hai lần" in reads(office.folder / ".planforge" / "truoc" / kept[0])


class DescribeANewTemplate:
    @pytest.fixture
    def shells(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "mau"
        shutil.copytree(templates_folder(), folder)
        monkeypatch.setenv("PLANFORGE_TEMPLATES", str(folder))
        return folder

    def it_dresses_untouched_plans_anew_and_tells_which_edited_ones_keep_the_old_look(
        self, tmp_path: Path, catalogue: Catalogue, shells: Path
    ) -> None:
        office = Office(tmp_path, catalogue)
        office.batch(shells)
        edited, untouched = office.files()[:2]
        types(edited, "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        for shell in shells.rglob("shell.docx"):
            document = docx.Document(str(shell))
            document.sections[0].bottom_margin = Cm(2.5)
            document.save(str(shell))
        told = office.update()
        assert told[untouched.name].outcome == "written"
        assert round(docx.Document(str(untouched)).sections[0].bottom_margin.cm, 2) == 2.5
        assert told[edited.name].outcome == "unchanged"
        assert "giữ cách trình bày cũ" in told[edited.name].notes[0]
        assert "giữ cách trình bày cũ" in Workspace.open(office.folder).rows[edited.name].message
        assert office.batch(shells).counts == {"unchanged": 4}
        look = office.update(write=False, quick=False)
        assert "giữ cách trình bày cũ" in look[edited.name].notes[0], "it is told whenever somebody looks"

    def it_tells_nothing_of_a_shell_that_these_plans_do_not_use(
        self, tmp_path: Path, catalogue: Catalogue, shells: Path
    ) -> None:
        office = Office(tmp_path, catalogue)
        office.batch(shells)
        types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        (shells / "kehoach" / "khac").mkdir()
        shutil.copy(next(shells.rglob("shell.docx")), shells / "kehoach" / "khac" / "shell.docx")
        told = office.update()
        assert {(one.outcome, one.notes) for one in told.values()} == {("unchanged", ())}
