"""Three-way merge of lines: base (what we wrote), ours (what the clerk made of it), theirs (derived again).

Laws: merge(b, b, t) = t; merge(b, o, b) = o; merge(b, x, x) = x; every word a person typed is in the result.
Where both sides changed the same thing nothing is chosen: ours stays, theirs is proposed beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Literal

from planforge.regeneration.lines import Line
from planforge.regeneration.numbering import renumbered, with_parents
from planforge.regeneration.textmerge import MARK, merge_text, same

Action = Literal["keep", "change", "insert", "move", "propose", "park"]
Clash = Literal["both-changed", "gone-above", "gone-here", "place-gone", "twin", "orphan"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the result. ``propose``: theirs, shown beside what the clerk has and not yet part of the text."""

    line: Line
    action: Action
    clash: Clash | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """The result in reading order; ``removed``: lines of ours that the superior's change takes away."""

    outcomes: tuple[Outcome, ...]
    removed: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The merged text, proposals left out."""
        return tuple(one.line for one in self.outcomes if one.action != "propose")

    @property
    def clashes(self) -> tuple[Outcome, ...]:
        """What a person has to settle."""
        return tuple(one for one in self.outcomes if one.clash)

    @property
    def changed(self) -> bool:
        """Whether anything differs from ours."""
        return bool(self.removed) or any(one.action != "keep" for one in self.outcomes)


@dataclass(slots=True)
class _Work:
    base: dict[str, Line]
    ours: dict[str, Line]
    theirs: dict[str, Line]
    order: list[str]
    removed: set[str] = field(default_factory=set)
    clashes: dict[str, Clash] = field(default_factory=dict)
    texts: dict[str, Line] = field(default_factory=dict)
    proposals: dict[str, Line] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    inserted: set[str] = field(default_factory=set)
    stay: set[str] = field(default_factory=set)


def merge(
    base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line],
    absorbed: Mapping[str, tuple[str, ...]] | None = None, twins: Collection[str] = (),
    pinned: Collection[str] = (),
) -> Merged:
    """Both changes in one sequence. ``absorbed``: base lines a person joined to another; ``twins``: keys whose id is
    already another line's; ``pinned``: lines that may be rewritten but neither taken away nor moved.
    """
    together = _still_together(absorbed or {}, theirs)
    base, theirs = joined(base, together), joined(theirs, together)
    work = _open(base, ours, theirs)
    _merge_texts(work, pinned)
    _keep_parents(work, ours)
    _take_away(work, theirs)
    _reorder(work, base, ours, theirs, pinned)
    _insert(work, theirs)
    _park(work, ours, twins, pinned)
    return _close(work, ours, theirs)


def _open(base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line]) -> _Work:
    known, mine, yours = ({line.key: line for line in side} for side in (base, ours, theirs))
    return _Work(known, mine, yours, [line.key for line in ours])


def _still_together(absorbed: Mapping[str, tuple[str, ...]], theirs: Sequence[Line]) -> dict[str, tuple[str, ...]]:
    """The joins to follow: their lines stand behind each other above too, or are gone there."""
    order = [line.key for line in theirs]
    kept = {}
    for key, others in absorbed.items():
        after = order.index(key) + 1 if key in order else len(order)
        if tuple(order[after : after + len(others)]) == others or not set(others).intersection(order):
            kept[key] = others
    return kept


def joined(lines: Sequence[Line], absorbed: Mapping[str, tuple[str, ...]]) -> tuple[Line, ...]:
    """Lines a person joined count as one."""
    out: list[Line] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        keys = absorbed.get(line.key, ())
        following = lines[position + 1 : position + 1 + len(keys)]
        if keys and tuple(one.key for one in following) == keys:
            line = replace(line, text=MARK.join([line.text, *(one.full for one in following)]))
            position += len(keys)
        out.append(line)
        position += 1
    return tuple(out)


def _merge_texts(work: _Work, pinned: Collection[str]) -> None:
    for key, mine in work.ours.items():
        base, yours = work.base.get(key), work.theirs.get(key)
        if yours is None:
            if base is not None and same(mine.text, base.text) and key not in pinned:
                work.removed.add(key)
            elif base is not None:
                work.clashes[key] = "gone-above"
            continue
        text = merge_text(base.text if base else "", mine.text, yours.text)
        if text is None or (base is None and not same(mine.text, yours.text)):
            work.clashes[key] = "both-changed"
            work.proposals[key] = yours
            text = mine.text
        number = _number(base.number if base else mine.number, mine.number, yours.number)
        work.texts[key] = replace(mine, text=text, number=number)


def _number(base: str, ours: str, theirs: str) -> str:
    """A number that both sides changed is ours; the order of siblings is looked after later."""
    return theirs if ours == base else ours


def _keep_parents(work: _Work, ours: Sequence[Line]) -> None:
    """A heading the superior dropped stays while a line below it that the clerk changed stays."""
    parents = {line.key: parent for line, parent in with_parents(ours)}
    for key in [key for key, clash in work.clashes.items() if clash == "gone-above"]:
        parent = parents.get(key, "")
        while parent:
            if parent in work.removed:
                work.removed.discard(parent)
                work.clashes[parent] = "gone-above"
            parent = parents.get(parent, "")


def _take_away(work: _Work, theirs: Sequence[Line]) -> None:
    """What the clerk deleted stays deleted, unless the superior changed it since."""
    for key, yours in work.theirs.items():
        known = work.base.get(key)
        if key not in work.ours and known is not None and not same(known.text, yours.text):
            work.clashes[key] = "gone-here"
            work.proposals[key] = yours
    places = {line.key: parent for line, parent in with_parents(theirs)}
    no_table = _has_rows(work.base) and not _has_rows(work.ours)
    for key, parent in places.items():
        gone = parent in work.base and parent not in work.ours
        if key not in work.base and key not in work.ours and (gone or (no_table and work.theirs[key].zone == "rows")):
            work.clashes[key] = "place-gone"
            work.proposals[key] = work.theirs[key]


def _has_rows(lines: Mapping[str, Line]) -> bool:
    return any(line.zone == "rows" for line in lines.values())


def _reorder(
    work: _Work, base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line], pinned: Collection[str]
) -> None:
    """Lines the superior moved move, unless the clerk moved them; own lines right behind one go with it."""
    mine, yours = _out_of_order(base, ours), _out_of_order(base, theirs)
    for key in [line.key for line in theirs if line.key in yours and line.key in work.ours]:
        if key in mine or key in pinned:
            continue
        start = work.order.index(key)
        end = start + 1
        while end < len(work.order) and _is_own(work, work.order[end]) and work.ours[work.order[end]].zone == "body":
            end += 1
        if any(one in pinned for one in work.order[start:end]):
            continue
        block = work.order[start:end]
        del work.order[start:end]
        place = _place(work, theirs, key)
        work.order[place:place] = block
        work.moved.update(block)


def _insert(work: _Work, theirs: Sequence[Line]) -> None:
    """New lines and proposals for lines the clerk deleted, each behind the line it follows above."""
    for line in theirs:
        new = line.key not in work.base and line.key not in work.ours
        if new or work.clashes.get(line.key) == "gone-here":
            work.order.insert(_place(work, theirs, line.key), line.key)
            work.inserted.add(line.key)


def _place(work: _Work, theirs: Sequence[Line], key: str) -> int:
    """Where a line of theirs belongs: behind its nearest predecessor of the same zone, else before a successor."""
    keys = [line.key for line in theirs]
    at, zone, level = keys.index(key), work.theirs[key].zone, work.theirs[key].level
    present = set(work.order)
    before = [k for k in keys[:at] if k in present and k != key]
    near = [k for k in before if work.theirs[k].zone == zone]
    after = [k for k in keys[at + 1 :] if k in present and work.theirs[k].zone == zone]
    if not near and after:
        return work.order.index(after[0])
    anchor = (near or before)[-1:] or None
    if anchor is None:
        return 0
    place = work.order.index(anchor[0]) + 1
    if zone == "body" and level <= work.theirs[anchor[0]].level:
        mine = takewhile(lambda k: _is_own(work, k) and work.ours[k].level >= level, work.order[place:])
        place += len(list(mine))
    return place


def _is_own(work: _Work, key: str) -> bool:
    return key in work.ours and key not in work.base and key not in work.theirs


def _out_of_order(base: Sequence[Line], side: Sequence[Line]) -> set[str]:
    """The fewest keys that must have moved between the two orders."""
    places = {line.key: index for index, line in enumerate(base)}
    common = [line.key for line in side if line.key in places]
    tails: list[int] = []
    chain: list[int] = []
    back: list[int] = []
    for index, key in enumerate(common):
        place = bisect_left(tails, places[key])
        tails[place : place + 1] = [places[key]]
        chain[place : place + 1] = [index]
        back.append(chain[place - 1] if place else -1)
    kept, index = set(), chain[-1] if chain else -1
    while index >= 0:
        kept.add(common[index])
        index = back[index]
    return set(common) - kept


def _park(work: _Work, ours: Sequence[Line], twins: Collection[str], pinned: Collection[str]) -> None:
    """Second paragraphs of one id, and own lines whose part of the plan is gone, go to the end to be looked at."""
    work.clashes |= {key: "twin" for key in twins if key in work.ours}
    for line, parent in with_parents(ours):
        lost = parent in work.removed or work.clashes.get(parent) == "orphan"
        if lost and line.zone == "body" and _is_own(work, line.key):
            work.clashes[line.key] = "orphan"
    work.stay.update(pinned)


def _close(work: _Work, ours: Sequence[Line], theirs: Sequence[Line]) -> Merged:
    outcomes: list[Outcome] = []
    parked: list[Outcome] = []
    for key in work.order:
        clash = work.clashes.get(key)
        if key in work.removed:
            continue
        if clash in ("twin", "orphan") and key not in work.stay:
            parked.append(Outcome(work.ours[key], "park", clash))
        elif key in work.inserted:
            action: Action = "propose" if key in work.proposals else "insert"
            outcomes.append(Outcome(work.theirs[key], action, clash))
        else:
            line = work.texts.get(key, work.ours[key])
            outcomes.append(Outcome(line, "move" if key in work.moved else "keep", clash))
            if key in work.proposals:
                outcomes.append(Outcome(work.proposals[key], "propose", None))
    settled = [one.line for one in outcomes if one.action != "propose"]
    numbers = {line.key: line for line in renumbered(settled, ours, theirs)}
    outcomes = [_final(work, one, numbers) for one in outcomes]
    removed = tuple(line.key for line in ours if line.key in work.removed)
    return Merged((*outcomes, *parked), removed)


def _final(work: _Work, one: Outcome, numbers: Mapping[str, Line]) -> Outcome:
    if one.action == "propose":
        return one
    line = numbers[one.line.key]
    mine = work.ours.get(line.key)
    if one.action == "keep" and mine is not None and (mine.text != line.text or mine.number != line.number):
        return replace(one, line=line, action="change")
    return replace(one, line=line)
