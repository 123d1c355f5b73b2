"""How wide a line of Times New Roman is, so that rules and columns can be sized without a word processor.

NĐ 30/2020/NĐ-CP, PL.I asks for rules as long as the text (Tiêu ngữ) or 1/3 to 1/2 of it (issuer, trích yếu).
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

_MM_PER_POINT = 25.4 / 72
_UNITS_PER_EM = 2048
_HORN = "\u031b"
_MOST_LETTERS = 20_000
"""A face stops remembering here, whatever text it meets."""


class _Face(dict[str, int]):
    """Advance widths of one face; a letter with marks is looked up once and remembered."""

    def __missing__(self, char: str) -> int:
        width = self.get(_base(char))
        if width is None:
            width = 0 if unicodedata.combining(char) else self["m"]
        if len(self) < _MOST_LETTERS:
            self[char] = width
        return width


def _base(char: str) -> str:
    """The letter that decides the width: marks add none, except the horn of ơ and ư."""
    parts = unicodedata.normalize("NFD", char)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]


@cache
def _faces() -> dict[str, _Face]:
    data = json.loads(Path(__file__).with_name("times.json").read_text("utf-8"))
    return {name: _Face(widths) for name, widths in data.items()}


def _face(bold: bool, italic: bool) -> _Face:
    return _faces()[
        "bold_italic" if bold and italic else "bold" if bold else "italic" if italic else "regular"
    ]


def _scale(points: float) -> float:
    """Millimetres of one unit at that size."""
    return points * _MM_PER_POINT / _UNITS_PER_EM


@lru_cache(maxsize=8192)
def text_width(text: str, points: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width in millimetres of one line of ``text``; an unknown character counts as wide as ``m``."""
    composed = unicodedata.normalize("NFC", text)
    return sum(map(_face(bold, italic).__getitem__, composed)) * _scale(points)


def wrap(text: str, room: float, points: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """The lines a word processor breaks ``text`` into when ``room`` mm are free; a word is never cut."""
    words, widths, space = _measured(text, points, bold, italic)
    starts = [*_starts(widths, space, room), len(words)]
    return [" ".join(words[a:b]) for a, b in pairwise(starts)]


@lru_cache(maxsize=256)
def balanced_room(
    text: str, room: float, points: float, *, bold: bool = False, italic: bool = False
) -> float:
    """The narrowest room in mm that needs no more lines than ``room`` does: lines of equal length."""
    _, widths, space = _measured(text, points, bold, italic)
    count = len(_starts(widths, space, room))
    if count < 2:
        return room
    low, high = room / (count + 1), room
    while high - low > 0.5:
        middle = (low + high) / 2
        if len(_starts(widths, space, middle)) > count:
            low = middle
        else:
            high = middle
    return high


@lru_cache(maxsize=64)
def _measured(text: str, points: float, bold: bool, italic: bool) -> tuple[list[str], list[float], float]:
    """Words, their widths and the width of a space. Word does not kern, so widths add up."""
    words = text.split()
    widths = [text_width(word, points, bold=bold, italic=italic) for word in words]
    return words, widths, text_width(" ", points, bold=bold, italic=italic)


def _starts(widths: list[float], space: float, room: float) -> list[int]:
    """The index of the first word of each line."""
    starts: list[int] = []
    used = 0.0
    for index, width in enumerate(widths):
        if starts and used + space + width <= room:
            used += space + width
        else:
            starts.append(index)
            used = width
    return starts
