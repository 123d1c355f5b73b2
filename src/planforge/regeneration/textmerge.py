"""Two edits of one text put together word by word; a date or a number is one word, so it never mixes.

Texts may hold :data:`MARK`, the end of a paragraph inside a line, and :data:`CELL`, the end of a table cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from planforge.text.folding import nfc

MARK, CELL = "\u2029", "\u241f"
_LONG_DATE = r"(?:ngày\s+)?\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
_SYMBOL = r"\d[\w.,:%/-]*[\w%]|\d"
_TOKEN = re.compile(rf"{MARK}|{CELL}|[^\S{MARK}{CELL}]+|{_LONG_DATE}|{_SYMBOL}|\w[\w\u0300-\u036f]*|\./\.|.", re.DOTALL)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters ``start`` to ``end`` of a text give way to ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Edit:
    """Tokens ``start`` to ``end`` of the base, and what one side has there."""

    start: int
    end: int
    tokens: tuple[str, ...]


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Words, white space and signs; joined they give the text back."""
    return tuple(_TOKEN.findall(text))


def same(one: str, other: str) -> bool:
    """Equal but for forms of Unicode and kinds of white space."""
    return one == other or _keys(words(one)) == _keys(words(other))


def merge_text(base: str, ours: str, theirs: str) -> str | None:
    """Both edits in one text, or None where they meet. A side that changed nothing yields to the other."""
    if same(ours, theirs) or same(base, theirs):
        return ours
    if same(base, ours):
        return theirs
    tokens = words(base)
    left, right = _edits(tokens, words(ours)), _edits(tokens, words(theirs))
    if any(_meet(mine, yours) and not _equal(mine, yours) for mine in left for yours in right):
        return None
    both = {(e.start, e.end): e for e in (*right, *left)}
    return _apply(tokens, sorted(both.values(), key=lambda e: (e.start, e.end)))


def splices(before: str, after: str) -> tuple[Splice, ...]:
    """The smallest changes by whole words that turn ``before`` into ``after``, in order."""
    tokens = words(before)
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return tuple(Splice(places[e.start], places[e.end], "".join(e.tokens)) for e in _raw_edits(tokens, words(after)))


def added_words(base: str, ours: str) -> tuple[str, ...]:
    """The words of ``ours`` that are not in ``base``: what a person typed."""
    return tuple(t for e in _raw_edits(words(base), words(ours)) for t in e.tokens if _WORD.search(t))


def _keys(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" " if token.isspace() and token not in (MARK, CELL) else nfc(token) for token in tokens)


def _raw_edits(base: tuple[str, ...], side: tuple[str, ...]) -> list[_Edit]:
    matcher = SequenceMatcher(None, _keys(base), _keys(side), autojunk=False)
    return [_Edit(a, b, side[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _edits(base: tuple[str, ...], side: tuple[str, ...]) -> list[_Edit]:
    """Edits between which no word of the base stands count as one: a phrase was rewritten."""
    found: list[_Edit] = []
    for edit in _raw_edits(base, side):
        gap = base[found[-1].end : edit.start] if found else ()
        if found and not any(_WORD.search(token) for token in gap):
            last = found.pop()
            edit = _Edit(last.start, edit.end, (*last.tokens, *gap, *edit.tokens))
        found.append(edit)
    return found


def _meet(mine: _Edit, yours: _Edit) -> bool:
    """The edits share a token of the base or touch."""
    return mine.start <= yours.end and yours.start <= mine.end


def _equal(mine: _Edit, yours: _Edit) -> bool:
    return (mine.start, mine.end) == (yours.start, yours.end) and _keys(mine.tokens) == _keys(yours.tokens)


def _apply(base: tuple[str, ...], edits: list[_Edit]) -> str:
    out, place = [], 0
    for edit in edits:
        out += [*base[place : edit.start], *edit.tokens]
        place = edit.end
    return "".join((*out, *base[place:]))
