"""The pattern of a plan: what units of the same traits share, with a stand-in where one unit's own words go.

A unit's name never decides how its plan is built, so every plan is a pattern fitted to its unit; a batch draws
each pattern once. Ids of the pattern become the unit's ids by one rule, the same for one plan and for thousands.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from planforge.document.tree import Plan, node_id

STAND_IN = "*"
"""The id of the unit a pattern is drawn for."""
NAME = "\U000f0001"
"""Stands where the unit's name goes: a private character that no rule of wording matches."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """The unit a pattern is fitted to."""

    unit: str
    name: str

    def id(self, pattern_id: str) -> str:
        """The unit's own id for a node of the pattern."""
        return node_id(self.unit, pattern_id)

    def text(self, text: str) -> str:
        """A line of the pattern in the unit's words."""
        return text.replace(NAME, self.name)


def ids_of(pattern: Plan) -> frozenset[str]:
    """All ids of the pattern, those its tables point at included."""
    rows = pattern.appendix.rows if pattern.appendix else ()
    return frozenset((
        *(node.id for _, node in pattern.nodes()), *(row.node for row in rows),
        *(node for entry in pattern.coverage for node in entry.nodes),
    ))  # fmt: skip


def fit(pattern: Plan, fitting: Fitting) -> Plan:
    """The whole plan of one unit."""
    ids = {one: fitting.id(one) for one in ids_of(pattern)}

    def fitted(part: Any) -> Any:
        if isinstance(part, str):
            return ids.get(part) or (fitting.text(part) if NAME in part else part)
        if isinstance(part, tuple):
            return tuple(fitted(one) for one in part)
        if is_dataclass(part) and not isinstance(part, type):
            return type(part)(*(fitted(getattr(part, name)) for name in _names(type(part))))
        return part

    plan: Plan = fitted(pattern)
    return plan


@cache
def _names(part: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(part))
