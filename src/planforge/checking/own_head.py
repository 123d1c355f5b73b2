"""What the head of a document shows, read apart from its symbol: the type in capitals, the date as written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from planforge.citation.document_head import OwnFacts
from planforge.citation.grammar import Grammar
from planforge.text.joining import JoinedText

HEAD = 3000
TITLE = 400
_BODY = re.compile(r"(?:^|\n)(?:Căn cứ|Thực hiện|Theo|Xét|Triển khai|Để|Nhằm|Kính gửi)\s")

_VERBS = ("QUY ĐỊNH", "HƯỚNG DẪN", "BÁO CÁO", "THÔNG BÁO", "KẾT LUẬN")
"""Words that open a title as often as they name a type."""


@dataclass(frozen=True, slots=True)
class Own:
    """The document's own head; all may be missing, as in a draft.

    ``number`` is whole or, in a draft, the bare symbol. ``type`` comes from the title in capitals, never from the
    symbol. ``heading`` is the title. ``date_text`` is the date as written, also one that does not exist (``issued`` is
    None then).
    """

    type: str | None = None
    number: str | None = None
    issued: date | None = None
    issuer: str | None = None
    number_span: tuple[int, int] | None = None
    date_text: str | None = None
    date_span: tuple[int, int] | None = None
    heading: str = ""


def own_head(joined: JoinedText, facts: OwnFacts, grammar: Grammar) -> Own:
    """The head as this room reads it, with the number and issuer already known."""
    body = _BODY.search(joined.match)
    head = joined.match[: min(HEAD, body.start() if body else HEAD)]
    text = joined.text[slice(*facts.date_span)] if facts.date_span else None
    return Own(
        type=_type(head, facts, grammar), number=facts.number or facts.symbol, issued=facts.issued,
        issuer=facts.issuer, number_span=facts.span, date_text=text, date_span=facts.date_span,
        heading=_heading(joined.match, facts, grammar),
    )  # fmt: skip


def _heading(text: str, facts: OwnFacts, grammar: Grammar) -> str:
    """The title under the type in capitals; its first line may itself open with ``Triển khai``."""
    found = _type_word(text[:HEAD], facts, grammar)
    if found is None:
        return ""
    first, *rest = text[found.end() : found.end() + TITLE].lstrip("\n").split("\n")
    more = takewhile(lambda line: line.strip() and not _BODY.match("\n" + line), rest)
    return " ".join((first, *more))


def _type(head: str, facts: OwnFacts, grammar: Grammar) -> str | None:
    found = _type_word(head, facts, grammar)
    return _kinds(grammar)[found[1]] if found else None


def _type_word(head: str, facts: OwnFacts, grammar: Grammar) -> re.Match[str] | None:
    """The type word that stands in capitals at the start of a line."""
    if not (facts.number or facts.symbol):
        return None
    words = "|".join(re.escape(word) for word in sorted(_kinds(grammar), key=len, reverse=True))
    for found in re.finditer(rf"(?:^|\n)({words})(?=\n|$| [A-ZĐÀ-Ỹ])", head):
        alone = head[found.end() : found.end() + 1] in ("", "\n")
        if alone or found[1] not in _VERBS:
            return found
    return None


def _kinds(grammar: Grammar) -> dict[str, str]:
    return {word.upper(): one.id for one in grammar.types.types for word in one.words}
