"""Which paragraph of an edited file is which line of the plan: by hidden id, by equal text, by likeness.

A line may have become several paragraphs (split), a paragraph may hold several lines (joined), a paragraph
may be new, and an id may stand on two paragraphs. Nothing is forced: what fits nowhere is a person's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from planforge.reading.edited import Paragraph
from planforge.regeneration.lines import Line, Zone
from planforge.regeneration.numbering import split_number, style
from planforge.regeneration.textmerge import CELL, MARK
from planforge.text.folding import squeeze

_ALIKE = 60.0
"""Percent of likeness from which two texts are taken for one line that was edited (measured on edited plans)."""
_BETWEEN = 30.0
"""The same for the only line left between two neighbours that are known."""
_PART = 85.0
_COLUMNS = 3
"""The tables of the head and of the signature have two columns."""
_GAIN = 4.0


@dataclass(frozen=True, slots=True)
class OurLine:
    """A line of the edited file. ``places``: its paragraphs; ``prefix`` and ``tail``: what stands around the text.

    ``known``: it is a line of the base. ``twin``: its id already belongs to another paragraph. ``absorbed``: keys of
    further base lines that a person joined to it.
    """

    line: Line
    places: tuple[int, ...]
    prefix: str = ""
    tail: str = ""
    known: bool = False
    twin: bool = False
    absorbed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """What can be a line: a paragraph, or a row of the assignment table."""

    places: tuple[int, ...]
    text: str
    ids: tuple[str, ...] = ()
    cell: tuple[int, int, int] | None = None
    row: bool = False
    number: str = ""
    core: str = ""


@dataclass(slots=True)
class _Match:
    """Base line to unit, both ways, while it is being found."""

    lines: Sequence[Line]
    units: Sequence[Unit]
    unit_of: dict[int, int] = field(default_factory=dict)
    line_of: dict[int, int] = field(default_factory=dict)
    twins: set[int] = field(default_factory=set)

    def pair(self, line: int, unit: int) -> None:
        self.unit_of[line], self.line_of[unit] = unit, line

    def free_lines(self) -> list[int]:
        return [i for i in range(len(self.lines)) if i not in self.unit_of]

    def free_units(self) -> list[int]:
        return [u for u in range(len(self.units)) if u not in self.line_of and u not in self.twins]


def align(base: Sequence[Line], found: Sequence[Paragraph], theirs: Sequence[Line] = ()) -> tuple[OurLine, ...]:
    """The edited file as lines in reading order, each under the key of the base line it is, or a key of its own."""
    match = _Match(base, units(base, found))
    _by_id(match)
    _by_equal_text(match)
    _by_likeness(match)
    _between_neighbours(match)
    return _lines(match, theirs)


def units(base: Sequence[Line], found: Sequence[Paragraph]) -> tuple[Unit, ...]:
    """Paragraphs that show text, the rows of the assignment table each as one."""
    table = _assignment_table(base, found)
    rows: dict[int, list[Paragraph]] = {}
    for paragraph in found:
        if table is not None and paragraph.cell is not None and paragraph.cell[0] == table:
            rows.setdefault(paragraph.cell[1], []).append(paragraph)
    out: list[Unit] = []
    for paragraph in found:
        if paragraph.cell is not None and paragraph.cell[0] == table:
            row = rows[paragraph.cell[1]]
            if paragraph is row[0]:
                out.append(_row(row))
        elif paragraph.text.strip() and not paragraph.boxed:
            number, _, core = split_number(paragraph.text)
            out.append(Unit((paragraph.index,), paragraph.text, paragraph.ids, paragraph.cell, False, number, core))
    return tuple(out)


def _row(row: list[Paragraph]) -> Unit:
    cells: dict[int, list[str]] = {}
    for paragraph in row:
        cells.setdefault(paragraph.cell[2] if paragraph.cell else 0, []).append(paragraph.text)
    texts = [MARK.join(lines) for _, lines in sorted(cells.items())]
    ids = tuple(one for paragraph in row for one in paragraph.ids)
    text = CELL.join(texts[1:])
    return Unit(tuple(p.index for p in row), text, ids, row[0].cell, True, texts[0], text)


def _assignment_table(base: Sequence[Line], found: Sequence[Paragraph]) -> int | None:
    """The table that shares most cells with the rows of the base, edited ones included; None when none does."""
    wanted = {squeeze(cell) for line in base if line.zone == "rows" for cell in line.text.split(CELL) if len(cell) > 15}
    wide = {p.cell[0] for p in found if p.cell is not None and p.cell[2] >= _COLUMNS - 1}
    cells = [(p.cell[0], squeeze(p.text)) for p in found if p.cell and p.cell[0] in wide and len(p.text) > 15]
    hits = Counter(table for table, text in cells if text in wanted)
    if not hits:
        hits = Counter(table for table, text in cells if any(fuzz.ratio(text, one) >= _ALIKE for one in wanted))
    return hits.most_common(1)[0][0] if hits else None


def _by_id(match: _Match) -> None:
    """A paragraph that carries the id of a line is that line; of several, the one most like it."""
    lines = {line.key: index for index, line in enumerate(match.lines) if line.zone == "body"}
    carriers: dict[int, list[int]] = {}
    for u, unit in enumerate(match.units):
        known = [lines[one] for one in unit.ids if one in lines]
        if len(known) == 1:
            carriers.setdefault(known[0], []).append(u)
        elif known:
            inside = [i for i in known if fuzz.partial_ratio(match.lines[i].text, unit.core) >= _PART]
            best = min(inside) if inside else max(known, key=lambda i: fuzz.ratio(match.lines[i].text, unit.core))
            carriers.setdefault(best, []).append(u)
    for index, candidates in carriers.items():
        chosen = candidates[0]
        if len(candidates) > 1:
            chosen = max(candidates, key=lambda u: (fuzz.ratio(match.lines[index].text, match.units[u].core), -u))
        match.pair(index, chosen)
        match.twins.update(u for u in candidates if u != chosen)


def _by_equal_text(match: _Match) -> None:
    """Equal text in the same order, then equal text that stands elsewhere."""
    lines, free = match.free_lines(), match.free_units()
    left = [_key(match.lines[i]) for i in lines]
    right = [_unit_key(match.units[u]) for u in free]
    for a, b, size in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        for step in range(size):
            match.pair(lines[a + step], free[b + step])
    places: dict[tuple[bool, str], list[int]] = {}
    for u in match.free_units():
        places.setdefault(_unit_key(match.units[u]), []).append(u)
    for i in match.free_lines():
        if len(same := places.get(_key(match.lines[i]), [])) == 1:
            match.pair(i, same.pop())


def _by_likeness(match: _Match) -> None:
    """The likest pairs first; ties go to the nearest."""
    pairs = []
    free = [(u, _unit_key(match.units[u])[1]) for u in match.free_units()]
    for i in match.free_lines():
        line, text = match.lines[i], _key(match.lines[i])[1]
        for u, other in free:
            if _may_be(line, match.units[u]):
                score = fuzz.ratio(text, other, score_cutoff=_ALIKE)
                if score:
                    pairs.append((-score, abs(i - u), i, u))
    for _, _, i, u in sorted(pairs):
        if i not in match.unit_of and u not in match.line_of:
            match.pair(i, u)


def _between_neighbours(match: _Match) -> None:
    """A line retyped beyond likeness is still the only one between its neighbours; so is a signer's name."""
    for i in match.free_lines():
        line, before, after = match.lines[i], match.unit_of.get(i - 1), match.unit_of.get(i + 1)
        if before is None or before + 1 in match.line_of or before + 1 >= len(match.units) or before + 1 in match.twins:
            continue
        unit = match.units[before + 1]
        if not _may_be(line, unit):
            continue
        if line.key == "sign.name":
            if unit.cell == match.units[before].cell:
                match.pair(i, before + 1)
        elif after == before + 2 and fuzz.ratio(_key(line)[1], _unit_key(unit)[1]) >= _BETWEEN:
            match.pair(i, before + 1)


