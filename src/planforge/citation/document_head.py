"""A document's own number, date, type, issuer and place, read from its head (Decree 30/2020/NĐ-CP, Annex I, II.1-5).

They give the day for which citations are judged, and keep the document from being reported as citing itself.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planforge.citation.grammar import CODE, NUMBER, Grammar, load_grammar
from planforge.citation.heads import symbol_codes, type_by_code
from planforge.citation.own_date import own_date
from planforge.text.confusables import ascii_letters
from planforge.text.joining import JoinedText, join

HEAD = 3000
_NUMBER = re.compile(
    rf"(?:Số|SỐ|số) ?:? ?(?P<number>{NUMBER})?[ .…_]{{0,40}}"
    rf"(?P<symbol>(?:/(?:19|20)\d\d)?[/-] ?{CODE}(?: ?[-/] ?{CODE}){{0,6}})"
)
_MOTTO = re.compile(r"CỘNG[ \n|]HÒA XÃ HỘI CHỦ|CỘNG HÒA[ \n|]XÃ HỘI|ĐẢNG CỘNG SẢN[ \n|]VIỆT NAM|Độc lập")
_NOISE = re.compile(r"[-_=*#|~]{2,}|[|#*]|\n| {2,}")
_BODY = re.compile(r"(?:^|\n)[ \-–+*•]{0,4}(?:Căn cứ|CĂN CỨ|Thực hiện|Theo|Xét|Triển khai|Để|Nhằm|Kính gửi)")


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """What the document says of itself; drafts leave number and day blank, so every field may be None.

    ``number`` is whole (``153/KH-UBND``) or None; ``symbol`` is there even when the number is blank (``KH-UBND``).
    ``span`` is the place of number and symbol in the joined text, ``date_span`` that of the date as written.
    """

    number: str | None = None
    symbol: str | None = None
    type: str | None = None
    issued: date | None = None
    year: int | None = None
    month: int | None = None
    issuer: str | None = None
    place: str | None = None
    span: tuple[int, int] | None = None
    date_span: tuple[int, int] | None = None

    @property
    def as_of(self) -> date | None:
        """The day for judging citations: the date, or the last day of the month when only the day is blank."""
        if self.issued or not (self.year and self.month):
            return self.issued
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


def own_facts(document: JoinedText | Sequence[str], grammar: Grammar | None = None) -> OwnFacts:
    """Read the head of a document."""
    joined = document if isinstance(document, JoinedText) else join(document)
    grammar = grammar or load_grammar()
    body = _BODY.search(joined.match)
    head = joined.match[: min(HEAD, body.start() if body else HEAD)]
    number, symbol, span = _number(joined, head)
    dated = own_date(head)
    return OwnFacts(
        number=number,
        symbol=symbol,
        type=_type(joined.match[:HEAD], symbol, grammar),
        issued=dated.issued,
        year=dated.year,
        month=dated.month,
        issuer=_issuer(joined.match[:HEAD], head, grammar),
        place=dated.place,
        span=span,
        date_span=joined.span(*dated.span) if dated.span else None,
    )


def _number(joined: JoinedText, head: str) -> tuple[str | None, str | None, tuple[int, int] | None]:
    for found in _NUMBER.finditer(head):
        before = ascii_letters(head[max(0, found.start() - 14) : found.start()])
        if re.search(r"(?:dinh|thi|hoach|quyet|tu|luan|dien|van|bao|trinh|dan|an|che|luat) ?$", before):
            continue
        symbol = re.sub(r" ?([-/]) ?", r"\1", found["symbol"]).strip()
        number = found["number"] + symbol if found["number"] else None
        return number, symbol.lstrip("/-"), joined.span(*found.span())
    return None, None, None


def _type(head: str, symbol: str | None, grammar: Grammar) -> str | None:
    if symbol:
        kind = type_by_code(symbol_codes(f"1/{symbol}"), grammar)
        if kind:
            return kind
    titles = {w.upper(): t.id for t in grammar.types.types for w in t.words[:1]}
    found = re.search(rf"(?:^|[\n|*# ])({'|'.join(sorted(titles, key=len, reverse=True))})(?=[\n|*# ]|$)", head)
    return titles[found[1]] if found else None


def _issuer(text: str, head: str, grammar: Grammar) -> str | None:
    """The capitals before the national motto; without a letterhead, the body that speaks in the first sentences."""
    motto = _MOTTO.search(head)
    if motto:
        name = _NOISE.sub(" ", head[: motto.start()])
        name = re.split(r"(?:Số|SỐ) ?:", name)[0]
        name = " ".join(name.split()).strip(" -|")
        if 3 < len(name) < 160:
            return name
    found = grammar.speaker.search(text)
    return found[0].strip() if found else None
