"""What changed above between two derivations of one plan, line by line, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from planforge.document.tree import Plan
from planforge.regeneration.lines import Line, plan_lines
from planforge.regeneration.parents import Names
from planforge.regeneration.suspects import changed_parents
from planforge.regeneration.textmerge import CELL, same

Kind = Literal["changed", "added", "removed", "moved"]
_ELSEWHERE = {
    "head": "tên đơn vị, địa danh hoặc ngày ký", "recipients": "cơ quan nhận", "sign": "thẩm quyền ký",
    "rows": "bảng phân công", "body": "cơ quan, địa giới hoặc cách diễn đạt trong danh mục",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One line that the new derivation has otherwise; ``causes``: the parents that changed, in words."""

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
        for key, line in new.items():
            if key not in old:
                yield self._change(line, "added", "", line.full)
            elif not same(old[key].text, line.text):
                yield self._change(line, "changed", old[key].full, line.full)
        for key, line in old.items():
            if key not in new:
                yield self._change(line, "removed", line.full, "")

    def _change(self, line: Line, kind: Kind, before: str, after: str) -> Change:
        return Change(line.key, kind, before.replace(CELL, " | "), after.replace(CELL, " | "), self.causes(line))

    def causes(self, line: Line) -> tuple[str, ...]:
        """The parents with another fingerprint; of a new or dropped line all parents; else where to look."""
        node_id = line.key.removeprefix("row.").partition("~")[0]
        changed = changed_parents(self.base.node(node_id), self.theirs.node(node_id))
        return tuple(map(self.names.of, changed)) or (_ELSEWHERE[line.zone],)

    def why(self, key: str) -> str:
        """The reason of one line's change as a sentence; empty when nothing changed above for it."""
        found = self._by_key.get(key)
        if found is None:
            return ""
        verb = {"changed": "Thay đổi", "added": "Thêm", "removed": "Bỏ", "moved": "Chuyển chỗ"}[found.kind]
        return f"{verb} theo: {'; '.join(found.causes)}."

    @cached_property
    def _by_key(self) -> dict[str, Change]:
        return {change.key: change for change in self.changes}

    @property
    def nothing(self) -> bool:
        """No line differs, in text, number or order."""
        old, new = self.lines
        return _printed(old) == _printed(new)


def _printed(lines: Sequence[Line]) -> list[tuple[str, str, str]]:
    return [(line.key, line.number, line.text) for line in lines]
