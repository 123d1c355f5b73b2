"""The lines of an edited plan as tasks, targets and reports for the level below, in the order of the page.

A line planforge wrote goes down as what it was meant for, in the words it has now; a line typed by hand as what the
lines around it are. The office's own connecting sentences stay behind, unless somebody put demands into one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.entry import Level
from planforge.regeneration.alignment import OurLine
from planforge.regeneration.deadline_words import read_day, read_deadline
from planforge.regeneration.handed_bodies import Bodies
from planforge.regeneration.lines import Line
from planforge.regeneration.present import Present, shown, with_places
from planforge.regeneration.target_words import with_holes
from planforge.regeneration.textmerge import CELL, same
from planforge.rendering.appendix import columns

Facts = dict[str, Any]
_ENDS = " ./;,"
_TASKS_BELOW = ("nhiem-vu", "phan-cong")
_REWORDED = (*_TASKS_BELOW, "muc-dich-yeu-cau")
"""Sections whose connecting sentences go down too once somebody has put demands into them."""
_OF_ITSELF = re.compile(r"^(?:Kế hoạch|Văn bản) này (?:thay thế|có hiệu lực)")
"""What a plan says of itself is nothing to be done below."""
_ADDRESSEE = ("to", "cap", "others", "mode", "standing")


@dataclass(slots=True)
class _Heading:
    """Where tasks are put: a group for everybody (a solution), or a body (an assignment)."""

    kind: str
    facts: Facts
    tasks: list[Facts] = field(default_factory=list)


@dataclass(slots=True)
class Told:
    """What was read so far. ``plain``: fields that are lists; ``own``: lines typed by hand, counted by their anchor."""

    plain: dict[str, list[Any]] = field(default_factory=dict)
    headings: list[_Heading] = field(default_factory=list)
    gaps: list[Facts] = field(default_factory=list)
    own: Counter[str] = field(default_factory=Counter)
    open: _Heading | None = None

    def add(self, name: str, value: Any) -> None:
        """One more line of a field."""
        self.plain.setdefault(name, []).append(value)

    def gap(self, where: str, why: str) -> None:
        """Something the page says that could not be read as data."""
        self.gaps.append({"field": where, "why": why})

    def own_id(self, anchor: str) -> str:
        """The id of a line typed by hand: the line it follows, and which of those it is."""
        base = "".join(c for c in anchor if c.isalnum())
        self.own[base] += 1
        return f"rieng-{base}-{self.own[base]}"

    def fields(self) -> Facts:
        """The fields of the directive."""
        goal = self.plain.pop("goal", [])
        filled = [(one.kind, {**one.facts, "tasks": one.tasks}) for one in self.headings if one.tasks]
        return {
            **self.plain, **({"goal": " ".join(goal)} if goal else {}), "gaps": self.gaps,
            "solutions": [facts for kind, facts in filled if kind == "group"],
            "assignments": [facts for kind, facts in filled if kind == "body"],
        }  # fmt: skip


def read_lines(catalogue: Catalogue, file: Present, known: Mapping[str, Facts], below: Level) -> Facts:
    """The fields of the directive that come from lines. ``known``: what each was meant for, by node id."""
    reader = _Reader(catalogue, file, known, below)
    body = [our.line for our in file.ours if our.line.zone == "body"]
    role, anchor = "", "dau"
    for index, (line, place) in enumerate(with_places(body)):
        if line.kind == "section":
            role, reader.told.open = reader.role(line), None
        elif role in _TASKS_BELOW and reader.opens(line, body[index + 1 : index + 2]):
            reader.start(line, role)
        else:
            reader.line(line, role, anchor, place)
        anchor = line.key if line.key in reader.base else anchor
    return reader.told.fields()


class _Reader:
    """One plan being read, line by line."""

    def __init__(self, catalogue: Catalogue, file: Present, known: Mapping[str, Facts], below: Level) -> None:
        self.told = Told()
        self.base = {line.key: line for line in file.base}
        self._plan, self._known, self._below = file.plan, known, below
        self._phrases = catalogue.wording.phrases
        self._bodies = Bodies(catalogue, file.plan)
        self._rows = _rows(file.ours)

    def role(self, line: Line) -> str:
        """The role of a section of ours; empty for one typed by hand, whose lines are tasks for everybody."""
        node = self._plan.node(line.key)
        return next((source.ref for source in node.lineage.sources), "") if node else ""

    def opens(self, line: Line, following: Sequence[Line]) -> bool:
        """Whether the line is a heading that tasks hang under."""
        if line.key in self.base:
            return line.kind == "heading"
        return line.level == 2 and any(one.level > 2 for one in following)

    def start(self, line: Line, role: str) -> None:
        """A heading opens: tasks that follow are put under it."""
        facts, text = self._known.get(line.key, {}), _plain(line.text)
        if role == "phan-cong":
            heading = _Heading("body", self._addressee(line, facts, text))
        elif facts.get("as") == "body":
            heading = _Heading("body", {"cap": facts["cap"]})
        else:
            heading = _Heading("group", {"id": facts.get("id") or self.told.own_id(line.key), "heading": text})
        self.told.headings.append(heading)
        self.told.open = heading

    def _addressee(self, line: Line, facts: Facts, text: str) -> Facts:
        before = self.base.get(line.key)
        typed = before is None or not same(before.text, line.text)
        if typed and (named := self._bodies.named(text)):
            return named
        if facts:
            return {name: facts[name] for name in _ADDRESSEE if name in facts}
        self.told.gap("assignments", f"Không rõ cơ quan nào làm phần việc của “{text}”; tạm giao các cơ quan khác")
        return {"others": True}

    def line(self, line: Line, role: str, anchor: str, place: str) -> None:
        """A line below a heading."""
        facts, before, text = self._known.get(line.key), self.base.get(line.key), _plain(line.text)
        changed = before is None or not same(before.text, line.text)
        if facts is not None:
            self._line_of_ours(line.key, dict(facts), text, place, changed=changed)
        elif changed and text and not _OF_ITSELF.match(text) and (before is None or role in _REWORDED):
            self._line_by_hand(role, anchor if before is None else line.key, text, place)

    def _line_of_ours(self, key: str, facts: Facts, text: str, place: str, *, changed: bool) -> None:
        meant = facts.pop("as")
        if changed:
            # What the catalogue holds ready for the level below speaks of other words.
            facts.pop("variants", None)
        if meant == "task":
            self._task({**facts, "text": text, "clause": place, **self._row(key, text)}, by_hand=False)
        elif meant == "target":
            words, measures = facts["text"], facts.get("measures", [])
            if changed:
                words, measures = with_holes(words, measures, text)
            target = {**facts, "text": words.rstrip(_ENDS), "measures": measures, "clause": place}
            self.told.add("targets", target)
        elif meant == "report":
            self.told.add("reporting", {**facts, **(_due(text) if changed else {}), "clause": place})
        else:
            self.told.add(meant, text)

    def _line_by_hand(self, role: str, anchor: str, text: str, place: str) -> None:
        plain = {"muc-dich-yeu-cau": "requirements", "kinh-phi": "funding"}.get(role)
        if plain:
            self.told.add(plain, text)
            return
        line = {"id": self.told.own_id(anchor), "text": text, "clause": place}
        if role == "muc-tieu":
            self.told.add("targets", line)
        elif place != "phần mở đầu":
            deadline = read_deadline(text, {})
            self._task({**line, **({"deadline": deadline} if deadline else {})}, by_hand=True)

    def _task(self, task: Facts, *, by_hand: bool) -> None:
        """Into the open heading; what a person typed beside the committee's own tasks is meant for those below."""
        heading = self.told.open
        own = heading is not None and heading.facts.get("cap") not in (None, self._below)
        if heading is None or (by_hand and own):
            self.told.headings.append(_Heading("body", {"cap": self._below}, [task]))
        else:
            heading.tasks.append(task)

    def _row(self, key: str, text: str) -> Facts:
        """Deadline, partners and product where somebody typed others into the table."""
        base, now = self.base.get(f"row.{key}"), self._rows.get(f"row.{key}")
        if base is None or now is None or self._plan.appendix is None:
            return {}
        typed: Facts = {}
        names = [name for _, name in columns(self._plan.appendix)]
        for name, before, after in zip(names, base.text.split(CELL), now.text.split(CELL), strict=False):
            words = shown(after)
            if same(before, after):
                continue
            if name == "product":
                typed["product"] = words or None
            elif name == "coordination":
                typed["with"] = [organ.id for part in words.split(",") for organ in self._bodies.find(part.strip())]
            elif name == "deadline":
                typed["deadline"] = read_deadline(words, self._phrases)
                if words and typed["deadline"] is None:
                    self.told.gap("tasks", f"Thời hạn “{words}” của việc “{text[:60]}” không đọc được thành ngày")
        return typed


def _rows(ours: Sequence[OurLine]) -> dict[str, Line]:
    return {our.line.key: our.line for our in ours if our.line.zone == "rows" and our.known}


def _due(text: str) -> Facts:
    day = read_day(text)
    if isinstance(day, date):
        return {"day": day, "due": None}
    return {"due": day, "day": None} if day else {}


def _plain(text: str) -> str:
    return shown(text).rstrip(_ENDS).translate({ord("{"): "(", ord("}"): ")"})
