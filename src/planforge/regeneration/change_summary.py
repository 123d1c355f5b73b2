"""Thousands of plans change alike: each change once, with the plans it touches."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from planforge.regeneration.above import Change, Kind, node_of
from planforge.regeneration.change_words import said
from planforge.regeneration.impact import Impact
from planforge.regeneration.results import Updated

_LEVEL = re.compile(r"^(?:xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh) ")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class SharedChange:
    """A change and the plans that have it; ``example``: as it reads in the first of them."""

    kind: Kind
    causes: tuple[str, ...]
    example: Change
    plans: tuple[Updated, ...]


@dataclass(frozen=True, slots=True)
class SharedImpact:
    """An instrument out of force, and the plans that rest on it."""

    example: Impact
    plans: tuple[Updated, ...]


def shared_changes(results: Iterable[Updated]) -> tuple[SharedChange, ...]:
    """In the order of the first plan that has each; a line of the body and its row in the table count once."""
    examples: dict[Hashable, Change] = {}
    plans: dict[Hashable, list[Updated]] = {}
    for one in results:
        for change in one.changes:
            key = _alike(change, _own_name(one.name))
            examples.setdefault(key, change)
            touched = plans.setdefault(key, [])
            if not touched or touched[-1] is not one:
                touched.append(one)
    return tuple(
        SharedChange(change.kind, change.causes, change, tuple(plans[key])) for key, change in examples.items()
    )


def shared_impacts(results: Iterable[Updated]) -> tuple[SharedImpact, ...]:
    """Each instrument once."""
    found: dict[tuple[str, str, str], tuple[Impact, list[Updated]]] = {}
    for one in results:
        for impact in one.law:
            found.setdefault((impact.instrument, impact.status, impact.now), (impact, []))[1].append(one)
    return tuple(SharedImpact(example, tuple(plans)) for example, plans in found.values())


def _alike(change: Change, name: str) -> Hashable:
    """Equal for the same change in the plans of different units: ids of lines do not tell units apart."""
    words: tuple[tuple[str, str], ...] = ()
    if change.kind == "changed":
        words = tuple((_mask(old, name), _mask(new, name)) for old, new in said(change))
    return change.kind, change.causes, node_of(change.key), words


def _mask(text: str, name: str) -> str:
    return text.replace(name, "…") if name else text


def _own_name(unit: str) -> str:
    """``phường Buôn Ma Thuột`` gives ``Buôn Ma Thuột``; a mere number is no name to look for."""
    name = _LEVEL.sub("", unit)
    return "" if name.isdigit() or len(name) < _SHORTEST else name
