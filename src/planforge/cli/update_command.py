"""``planforge update``: plans that clerks have edited follow their superior; nothing typed by hand is lost."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import FORMAT_OPTION, print_json
from planforge.cli.progress import progress
from planforge.errors import ExitCode

if TYPE_CHECKING:
    from planforge.catalogue.catalogue import Catalogue
    from planforge.regeneration.results import Updated

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("paths", metavar="ĐƯỜNG_DẪN…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ xem bảng thay đổi, không ghi.")
@click.option("--redline", is_flag=True, help="Ghi thay đổi ở dạng theo dõi (Track Changes) kèm lý do để duyệt.")
@click.option("--check", is_flag=True, help="Không ghi; mã thoát 5 khi có kế hoạch lạc hậu (dùng trong kịch bản).")
@click.option("--directive", "directives", multiple=True, metavar="TỆP", type=_FILE,
              help="Tệp văn bản chỉ đạo riêng mà kế hoạch được lập từ đó (ghi lại được nhiều lần).")
@click.option("--profile", "profiles", multiple=True, metavar="TỆP.yaml", type=_FILE,
              help="Hồ sơ đơn vị mới (ghi lại được nhiều lần).")
@click.option("--base", metavar="TỆP", type=_FILE,
              help="Bản .docx lúc planforge mới lập, khi tệp đã bị phần mềm khác gỡ mất dữ liệu kèm theo.")
@click.option("--full", is_flag=True, help="In nguyên văn trước và sau, từng kế hoạch một.")
@click.option("--output", "-o", "sheet", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP.xlsx",
              help="Ghi thêm bảng thay đổi ra bảng tính.")
@click.option("--jobs", "-j", type=click.IntRange(1, 256), metavar="SỐ",
              help="Số tiến trình. Mặc định: số nhân của máy.")
@FORMAT_OPTION
@click.pass_obj
def update(folder: Path | None, /, paths: tuple[Path, ...], dry_run: bool, redline: bool, check: bool, output: str,
           **given: Any) -> int:
    """Đưa kế hoạch (tệp hoặc cả thư mục) theo kịp văn bản cấp trên và danh mục, giữ nguyên phần đơn vị đã sửa.

    Thư mục có cả kế hoạch cấp trên lẫn kế hoạch lập từ nó thì cấp trên đi trước.
    """
    from planforge.api import load_catalogue, update_plans
    from planforge.cli.change_table import tell

    _refuse_sheet(given["sheet"])
    looked_only, catalogue = dry_run or check, load_catalogue(folder)
    with progress("Cập nhật kế hoạch", "kế hoạch", ending=False) as advance:
        results = update_plans(
            catalogue, paths, write=not looked_only, redline=redline, directives=given["directives"],
            profiles=given["profiles"], base=given["base"], quick=not dry_run,
            jobs=given["jobs"] or os.cpu_count() or 1, progress=advance,
        )  # fmt: skip
    if output == "json":
        print_json(_document(results, looked_only))
    else:
        tell(results, looked_only=looked_only, full=given["full"])
    _tell_unused(catalogue, given["directives"], results)
    if given["sheet"]:
        _write_sheet(given["sheet"], results)
    return int(exit_code(results, check))


def exit_code(results: tuple[Updated, ...], check: bool) -> ExitCode:
    """4 when a person has to settle something, 5 for ``--check`` when a plan is out of date, 2 when one failed."""
    outcomes = {one.outcome for one in results}
    if any(one.error for one in results):
        return ExitCode.BAD_INPUT
    if check and ("written" in outcomes or any(one.changes for one in results)):
        return ExitCode.OUT_OF_DATE
    return ExitCode.CONFLICTS if "conflict" in outcomes or any(one.settle for one in results) else ExitCode.FINE


def _document(results: tuple[Updated, ...], looked_only: bool) -> dict[str, Any]:
    from planforge.regeneration.change_summary import shared_changes
    from planforge.regeneration.change_words import told

    return {
        "version": 1, "written": not looked_only,
        "summary": [
            {"kind": one.kind, "causes": list(one.causes), "words": told(one.example), "before": one.example.before,
             "after": one.example.after, "plans": len(one.plans)}
            for one in shared_changes(results)
        ],
        "documents": [
            {
                "file": str(one.path), "unit": one.unit, "name": one.name, "directive": one.directive,
                "outcome": one.outcome, "edits_kept": one.kept,
                "draft": str(one.draft) if one.draft else None, "error": one.error or None,
                "previous": str(one.previous) if one.previous else None,
                "changes": [asdict(change) for change in one.changes],
                "coming": [asdict(change) for change in one.coming], "settle": list(one.settle),
                "notes": list(one.notes),
                "suspects": list(one.suspects), "law": [asdict(found) for found in one.law],
            }
            for one in results
        ],
    }  # fmt: skip


def _tell_unused(catalogue: Catalogue, directives: tuple[Path, ...], results: tuple[Updated, ...]) -> None:
    """A directive file that no plan was made from is a slip worth telling."""
    asked = {one.directive for one in results}
    for path in directives:
        one = catalogue.directive(path).id
        if one not in asked and not any(result.error for result in results):
            click.echo(f"Lưu ý: không kế hoạch nào ở đây lập từ {path} (mã {one}).", err=True)


def _refuse_sheet(path: Path | None) -> None:
    if path is not None and path.suffix.lower() != ".xlsx":
        raise click.UsageError(f"-o {path}: bảng thay đổi chỉ ghi ra .xlsx.")


def _write_sheet(path: Path, results: tuple[Updated, ...]) -> None:
    from planforge.api import write_output
    from planforge.cli.change_table import KINDS, OUTCOMES
    from planforge.regeneration.change_sheet import change_sheet

    write_output(path, change_sheet(results, KINDS, OUTCOMES), force=True)
    click.echo(f"Đã ghi {path}", err=True)
