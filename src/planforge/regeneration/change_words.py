"""What a change says in a few words: those that give way, those that come, and a little of what stands around."""

from __future__ import annotations

import re

from planforge.regeneration.above import Change
from planforge.regeneration.textmerge import Splice, splices
from planforge.text.folding import shorten

CELL = " | "
_AROUND = 2
"""Words shown on each side of a change."""
_HEAD, _TAIL = re.compile(rf"\S*(?:\s+\S+){{0,{_AROUND}}}"), re.compile(rf"(?:\S+\s+){{0,{_AROUND}}}\S*$")
_NEAR = 12
"""Changes with fewer characters between them are told as one."""
_LONG = 160


def said(change: Change) -> tuple[tuple[str, str], ...]:
    """Pairs of old and new words, nothing around them: equal for changes alike. A new or dropped line is one pair."""
    if change.kind != "changed":
        return ((change.before, change.after),)
    parts = _joined(change.before, change.after)
    return tuple((change.before[one.start : one.end].strip(), one.text.strip()) for one in parts)


def told(change: Change, *, full: bool = False) -> str:
    """``«mỗi năm học ít nhất» → «mỗi học kỳ ít nhất»``; the whole texts with ``full``."""
    if change.kind in ("added", "removed", "moved", "source"):
        return _quoted(change.after or change.before, full)
    if full:
        return f"«{change.before}» → «{change.after}»"
    parts = [_pair(change.before, one) for one in _joined(change.before, change.after)]
    return shorten("; ".join(parts), _LONG)


def _quoted(text: str, full: bool) -> str:
    return f"«{text if full else shorten(text, _LONG)}»"


def _joined(before: str, after: str) -> list[Splice]:
    """Splices in order; what is close together, inside one cell of a table, is one."""
    out: list[Splice] = []
    for one in splices(before, after):
        between = before[out[-1].end : one.start] if out else ""
        if out and len(between) <= _NEAR and "|" not in between:
            last = out.pop()
            one = Splice(last.start, one.end, f"{last.text}{between}{one.text}")
        out.append(one)
    return out


def _pair(before: str, one: Splice) -> str:
    """One change with its neighbours, which are the same on both sides and lie in the same cell."""
    head = before[: one.start].rpartition(CELL)[2]
    tail = before[one.end :].partition(CELL)[0]
    ahead, behind = _last(head), _first(tail)
    old, new = (f"{ahead}{text}{behind}".strip(" |") for text in (before[one.start : one.end], one.text))
    return f"«{old}» → «{new}»" if old else f"thêm «{new}»"


def _last(text: str) -> str:
    """The last words, blanks kept."""
    found = _TAIL.search(text)
    return found[0] if found else text


def _first(text: str) -> str:
    found = _HEAD.match(text)
    return found[0] if found else text
