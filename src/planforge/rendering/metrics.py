"""How wide a line of Times New Roman is, so that rules and columns can be sized without a word processor.

NĐ 30/2020/NĐ-CP, PL.I asks for rules as long as the text (Tiêu ngữ) or 1/3 to 1/2 of it (issuer, trích yếu).
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_MM_PER_POINT = 25.4 / 72
_UNITS_PER_EM = 2048
_HORN = "\u031b"


@cache
def _table(face: str) -> dict[str, int]:
    data: dict[str, dict[str, int]] = json.loads(Path(__file__).with_name("times.json").read_text("utf-8"))
    return data[face]


@lru_cache(maxsize=4096)
def _base(char: str) -> str:
    """The letter that decides the width: marks add none, except the horn of ơ and ư."""
    parts = unicodedata.normalize("NFD", char)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]


def face(*, bold: bool = False, italic: bool = False) -> str:
    """Name of the font face in the width table."""
    return "bold_italic" if bold and italic else "bold" if bold else "italic" if italic else "regular"


def text_width(text: str, points: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width in millimetres of one line of ``text``; an unknown character counts as wide as ``m``."""
    table = _table(face(bold=bold, italic=italic))
    widest = table["m"]
    units = sum(table.get(_base(char), widest) for char in unicodedata.normalize("NFC", text))
    return units / _UNITS_PER_EM * points * _MM_PER_POINT


def wrap(text: str, room: float, points: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """The lines a word processor breaks ``text`` into when ``room`` millimetres are free; a word is never
    cut.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, points, bold=bold, italic=italic) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced_room(
    text: str, room: float, points: float, *, bold: bool = False, italic: bool = False
) -> float:
    """The narrowest room in mm that needs no more lines than ``room`` does: lines of equal length."""
    count = len(wrap(text, room, points, bold=bold, italic=italic))
    if count < 2:
        return room
    low, high = room / (count + 1), room
    while high - low > 0.5:
        middle = (low + high) / 2
        if len(wrap(text, middle, points, bold=bold, italic=italic)) > count:
            low = middle
        else:
            high = middle
    return high
