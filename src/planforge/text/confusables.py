"""Characters that look right and are wrong: dashes, Icelandic Eth, invisible marks, tone marks on the wrong vowel.

All replacements keep the length of the text, so that offsets stay true; only the removal of invisible characters
does not, and that happens before any offset is counted.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SINGLE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ac\uf02d", "-"),
    "\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ", "\u2044": "/", "\u2215": "/", "\uff0f": "/",
}  # fmt: skip
_ODD = re.compile(f"[{''.join(_SINGLE)}]")
_TONES = {
    old: new
    for vowels, heads in (("àáảãạ", "o"), ("èéẻẽẹ", "o"), ("ỳýỷỹỵ", "u"))
    for old, new in zip((heads + v for v in vowels), (v + {"o": {"à": "a", "è": "e"}, "u": {"ỳ": "y"}}[heads][vowels[0]]
                        for v in {"o": "òóỏõọ", "u": "ùúủũụ"}[heads]), strict=True)
}  # fmt: skip
_TONES |= {old.upper(): new.upper() for old, new in _TONES.items()} | {
    old.capitalize(): new.capitalize() for old, new in _TONES.items()
}
_OLD_TONE = re.compile(r"(?<![qQ])(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?!\w)")


def compose(text: str) -> str:
    """NFC without invisible characters; white space is left alone."""
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if INVISIBLE.search(text):
            text = INVISIBLE.sub("", text)
    return text


def plain_letters(text: str) -> str:
    """``text`` with dashes, slashes and Đ in their one usual form; the length does not change."""
    return _ODD.sub(lambda m: _SINGLE[m[0]], text) if _ODD.search(text) else text


def new_tones(text: str) -> str:
    """``hoà``, ``uỷ`` become ``hòa``, ``ủy`` (both are right, TT-162); the length does not change."""
    return _OLD_TONE.sub(lambda m: _TONES[m[0]], text)
