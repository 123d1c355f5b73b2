"""Which instrument a citation points at: by the document itself, then by the catalogue. Never a guess.

A number alone does not identify an instrument: provinces number their plans alike, two decrees bear 03/2019/NĐ-CP.
Date and issuer decide; what stays open keeps its candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planforge.catalogue.catalogue import Catalogue
from planforge.citation.antecedents import Antecedents
from planforge.citation.grammar import load_grammar
from planforge.citation.matching import Match, Matcher
from planforge.citation.model import Citation, Resolved
from planforge.citation.register import register_of


def resolve(
    citations: Sequence[Citation],
    catalogue: Catalogue,
    own_date: date | None = None,
    own_issuer: str | None = None,
) -> list[Resolved]:
    """Resolve citations in the order of the document.

    ``own_date`` decides which law a name without year means; ``own_issuer`` tells whose ``UBND tỉnh`` is meant.
    """
    resolver = Resolver(catalogue, own_date, own_issuer)
    return [resolver.resolve(citation) for citation in citations]


class Resolver:
    """Resolves the citations of one document, given one by one in its order; see :func:`resolve`."""

    def __init__(self, catalogue: Catalogue, own_date: date | None = None, own_issuer: str | None = None) -> None:
        grammar = load_grammar(catalogue.folder)
        self._matcher = Matcher(register_of(catalogue), grammar, own_date, own_issuer)
        self._earlier = Antecedents()
        self._count = 0

    def resolve(self, citation: Citation) -> Resolved:
        """What the next citation points at."""
        resolved = _decided(citation, self._matcher.match(citation), self._earlier.find(citation))
        self._earlier.add(self._count, resolved)
        self._count += 1
        return resolved


def _decided(citation: Citation, found: Match, before: tuple[tuple[int, Resolved], ...]) -> Resolved:
    """A short form means what the fuller citation before it means; else the catalogue speaks."""
    antecedent = before[0][0] if len(before) == 1 else None
    if found.instrument:
        return Resolved(citation, found.instrument, found.candidates, antecedent, found.how)
    if len(before) == 1 and found.open:
        fuller = before[0][1]
        how = f"Cách viết tắt của văn bản đã viện dẫn đầy đủ trước đó: {fuller.citation.text[:80]}."
        return Resolved(citation, fuller.instrument, fuller.candidates, antecedent, how)
    if len(before) > 1 and found.open:
        ids = dict.fromkeys(i for _, one in before for i in (one.instrument, *one.candidates) if i)
        how = "Trong văn bản này có nhiều văn bản được viện dẫn trùng số; không rõ chỉ văn bản nào."
        return Resolved(citation, None, tuple(ids), None, how)
    return Resolved(citation, None, found.candidates, antecedent, found.how)
