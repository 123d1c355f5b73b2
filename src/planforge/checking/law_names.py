"""Laws whose long names the grammar cuts short, read again with the names the catalogue has."""

from __future__ import annotations

import re
from dataclasses import replace

from planforge.catalogue.keys import LAWS
from planforge.checking.knowledge import Knowledge
from planforge.checking.titles import plain_name
from planforge.citation.model import Citation, Resolved
from planforge.text.dates import parse_date

_DATE = re.compile(r"\s*,?\s*(ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|ngày\s+\d{1,2}/\d{1,2}/\d{4})")
_YEAR = re.compile(r"\s*,?\s*năm\s+((?:19|20)\d\d)")


def with_whole_name(resolved: Resolved, text: str, known: Knowledge) -> Resolved:
    """The citation with the catalogue's longer name of the law, where ``text`` goes on with it."""
    citation = resolved.citation
    if citation.type not in LAWS or not citation.title or known.named(citation.title):
        return resolved
    begin = citation.parts.get("title", (citation.start, 0))[0]
    for name in known.law_names(citation.title):
        written = text[begin : begin + len(name)]
        if plain_name(written) == plain_name(name):
            return replace(resolved, citation=_longer(citation, begin, begin + len(name), text))
    return resolved


def _longer(citation: Citation, begin: int, end: int, text: str) -> Citation:
    parts = {**citation.parts, "title": (begin, end)}
    dated, year = _DATE.match(text, end), _YEAR.match(text, end)
    if dated:
        parts["date"] = dated.span(1)
    last = max(dated.end() if dated else year.end() if year else end, citation.end)
    longer = replace(citation, title=text[begin:end], end=last, text=text[citation.start : last], parts=parts)
    if dated:
        return replace(longer, issued=parse_date(dated[1]), issued_text=dated[1])
    return replace(longer, year=int(year[1])) if year else longer
