"""Find every citation of a text: one pass over it for anchors, then a short parse around each anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from typing import Protocol

from planforge.citation.draft import Draft
from planforge.citation.grammar import Grammar
from planforge.citation.heads import find_head
from planforge.citation.issuers import find_issuer
from planforge.citation.known_titles import known_end
from planforge.citation.laws import find_law
from planforge.citation.model import Citation
from planforge.citation.names import find_congress, find_name
from planforge.citation.numbered import numbered, short_numbered
from planforge.text.joining import JoinedText, Window, join_stream
from planforge.text.keys import name_key

_LINK = re.compile(r"[;,]? ?(?:và |và các |cùng )?")


class Known(Protocol):
    """What the catalogue knows, and finding may rest on."""

    def __contains__(self, name: object) -> bool:
        """Whether a programme or project is known by that name (:func:`~planforge.text.keys.name_key`)."""

    def titles(self, number: str) -> Sequence[str]:
        """Official titles of the instruments of that number (:func:`~planforge.citation.known_titles.title_keys`)."""


def find_citations(joined: JoinedText, grammar: Grammar, known: Known | None = None) -> list[Citation]:
    """All citations in the order of the text. Those inside the title of another are found too.

    Programmes and projects that ``known`` has by name count wherever they stand, as those of the grammar do; a title
    that it has ends where the official one does.
    """
    drafts = list(_drafts(joined, grammar, known))
    found = [
        draft.citation(joined)
        for index, draft in enumerate(drafts)
        if not draft.by_name or _counts(joined.match, draft, _near(drafts, index), grammar, known)
    ]
    found.sort(key=lambda c: (c.start, -c.end))
    return found


def _counts(text: str, draft: Draft, near: list[Draft], grammar: Grammar, known: Known | None) -> bool:
    """A programme by name counts when everybody knows it, or when it stands in a list of instruments."""
    key = name_key(text[slice(*draft.parts["title"])])
    if key in grammar.known_names or (known is not None and key in known):
        return True
    return any(
        (0 <= draft.start - other.end <= 6 and _LINK.fullmatch(text, other.end, draft.start))
        or (0 <= other.start - draft.end <= 6 and _LINK.fullmatch(text, draft.end, other.start))
        for other in near
    )


def _near(drafts: list[Draft], index: int) -> list[Draft]:
    return drafts[max(0, index - 4) : index] + drafts[index + 1 : index + 3]


def find_in_stream(
    blocks: Iterable[str], grammar: Grammar, size: int = 1 << 20, known: Known | None = None
) -> Iterator[Citation]:
    """Citations of a text of any length in flat memory; offsets count in the whole text."""
    for window in join_stream(blocks, size):
        yield from find_in_window(window, grammar, known)


def find_in_window(window: Window, grammar: Grammar, known: Known | None = None) -> Iterator[Citation]:
    """The citations that belong to one window of a long text; offsets count in the whole text."""
    for citation in find_citations(window.joined, grammar, known):
        if window.first <= citation.start < window.limit:
            yield _shifted(citation, window.offset)


def _shifted(citation: Citation, offset: int) -> Citation:
    parts = {name: (start + offset, end + offset) for name, (start, end) in citation.parts.items()}
    return replace(citation, start=citation.start + offset, end=citation.end + offset, parts=parts)


def _drafts(joined: JoinedText, grammar: Grammar, known: Known | None) -> Iterator[Draft]:
    text = joined.match
    previous: Draft | None = None
    taken = law_end = -1
    for anchor in _anchors(text, grammar):
        kind = (anchor.lastgroup or "symbol").partition("_")[0]
        if kind == "symbol":
            if anchor.start() <= taken:
                continue
            head = find_head(text, anchor.start(), anchor.end(), grammar, previous)
            draft = numbered(text, anchor.start(), anchor.end(), head, grammar) if head else None
            if draft and known is not None:
                _settle_title(text, draft, grammar, known)
            previous = draft or previous
        elif kind in ("short", "small"):
            begin = anchor.start() if kind == "short" else _small(text, anchor, grammar)
            draft = short_numbered(text, begin, anchor.end(), grammar) if begin is not None else None
        elif kind == "law":
            draft = _law(text, anchor, grammar, inner=anchor.start() < law_end)
            if draft:
                taken, law_end = max(taken, draft.taken), max(law_end, draft.end)
        else:
            draft = _named(text, anchor, grammar, previous)
        if draft:
            yield draft


def _settle_title(text: str, draft: Draft, grammar: Grammar, known: Known) -> None:
    """The official title is at least the title, and all of it unless the text goes on with what belongs to a title."""
    begin, end = draft.parts.get("title", (0, 0))
    if not begin or not draft.number or draft.end != end:
        return
    official = known_end(text, begin, known.titles(draft.number))
    if official and (official > end or not grammar.title_continues.match(text, official)):
        draft.parts["title"], draft.end = (begin, official), official


def _anchors(text: str, grammar: Grammar) -> Iterator[re.Match[str]]:
    """The scans, merged in the order of the text."""
    scans = (grammar.symbol_anchor, grammar.word_anchor, grammar.small_anchor)
    return merge(*(scan.finditer(text) for scan in scans), key=lambda m: m.start())


def _small(text: str, anchor: re.Match[str], grammar: Grammar) -> int | None:
    """Start of the small type word before a number that is no year and no count: ``nghị quyết 57``."""
    before = grammar.small_before.search(text, max(0, anchor.start() - 24), anchor.start())
    if before is None or not (before["so"] or grammar.small_after.match(text, anchor.end())):
        return None
    if not before["so"] and re.fullmatch("(?:19|20)[0-9]{2}", anchor[0]):
        return None
    return before.start()


def _law(text: str, anchor: re.Match[str], grammar: Grammar, inner: bool) -> Draft | None:
    law = find_law(text, anchor.start(), anchor.end(), grammar, inner)
    if not law:
        return None
    draft = Draft(anchor.start(), law.type, form="name")
    draft.parts["type"] = anchor.span()
    draft.parts["title"] = (anchor.start(), law.name_end)
    draft.year = law.year
    draft.end = law.end
    if law.number:
        draft.parts["number"] = law.number
        draft.number = text[slice(*law.number)]
        draft.form = "full"
        draft.taken = law.number[1]
    if law.date:
        draft.set_date(law.date)
    if law.issuer:
        draft.parts["issuer"] = law.issuer
    draft.find_pinpoint(text)
    return draft


def _named(text: str, anchor: re.Match[str], grammar: Grammar, previous: Draft | None) -> Draft | None:
    if anchor[0] in grammar.names.congress:
        end = find_congress(text, anchor.end(), grammar)
        found = ("nghi-quyet", end) if end else None
    else:
        found = find_name(text, anchor.start(), anchor.end(), grammar)
    if not found or (previous and _is_its_content(text, anchor.start(), previous, grammar)):
        return None
    draft = Draft(anchor.start(), found[0], form="name", end=found[1])
    draft.by_name = draft.type != "nghi-quyet"
    draft.parts["type"] = anchor.span()
    draft.parts["title"] = (anchor.start(), found[1])
    issuer = find_issuer(text, found[1], grammar, joint=False, bare=False)
    if issuer and draft.type != "nghi-quyet":
        draft.parts["issuer"], draft.end = issuer, issuer[1]
    return draft


def _is_its_content(text: str, start: int, previous: Draft, grammar: Grammar) -> bool:
    """The name is what the instrument cited just before approves: ``Quyết định … phê duyệt Chương trình …``."""
    title = previous.parts.get("title")
    return bool(title and title[0] <= start < title[1] and grammar.own_object.search(text, title[0], start))