def _may_be(line: Line, unit: Unit) -> bool:
    if line.zone == "rows" or unit.row:
        return line.zone == "rows" and unit.row
    return line.zone != "body" or unit.cell is None


def _key(line: Line) -> tuple[bool, str]:
    return line.zone == "rows", squeeze(line.text).rstrip(";.").lower()


def _unit_key(unit: Unit) -> tuple[bool, str]:
    return unit.row, squeeze(unit.core).rstrip(";.").lower()


def _lines(match: _Match, theirs: Sequence[Line]) -> tuple[OurLine, ...]:
    halves = _split(match)
    joined = _joined(match)
    new = {line.key: line for line in theirs} if theirs else {}
    known_keys = {line.key for line in match.lines}
    fresh = {_key(line): key for key, line in new.items() if key not in known_keys}
    taken: set[str] = set()
    out: list[OurLine] = []
    zone: Zone = "head"
    followers = {u for group in halves.values() for u in group[1:]}
    for u, unit in enumerate(match.units):
        if u in followers:
            continue
        index = match.line_of.get(u)
        group = halves.get(u, (u,))
        if index is None:
            index = next((match.line_of[g] for g in group if g in match.line_of), None)
        if index is not None:
            line = match.lines[index]
            zone = line.zone
            absorbed = tuple(match.lines[i].key for i in joined.get(index, ()))
            out.append(_known(line, [match.units[g] for g in group], absorbed))
            continue
        carried = next((one for one in unit.ids if one in new and one not in known_keys), "")
        key = carried or fresh.get(_unit_key(unit), "")
        if key and key not in taken and _may_be(new[key], unit) and u not in match.twins:
            taken.add(key)
            out.append(replace(_known(new[key], [unit], ()), known=False))
        else:
            out.append(_own(unit, zone, out, u in match.twins))
    return tuple(out)


