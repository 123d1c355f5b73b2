"""Characters that look right and are wrong: dashes, Icelandic Eth, invisible marks, tone marks on the wrong vowel.

All replacements keep the length of the text, so that offsets stay true; only the removal of invisible
characters does not, and that happens before any offset is counted.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SOFT_HYPHEN = re.compile("(?<=[A-ZĐ0-9])\u00ad(?=[A-ZĐ]{2}|TTg|CP)")
"""Some converters of PDF write the hyphen of a symbol so: ``NĐ\u00adCP``."""
_SINGLE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uf02d", "-"),
    "\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ", "\u2044": "/", "\u2215": "/", "\uff0f": "/",
}  # fmt: skip
_ODD = re.compile(f"[{''.join(_SINGLE)}]")
_TONES = {
    head + old: new + tail
    for head, marked, tail, olds in (
        ("o", "òóỏõọ", "a", "àáảãạ"), ("o", "òóỏõọ", "e", "èéẻẽẹ"), ("u", "ùúủũụ", "y", "ỳýỷỹỵ"),
    )
    for old, new in zip(olds, marked, strict=True)
}  # fmt: skip
_TONES |= {old.upper(): new.upper() for old, new in _TONES.items()} | {
    old.capitalize(): new.capitalize() for old, new in _TONES.items()
}
_OLD_TONE = re.compile(r"[àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?<=[oOuU].)(?!\w)")


def _plain(char: str) -> str:
    if char in "đĐ":
        return "d"
    return unicodedata.normalize("NFD", char)[0].lower()


_LETTERS = str.maketrans(
    {c: _plain(c) for c in map(chr, [*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)])
     if c.isalpha() and len(_plain(c)) == 1}
)  # fmt: skip


def compose(text: str) -> str:
    """NFC without invisible characters; white space is left alone."""
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if INVISIBLE.search(text):
            text = INVISIBLE.sub("", _SOFT_HYPHEN.sub("-", text))
    return text


def plain_letters(text: str) -> str:
    """``text`` with dashes, slashes and Đ in their one usual form; the length does not change."""
    return _ODD.sub(lambda m: _SINGLE[m[0]], text) if _ODD.search(text) else text


def new_tones(text: str) -> str:
    """``hoà``, ``uỷ`` become ``hòa``, ``ủy`` (both are right, TT-162); the length does not change."""
    parts: list[str] = []
    done = 0
    for found in _OLD_TONE.finditer(text):
        at = found.start() - 1
        pair = text[at : at + 2]
        if pair in _TONES and not (at and text[at - 1] in "qQ"):
            parts.append(text[done:at])
            parts.append(_TONES[pair])
            done = at + 2
    if not parts:
        return text
    parts.append(text[done:])
    return "".join(parts)


def ascii_letters(text: str) -> str:
    """Lower case without diacritics, one character for one; for composed text."""
    return text.translate(_LETTERS)
