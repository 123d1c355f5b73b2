"""Batches: many units, one folder, nothing lost and nothing written twice."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from planforge import Catalogue, PlanforgeError, load_catalogue, read_plan
from planforge.catalogue.locations import catalogue_folder, templates_folder
from planforge.errors import OutputError, UnknownError, UnreadableError
from planforge.regeneration.batch import Batch, Report, run_batch
from planforge.regeneration.locking import hold
from planforge.regeneration.manifest import JOURNAL, MANIFEST
from planforge.regeneration.roster import read_roster
from planforge.regeneration.storage import LocalStorage, Storage
from planforge.regeneration.workspace import Workspace
from tests.regeneration.killing import digest

DAY = date(2026, 11, 22)
CENTRAL = "qd-140-qd-ttg-2024"


@pytest.fixture
def units(catalogue: Catalogue, tmp_path: Path) -> Path:
    """Five communes of different provinces."""
    ids = [unit.id for unit in catalogue.units.all_communes(DAY)[5::700]]
    return _csv(tmp_path / "units.csv", "unit", *ids)


def _csv(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _run(catalogue: Catalogue, units: Path | str, folder: Path, directive: str = CENTRAL, jobs: int = 1,
         storage: Storage | None = None) -> Report:  # fmt: skip
    entries = read_roster(catalogue, directive, str(units), DAY)
    return run_batch(
        catalogue, Batch(directive, entries, folder, templates_folder(), DAY, jobs), storage=storage
    )


def _times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.docx"))


class DescribeABatch:
    def it_writes_one_plan_a_unit_and_says_so_in_manifest_and_summary(
        self, catalogue: Catalogue, units: Path, tmp_path: Path
    ) -> None:
        report = _run(catalogue, units, tmp_path / "out")
        assert report.counts == {"written": 5}
        assert len(_files(tmp_path / "out")) == 5
        rows = Workspace.open(tmp_path / "out").rows
        assert {row.outcome for row in rows.values()} == {"written"}
        summary = json.loads((tmp_path / "out" / "tong-hop.json").read_text("utf-8"))
        assert summary["counts"] == {"written": 5, "unchanged": 0, "conflict": 0, "refused": 0}
        with zipfile.ZipFile(tmp_path / "out" / "tong-hop.xlsx") as book:
            assert "xl/worksheets/sheet1.xml" in book.namelist()

    def it_keeps_each_tree_in_the_workspace_as_it_is_inside_the_file(
        self, catalogue: Catalogue, units: Path, tmp_path: Path
    ) -> None:
        _run(catalogue, units, tmp_path / "out")
        workspace = Workspace.open(tmp_path / "out")
        for file in _files(tmp_path / "out"):
            assert workspace.plan(file.name) == read_plan(file)

    def it_writes_nothing_when_nothing_changed(self, catalogue: Catalogue, units: Path, tmp_path: Path) -> None:
        _run(catalogue, units, tmp_path / "out")
        before = _times(tmp_path / "out")
        report = _run(catalogue, units, tmp_path / "out")
        assert (report.made, report.counts) == (0, {"unchanged": 5})
        assert _times(tmp_path / "out") == before

    def it_gives_the_same_bytes_however_many_processes_work(
        self, catalogue: Catalogue, tmp_path: Path
    ) -> None:
        ids = [unit.id for unit in catalogue.units.all_communes(DAY)[::150]]
        units = _csv(tmp_path / "units.csv", "unit", *ids)
        _run(catalogue, units, tmp_path / "one", jobs=1)
        _run(catalogue, units, tmp_path / "three", jobs=3)
        assert digest(tmp_path / "one") == digest(tmp_path / "three")

    def it_writes_a_deleted_plan_again(self, catalogue: Catalogue, units: Path, tmp_path: Path) -> None:
        _run(catalogue, units, tmp_path / "out")
        before = digest(tmp_path / "out")
        _files(tmp_path / "out")[2].unlink()
        report = _run(catalogue, units, tmp_path / "out")
        assert (report.made, report.counts) == (1, {"unchanged": 4, "written": 1})
        assert {k: v for k, v in digest(tmp_path / "out").items() if k.endswith(".docx")} == {
            k: v for k, v in before.items() if k.endswith(".docx")
        }

    def it_keeps_the_rows_of_units_that_are_not_in_this_run(
        self, catalogue: Catalogue, units: Path, tmp_path: Path
    ) -> None:
        _run(catalogue, units, tmp_path / "out")
        _run(catalogue, _csv(tmp_path / "one.csv", "unit", "24133@2-cap"), tmp_path / "out")
        assert len(Workspace.open(tmp_path / "out").rows) == 6


class DescribeBadUnits:
    def it_reports_them_and_goes_on(self, catalogue: Catalogue, tmp_path: Path) -> None:
        units = _csv(tmp_path / "u.csv", "unit,capacity", "24133@2-cap,", "xã Không Có Thật,", "24121@2-cap,bi-thu",
                     "24133@2-cap,")  # fmt: skip
        report = _run(catalogue, units, tmp_path / "out")
        assert [row.outcome for row in report.rows] == ["written", "refused", "refused", "refused"]
        assert "dòng 3" in report.rows[1].message
        assert "Đoàn Thanh niên" in report.rows[2].message
        assert "đã có ở dòng 2" in report.rows[3].message

    def it_finds_nothing_to_do_when_they_are_as_bad_as_before(self, catalogue: Catalogue, tmp_path: Path) -> None:
        units = _csv(tmp_path / "u.csv", "unit,capacity", "24133@2-cap,", "xã Không Có Thật,", "24121@2-cap,bi-thu")
        _run(catalogue, units, tmp_path / "out")
        before = _times(tmp_path / "out")
        assert _run(catalogue, units, tmp_path / "out").made == 0
        assert _times(tmp_path / "out") == before

    def it_serves_them_once_they_are_put_right(self, catalogue: Catalogue, tmp_path: Path) -> None:
        _run(catalogue, _csv(tmp_path / "u.csv", "unit,capacity", "24121@2-cap,bi-thu"), tmp_path / "out")
        report = _run(catalogue, _csv(tmp_path / "u.csv", "unit,capacity", "24121@2-cap,chu-tich"), tmp_path / "out")
        assert report.counts == {"written": 1}


class DescribeAProvince:
    @pytest.mark.parametrize("asked", ["66", "đắk lắk", "Tỉnh Dak Lak"])
    def it_goes_by_code_or_name(self, catalogue: Catalogue, asked: str) -> None:
        entries = read_roster(catalogue, CENTRAL, f"province:{asked}", DAY)
        assert {entry.unit.parent for entry in entries if entry.unit} == {"66@2-cap"}

    @pytest.mark.parametrize(("asked", "says"), [
        ("Dak Lac", r"province:66 \(tỉnh Đắk Lắk\)"), ("24133", r"province:66 \(tỉnh Đắk Lắk\)"), ("999", "Ghi mã"),
    ])  # fmt: skip
    def it_is_looked_for_among_provinces_when_unknown(self, catalogue: Catalogue, asked: str, says: str) -> None:
        with pytest.raises(UnknownError, match=says):
            read_roster(catalogue, CENTRAL, f"province:{asked}", DAY)


class DescribeTheCsv:
    def its_columns_answer_for_each_unit(self, catalogue: Catalogue, tmp_path: Path) -> None:
        units = _csv(tmp_path / "u.csv", "unit;chair;filing;border;set.thon", "24133@2-cap;Trần Thị B;VT, CA;;",
                     "24121@2-cap;;;co;bon")  # fmt: skip
        _run(catalogue, units, tmp_path / "out")
        one, other = (read_plan(file) for file in reversed(_files(tmp_path / "out")))
        assert one.signature.name == "Trần Thị B"
        assert one.recipients[-1].text.endswith("VT, CA")
        assert other.signature.name is None
        assert any("bon" in node.text.split() for _, node in other.nodes())

    def its_columns_name_deputies_offices_and_report_days(self, catalogue: Catalogue, tmp_path: Path) -> None:
        duty = catalogue.directive(CENTRAL).reporting[0].id
        units = _csv(tmp_path / "u.csv", f"unit;capacity;deputies;offices.y-te;report_due.{duty}",
                     "24133@2-cap;kt-pho-chu-tich;Trần Văn B (cong-an);Trạm Y tế Trung tâm;07/3")  # fmt: skip
        _run(catalogue, units, tmp_path / "out")
        plan = read_plan(_files(tmp_path / "out")[0])
        said = "\n".join(node.text for _, node in plan.nodes())
        assert plan.signature.name == "Trần Văn B"
        assert "Trạm Y tế Trung tâm" in said
        assert "07/3" in said

    def it_writes_again_only_the_unit_whose_answer_changed(self, catalogue: Catalogue, tmp_path: Path) -> None:
        _run(catalogue, _csv(tmp_path / "u.csv", "unit,chair", "24133@2-cap,A B", "24121@2-cap,C D"), tmp_path / "out")
        units = _csv(tmp_path / "u.csv", "unit,chair", "24133@2-cap,A B", "24121@2-cap,E F")
        report = _run(catalogue, units, tmp_path / "out")
        assert [row.outcome for row in report.rows] == ["unchanged", "written"]

    @pytest.mark.parametrize(("lines", "says"), [
        (["unit,chairr", "1,2"], "'chairr'"), (["chair", "A"], "thiếu cột 'unit'"),
        (["unit,unit", "1,2"], "cột trùng tên"), (["unit,chair"], "chỉ có dòng tiêu đề"),
        (["unit,chair", "24133,Trần A, phó"], "dòng 2: có 3 ô"), (["unit,offices.", "24133,Phòng A"], "'offices.'"),
    ])  # fmt: skip
    def it_is_refused_whole_where_a_column_is_wrong(
        self, catalogue: Catalogue, tmp_path: Path, lines: list[str], says: str
    ) -> None:
        with pytest.raises(PlanforgeError, match=says):
            _run(catalogue, _csv(tmp_path / "u.csv", *lines), tmp_path / "out")

    @pytest.mark.parametrize("data", [
        "\ufeffUnit;Chair;\r\n24133;Trần Thị B;\r\n".encode(),
        "sep=;\r\nunit;chair\r\n24133;Trần Thị B\r\n".encode("utf-8-sig"),
        "unit\tchair\r\n24133\tTrần Thị B\r\n".encode("utf-16"),
    ], ids=["UTF-8 có BOM", "dòng sep=", "Unicode Text"])  # fmt: skip
    def it_may_come_from_excel(self, catalogue: Catalogue, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "u.csv").write_bytes(data)
        _run(catalogue, tmp_path / "u.csv", tmp_path / "out")
        assert read_plan(_files(tmp_path / "out")[0]).signature.name == "Trần Thị B"

    def it_must_be_utf8(self, catalogue: Catalogue, tmp_path: Path) -> None:
        (tmp_path / "u.csv").write_bytes("unit,chair\n24133,Trần\n".encode("cp1258", "replace") + b"\xff\xfe")
        with pytest.raises(UnreadableError, match="UTF-8"):
            _run(catalogue, tmp_path / "u.csv", tmp_path / "out")


@dataclass(frozen=True)
class World:
    """A copy of the catalogue that a test may change."""

    folder: Path

    def change(self, file: str, old: str, new: str) -> Catalogue:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return load_catalogue(self.folder)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    shutil.copytree(catalogue_folder(), tmp_path / "catalog")
    yield World(tmp_path / "catalog")


DIRECTIVE_FILE = f"chi-dao/cong-an/{CENTRAL}.yaml"


class DescribeChanges:
    def it_writes_again_when_a_task_changes(self, world: World, units: Path, tmp_path: Path) -> None:
        _run(load_catalogue(world.folder), units, tmp_path / "out")
        later = world.change(DIRECTIVE_FILE, "Đề cao trách nhiệm người đứng đầu", "Nêu cao trách nhiệm người đứng đầu")
        assert _run(later, units, tmp_path / "out").counts == {"written": 5}
        assert any("Nêu cao" in node.text for _, node in read_plan(_files(tmp_path / "out")[0]).nodes())

    def it_leaves_plans_alone_that_a_change_of_the_catalogue_does_not_touch(
        self, world: World, units: Path, tmp_path: Path
    ) -> None:
        _run(load_catalogue(world.folder), units, tmp_path / "out")
        before = {file.name: file.read_bytes() for file in _files(tmp_path / "out")}
        later = world.change("chi-dao/lao-dong/kh-577-kh-sldtbxh-hung-yen-2023.yaml", "action: ", "action:  ")
        report = _run(later, units, tmp_path / "out")
        assert (report.made, report.counts) == (5, {"unchanged": 5})
        assert {file.name: file.read_bytes() for file in _files(tmp_path / "out")} == before
        assert _run(later, units, tmp_path / "out").made == 0

    def it_never_writes_over_a_persons_edit(self, world: World, units: Path, tmp_path: Path) -> None:
        _run(load_catalogue(world.folder), units, tmp_path / "out")
        edited = _files(tmp_path / "out")[1]
        edited.write_bytes(b"edited by a clerk")
        assert _run(load_catalogue(world.folder), units, tmp_path / "out").counts == {"unchanged": 5}
        later = world.change(DIRECTIVE_FILE, "Đề cao trách nhiệm người đứng đầu", "Nêu cao trách nhiệm người đứng đầu")
        for _ in range(2):
            report = _run(later, units, tmp_path / "out")
            assert report.counts["conflict"] == 1
            assert edited.read_bytes() == b"edited by a clerk"
        assert "planforge update" in next(row for row in report.rows if row.outcome == "conflict").message

    def it_never_writes_over_a_file_it_does_not_know(
        self, catalogue: Catalogue, units: Path, tmp_path: Path
    ) -> None:
        _run(catalogue, units, tmp_path / "first")
        taken = tmp_path / "out" / _files(tmp_path / "first")[0].name
        taken.parent.mkdir()
        taken.write_bytes(b"somebody else's")
        assert _run(catalogue, units, tmp_path / "out").counts == {"written": 4, "conflict": 1}
        assert taken.read_bytes() == b"somebody else's"


@dataclass(frozen=True)
class FullDisk(LocalStorage):
    """A disk that is full after some files."""

    room: int = 3

    def stage(self, name: str, data: bytes) -> None:
        if len(list((self.root / ".planforge").glob("tam/*/*"))) + len(_files(self.root)) >= self.room:
            raise OutputError(f"Không ghi được {name}: No space left on device.")
        super().stage(name, data)


class DescribeTrouble:
    def it_stops_on_a_full_disk_with_a_true_manifest_and_goes_on_later(
        self, catalogue: Catalogue, units: Path, tmp_path: Path
    ) -> None:
        _run(catalogue, units, tmp_path / "whole")
        (tmp_path / "out").mkdir()
        with pytest.raises(OutputError, match="No space left"):
            _run(catalogue, units, tmp_path / "out", storage=FullDisk(tmp_path / "out"))
        known = (tmp_path / "out" / JOURNAL).read_text("utf-8")
        assert all(file.name in known for file in _files(tmp_path / "out"))
        report = _run(catalogue, units, tmp_path / "out")
        assert report.counts == {"written": 5}
        assert digest(tmp_path / "out") == digest(tmp_path / "whole")

    def it_says_clearly_that_the_folder_cannot_be_written(
        self, catalogue: Catalogue, units: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "out").write_bytes(b"")
        with pytest.raises(OutputError, match="Không ghi được vào thư mục"):
            _run(catalogue, units, tmp_path / "out")

    @pytest.mark.usefixtures("plain_user")
    def it_says_clearly_that_the_folder_is_read_only(self, catalogue: Catalogue, units: Path, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir(mode=0o555)
        with pytest.raises(OutputError, match="Không ghi được vào thư mục"):
            _run(catalogue, units, tmp_path / "out")

    @pytest.mark.skipif(sys.platform == "win32", reason="không có giới hạn cỡ tệp của hệ điều hành")
    def it_tells_the_operator_what_the_system_refused_and_goes_on_later(
        self, catalogue: Catalogue, units: Path, tmp_path: Path
    ) -> None:
        limited = (
            "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (45_000, 45_000)); "
            "from planforge.cli.main import main; main()"
        )
        _run(catalogue, units, tmp_path / "whole")
        shutil.copytree(tmp_path / "whole" / ".planforge" / "khuon", tmp_path / "out" / ".planforge" / "khuon")
        call = [sys.executable, "-c", limited, "batch", CENTRAL, "--units", str(units), "--issued", DAY.isoformat(),
                "-o", str(tmp_path / "out"), "-j", "1"]  # fmt: skip
        said = subprocess.run(call, capture_output=True, text=True, check=False)
        assert said.returncode == 2
        assert "Lỗi: Không ghi được" in said.stderr
        assert "Traceback" not in said.stderr
        assert not _files(tmp_path / "out")
        _run(catalogue, units, tmp_path / "out")
        assert digest(tmp_path / "out") == digest(tmp_path / "whole")

    def it_lets_one_batch_at_a_time_into_a_folder(self, catalogue: Catalogue, units: Path, tmp_path: Path) -> None:
        pytest.importorskip("fcntl", reason="Windows không có khóa tệp kiểu này")
        with hold(tmp_path / "out"), pytest.raises(OutputError, match="Một lần chạy khác"):
            _run(catalogue, units, tmp_path / "out")

    def it_touches_nothing_when_its_manifest_is_damaged(
        self, catalogue: Catalogue, units: Path, tmp_path: Path
    ) -> None:
        _run(catalogue, units, tmp_path / "out")
        (tmp_path / "out" / MANIFEST).write_bytes(b'{"run":"x"}\nnot json\n')
        before = digest(tmp_path / "out")
        with pytest.raises(OutputError, match="bị hỏng"):
            _run(catalogue, units, tmp_path / "out")
        assert digest(tmp_path / "out") == before

    def it_clears_what_killed_runs_left_behind(self, catalogue: Catalogue, units: Path, tmp_path: Path) -> None:
        _run(catalogue, units, tmp_path / "whole")
        leftover = tmp_path / "out" / ".planforge" / "tam" / "0123" / "half.docx"
        leftover.parent.mkdir(parents=True)
        leftover.write_bytes(b"PK")
        for cut_short in (".planforge/.manifest.jsonl.g9h_mxc.tmp", ".tong-hop.json.a1b2c3d4.tmp"):
            (tmp_path / "out" / cut_short).write_bytes(b"{")
        (tmp_path / "out" / JOURNAL).write_bytes(b'{"run":"another"}\n{"unit":"torn')
        _run(catalogue, units, tmp_path / "out")
        assert digest(tmp_path / "out") == digest(tmp_path / "whole")

    def it_knows_a_file_that_was_recorded_but_not_named(
        self, catalogue: Catalogue, units: Path, tmp_path: Path
    ) -> None:
        _run(catalogue, units, tmp_path / "whole")
        whole = (tmp_path / "whole" / MANIFEST).read_bytes()
        (tmp_path / "out" / ".planforge").mkdir(parents=True)
        (tmp_path / "out" / JOURNAL).write_bytes(whole)
        assert _run(catalogue, units, tmp_path / "out").counts == {"written": 5}
        assert digest(tmp_path / "out") == digest(tmp_path / "whole")


def its_summary_holds_text_even_where_a_name_looks_like_a_formula(tmp_path: Path) -> None:
    from planforge.regeneration.manifest import Row
    from planforge.regeneration.summary import summary_xlsx

    openpyxl = pytest.importorskip("openpyxl", reason="cần openpyxl để đọc lại bảng")
    path = tmp_path / "t.xlsx"
    row = Row("=1+1", "a.docx", "refused", message="+2")
    data = summary_xlsx("x", DAY, [row], {row.key: "=cmd|' /C calc'!A0"})
    assert data is not None
    assert data == summary_xlsx("x", DAY, [replace(row)], {row.key: "=cmd|' /C calc'!A0"})
    path.write_bytes(data)
    cells = openpyxl.load_workbook(path).active[2]
    assert {cell.data_type for cell in cells[1:]} == {"s"}
