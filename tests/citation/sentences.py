"""What the tests of finding share: the grammar, and a reader of expectations."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from planforge.citation.find import find_citations
from planforge.citation.grammar import Grammar, load_grammar
from planforge.citation.model import Citation
from planforge.text.joining import join

CATALOG = Path(__file__).parents[2] / "catalog"


@cache
def grammar() -> Grammar:
    return load_grammar(CATALOG)


def found(*blocks: str) -> list[Citation]:
    return find_citations(join(blocks), grammar())


def facts(*blocks: str) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """Type, number, date, issuer, title of every citation."""
    return [(c.type, c.number, c.issued.isoformat() if c.issued else None, c.issuer, c.title) for c in found(*blocks)]


def numbers(*blocks: str) -> list[str | None]:
    return [c.number for c in found(*blocks)]


def one(*blocks: str) -> Citation:
    citations = found(*blocks)
    assert len(citations) == 1, [c.text for c in citations]
    return citations[0]
