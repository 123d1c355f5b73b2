"""``planforge update``: plans that clerks have edited follow their superior; nothing typed by hand is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import FORMAT_OPTION, print_json, print_table
from planforge.errors import ExitCode

if TYPE_CHECKING:
    from planforge.regeneration.results import Updated

KINDS = {"changed": "sửa", "added": "thêm", "removed": "bỏ", "moved": "chuyển chỗ"}
OUTCOMES = {"written": "cập nhật", "unchanged": "không đổi", "conflict": "xung đột", "refused": "không sửa"}
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("paths", metavar="ĐƯỜNG_DẪN…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ xem bảng thay đổi, không ghi.")
@click.option("--redline", is_flag=True, help="Ghi thay đổi ở dạng theo dõi (Track Changes) kèm lý do để duyệt.")
@click.option("--check", is_flag=True, help="Không ghi; mã thoát 5 khi có kế hoạch lạc hậu (dùng trong kịch bản).")
@click.option("--directive", "directives", multiple=True, metavar="TỆP.yaml", type=_FILE,
              help="Tệp văn bản chỉ đạo riêng mà kế hoạch được lập từ đó (ghi lại được nhiều lần).")
@click.option("--profile", "profiles", multiple=True, metavar="TỆP.yaml", type=_FILE,
              help="Hồ sơ đơn vị mới (ghi lại được nhiều lần).")
@click.option("--base", metavar="TỆP", type=_FILE,
              help="Bản .docx lúc planforge mới lập, khi tệp đã bị phần mềm khác gỡ mất dữ liệu kèm theo.")
@FORMAT_OPTION
@click.pass_obj
def update(folder: Path | None, /, paths: tuple[Path, ...], dry_run: bool, redline: bool, check: bool, output: str,
           **given: Any) -> int:
    """Đưa kế hoạch (tệp hoặc cả thư mục) theo kịp văn bản cấp trên và danh mục, giữ nguyên phần đơn vị đã sửa."""
    from planforge.api import load_catalogue, update_plans

    results = update_plans(
        load_catalogue(folder), paths, write=not (dry_run or check), redline=redline,
        directives=given["directives"], profiles=given["profiles"], base=given["base"],
        quick=not dry_run,
    )
    if output == "json":
        print_json(_document(results, dry_run or check))
    else:
        _tell(results, dry_run or check)
    return int(exit_code(results, check))


def exit_code(results: tuple[Updated, ...], check: bool) -> ExitCode:
    """4 when a person has to settle something, 5 for ``--check`` when a plan is out of date, 2 when one failed."""
    outcomes = {one.outcome for one in results}
    if any(one.error for one in results):
        return ExitCode.BAD_INPUT
    if check and any(one.changes for one in results):
        return ExitCode.OUT_OF_DATE
    return ExitCode.CONFLICTS if "conflict" in outcomes or any(one.settle for one in results) else ExitCode.FINE


def _document(results: tuple[Updated, ...], looked_only: bool) -> dict[str, Any]:
    return {
        "version": 1, "written": not looked_only,
        "documents": [
            {
                "file": str(one.path), "outcome": one.outcome, "edits_kept": one.kept,
                "draft": str(one.draft) if one.draft else None, "error": one.error or None,
                "changes": [asdict(change) for change in one.changes], "settle": list(one.settle),
                "notes": list(one.notes),
                "suspects": list(one.suspects), "law": [asdict(found) for found in one.law],
            }
            for one in results
        ],
    }  # fmt: skip


def _tell(results: tuple[Updated, ...], looked_only: bool) -> None:
    touched = [one for one in results if one.changes]
    if touched:
        click.echo("Thay đổi từ phía trên:")
        rows = [
            (one.path.name, KINDS[change.kind], "; ".join(change.causes), _short(change.after or change.before))
            for one in touched for change in one.changes
        ]  # fmt: skip
        print_table(("Kế hoạch", "Việc", "Vì", "Nội dung"), rows)
    for one in results:
        for found in one.law:
            click.echo(f"{one.path}: dựa vào {found.name} ({found.status}).{f' {found.now}' if found.now else ''}")
        lines = [*one.settle, *one.notes, *([one.error] if one.error else [])]
        if one.suspects and one.outcome == "unchanged":
            lines.append(f"{len(one.suspects)} dòng có nguồn đã thay đổi, cần xem lại: {', '.join(one.suspects)}. "
                         "Xem xong, chạy planforge explain TỆP --node MÃ --clear.")
        if lines:
            click.echo(f"{one.path}:")
        for line in lines:
            click.echo(f"  {line}")
    counts = Counter(one.outcome for one in results)
    told = ", ".join(f"{count} {OUTCOMES[outcome]}" for outcome, count in counts.items())
    kept = sum(one.kept for one in results)
    edits = f" Giữ nguyên {kept} chỗ đơn vị đã sửa." if kept else ""
    click.echo(f"{'Sẽ là' if looked_only else 'Kết quả'}: {told or 'không có kế hoạch nào'}.{edits}")


def _short(text: str, size: int = 100) -> str:
    return text if len(text) <= size else f"{text[:size].rstrip()}…"
