"""Wording rules (cách diễn đạt): how a superior's words are lowered to the unit, and what cannot pass down."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from planforge.catalogue.entry import Entry, Era, Id, Level, Text


class LoweringRule(Entry):
    r"""A replacement. ``pattern`` is a regular expression whose ``<NAME>`` parts are macros of the same file.

    ``replace`` may hold groups (``\1``) and the unit's words ``{cap}``, ``{don_vi}``, ``{ubnd}``, ``{thon}``.
    """

    id: Id
    pattern: Text
    replace: str
    source: tuple[Level, ...] = ("trung-uong", "tinh", "huyen")
    target: tuple[Level, ...] = ("tinh", "huyen", "xa")
    eras: tuple[Era, ...] | None = None
    why: Text
    examples: tuple[tuple[str, str], ...] = ()


class DeclineRule(Entry):
    """A task whose text matches ``pattern`` cannot pass to ``target`` levels; ``reason`` tells why."""

    id: Id
    pattern: Text
    target: tuple[Level, ...]
    reason: Text
    exempt: Text | None = None
    examples: tuple[Text, ...] = ()


class ShiftRule(Entry):
    """How many working days before the superior's day a unit of ``level`` asks for its own reports."""

    level: Level
    working_days: int = Field(ge=1)
    why: Text


class Wording(Entry):
    """All rules of ``cach-dien-dat/``, merged.

    ``fulfilled``: duties that issuing the plan itself fulfils; ``phrases``: our own sentences by key, with ``{…}``.
    """

    macros: dict[str, str] = Field(default_factory=dict)
    lowering: tuple[LoweringRule, ...] = ()
    declines: tuple[DeclineRule, ...] = ()
    fulfilled: tuple[DeclineRule, ...] = ()
    shifts: tuple[ShiftRule, ...] = ()
    phrases: dict[Id, Text] = Field(default_factory=dict)
    body_order: tuple[Id, ...] = ()
    ranks: dict[Id, int] = Field(default_factory=dict)
    type_names: dict[Id, Text] = Field(default_factory=dict)


class OutlineSection(Entry):
    """A section of the plan: ``role`` says what fills it."""

    role: Literal["muc-dich-yeu-cau", "muc-tieu", "nhiem-vu", "phan-cong", "kinh-phi", "to-chuc-thuc-hien"]
    title: Text
    optional: bool = True


class Outline(Entry):
    """The order and titles of a plan's sections (``outline.yaml`` beside a shell)."""

    id: Id
    name: Text
    sections: tuple[OutlineSection, ...]
