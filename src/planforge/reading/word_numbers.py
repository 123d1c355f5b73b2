"""Automatic numbering as it shows on the page: ``1.``, ``a)``, ``II.``, bullets.

The common formats only; a list in another format shows no number rather than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from planforge.reading.word_styles import StyleSheet
from planforge.reading.wordml import value, w, whole
from planforge.reading.xml import Element

_LEVELS = 9
_BULLETS = {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪", "\uf0d8": "➢", "o": "o", "": ""}
_AFTER = {"tab": "\t", "space": " ", "nothing": ""}
_ROMANS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMANS_LOW = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(number: int) -> str:
    out = ""
    for size, letters in (*_ROMANS, *_ROMANS_LOW):
        while number >= size:
            out, number = out + letters, number - size
    return out


def _letters(number: int) -> str:
    """Word counts a … z, aa, bb …."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
}


@dataclass(slots=True)
class _List:
    """One abstract list: its levels and how far each has counted."""

    levels: dict[int, Element]
    counts: dict[int, int] = field(default_factory=dict)

    def start(self, level: int) -> int:
        return whole(value(self.levels.get(level), "start"), 1)


class Numbering:
    """``numbering.xml`` with running counters; ask once per paragraph, in reading order."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        abstract = {
            item.get(w("abstractNumId"), ""): _List(
                {whole(level.get(w("ilvl"))): level for level in item.iterchildren(w("lvl"))}
            )
            for item in root.iterchildren(w("abstractNum"))
        }
        for item in root.iterchildren(w("num")):
            shared = abstract.get(value(item, "abstractNumId") or "", _List({}))
            own = item.find(w("lvlOverride")) is not None
            self._lists[item.get(w("numId"), "")] = _List(_overridden(item, shared)) if own else shared

    def before(self, paragraph: Element) -> str:
        """The number and its gap before the paragraph's own text; empty when it has none."""
        if not self._lists:
            return ""
        found = self._styles.numbering(paragraph)
        chosen = self._lists.get(value(found, "numId") or "") if found is not None else None
        if chosen is None:
            return ""
        level = whole(value(found, "ilvl"))
        definition = chosen.levels.get(level)
        if definition is None or not 0 <= level < _LEVELS:
            return ""
        chosen.counts[level] = chosen.counts.get(level, chosen.start(level) - 1) + 1
        for deeper in [key for key in chosen.counts if key > level]:
            del chosen.counts[deeper]
        return _shown(chosen, definition)


def _overridden(item: Element, shared: _List) -> dict[int, Element]:
    """A list with levels of its own counts by itself."""
    own = {whole(o.get(w("ilvl"))): o.find(w("lvl")) for o in item.iterchildren(w("lvlOverride"))}
    return shared.levels | {key: level for key, level in own.items() if level is not None}


def _shown(chosen: _List, definition: Element) -> str:
    form, pattern = value(definition, "numFmt") or "decimal", value(definition, "lvlText") or ""
    if form == "none":
        return ""
    gap = _AFTER.get(value(definition, "suff") or "tab", "\t")
    if form == "bullet":
        return _BULLETS.get(pattern, pattern if pattern.isprintable() else "•") + gap
    if form not in _FORMATS or not pattern:
        return ""

    def number(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        style = value(chosen.levels.get(level), "numFmt") or "decimal"
        count = max(1, min(chosen.counts.get(level, chosen.start(level)), 3999))
        return _FORMATS.get(style, str)(count)

    return re.sub(r"%([1-9])", number, pattern[:200]) + gap
