"""What a person did to a file, and what waits to be decided, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from planforge.regeneration.alignment import OurLine
from planforge.regeneration.lines import Line
from planforge.regeneration.merge import Clash, Outcome
from planforge.regeneration.textmerge import CELL, MARK, same

EditKind = Literal["retyped", "renumbered", "inserted", "deleted", "split", "joined", "duplicated"]
_CLASHES: dict[Clash, str] = {
    "both-changed": "Cả hai bên cùng sửa, giữ lời của đơn vị", "gone-above": "Cấp trên đã bỏ, đơn vị đã sửa",
    "gone-here": "Đơn vị đã bỏ, cấp trên thay đổi", "place-gone": "Cấp trên thêm vào mục đơn vị đã bỏ",
    "twin": "Hai đoạn cùng một mã", "orphan": "Đoạn của đơn vị không còn mục để ở",
}  # fmt: skip
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing a person did."""

    kind: EditKind
    key: str
    before: str
    after: str


def edits(base: Sequence[Line], ours: Sequence[OurLine]) -> Iterator[Edit]:
    """Every edit recognised, in reading order; deletions last. Formatting alone is no edit of the text."""
    known = {line.key: line for line in base}
    present = {key for our in ours for key in (our.line.key, *our.absorbed)}
    for our in ours:
        line, before = our.line, known.get(our.line.key)
        if our.twin:
            yield Edit("duplicated", line.key, "", line.full)
        elif before is None and (line.zone == "body" or (line.zone == "rows" and line.number.isdigit())):
            # Cells of the letterhead that no line of the plan fills are the shell's own words.
            yield Edit("inserted", line.key, "", line.full)
        elif before is None:
            continue
        elif our.absorbed:
            yield Edit("joined", line.key, before.full, line.full)
        elif MARK in line.text and line.zone == "body":
            yield Edit("split", line.key, before.full, line.full)
        elif not same(before.text, line.text):
            yield Edit("retyped", line.key, before.full, line.full)
        elif before.number != line.number:
            yield Edit("renumbered", line.key, before.full, line.full)
    for line in base:
        if line.key not in present:
            yield Edit("deleted", line.key, line.full, "")


def describe_clash(one: Outcome, why: str) -> str:
    """``Cả hai bên cùng sửa …: «a) Tổ chức …». Thay đổi theo: …``."""
    text = one.line.full.replace(MARK, " ").replace(CELL, " | ")
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    return f"{_CLASHES[one.clash or 'both-changed']}: «{shown}».{f' {why}' if why else ''}"
