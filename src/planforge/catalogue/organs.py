"""Organs: kinds of bodies with their eras, successors and sectors; which body carries a sector where and when."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from planforge.catalogue.entry import Entry, Era, Id, Level, Mode, Text, Trait


class Organ(Entry):
    """A kind of body (Công an xã, Sở Y tế), valid ``valid_from``..``valid_to``, both included.

    ``label`` is the name in a document of one unit; ``{cap}`` stands for the unit's own common noun
    (``Công an {cap}`` gives ``Công an phường``). ``mode``: ``giao`` a committee of the same level assigns it tasks,
    ``de-nghi`` it is requested, None it is reported to and never tasked. ``when``: only in units with
    the trait, or whose profile names it.
    """

    id: Id
    name: Text
    label: Text
    aliases: tuple[Text, ...] = ()
    abbr: tuple[Text, ...] = ()
    level: Level
    kind: Id
    sectors: tuple[Id, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[Id, ...] = ()
    successors_by_sector: dict[Id, Id] = Field(default_factory=dict)
    mode: Mode | None = None
    when: Trait | Literal["by-profile"] | None = None
    only_in: tuple[Id, ...] = ()
    locality: tuple[Text, ...] = ()
    fallback: Id | None = None
    parent: Id | None = None
    head: Text | None = None
    symbol: Text | None = None
    recipient: Text | None = None
    sources: tuple[Text, ...] = ()
    verified: bool
    note: Text | None = None

    def exists(self, day: date) -> bool:
        """Whether the kind of body exists on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class EraSpan(Entry):
    """An era of local government and the days it covers; ``levels``: the levels of government it has.

    Eras may overlap (``2-cap-2026`` refines ``2-cap``); the one that starts last counts.
    """

    id: Era
    start: date | None = None
    end: date | None = None
    label: Text
    levels: tuple[Level, ...]


class SectorMap(Entry):
    """Which organs carry a sector, per era and level; first choice first, an empty list means nobody.

    A level that an era leaves out is as in the era before; days on which a body does not exist are filtered out.
    """

    sector: Id
    label: Text
    carriers: dict[Era, dict[Level, tuple[Id, ...]]]
    note: Text | None = None
