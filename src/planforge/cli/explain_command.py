"""``planforge explain``: where each line of a generated plan comes from."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from planforge.api import Explanation


@click.command()
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--node", metavar="MÃ", help="Chỉ một dòng, theo mã của dòng.")
@click.option("--format", "output", type=click.Choice(["human", "json"]), default="human", show_default=True,
              help="Dạng in ra.")
@click.option("--clear", is_flag=True,
              help="Ghi nhận đã xem dòng --node mà nguồn đã đổi, để nguyên. Kế hoạch đã ban hành: cả kế hoạch, "
                   "không cần --node.")
@click.option("--directive", "directives", multiple=True, metavar="TỆP.yaml",
              type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Với --clear: tệp văn bản chỉ đạo riêng của kế hoạch.")
@click.pass_obj
def explain(folder: Path | None, file: Path, node: str | None, output: str, clear: bool,
            directives: tuple[Path, ...]) -> None:
    """Cho biết từng dòng của TỆP kế hoạch lấy từ đâu: điều khoản cấp trên, nhiệm vụ mẫu, câu mẫu, câu trả lời."""
    from planforge import explain as explain_plan
    from planforge import load_catalogue, read_plan

    if clear:
        _clear(folder, file, node, directives)
        return
    plan = read_plan(file)
    told = explain_plan(load_catalogue(folder), plan, node)
    if output == "json":
        document = {
            "version": 1, "file": str(file), "nodes": [asdict(one) for one in told],
            "coverage": [asdict(one) for one in plan.coverage],
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(_lines(one) for one in told))


def _clear(folder: Path | None, file: Path, node: str | None, directives: tuple[Path, ...]) -> None:
    from planforge.api import clear_suspect, load_catalogue

    click.echo(clear_suspect(load_catalogue(folder), file, node, directives))


def _lines(told: Explanation) -> str:
    head = f"{told.number} {told.text}".strip()
    out = [f"[{told.id}] {head}"]
    for parent in told.parents:
        words = f" — {parent.text}" if parent.text else ""
        out.append(f"    từ {parent.kind.lower()} {parent.ref}{words}")
    out += [f"    sửa «{change.before}» → «{change.after}» theo {change.rule}" for change in told.changes]
    if not told.parents:
        out.append("    của đơn vị (gõ tay)")
    return "\n".join(out)
