"""What changed above between two derivations of one plan, line by line, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from planforge.document.tree import Node, Plan, Source
from planforge.regeneration.lines import Line, plan_lines
from planforge.regeneration.parents import Names
from planforge.regeneration.suspects import changed_parents
from planforge.regeneration.textmerge import CELL, same

Kind = Literal["changed", "added", "removed", "moved", "source"]
_VERBS: dict[Kind, str] = {
    "changed": "Thay đổi", "added": "Thêm", "removed": "Bỏ", "moved": "Chuyển chỗ", "source": "Nguồn đổi"
}  # fmt: skip
_ELSEWHERE = {
    "head": "tên đơn vị, địa danh hoặc ngày ký", "recipients": "cơ quan nhận", "sign": "thẩm quyền ký",
    "rows": "bảng phân công", "body": "cơ quan, địa giới hoặc cách diễn đạt trong danh mục",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One line that the new derivation has otherwise; ``causes``: the parents that changed, in words.

    A ``source`` change shows in no word: a parent of the line says something else, the line does not.
    """

    key: str
    kind: Kind
    before: str
    after: str
    causes: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Two derivations, base and theirs."""

    base: Plan
    theirs: Plan
    names: Names

    @cached_property
    def lines(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """The lines of both."""
        return plan_lines(self.base), plan_lines(self.theirs)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every line that differs, in the order of the new plan, removed ones last."""
        return tuple(self._changes())

    def _changes(self) -> Iterator[Change]:
        old, new = ({line.key: line for line in side} for side in self.lines)
        moved = _moved([key for key in old if key in new], [key for key in new if key in old])
        for key, line in new.items():
            if key not in old:
                yield self._change(line, "added", "", line.full)
            elif not same(old[key].text, line.text):
                yield self._change(line, "changed", old[key].full, line.full)
            elif key in moved:
                yield self._change(line, "moved", old[key].full, line.full)
        for key, line in old.items():
            if key not in new:
                yield self._change(line, "removed", line.full, "")

    @cached_property
    def silent(self) -> tuple[Change, ...]:
        """Lines of the body that read as before, their rows in the table too, although a parent changed."""
        told = {node_of(change.key) for change in self.changes}
        old = {line.key for line in self.lines[0]}
        same_words = (line for line in self.lines[1] if line.zone == "body" and line.key in old - told)
        return tuple(self._change(line, "source", line.full, line.full) for line in same_words if self._turned(line))

    def _change(self, line: Line, kind: Kind, before: str, after: str) -> Change:
        return Change(line.key, kind, before.replace(CELL, " | "), after.replace(CELL, " | "), self.causes(line))

    def causes(self, line: Line) -> tuple[str, ...]:
        """The parents with another fingerprint; of a new or dropped line all parents; else where to look."""
        return tuple(map(self.names.of, self._turned(line))) or (_ELSEWHERE[line.zone],)

    def _turned(self, line: Line) -> tuple[Source, ...]:
        old, new = self._nodes
        key = node_of(line.key)
        return changed_parents(old.get(key), new.get(key))

    @cached_property
    def _nodes(self) -> tuple[dict[str, Node], dict[str, Node]]:
        old, new = ({node.id: node for _, node in plan.nodes()} for plan in (self.base, self.theirs))
        return old, new

    def why(self, key: str) -> str:
        """The reason of one line's change as a sentence; empty when nothing changed above for it."""
        found = self._by_key.get(key)
        if found is None:
            return ""
        return f"{_VERBS[found.kind]} theo: {'; '.join(found.causes)}."

    @cached_property
    def _by_key(self) -> dict[str, Change]:
        return {change.key: change for change in self.changes}

    @property
    def nothing(self) -> bool:
        """No line differs, in text, number or order."""
        old, new = self.lines
        return _printed(old) == _printed(new)


def node_of(key: str) -> str:
    """The id of the node that a line, or a row of the assignment table, belongs to."""
    return key.removeprefix("row.").partition("~")[0]


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Keys that stand in another order; the same keys are in both."""
    if old == new:
        return frozenset()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stay = {key for block in blocks for key in new[block.b : block.b + block.size]}
    return frozenset(new) - stay


def _printed(lines: Sequence[Line]) -> list[tuple[str, str, str]]:
    return [(line.key, line.number, line.text) for line in lines]
