"""What the head of a document shows, read apart from its symbol: the type in capitals, the date as written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from planforge.citation.document_head import OwnFacts
from planforge.citation.grammar import Grammar
from planforge.text.joining import JoinedText

HEAD = 3000
_BODY = re.compile(r"(?:^|\n)(?:Căn cứ|Thực hiện|Theo|Xét|Triển khai|Để|Nhằm|Kính gửi)\s")


@dataclass(frozen=True, slots=True)
class Own:
    """The document's own head; all may be missing, as in a draft.

    ``number`` is whole or, in a draft, the bare symbol. ``type`` comes from the title in capitals, never from the
    symbol. ``date_text`` is the date as written, also one that does not exist (``issued`` is None then).
    """

    type: str | None = None
    number: str | None = None
    issued: date | None = None
    issuer: str | None = None
    number_span: tuple[int, int] | None = None
    date_text: str | None = None
    date_span: tuple[int, int] | None = None


def own_head(joined: JoinedText, facts: OwnFacts, grammar: Grammar) -> Own:
    """The head as this room reads it, with the number and issuer already known."""
    body = _BODY.search(joined.match)
    head = joined.match[: min(HEAD, body.start() if body else HEAD)]
    text = joined.text[slice(*facts.date_span)] if facts.date_span else None
    return Own(
        type=_type(head, facts, grammar), number=facts.number or facts.symbol, issued=facts.issued,
        issuer=facts.issuer, number_span=facts.span, date_text=text, date_span=facts.date_span,
    )  # fmt: skip


def _type(head: str, facts: OwnFacts, grammar: Grammar) -> str | None:
    """The type word that stands in capitals at the start of a line."""
    if not (facts.number or facts.symbol):
        return None
    kinds = {word.upper(): one.id for one in grammar.types.types for word in one.words}
    words = "|".join(re.escape(word) for word in sorted(kinds, key=len, reverse=True))
    found = re.search(rf"(?:^|\n)({words})(?=\n|$| [A-ZĐÀ-Ỹ])", head)
    return kinds[found[1]] if found else None
