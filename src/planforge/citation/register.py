"""What resolving asks of the catalogue, each question asked once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.instruments import Instrument, Period
from planforge.catalogue.keys import By
from planforge.citation.grammar import Grammar, load_grammar
from planforge.citation.issuer_names import IssuerNames
from planforge.citation.known_titles import title_keys
from planforge.citation.vocabulary import words
from planforge.text.confusables import ascii_letters
from planforge.text.keys import number_key

REMEMBERED = 8192
"""Answers kept, so that a document, or a long stream of them, asks the index once for what it repeats."""


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


class Register:
    """Rows by the keys that find them. As a container it holds the names (:func:`name_key`) the catalogue knows."""

    def __init__(self, catalogue: Catalogue, grammar: Grammar) -> None:
        self._catalogue = catalogue
        self._names = IssuerNames(grammar)
        self._local = re.compile(rf"\b(?:{words(ascii_letters(w) for w in grammar.issuers.local)})\b")
        self.find = lru_cache(maxsize=REMEMBERED)(self._find)
        self.titles = lru_cache(maxsize=REMEMBERED)(self._titles)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.find("name", name))

    def _titles(self, number: str) -> tuple[str, ...]:
        """Official titles of the instruments of that number, as keys."""
        return title_keys([row.title for row in self.find("number", number_key(number))])

    def _find(self, by: By, key: str) -> tuple[Row, ...]:
        """Rows with that key, in the order of the catalogue's files."""
        return tuple(self._row(one) for one in self._catalogue.found(by, key))

    def _row(self, one: Instrument) -> Row:
        here = any(self._local.search(key) for key in self._names.keys(one.issuer))
        return Row(one.id, one.type, one.number, one.issued, one.issuer, one.title or "", one.in_force_periods, here)


@lru_cache(maxsize=4)
def register_of(catalogue: Catalogue) -> Register:
    """The register of a catalogue."""
    return Register(catalogue, load_grammar(catalogue.folder))
