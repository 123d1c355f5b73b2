"""Nothing lost: what the system, other programs and other people do to files while an update is at work."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from planforge import Catalogue
from planforge.cli.main import run
from planforge.errors import OutputError
from planforge.regeneration import folders, publishing
from planforge.regeneration.jobs import Done
from planforge.regeneration.locking import hold
from planforge.regeneration.manifest import JOURNAL
from planforge.regeneration.storage import LocalStorage
from tests.regeneration.killing import digest

from .offices import Office, reads, types


@pytest.fixture
def office(tmp_path: Path, catalogue: Catalogue) -> Office:
    office = Office(tmp_path, catalogue)
    office.batch()
    types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
    office.superior_says("ít nhất một lần", "ít nhất hai lần")
    return office


class DescribeADiskThatRefuses:
    def it_stops_when_full_with_a_true_manifest_and_goes_on_later(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = {path.name: path.read_bytes() for path in office.files()}
        stage, room = LocalStorage.stage, iter(range(2))

        def full(self: LocalStorage, name: str, data: bytes) -> None:
            if next(room, None) is None:
                raise OutputError(f"Không ghi được {name}: No space left on device.")
            stage(self, name, data)

        with monkeypatch.context() as patch:
            patch.setattr(LocalStorage, "stage", full)
            told = office.update()
        assert "No space left" in told[office.folder.name].error
        done = [path for path in office.files() if path.read_bytes() != before[path.name]]
        assert len(done) == 2
        assert all(path.name in (office.folder / JOURNAL).read_text("utf-8") for path in done)
        assert office.outcomes() == {"unchanged": 2, "conflict": 1, "written": 1}
        office.update()
        assert office.outcomes() == {"unchanged": 4}
        assert "rút kinh nghiệm" in reads(office.files()[0]) and "hai lần" in reads(office.files()[0])

    def it_says_that_the_folder_cannot_be_written(self, office: Office) -> None:
        alone = office.home / "rieng" / "kh.docx"
        alone.parent.mkdir()
        alone.write_bytes(office.files()[0].read_bytes())
        (alone.parent / ".planforge").write_bytes(b"not a folder")
        told = office.update(alone)
        assert "Không ghi được vào thư mục" in told["rieng"].error
        assert alone.read_bytes() == office.files()[0].read_bytes()

    def it_leaves_a_file_alone_that_somebody_made_read_only(self, office: Office) -> None:
        kept = office.files()[0]
        kept.chmod(0o444)
        before = kept.read_bytes()
        told = office.update()
        assert "chỉ đọc" in told[kept.name].error and kept.read_bytes() == before
        assert [one.outcome for one in told.values()].count("written") == 3
        kept.chmod(0o644)
        assert office.update()[kept.name].outcome == "written"

    def it_keeps_the_permissions_of_a_file(self, office: Office) -> None:
        office.files()[0].chmod(0o640)
        office.update()
        assert office.files()[0].stat().st_mode & 0o777 == 0o640


class DescribeOtherProgramsAndPeople:
    @pytest.mark.parametrize("mark", [".~lock.{}#", "~${}"])
    def it_waits_until_a_file_is_closed_in_the_word_processor(self, office: Office, mark: str) -> None:
        busy = office.files()[0]
        name = busy.name if mark.startswith(".~") else busy.name[2:]
        lock = busy.with_name(mark.format(name))
        lock.write_bytes(b"Nguyen Van A")
        before = busy.read_bytes()
        told = office.update()
        assert "đang mở" in told[busy.name].error and lock.name in told[busy.name].error
        assert busy.read_bytes() == before
        lock.unlink()
        assert office.update()[busy.name].outcome == "written"

    def it_keeps_what_was_saved_while_it_was_at_work(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        saved = office.files()[0]
        look = publishing.hindrance

        def just_saved(folder: Path, stage: str, done: Done) -> str:
            if done.staged == saved.name:
                types(saved, "rút kinh nghiệm", "tổng kết")
                monkeypatch.undo()
            return look(folder, stage, done)

        monkeypatch.setattr(folders, "hindrance", just_saved)
        told = office.update()
        assert "tổng kết" in reads(saved) and "vừa được lưu lại" in told[saved.name].error
        assert office.update()[saved.name].outcome == "written"
        assert "tổng kết" in reads(saved) and "hai lần" in reads(saved)

    def it_goes_on_when_the_system_does_not_let_one_file_be_replaced(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        held, before = office.files()[0], office.files()[0].read_bytes()
        rename = Path.replace

        def replace(self: Path, target: Path) -> Path:
            if Path(target) == held:
                raise PermissionError(13, "The process cannot access the file")
            return rename(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            told = office.update()
        assert "cannot access" in told[held.name].error and held.read_bytes() == before
        assert [one.outcome for one in told.values()].count("written") == 3
        assert office.outcomes() == {"conflict": 1, "unchanged": 3}, "the manifest says what is on the disk"
        assert office.update()[held.name].outcome == "written"

    def it_does_not_run_beside_another_run_in_the_folder(self, office: Office) -> None:
        before = digest(office.folder)
        with hold(office.folder):
            told = office.update()
            assert "Một lần chạy khác" in told[office.folder.name].error
            assert digest(office.folder) == before
            assert {one.outcome for one in office.update(write=False).values()} == {"written"}, "a look needs no lock"


class DescribeFilesOfAllKinds:
    def it_passes_over_documents_that_are_not_ours_and_tells_so(self, office: Office, capsys) -> None:
        import docx

        strange = office.folder / "giấy mời họp.docx"
        docx.Document().save(str(strange))
        before = strange.read_bytes()
        assert run(["update", str(office.folder), "--directive", str(office.directive)]) == 0
        assert "giấy mời họp.docx" in (said := capsys.readouterr().out) and "bỏ qua" in said
        assert strange.read_bytes() == before

    def it_is_an_error_to_name_one_that_is_not_ours(self, office: Office) -> None:
        import docx

        strange = office.home / "giấy mời.docx"
        docx.Document().save(str(strange))
        assert run(["update", str(strange)]) == 2

    def it_goes_on_behind_a_broken_file(self, office: Office) -> None:
        (office.folder / "0-hong.docx").write_bytes(b"PK\x03\x04 nothing")
        told = office.update()
        assert told["0-hong.docx"].error
        assert [one.outcome for one in told.values()] == ["refused", "written", "written", "written", "written"]

    def it_writes_through_a_link_to_the_file_it_points_to(self, office: Office) -> None:
        link = office.home / "ke-hoach-phuong.docx"
        link.symlink_to(office.files()[0])
        told = office.update(link)
        assert link.is_symlink() and told[office.files()[0].name].outcome == "written"
        assert "hai lần" in reads(office.files()[0]) and office.outcomes()["unchanged"] == 1

    def it_takes_a_file_once_however_often_it_is_named(self, office: Office) -> None:
        told = office.update(office.files()[0], office.folder, office.files()[0])
        assert len(told) == 4

    def it_finds_names_with_spaces_and_letters_put_together_from_parts(self, office: Office) -> None:
        name = unicodedata.normalize("NFD", "Kế hoạch của phường đã sửa.DOCX")
        path = office.folder / "thư mục con" / name
        path.parent.mkdir()
        office.files()[0].rename(path)
        told = office.update()
        assert told[name].outcome == "written"
        assert "rút kinh nghiệm" in reads(path) and "hai lần" in reads(path)

    def it_leaves_no_trace_beside_a_plan_with_which_there_is_nothing_to_do(self, office: Office) -> None:
        alone = office.home / "rieng" / "kh.docx"
        alone.parent.mkdir()
        office.update()
        alone.write_bytes(office.files()[0].read_bytes())
        assert office.update(alone)["kh.docx"].outcome == "unchanged"
        assert [path.name for path in alone.parent.iterdir()] == ["kh.docx"]
