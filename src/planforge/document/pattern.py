"""The pattern of a plan: what units of the same traits share, with a stand-in where one unit's own name goes.

A unit's name never decides how its plan is built, so every plan is a pattern fitted to its unit; a batch draws
each pattern once. Ids name clauses, not places: the same clause has the same id in the plans of all units.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TypeVar

STAND_IN = "*"
"""The id of the unit a pattern is drawn for."""
NAME = "\U000f0001"
"""Stands where the unit's name goes: a private character that no rule of wording matches."""
P = TypeVar("P")


def fit(part: P, name: str) -> P:
    """A plan, or any part of one, with the unit's name wherever the pattern has the stand-in."""
    fitted: object = part
    if isinstance(part, str):
        fitted = part.replace(NAME, name) if NAME in part else part
    elif isinstance(part, tuple):
        fitted = tuple(fit(one, name) for one in part)
    elif is_dataclass(part) and not isinstance(part, type):
        fitted = type(part)(*(fit(getattr(part, field), name) for field in _names(type(part))))
    return fitted  # type: ignore[return-value]


@cache
def _names(part: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(part))
