"""The words that comparisons go by (``catalog/kiem-tra/so-sanh.yaml``), read once per catalogue."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from planforge.catalogue.entry import Entry, Text
from planforge.catalogue.loading import load_file


class ComparingWords(Entry):
    """All words are folded: lower case, no diacritics."""

    abbreviations: dict[str, Text] = Field(default_factory=dict)
    vague: tuple[Text, ...] = ()
    persons: tuple[tuple[Text, Text], ...] = ()
    idle: tuple[Text, ...] = ()
    codes: tuple[Text, ...] = ()
    bodies: tuple[Text, ...] = ()
    named: tuple[Text, ...] = ()


@lru_cache(maxsize=8)
def comparing_words(folder: Path) -> ComparingWords:
    """The words of the catalogue in ``folder``; none where it has no such file."""
    path = folder / "kiem-tra" / "so-sanh.yaml"
    return load_file(path, ComparingWords).model if path.is_file() else ComparingWords()