def _known(line: Line, parts: list[Unit], absorbed: tuple[str, ...]) -> OurLine:
    first = parts[0]
    places = tuple(place for part in parts for place in part.places)
    if first.row:
        return OurLine(replace(line, text=first.text, number=first.number), places, known=True)
    if line.zone == "recipients":
        number, gap, core = split_number(first.text)
        text = core.rstrip(" ;.")
        return OurLine(
            replace(line, text=text, number=number), places, number + gap, core[len(text) :], known=True
        )
    number, gap = (first.number, first.text[len(first.number) : len(first.text) - len(first.core)])
    if line.zone != "body":
        number, gap = "", ""
    text = MARK.join([first.text[len(number) + len(gap) :], *(part.text for part in parts[1:])])
    return OurLine(replace(line, text=text, number=number), places, number + gap, known=True, absorbed=absorbed)


def _own(unit: Unit, zone: Zone, before: list[OurLine], twin: bool) -> OurLine:
    """A person's own line: it hangs where lines numbered like it hang."""
    if unit.row:
        return OurLine(Line(f"+{unit.places[0]}", unit.text, unit.number, "rows", "row"), unit.places, twin=twin)
    if unit.cell is not None or zone != "body":
        kept: Zone = "sign" if zone in ("body", "rows") else zone
        return OurLine(Line(f"+{unit.places[0]}", unit.text, "", kept), unit.places, twin=twin)
    body = [our.line for our in before if our.line.zone == "body"]
    level = _level(unit.number, body)
    kind = next((line.kind for line in reversed(body) if line.level == level), "paragraph")
    prefix = unit.text[: len(unit.text) - len(unit.core)]
    line = Line(f"+{unit.places[0]}", unit.core, unit.number, "body", kind, level)
    return OurLine(line, unit.places, prefix, twin=twin)


def _level(number: str, body: list[Line]) -> int:
    if number and not style(number):
        dashes = [line.level for line in body[-1:]]
        alike = [line.level for line in body[-6:] if line.number == number]
        return alike[-1] if alike else (dashes[-1] + 1 if dashes else 1)
    alike = [line.level for line in body if number and style(line.number) == style(number)]
    if alike:
        return alike[-1]
    return body[-1].level + (1 if body[-1].kind in ("section", "heading") else 0) if body else 0


def _split(match: _Match) -> dict[int, tuple[int, ...]]:
    """First unit to all units of a line that a person broke into paragraphs."""
    free, out = set(match.free_units()), {}
    for u, i in sorted(match.line_of.items()):
        if match.units[u].row or match.lines[i].zone != "body":
            continue
        group = [u]
        for step in (1, -1):
            nearby = u + step
            while nearby in free and _completes(match.lines[i], match.units, group, nearby, step):
                group = [*group, nearby] if step > 0 else [nearby, *group]
                free.discard(nearby)
                nearby += step
        if len(group) > 1:
            out[group[0]] = tuple(group)
    return out


def _completes(line: Line, units: Sequence[Unit], group: list[int], other: int, step: int) -> bool:
    new = units[other]
    if new.row or new.cell != units[group[0]].cell or len(new.core.split()) < 2:
        return False
    text = " ".join(units[g].core for g in group)
    longer = f"{text} {new.core}" if step > 0 else f"{new.core} {text}"
    return (
        fuzz.ratio(line.text, longer) > fuzz.ratio(line.text, text) + _GAIN
        and fuzz.partial_ratio(new.core, line.text) >= _PART
    )


def _joined(match: _Match) -> dict[int, tuple[int, ...]]:
    """Base line to the following base lines that now stand in the same paragraph."""
    out: dict[int, tuple[int, ...]] = {}
    gone = set(match.free_lines())
    for i, u in sorted(match.unit_of.items()):
        unit, text, members = match.units[u], match.lines[i].text, []
        follower = i + 1
        while follower in gone and not unit.row and match.lines[follower].zone == "body":
            longer = f"{text} {match.lines[follower].full}"
            if not (
                fuzz.ratio(longer, unit.core) > fuzz.ratio(text, unit.core) + _GAIN
                and fuzz.partial_ratio(match.lines[follower].text, unit.core) >= _PART
            ):
                break
            members.append(follower)
            text, follower = longer, follower + 1
        if members:
            out[i] = tuple(members)
    return out
