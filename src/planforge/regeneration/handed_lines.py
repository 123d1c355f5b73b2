"""The lines of an edited plan as tasks, targets and reports for the level below, in the order of the page.

A line planforge wrote goes down as what it was meant for, in the words it has now; a line typed by hand as what the
lines around it are. The office's own connecting sentences stay behind, unless somebody changed one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.entry import Level
from planforge.catalogue.organs import Organ
from planforge.document.tree import Plan
from planforge.regeneration.alignment import OurLine
from planforge.regeneration.deadline_words import read_day, read_deadline
from planforge.regeneration.lines import Line, plan_lines
from planforge.regeneration.present import shown, with_places
from planforge.regeneration.target_words import with_holes
from planforge.regeneration.textmerge import CELL, MARK, same
from planforge.rendering.appendix import columns
from planforge.text.folding import fold, squeeze

Facts = dict[str, Any]
_ENDS = " ./;,"
_OWN = "rieng"
_OF_ITSELF = re.compile(r"^(?:Kế hoạch|Văn bản) này (?:thay thế|có hiệu lực)")
"""What a plan says of itself is nothing to be done below."""
_REWORDED = ("nhiem-vu", "phan-cong", "muc-dich-yeu-cau")
"""Sections whose connecting sentences go down too once somebody has put demands into them."""
_REQUEST = re.compile(r"^đề nghị\s+", re.IGNORECASE)


@dataclass(slots=True)
class _Heading:
    """Where tasks are put: a group for everybody, or a body. ``facts`` is the solution or assignment they end in."""

    kind: str
    facts: Facts
    tasks: list[Facts] = field(default_factory=list)


@dataclass
class Reader:
    """One plan being read. ``known``: what its lines were meant for by node id; ``below``: the level it goes to."""

    catalogue: Catalogue
    plan: Plan
    known: Mapping[str, Facts]
    below: Level
    told: dict[str, list[Any]] = field(default_factory=dict)
    headings: list[_Heading] = field(default_factory=list)
    gaps: list[Facts] = field(default_factory=list)
    _used: Counter[str] = field(default_factory=Counter)

    def read(self, ours: Sequence[OurLine]) -> Facts:
        """The fields of the directive that come from lines."""
        base = {line.key: line for line in plan_lines(self.plan)}
        self._base = base
        self._rows = {our.line.key: our.line for our in ours if our.line.zone == "rows" and our.known}
        body = [our.line for our in ours if our.line.zone == "body"]
        role, anchor = "", "dau"
        for index, (line, place) in enumerate(with_places(body)):
            if line.kind == "section":
                role, self._open = self._role(line), None
            elif self._opens(body, index, role):
                self._start(line, role)
            else:
                self._line(line, role, anchor, place)
            anchor = line.key if line.key in base else anchor
        return self._result()

    _open: _Heading | None = None

    def _role(self, line: Line) -> str:
        """The role of a section of ours; empty for one typed by hand, whose lines are tasks for everybody."""
        node = self.plan.node(line.key)
        return next((source.ref for source in node.lineage.sources), "") if node else ""

    def _opens(self, body: Sequence[Line], index: int, role: str) -> bool:
        """Whether the line is a heading that tasks hang under."""
        line = body[index]
        if role not in ("nhiem-vu", "phan-cong"):
            return False
        if line.key in self._base:
            return line.kind == "heading"
        following = body[index + 1] if index + 1 < len(body) else None
        return line.level == 2 and following is not None and following.level > 2

    def _start(self, line: Line, role: str) -> None:
        facts, text = self.known.get(line.key, {}), _plain(line.text)
        if role == "nhiem-vu":
            if facts.get("as") == "body":
                self._open = _Heading("body", {"cap": facts["cap"]})
            else:
                self._open = _Heading("group", {"id": facts.get("id") or self._own_id(line.key), "heading": text})
        else:
            self._open = _Heading("body", self._addressee(line, facts, text))
        self.headings.append(self._open)

    def _addressee(self, line: Line, facts: Facts, text: str) -> Facts:
        """The body of a heading; one typed over or typed anew is found by its name."""
        before = self._base.get(line.key)
        if before is None or not same(before.text, line.text):
            organs = self._named(_REQUEST.sub("", text))
            if organs:
                mode = "de-nghi" if _REQUEST.match(text) else organs[0].mode or "giao"
                return {"to": [organ.id for organ in organs], "mode": mode}
        if facts:
            return {name: facts[name] for name in ("to", "cap", "others", "mode", "standing") if name in facts}
        self._gap("assignments", f"Không rõ cơ quan nào làm phần việc của “{text}”; tạm giao các cơ quan khác")
        return {"others": True}

    def _named(self, text: str) -> list[Organ]:
        """Bodies of the issuer's level that the text names, and nothing beside them but the place."""
        level = next(iter(self._levels()), None)
        whole = self.catalogue.organs.by_name(text, self._day, level)
        if whole and self._is_name(text, whole[0]):
            return [whole[0]]
        parts = [self.catalogue.organs.by_name(part.strip(), self._day, level) for part in re.split(r",| và ", text)]
        return [found[0] for found in parts] if all(parts) else []

    def _is_name(self, text: str, organ: Organ) -> bool:
        names = (organ.name, *organ.aliases, *organ.abbr, organ.label.replace(" {cap}", ""))
        rest = [fold(text).removeprefix(fold(name)) for name in names if fold(text).startswith(fold(name))]
        place = fold(" ".join(self.plan.header.issuer)).split()
        return any(all(word in place for word in one.split()) for one in rest)

    def _levels(self) -> Iterator[Level]:
        unit = self.catalogue.units.get(dict(self.plan.request)["unit"], self._day)
        yield unit.level

    @property
    def _day(self) -> date:
        return date.fromisoformat(dict(self.plan.request)["as_of"])

    def _line(self, line: Line, role: str, anchor: str, place: str) -> None:
        facts, before = self.known.get(line.key), self._base.get(line.key)
        changed = before is None or not same(before.text, line.text)
        text = _plain(line.text)
        if facts is not None:
            self._known_line(line, dict(facts), changed, text, place)
        elif changed and text and not _OF_ITSELF.match(text) and (before is None or role in _REWORDED):
            self._own_line(line, role, anchor if before is None else line.key, text, place)

    def _known_line(self, line: Line, facts: Facts, changed: bool, text: str, place: str) -> None:
        meant = facts.pop("as")
        if changed:
            facts.pop("variants", None)
        if meant == "task":
            self._task({**facts, "text": text, "clause": place, **self._row(line.key, text)})
        elif meant == "target":
            measures = facts.get("measures", [])
            words, measures = with_holes(facts["text"], measures, text) if changed else (facts["text"], measures)
            self._add("targets", {**facts, "text": words.rstrip(_ENDS), "measures": measures, "clause": place})
        elif meant == "report":
            self._add("reporting", {**facts, **self._due(facts, text, changed), "clause": place})
        else:
            self._add(meant, text)

    def _own_line(self, line: Line, role: str, anchor: str, text: str, place: str) -> None:
        plain = {"muc-dich-yeu-cau": "requirements", "kinh-phi": "funding"}.get(role)
        if plain:
            self._add(plain, text)
        elif role == "muc-tieu":
            self._add("targets", {"id": self._own_id(anchor), "text": text, "clause": place})
        elif line.level or role:
            deadline = read_deadline(text, {})
            task = {"id": self._own_id(anchor), "text": text, "clause": place}
            self._task({**task, **({"deadline": deadline} if deadline else {})}, own=True)

    def _task(self, task: Facts, own: bool = False) -> None:
        """Into the open heading; what a person typed beside the committee's own tasks is meant for those below."""
        if self._open is None or (own and self._open.facts.get("cap") not in (None, self.below)):
            direct = _Heading("body", {"cap": self.below}, [task])
            self.headings.append(direct)
        else:
            self._open.tasks.append(task)

    def _row(self, key: str, text: str) -> Facts:
        """Deadline, partners and product where somebody typed others into the table."""
        base, now = self._base.get(f"row.{key}"), self._rows.get(f"row.{key}")
        if base is None or now is None or self.plan.appendix is None:
            return {}
        changed: Facts = {}
        names = [name for _, name in columns(self.plan.appendix)]
        for name, before, after in zip(names, base.text.split(CELL), now.text.split(CELL), strict=False):
            if same(before, after):
                continue
            words = squeeze(after.replace(MARK, " "))
            if name == "product":
                changed["product"] = words or None
            elif name == "coordination":
                changed["with"] = [organ.id for part in words.split(",") for organ in self._named(part.strip())]
            elif name == "deadline":
                changed["deadline"] = read_deadline(words, self.catalogue.wording.phrases)
                if words and changed["deadline"] is None:
                    self._gap("tasks", f"Thời hạn “{words}” của việc “{text[:60]}” không đọc được thành ngày")
        return changed

    def _due(self, facts: Facts, text: str, changed: bool) -> Facts:
        day = read_day(text) if changed else None
        if isinstance(day, date):
            return {"day": day, "due": None}
        return {"due": day, "day": None} if day else {}

    def _own_id(self, anchor: str) -> str:
        """The id of a line typed by hand: the line it follows, and which of those it is."""
        base = "".join(c for c in anchor if c.isalnum())
        self._used[base] += 1
        return f"{_OWN}-{base}-{self._used[base]}"

    def _add(self, name: str, value: Any) -> None:
        self.told.setdefault(name, []).append(value)

    def _gap(self, where: str, why: str) -> None:
        self.gaps.append({"field": where, "why": why})

    def _result(self) -> Facts:
        goal = self.told.pop("goal", [])
        filled = [one for one in self.headings if one.tasks]
        return {
            **self.told, **({"goal": " ".join(goal)} if goal else {}), "gaps": self.gaps,
            "solutions": [{**one.facts, "tasks": one.tasks} for one in filled if one.kind == "group"],
            "assignments": [{**one.facts, "tasks": one.tasks} for one in filled if one.kind == "body"],
        }  # fmt: skip


def _plain(text: str) -> str:
    return shown(text).rstrip(_ENDS).translate({ord("{"): "(", ord("}"): ")"})
