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
    grammar = load_grammar(catalogue.folder)
    matcher = Matcher(register_of(catalogue), grammar, own_date, own_issuer)
    earlier = Antecedents()
    out: list[Resolved] = []
    for index, citation in enumerate(citations):
        before = earlier.find(citation)
        found = matcher.match(citation)
        out.append(_decided(citation, found, before, out))
        earlier.add(index, citation)
    return out


def _decided(
    citation: Citation, found: Match, before: tuple[int, ...], done: Sequence[Resolved]
) -> Resolved:
    """A short form means what the fuller citation before it means; else the catalogue speaks."""
    antecedent = before[0] if len(before) == 1 else None
    if found.instrument:
        return Resolved(citation, found.instrument, found.candidates, antecedent, found.how)
    if antecedent is not None and found.open:
        fuller = done[antecedent]
        how = f"Cách viết tắt của văn bản đã viện dẫn đầy đủ trước đó: {fuller.citation.text[:80]}."
        return Resolved(citation, fuller.instrument, fuller.candidates, antecedent, how)
    if len(before) > 1 and found.open:
        ids = dict.fromkeys(i for at in before for i in (done[at].instrument, *done[at].candidates) if i)
        how = "Trong văn bản này có nhiều văn bản được viện dẫn trùng số; không rõ chỉ văn bản nào."
        return Resolved(citation, None, tuple(ids), None, how)
    return Resolved(citation, None, found.candidates, antecedent, found.how)
