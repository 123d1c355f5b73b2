"""The catalogue's instruments laid out for look-up by number, by day and by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from planforge.catalogue.instruments import Instrument, Period
from planforge.citation.grammar import Grammar
from planforge.citation.issuer_names import IssuerNames
from planforge.citation.vocabulary import name_key, words
from planforge.text.confusables import ascii_letters

_LEADING = re.compile(r"^0+(?=\d)")
_DIGITS = re.compile(r"\d+[a-z]?")
_OWN_NAME = re.compile(
    r"(?:phê duyệt|ban hành) [“\"]?(?P<name>(?:chương trình|chiến lược|đề án|dự án)(?: [“\"])?[^“”\"]{8,300})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s+năm\s+((?:19|20)\d\d)$")


@dataclass(frozen=True, slots=True)
class Row:
    """What resolving needs of an instrument."""

    id: str
    type: str
    number: str | None
    issued: date | None
    issuer: str
    title: str
    periods: tuple[Period, ...]
    local: bool


@dataclass(frozen=True, eq=False)
class Register:
    """Rows and the keys that find them."""

    rows: tuple[Row, ...]
    by_number: dict[str, list[Row]] = field(default_factory=dict)
    by_short: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    by_day: dict[date, list[Row]] = field(default_factory=dict)
    by_name: dict[str, list[Row]] = field(default_factory=dict)

    @classmethod
    def of(cls, instruments: Iterable[Instrument], grammar: Grammar) -> Register:
        """Lay out ``instruments``."""
        names = IssuerNames(grammar)
        local = re.compile(rf"\b(?:{words(ascii_letters(w) for w in grammar.issuers.local)})\b")
        known = tuple(instruments)
        register = cls(tuple(_row(one, names, local) for one in known))
        for one, row in zip(known, register.rows, strict=True):
            register._file(one, row)
        return register

    def _file(self, one: Instrument, row: Row) -> None:
        if row.number:
            key = number_key(row.number)
            self.by_number.setdefault(key, []).append(row)
            digits = _DIGITS.match(key)
            if digits:
                self.by_short.setdefault((row.type, digits[0]), []).append(row)
        if row.issued:
            self.by_day.setdefault(row.issued, []).append(row)
        for name in _names(one):
            held = self.by_name.setdefault(name_key(name), [])
            if row not in held:
                held.append(row)

    @cached_property
    def ids(self) -> dict[str, Row]:
        """Rows by id."""
        return {row.id: row for row in self.rows}


def number_key(number: str) -> str:
    """A symbol as a key: letters and digits, no leading zero, so that slips of dashes and case find it still."""
    return _LEADING.sub("", "".join(re.findall(r"[a-z0-9]+", ascii_letters(number))))


def _names(one: Instrument) -> Iterable[str]:
    yield from one.aliases
    title = one.title or ""
    if one.type in ("luat", "phap-lenh", "hien-phap"):
        yield _YEAR.sub("", title.split(" (")[0])
    own = _OWN_NAME.search(title)
    if own:
        yield own["name"].strip(" .;,")


def _row(one: Instrument, names: IssuerNames, local: re.Pattern[str]) -> Row:
    here = any(local.search(key) for key in names.keys(one.issuer))
    return Row(one.id, one.type, one.number, one.issued, one.issuer, one.title or "", one.in_force_periods, here)
