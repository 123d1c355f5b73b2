"""``planforge diff``: what changed between two directives, or two plans, in terms of tasks."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from planforge.cli.console import FORMAT_OPTION, print_json, print_table

KINDS = {"added": "thêm", "removed": "bỏ", "changed": "sửa"}
FIELDS = {
    "text": "nội dung", "deadline": "thời hạn", "lead": "chủ trì", "with": "phối hợp", "product": "sản phẩm",
    "target": "chỉ tiêu", "due": "hạn báo cáo",
}  # fmt: skip


@click.command()
@click.argument("old", metavar="CŨ")
@click.argument("new", metavar="MỚI")
@FORMAT_OPTION
@click.pass_obj
def diff(folder: Path | None, old: str, new: str, output: str) -> None:
    """So sánh hai văn bản chỉ đạo hay hai kế hoạch (.docx, kể cả phần gõ tay): việc, thời hạn, chủ trì, chỉ tiêu.

    Văn bản chỉ đạo là mã, tệp YAML, hoặc kế hoạch .docx của cấp trên.
    """
    from planforge.api import compare, load_catalogue

    changes = compare(load_catalogue(folder), old, new)
    if output == "json":
        print_json({"version": 1, "old": old, "new": new, "changes": [asdict(change) for change in changes]})
        return
    if not changes:
        click.echo("Hai bản như nhau.")
        return
    rows = [
        (
            f"{KINDS[one.kind]}{' tay' if one.by_hand else ''}", one.clause or one.task,
            FIELDS.get(one.field, one.field), _shown(one.before, one.after),
        )
        for one in changes
    ]  # fmt: skip
    print_table(("Việc", "Mục", "Phần", "Cũ → mới"), rows)
    counts = Counter(one.kind for one in changes)
    by_hand = sum(one.by_hand for one in changes)
    hands = f" Trong đó {by_hand} do đơn vị gõ tay." if by_hand else ""
    click.echo("Tổng: " + ", ".join(f"{count} {KINDS[kind]}" for kind, count in counts.items()) + f".{hands}")


def _shown(before: str, after: str) -> str:
    return f"{before} → {after}" if before and after else before or after
