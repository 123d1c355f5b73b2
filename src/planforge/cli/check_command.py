"""``planforge check``: what is wrong with a document, and what could not be judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from planforge.cli.documents import (
    AS_OF,
    FILES,
    FORCE,
    FORMAT,
    OUT,
    as_json,
    chosen_format,
    day_of,
    each,
    exit_code,
    put,
    stream,
)

if TYPE_CHECKING:
    from planforge.api import Report
    from planforge.checking.reviewing import Fixed

FURTHER = 3
LEVELS = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info")}


@dataclass(frozen=True)
class Checked:
    """One document with its report; ``fixed`` with ``--fix``."""

    name: str
    data: bytes
    report: Report
    fixed: Fixed | None = None


@click.command()
@FILES
@AS_OF
@click.option("--select", metavar="MÃ,…", help="Chỉ chạy các quy tắc này: mã, tên hoặc phần đầu của mã (VD1).")
@click.option("--profile", type=click.Choice(["draft", "final"]), default="final", show_default=True,
              help="Bản dự thảo (chưa có số, ngày) hay bản sắp ký.")
@click.option("--fix", is_flag=True, help="Sửa những chỗ quy tắc cho là sửa được chắc chắn (.docx, .txt): ghi ra "
              "<tên>.da-sua.docx bên cạnh, hoặc vào -o; thêm --force để ghi vào chính tệp.")
@click.option("--dry-run", is_flag=True, help="Cùng --fix: kể những chỗ sẽ sửa, không ghi gì.")
@click.option("--coverage", is_flag=True, help="Kể từng quy tắc: đạt, không áp dụng, chưa kiểm và vì sao.")
@click.option("--fail-on", type=click.Choice(list(LEVELS)), default="warning", show_default=True,
              help="Từ mức nào thì mã thoát là 1.")
@FORMAT
@OUT
@FORCE
@click.pass_obj
def check(folder: Path | None, /, files: tuple[str, ...], as_of: datetime | None, select: str | None,
          profile: Literal["draft", "final"], fix: bool, dry_run: bool, coverage: bool, fail_on: str,
          output: str | None, path: Path | None, force: bool) -> int:  # fmt: skip
    """Kiểm tra TỆP ("-" là đầu vào chuẩn): viện dẫn đúng không, còn hiệu lực không, viết đúng thể thức không.

    -o ban-kiem.docx trả lại văn bản với ghi chú (comment) ở từng phát hiện.
    """
    from planforge.api import check as check_document
    from planforge.api import load_catalogue
    from planforge.checking.registry import selected
    from planforge.checking.reviewing import Fixed

    codes = tuple(code for code in (select or "").replace(",", " ").split())
    selected(codes)  # An unknown code stops before any file is read.
    known, form = load_catalogue(folder), chosen_format(output, path, ("docx", "txt", "md"))
    _usage(files, fix, dry_run, form)

    def work(name: str, data: bytes) -> Checked:
        report = check_document(known, stream(data), day_of(as_of), codes, profile, name)
        if not fix:
            return Checked(name, data, report)
        fixed = _fixed(name, data, report)
        for _ in range(FURTHER):  # Two fixes of one place are made one after the other.
            report = check_document(known, stream(fixed.data), day_of(as_of), codes, profile, name)
            more = _fixed(name, fixed.data, report)
            if not more.done:
                break
            fixed = Fixed(more.data, fixed.done + more.done, more.left)
        return Checked(name, fixed.data, report, fixed)

    checked, whole = each(files, work)
    shown = path if form in ("docx", "txt", "md") else None
    for one in checked if fix else ():
        _keep(one, None if dry_run else _target(one, shown, files, force), written=shown is None, force=force)
    if dry_run:
        form, path = ("human", None) if form in ("docx", "txt", "md") else (form, path)
    _show(checked, form, path, force, coverage, fix)
    bad = any(finding.severity in LEVELS[fail_on] for one in checked for finding in one.report.findings)
    return exit_code(whole, bad)


def _usage(files: tuple[str, ...], fix: bool, dry_run: bool, form: str) -> None:
    if dry_run and not fix:
        raise click.UsageError("--dry-run chỉ dùng cùng --fix.")
    if form in ("docx", "txt", "md") and len(files) != 1:
        raise click.UsageError("Mỗi lần chỉ trả lại được một văn bản; gọi lệnh cho từng tệp.")
    if form in ("txt", "md") and not fix:
        raise click.UsageError("Tệp chữ không có chỗ cho ghi chú; ghi danh sách ra .xlsx, .html, hoặc thêm --fix.")
    if fix and not dry_run and "-" in files and form not in ("docx", "txt", "md"):
        raise click.UsageError("Đọc từ đầu vào chuẩn thì bản đã sửa phải ghi vào tệp; thêm: -o ban-sua.docx")


def _fixed(name: str, data: bytes, report: Report) -> Fixed:
    from planforge.checking.reviewing import with_fixes
    from planforge.reading import read

    return with_fixes(data, read(stream(data), name), report)


def _target(one: Checked, path: Path | None, files: tuple[str, ...], force: bool) -> Path:
    """``-o``, else a file beside the source; the source itself only with ``--force``."""
    source = Path(one.name if one.name in files else files[0])
    return path or (source if force else source.with_name(f"{source.stem}.da-sua{source.suffix}"))


def _keep(one: Checked, target: Path | None, written: bool, force: bool) -> None:
    """Write the fixed document where ``_show`` will not, and tell each change; without a target only tell."""
    from planforge.api import write_output
    from planforge.text.folding import squeeze

    if one.fixed is None:
        return
    if one.fixed.done and target and written:
        write_output(target, one.fixed.data, force=force)
    verb = "Đã sửa" if target else "Sẽ sửa"
    for finding in one.fixed.done:
        if finding.fix:
            before, after = squeeze(finding.fix.before), squeeze(finding.fix.after)
            told = f"“{before}” → “{after}”" if after else f"bỏ “{finding.fix.before.strip()}”"
            click.echo(f"{verb} {finding.code} ({finding.place.where}): {told} trong “{finding.text[:80]}”", err=True)
    for finding in one.fixed.left:
        click.echo(f"Chưa sửa được {finding.code} ({finding.place.where}): {finding.do}", err=True)
    where = f" trong {target}" if target and written and one.fixed.done else ""
    count = f"{len(one.fixed.done)} chỗ {'đã' if target else 'sẽ'} sửa{where}"
    click.echo(f"{count}, {len(one.fixed.left)} chỗ chưa sửa được", err=True)


def _show(checked: list[Checked], form: str, path: Path | None, force: bool, coverage: bool, fix: bool) -> None:
    from planforge.checking.listing import report_data
    from planforge.cli.finding_text import human

    reports = [one.report for one in checked]
    if form == "json":
        put(as_json({"version": 1, "documents": [report_data(one) for one in reports]}), path, force)
    elif form in ("xlsx", "html"):
        put(_list(reports, form), path, force)
    elif form in ("docx", "txt", "md") and checked:
        put(checked[0].data if form != "docx" else _reviewed(checked[0]), path, force)
        click.echo(human(reports, coverage))
    elif checked:
        put(human(reports, coverage).encode() + b"\n", path, force)


def _reviewed(one: Checked) -> bytes:
    from planforge.checking.reviewing import with_comments
    from planforge.reading import read

    return with_comments(one.data, read(stream(one.data), one.name), one.report)


def _list(reports: list[Any], form: str) -> bytes:
    from planforge.checking.listing import COLUMNS, coverage_rows, report_rows
    from planforge.rendering.lists import Listing, lists_html, lists_xlsx

    rows = [row for report in reports for row in report_rows(report)]
    ends = [(report.file, *row) for report in reports for row in coverage_rows(report)]
    lists = [
        Listing("Phát hiện", COLUMNS, rows, (18, 18, 9, 11, 60, 50, 50, 50, 40)),
        Listing("Quy tắc", ("Tệp", "Mã", "Kết quả", "Vì sao"), ends, (18, 9, 18, 90)),
    ]
    title = "Kết quả kiểm tra"
    return lists_xlsx(title, lists) if form == "xlsx" else lists_html(title, lists)
