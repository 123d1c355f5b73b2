"""Capital letters of sentences and joined phrases."""

from __future__ import annotations

from collections.abc import Sequence

CAPITALS = "A-Z" + "".join(c for c in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))) if c.isupper())
"""Vietnamese capitals as the inside of a set of a pattern. No range does: small and capital letters alternate."""


def capitalise(text: str) -> str:
    """First letter upper-case, the rest untouched; an opening quote is stepped over."""
    for index, char in enumerate(text):
        if char.isalpha():
            return text[:index] + char.upper() + text[index + 1 :]
        if char not in "“\"'( ":
            break
    return text


def decapitalise(text: str) -> str:
    """First letter lower-case, unless the word looks like a name or an acronym."""
    if len(text) > 1 and text[0].isupper() and not text[1].isupper():
        return text[0].lower() + text[1:]
    return text


def enumerate_words(words: Sequence[str], last: str = "và") -> str:
    """``a, b và c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def sentence(text: str, end: str = ".") -> str:
    """Text as one sentence: capital at the start, one mark at the end."""
    return capitalise(text.strip()).rstrip(" .;,") + end
