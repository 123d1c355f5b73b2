"""What a rule looks at: a document's text, its citations and what they mean, its own facts, the day, the catalogue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from planforge.catalogue.catalogue import Catalogue
from planforge.checking.findings import Place
from planforge.checking.knowledge import Knowledge, knowledge
from planforge.checking.law_names import with_whole_name
from planforge.checking.meaning import Meaning, meaning
from planforge.checking.own_head import Own
from planforge.checking.symbols import symbol_key
from planforge.checking.titles import plain_name
from planforge.citation.grammar import Grammar, load_grammar
from planforge.citation.model import Citation, Resolved
from planforge.citation.status import Status, status_at
from planforge.document.source import Block
from planforge.text.joining import JoinedText

Profile = Literal["draft", "final"]
APART = 5
"""Legal bases this many paragraphs apart belong to different lists."""
_CARRIES_OUT = re.compile(r"[\s\-+–]*(?:Căn cứ|Thực hiện|Triển khai|Theo|Để (?:thực hiện|triển khai)|Nhằm)\s")
_BASIS = re.compile(r"[\s\-+–]*Căn cứ\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation in its surroundings.

    ``basis``: it opens a line of legal bases. ``nested``: it stands inside the title of another, ``outer``; ``quoted``:
    and that title is written so in the catalogue. ``first``: nothing before it in the document cites the same
    instrument.
    """

    index: int
    resolved: Resolved
    meaning: Meaning
    basis: bool = False
    nested: bool = False
    quoted: bool = False
    first: bool = True
    outer: Cited | None = None

    @property
    def citation(self) -> Citation:
        """What was found."""
        return self.resolved.citation


@dataclass
class Case:
    """Everything rules may ask.

    ``dated``: the day is known, from the document or the caller; else ``as_of`` is today and only serves to choose
    among laws of one name. What hangs on the day is not judged then.
    """

    joined: JoinedText
    blocks: Sequence[Block]
    resolved: Sequence[Resolved]
    catalogue: Catalogue
    as_of: date
    dated: bool = True
    own: Own = field(default_factory=Own)
    profile: Profile = "final"
    _statuses: dict[str, Status] = field(default_factory=dict, repr=False)
    _places: dict[tuple[int, int], Place] = field(default_factory=dict, repr=False)

    @property
    def text(self) -> str:
        """The joined text that offsets count in."""
        return self.joined.text

    @cached_property
    def known(self) -> Knowledge:
        """The catalogue arranged for comparisons."""
        return knowledge(self.catalogue)

    @cached_property
    def grammar(self) -> Grammar:
        """Type words and codes."""
        return load_grammar(self.catalogue.folder)

    @cached_property
    def citations(self) -> tuple[Cited, ...]:
        """Every citation, in order, except the document's own number in its head."""
        out: list[Cited] = []
        seen: set[object] = set()
        outer, reach, holder = "", -1, None
        for index, found in enumerate(self.resolved):
            resolved = with_whole_name(found, self.text, self.known)
            citation = resolved.citation
            if self._is_itself(citation):
                continue
            meant = meaning(resolved, self.known, self.as_of)
            nested = citation.start < reach
            end = max(citation.end, self._end_of_title(citation, meant))
            if not nested:
                outer = plain_name((meant.instrument.title if meant.instrument else None) or "")
            reach = max(reach, end)
            keys = _identity(resolved, meant)
            out.append(Cited(
                index, resolved, meant, basis=not nested and self._is_basis(citation), nested=nested,
                quoted=nested and plain_name(citation.text) in outer, first=not keys & seen,
                outer=holder if nested else None,
            ))  # fmt: skip
            holder = holder if nested else out[-1]
            seen |= keys
        return tuple(out)

    @cached_property
    def bases(self) -> tuple[tuple[Cited, ...], ...]:
        """The citation that opens each line of legal bases, list by list: a file may hold several documents."""
        lines: dict[int, Cited] = {}
        for cited in self.citations:
            if cited.basis:
                lines.setdefault(self._paragraph(cited.citation.start), cited)
        lists: list[list[Cited]] = []
        last = -APART
        for at, cited in lines.items():
            if at - last >= APART:
                lists.append([])
            lists[-1].append(cited)
            last = at
        return tuple(tuple(one) for one in lists)

    def status(self, instrument_id: str) -> Status:
        """The status of an instrument on the day of this case."""
        if instrument_id not in self._statuses:
            one = self.catalogue.instrument(instrument_id)
            self._statuses[instrument_id] = status_at(one, self.as_of, self.catalogue)
        return self._statuses[instrument_id]

    def place(self, start: int, end: int) -> Place:
        """Where a stretch of the joined text stands in the document."""
        if (start, end) not in self._places:
            self._places[start, end] = self._place(start, end)
        return self._places[start, end]

    def _place(self, start: int, end: int) -> Place:
        if not self.blocks:
            return Place(start, end)
        index, begin = self.joined.place(start)
        last, final = self.joined.place(end - 1) if end > start else (index, begin - 1)
        block = self.blocks[index]
        stop = final + 1 if last == index else len(block.text)
        return Place(start, end, block.where, block.locator, (begin, stop), last != index)

    def wrapped(self, place: Place) -> bool:
        """Whether every space inside the stretch is the end of a line or paragraph, not a typed space."""
        spaces = [at for at in range(place.start, place.end) if self.text[at] == " "]
        return all(self.joined.place(at - 1)[0] != self.joined.place(at + 1)[0] for at in spaces)

    def part(self, cited: Cited, name: str) -> Place:
        """Where a part of a citation stands; the whole citation when it has no such part."""
        citation = cited.citation
        return self.place(*citation.parts.get(name, (citation.start, citation.end)))

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        joined = self.joined
        return [0, *(joined.to_text(m.end()) for m in re.finditer("\n", joined.match) if m.end() < len(joined.match))]

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self._paragraph_starts, offset) - 1

    def _is_itself(self, citation: Citation) -> bool:
        """``(Kèm theo Kế hoạch số … của …)``: the document speaking of itself."""
        own = self.own
        if not (own.number and own.issued and own.type) or not citation.number or citation.type != own.type:
            return False
        return symbol_key(citation.number) == symbol_key(own.number) and citation.issued == own.issued

    def _end_of_title(self, citation: Citation, meant: Meaning) -> int:
        """Where the title ends if the text goes on as the catalogue has it, beyond what was taken for the title."""
        official = meant.instrument.title if meant.instrument else None
        begin = citation.parts.get("title", (citation.end, 0))[0]
        if not official:
            return citation.end
        written = self.text[begin : begin + len(official) + 12]
        return begin + len(official) if plain_name(official) in plain_name(written) else citation.end

    def carries_out(self, cited: Cited) -> bool:
        """Whether the citation stands in a paragraph that opens with what is being carried out."""
        return bool(_CARRIES_OUT.match(self.text, self._paragraph_starts[self._paragraph(cited.citation.start)]))

    def _is_basis(self, citation: Citation) -> bool:
        return bool(_BASIS.match(self.text, self._paragraph_starts[self._paragraph(citation.start)]))


def _identity(resolved: Resolved, meant: Meaning) -> set[object]:
    citation = resolved.citation
    keys: set[object] = {("id", meant.instrument.id)} if meant.instrument else set()
    if resolved.antecedent is not None:
        keys.add(("index", resolved.antecedent))
    if citation.number:
        keys.add(("number", symbol_key(citation.number)))
    return keys
