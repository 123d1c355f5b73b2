"""``planforge cite``: the citations of a document, each with its status on a day, as rows ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from planforge.catalogue.catalogue import Catalogue
from planforge.citation.document_head import OwnFacts, own_facts
from planforge.citation.find import find_citations, find_in_window
from planforge.citation.grammar import load_grammar
from planforge.citation.model import Citation, Resolved
from planforge.citation.official import short_form
from planforge.citation.register import register_of
from planforge.citation.resolve import Resolver, resolve
from planforge.citation.status import Status, current_successors, source_note, status_at
from planforge.text.dates import short_date
from planforge.text.joining import JoinedText, join, join_stream


@dataclass(frozen=True)
class CiteResult:
    """``as_of`` is None when neither the caller nor the document gives a day; ``as_of_why`` says whence it comes."""

    as_of: date | None
    as_of_why: str
    own: OwnFacts
    joined: JoinedText
    resolved: tuple[Resolved, ...]
    rows: tuple[dict[str, Any], ...]


def cite(blocks: Sequence[str], catalogue: Catalogue, as_of: date | None = None) -> CiteResult:
    """Find, resolve and judge the citations of a document at ``as_of``, else at the document's own date."""
    grammar = load_grammar(catalogue.folder)
    joined = join(blocks)
    own = own_facts(joined, grammar)
    day = as_of or own.as_of
    names = register_of(catalogue)
    found = [one for one in find_citations(joined, grammar, names) if not _itself(one, own)]
    resolved = resolve(found, catalogue, day, own.issuer)
    judge = _Judge(catalogue, day)
    rows = tuple(judge.row(one) for one in resolved)
    return CiteResult(day, _why(as_of, own), own, joined, tuple(resolved), rows)


@dataclass(frozen=True)
class CiteStream:
    """As :class:`CiteResult`; ``rows`` come one by one as the text is read, and can be read once."""

    as_of: date | None
    as_of_why: str
    rows: Iterator[dict[str, Any]]


def cite_stream(blocks: Iterable[str], catalogue: Catalogue, as_of: date | None = None) -> CiteStream:
    """:func:`cite` for a text of any length: its windows one after the other, in flat memory."""
    grammar = load_grammar(catalogue.folder)
    windows = join_stream(blocks)
    first = next(windows, None)
    own = own_facts(first.joined if first else (), grammar)
    day = as_of or own.as_of

    def rows() -> Iterator[dict[str, Any]]:
        names, judge = register_of(catalogue), _Judge(catalogue, day)
        resolver = Resolver(catalogue, day, own.issuer)
        for window in chain((first,) if first else (), windows):
            for citation in find_in_window(window, grammar, names):
                if not _itself(citation, own):
                    yield judge.row(resolver.resolve(citation))

    return CiteStream(day, _why(as_of, own), rows())


def _itself(citation: Citation, own: OwnFacts) -> bool:
    """The document's own number, as portals repeat it above the text."""
    return (
        own.number is not None
        and citation.number == own.number
        and citation.type == own.type
        and citation.issuer is None
        and (citation.issued is None or citation.issued == own.issued)
    )


def _why(given: date | None, own: OwnFacts) -> str:
    if given:
        return "ngày do người dùng chọn"
    if own.issued:
        return "ngày ghi trên văn bản"
    if own.as_of:
        return "văn bản để trống ngày: lấy ngày cuối của tháng ghi trên văn bản"
    return "văn bản không có ngày: chưa xét hiệu lực; dùng --as-of để chọn ngày"


class _Judge:
    """Statuses on one day, each instrument looked up once."""

    def __init__(self, catalogue: Catalogue, day: date | None) -> None:
        self._catalogue = catalogue
        self._day = day
        self._known: dict[str, tuple[Status, tuple[str, ...], str]] = {}

    def row(self, resolved: Resolved) -> dict[str, Any]:
        """One row of the ``cite`` contract."""
        citation = resolved.citation
        state, replaced_by, evidence = self._status(resolved)
        return {
            "text": citation.text,
            "start": citation.start,
            "end": citation.end,
            "type": citation.type,
            "number": citation.number,
            "issued": citation.issued.isoformat() if citation.issued else None,
            "issuer": citation.issuer,
            "title": citation.title,
            "instrument": resolved.instrument,
            "status": state,
            "replaced_by": list(replaced_by),
            "evidence": evidence,
        }

    def _status(self, resolved: Resolved) -> tuple[str, tuple[str, ...], str]:
        if resolved.instrument is None:
            return "unverified", (), resolved.how
        if self._day is None:
            return "unverified", (), f"{resolved.how} Không có ngày để xét hiệu lực."
        status, successors, source = self._look(resolved.instrument, self._day)
        followed = self._followed(status, successors)
        return status.state, successors, f"{resolved.how} {status.evidence}{followed} {source}"

    def _look(self, instrument_id: str, day: date) -> tuple[Status, tuple[str, ...], str]:
        if instrument_id not in self._known:
            instrument = self._catalogue.instrument(instrument_id)
            status = status_at(instrument, day, self._catalogue)
            chain = current_successors(instrument_id, day, self._catalogue) if status.replaced_by else ()
            successors = tuple(dict.fromkeys((*status.replaced_by, *chain)))
            self._known[instrument_id] = status, successors, source_note(instrument)
        return self._known[instrument_id]

    def _followed(self, status: Status, successors: tuple[str, ...]) -> str:
        """What replaced it; for a programme whose term is over, what came after without a clause that says so."""
        if successors or status.state != "expired":
            return self._named("Văn bản thay thế", successors)
        return self._named("Văn bản kế tiếp (chưa thấy điều khoản thay thế)", status.perhaps)

    def _named(self, label: str, ids: tuple[str, ...]) -> str:
        if not ids:
            return ""
        wording = self._catalogue.wording
        names = []
        for one in ids:
            instrument = self._catalogue.instrument(one)
            issued = f" ngày {short_date(instrument.issued)}" if instrument.issued else ""
            name = short_form(instrument, wording)
            names.append(name if instrument.type in ("luat", "phap-lenh") else name + issued)
        return f" {label}: {'; '.join(names)}."
