"""Markers of the heading ladder: Roman numerals and the letters of điểm."""

from __future__ import annotations

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of điểm in the order the decree itself uses (a, b, c, d, đ, e, g, h, i …)."""

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """``4`` becomes ``IV``; numbers below 40 are enough for a document."""
    if not 0 < number < 40:
        raise ValueError(f"no Roman marker for {number}")
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def letter(number: int) -> str:
    """The letter of the ``number``-th điểm: 1 is ``a``, 5 is ``đ``."""
    if not 0 < number <= len(LETTERS):
        raise ValueError(f"no letter for điểm {number}")
    return LETTERS[number - 1]
