"""``planforge batch``: one directive, many units, one folder; the same call again goes on where it stopped."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import FORMAT_OPTION, print_json
from planforge.cli.progress import progress
from planforge.errors import ExitCode

if TYPE_CHECKING:
    from planforge.regeneration.batch import Report

_SHOWN = 20


@click.command()
@click.argument("directive", metavar="VĂN_BẢN")
@click.option("--units", required=True, metavar="all|province:MÃ|TỆP.csv",
              help="Mọi đơn vị được giao, các xã của một tỉnh, hoặc tệp CSV (cột unit, chair, filing, set.KHÓA…).")
@click.option("--output", "-o", "folder", required=True, type=click.Path(path_type=Path), metavar="THƯ_MỤC",
              help="Thư mục ghi các kế hoạch, bảng tổng hợp và sổ theo dõi .planforge.")
@click.option("--issued", type=click.DateTime(["%Y-%m-%d"]), metavar="NĂM-THÁNG-NGÀY",
              help="Ngày ký. Mặc định: hôm nay.")
@click.option("--jobs", "-j", type=click.IntRange(1, 256), metavar="SỐ",
              help="Số tiến trình. Mặc định: số nhân của máy.")
@click.option("--executor", default="local", show_default=True, metavar="local|dask://MÁY:CỔNG",
              help="Nơi chạy: máy này hoặc một cụm Dask.")
@FORMAT_OPTION
@click.pass_obj
def batch(catalog: Path | None, directive: str, units: str, folder: Path, issued: datetime | None,
          jobs: int | None, executor: str, output: str) -> int:
    """Sinh kế hoạch của nhiều đơn vị từ VĂN_BẢN; không ghi đè tệp đã có người sửa."""
    from planforge import load_catalogue
    from planforge.catalogue.locations import templates_folder
    from planforge.regeneration.batch import Batch, run_batch
    from planforge.regeneration.roster import read_roster

    day = issued.date() if issued else date.today()
    catalogue = load_catalogue(catalog)
    entries = read_roster(catalogue, directive, units, day)
    asked = Batch(directive, entries, folder, templates_folder(), day, jobs or os.cpu_count() or 1, executor)
    with progress("Lập kế hoạch", "đơn vị") as advance:
        report = run_batch(catalogue, asked, advance)
    if output == "json":
        print_json(_document(asked.directive, day, report))
    else:
        click.echo(_told(report, folder))
    return int(_code(report))


def _code(report: Report) -> ExitCode:
    counts = report.counts
    if counts["conflict"]:
        return ExitCode.CONFLICTS
    if counts["refused"]:
        return ExitCode.BAD_INPUT if counts["refused"] == len(report.rows) else ExitCode.FINDINGS
    return ExitCode.FINE


def _document(directive: str, day: date, report: Report) -> Any:
    import json

    from planforge.regeneration.summary import summary_json

    return json.loads(summary_json(directive, day, report.rows, report.names))


def _told(report: Report, folder: Path) -> str:
    from planforge.regeneration.summary import JSON_NAME, OUTCOMES, XLSX_NAME

    counts = report.counts
    shown = ", ".join(f"{counts[name]} {word}" for name, word in OUTCOMES.items() if counts[name])  # type: ignore[index]
    lines = [f"{len(report.rows)} đơn vị: {shown}."]
    troubled = [row for row in report.rows if row.outcome in ("conflict", "refused")]
    for row in troubled[:_SHOWN]:
        lines.append(f"  {OUTCOMES[row.outcome]}: {report.names.get(row.key, row.unit)}: {row.message}")
    if len(troubled) > _SHOWN:
        lines.append(f"  … và {len(troubled) - _SHOWN} đơn vị khác, xem bảng tổng hợp.")
    names = [name for name in (XLSX_NAME, JSON_NAME) if (folder / name).is_file()]
    lines.append(f"Bảng tổng hợp: {', '.join(str(folder / name) for name in names)}")
    return "\n".join(lines)
