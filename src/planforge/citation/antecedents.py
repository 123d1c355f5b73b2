"""Fuller citations earlier in the same document, in bounded memory however long the document is."""

from __future__ import annotations

import re
from collections import OrderedDict

from planforge.citation.model import Citation, Resolved
from planforge.text.keys import name_key, number_key

_DIGITS = re.compile(r"\d+[a-z]?")
REMEMBERED = 20_000
"""Keys kept, those met longest ago forgotten first; no plan cites a hundredth of that."""
ALIKE = 32
"""Instruments kept under one key: a number that more of them share says nothing by itself."""


class Antecedents:
    """Remembers the fullest citation of each instrument met so far."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], list[tuple[int, Resolved]]] = OrderedDict()

    def find(self, citation: Citation) -> tuple[tuple[int, Resolved], ...]:
        """Earlier citations, with index, that ``citation`` may be a short form of; several when they differ."""
        return tuple(
            (index, other)
            for index, other in self._seen.get(_key(citation), ())
            if weight(other.citation) >= weight(citation) and _agree(citation, other.citation)
        )

    def add(self, index: int, resolved: Resolved) -> None:
        """Remember a citation, unless a fuller one of the same instrument is remembered already."""
        citation = resolved.citation
        for key in {_key(citation), _short(citation)}:
            held = self._seen.setdefault(key, [])
            self._seen.move_to_end(key)
            for at, (_, other) in enumerate(held):
                if _agree(citation, other.citation):
                    if weight(citation) > weight(other.citation):
                        held[at] = (index, resolved)
                    break
            else:
                held.append((index, resolved))
                del held[:-ALIKE]
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)


def weight(citation: Citation) -> int:
    """How much a citation says."""
    return sum(
        part is not None for part in (citation.issued_text, citation.issuer, citation.title, citation.year)
    ) + (2 if citation.number and not citation.number.isdigit() else 0)


def _key(citation: Citation) -> tuple[str, str]:
    if citation.number:
        digits = citation.number if citation.form != "full" else ""
        if digits.rstrip("abc").isdigit():
            return (citation.type, digits.lstrip("0"))
        return ("", number_key(citation.number))
    return ("name", name_key(citation.title or citation.text))


def _short(citation: Citation) -> tuple[str, str]:
    """The key under which a bare number of the same type finds the citation."""
    if citation.number:
        digits = _DIGITS.match(citation.number)
        if digits:
            return (citation.type, digits[0].lstrip("0"))
    return _key(citation)


def _agree(one: Citation, other: Citation) -> bool:
    """Nothing they both say differs: the day, or the year of a law."""
    if one.issued and other.issued and one.issued != other.issued:
        return False
    return not (one.number is None and one.year and other.year and one.year != other.year)
