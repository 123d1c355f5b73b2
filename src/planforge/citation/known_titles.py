"""Where a title ends that the catalogue knows: the number says which instrument, its official title where to stop."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planforge.text.confusables import ascii_letters
from planforge.text.keys import name_key

LONGEST = 700
_LEAD = re.compile(r"(?:veviec|vv|ve)")
_REMARK = re.compile(r"\((?:diễn giải|trích yếu chưa|chưa rõ)", re.IGNORECASE)
_CLOSING = re.compile("[”\"»\u2019']*")
_SHORTEST = 16


def title_keys(titles: Sequence[str]) -> tuple[str, ...]:
    """The titles as letters and digits without the leading ``về việc``, the longest first; paraphrases left out."""
    keys = {_without_lead(name_key(title)) for title in titles if not _REMARK.search(title)}
    return tuple(sorted((key for key in keys if len(key) >= _SHORTEST), key=len, reverse=True))


def known_end(text: str, begin: int, keys: Sequence[str]) -> int | None:
    """End of the title that begins at ``begin`` when it opens with one of ``keys``, whole; marks do not matter."""
    if not keys:
        return None
    folded = ascii_letters(text[begin : begin + LONGEST])
    places = [index for index, char in enumerate(folded) if char.isascii() and char.isalnum()]
    letters = "".join(folded[index] for index in places)
    lead = len(letters) - len(_without_lead(letters))
    for key in keys:
        if letters.startswith(key, lead):
            end = begin + places[lead + len(key) - 1] + 1
            return None if text[end : end + 1].isalnum() else _end_of_marks(text, begin, end)
    return None


def _without_lead(letters: str) -> str:
    lead = _LEAD.match(letters)
    return letters[lead.end() :] if lead else letters


def _end_of_marks(text: str, begin: int, end: int) -> int:
    if text.startswith(")", end) and text.count("(", begin, end) > text.count(")", begin, end):
        end += 1
    marks = _CLOSING.match(text, end)
    return marks.end() if marks else end
