"""One key for all comparisons of Vietnamese text: NFC in, lower-case ASCII out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\ufeff\u00ad]")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_LETTERS = str.maketrans({"đ": "d", "Đ": "D", "Ð": "D", "ð": "d", "’": "'", "‘": "'", "`": "'", "–": "-", "—": "-"})


def nfc(text: str) -> str:
    """Precomposed form without zero-width characters; white space is left alone."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def squeeze(text: str) -> str:
    """NFC with every run of white space turned into one space, stripped."""
    return _SPACES.sub(" ", nfc(text)).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no diacritics, straight quotes, single spaces: ``"Đắk  Lắk"`` becomes ``"dak lak"``.

    Both placements of the tone mark (``hòa``, ``hoà``) and both forms of Unicode give the same key.
    """
    bare = unicodedata.normalize("NFD", squeeze(text).translate(_LETTERS))
    return _MARKS.sub("", bare).lower()


def shorten(text: str, length: int) -> str:
    """``text``, or its first whole words within ``length`` characters and ``…``."""
    return text if len(text) <= length else f"{text[:length].rpartition(' ')[0]}…"
