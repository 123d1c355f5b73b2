"""``planforge explain``: where each line of a generated plan comes from."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.console import FORMAT_OPTION, print_json

if TYPE_CHECKING:
    from planforge.api import Explanation

DONE = {"edited": "sửa", "added": "thêm", "deleted": "bỏ"}
MARKS = {"edited": "  [đơn vị đã sửa]", "added": "  [đơn vị thêm]", "deleted": "  [đơn vị đã bỏ]"}


@click.command()
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--node", metavar="MÃ", help="Chỉ một dòng, theo mã của dòng.")
@FORMAT_OPTION
@click.option("--clear", is_flag=True,
              help="Ghi nhận đã xem dòng --node mà nguồn đã đổi, để nguyên. Kế hoạch đã ban hành: cả kế hoạch, "
                   "không cần --node.")
@click.option("--by", default="", metavar="HỌ_TÊN", help="Với --clear: ai quyết định. Mặc định: người dùng của máy.")
@click.option("--directive", "directives", multiple=True, metavar="TỆP",
              type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Tệp văn bản chỉ đạo riêng mà kế hoạch được lập từ đó (YAML, hoặc kế hoạch .docx của cấp trên).")
@click.pass_obj
def explain(folder: Path | None, file: Path, node: str | None, output: str, clear: bool, by: str,
            directives: tuple[Path, ...]) -> None:
    """Cho biết từng dòng của TỆP kế hoạch lấy từ đâu: điều khoản cấp trên, nhiệm vụ mẫu, câu mẫu, câu trả lời.

    Nói theo những gì tệp ghi lúc này: dòng đơn vị đã sửa, đã thêm, đã bỏ đều được ghi rõ.
    """
    from planforge.api import explain_file, load_catalogue, made_from

    if clear:
        _clear(folder, file, node, directives, by)
        return
    told = explain_file(load_catalogue(folder), file, node, directives)
    if output == "json":
        print_json({
            "version": 1, "file": str(file), "nodes": [asdict(one) for one in told],
            "coverage": [asdict(one) for one in made_from(file).coverage],
        })  # fmt: skip
        return
    click.echo("\n".join(_lines(one) for one in told))
    edited = Counter(one.state for one in told if one.state != "unchanged")
    if edited and node is None:
        click.echo("Đơn vị đã " + ", ".join(f"{DONE[state]} {count} dòng" for state, count in edited.items()) + ".")


def _clear(folder: Path | None, file: Path, node: str | None, directives: tuple[Path, ...], by: str) -> None:
    from planforge.api import clear_suspect, load_catalogue

    click.echo(clear_suspect(load_catalogue(folder), file, node, directives, by))


def _lines(told: Explanation) -> str:
    head = f"{told.number} {told.text}".strip()
    out = [f"[{told.id}] {head}{MARKS.get(told.state, '')}"]
    if told.state == "edited" and told.was:
        out.append(f"    bản gốc: {told.was}")
    for parent in told.parents:
        words = f" — {parent.text}" if parent.text else ""
        out.append(f"    từ {parent.kind.lower()} {parent.ref}{words}")
    out += [f"    sửa «{change.before}» → «{change.after}» theo {change.rule}" for change in told.changes]
    if told.state == "added":
        out.append("    của đơn vị (gõ tay)")
    return "\n".join(out)
