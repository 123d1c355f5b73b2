"""Whether two titles (trích yếu) name the same thing, judged as leniently as clerks shorten them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import LCSseq

from planforge.text.folding import fold

Likeness = Literal["same", "unclear", "different", "unknown"]

_REMARK = re.compile(r"\((?:diễn giải|trích yếu chưa|chưa rõ|chưa có)[^)]*\)", re.IGNORECASE)
_WORDS = re.compile(r"[0-9a-z]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LAW = re.compile(r"\b(?:Luật|Pháp lệnh)\s+(?!(?i:sửa đổi|này|số)\b)(\S+\s+\S+)")
_SYMBOL = re.compile(r"(\d+[a-z]?)(?:[/-]((?:19|20)\d\d))?[/-][a-z]{2,}")
FEW = 3
"""Titles of fewer telling words cannot be judged."""


def is_paraphrase(title: str | None) -> bool:
    """Whether the catalogue says it has only a paraphrase (or nothing)."""
    return not title or bool(_REMARK.search(title))


@lru_cache(maxsize=32768)
def plain_name(title: str) -> str:
    """The title without punctuation, accents and case: two spellings of one law's name are equal here."""
    return " ".join(_WORDS.findall(fold(_REMARK.sub("", title))))


def telling_words(title: str, idle: Collection[str]) -> tuple[str, ...]:
    """Folded words that carry meaning, in order."""
    return tuple(word for word in plain_name(title).split() if word not in idle)


def likeness(cited: str, official: str, idle: Collection[str]) -> Likeness:
    """How the cited title stands to the official one.

    Quotes, capitals, punctuation, ``về việc`` and spaces around years make no difference; a title may be cut short
    or run on. A stretch of other words in the middle, or other years, make it another title.
    """
    ours, theirs = telling_words(cited, idle), telling_words(official, idle)
    shorter = min(len(ours), len(theirs))
    if shorter < FEW:
        return "same" if ours and ours[:shorter] == theirs[:shorter] else "unknown"
    if _other_years(ours, theirs) or _other_law(cited, official) or _other_symbol(cited, official):
        return "different"
    share = shared(cited, official, idle)
    if share >= 0.7:
        return "same"
    return "unclear" if share >= 0.45 else "different"


def shared(cited: str, official: str, idle: Collection[str], anywhere: bool = True) -> float:
    """The share of the shorter title's words that the other has in the same order, at its beginning or ``anywhere``."""
    ours, theirs = telling_words(cited, idle), telling_words(official, idle)
    shorter = min(len(ours), len(theirs))
    near = LCSseq.similarity(ours[: shorter + 2], theirs[: shorter + 2])
    far = LCSseq.similarity(ours, theirs) if anywhere else 0
    return max(near, far) / shorter if shorter else 0.0


def _other_years(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Both name years, and neither set holds the other."""
    mine = {word for word in ours if _YEAR.fullmatch(word)}
    other = {word for word in theirs if _YEAR.fullmatch(word)}
    return bool(mine and other) and not (mine <= other or other <= mine)


def _other_law(cited: str, official: str) -> bool:
    """Both name a law, and the names begin differently: what else they say is the same phrase for every law."""
    ours, theirs = (_LAW.search(text) for text in (cited, official))
    return bool(ours and theirs and plain_name(ours[1]) != plain_name(theirs[1]))


def _other_symbol(cited: str, official: str) -> bool:
    """Both name a document by its symbol first of all, and not the same: ``sửa đổi Nghị định số …`` tells by that."""
    ours, theirs = (_SYMBOL.search(fold(text)) for text in (cited, official))
    if not ours or not theirs:
        return False
    years = {year for year in (ours[2], theirs[2]) if year}
    return ours[1].lstrip("0") != theirs[1].lstrip("0") or len(years) > 1
