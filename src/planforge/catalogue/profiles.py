"""Unit profiles (``don-vi.yaml``): what only the office itself knows, overriding the defaults."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from planforge.catalogue.directives import YearDay
from planforge.catalogue.entry import Entry, Id, Text

Capacity = Literal[
    "chu-tich", "kt-pho-chu-tich", "truong", "kt-pho", "q-chu-tich", "tl", "tuq", "bi-thu"
]


class Deputy(Entry):
    """A deputy and the sectors or themes assigned to them."""

    name: Text
    fields: tuple[Id, ...] = ()


class Profile(Entry):
    """One unit's own answers. Every field but ``unit`` may be left out.

    ``issuer``: organ id when the document is issued by a body of the unit rather than by its committee.
    ``offices``: sector to the office's real name or an organ id; ``without``: organs this unit does not have;
    ``extra``: organs it has that few units have. ``filing``: what follows ``Lưu:`` (``VT, CA``).
    """

    unit: Text
    as_of: date | None = None
    issuer: Id | None = None
    place: Text | None = None
    hamlets: Text | None = None
    border: bool | None = None
    coast: bool | None = None
    ethnic: bool | None = None
    chair: Text | None = None
    deputies: tuple[Deputy, ...] = ()
    capacity: Capacity | None = None
    collective_line: bool = True
    offices: dict[Id, Text] = Field(default_factory=dict)
    without: tuple[Id, ...] = ()
    extra: tuple[Id, ...] = ()
    filing: Text | None = None
    remarks: Literal["superior", "all", "none"] = "superior"
    recipients: tuple[Text, ...] = ()
    report_due: dict[Text, YearDay] = Field(default_factory=dict)
    neighbours: tuple[Text, ...] = ()
    note: Text | None = None
