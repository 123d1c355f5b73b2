"""What a plan demands of the level below beyond its words: each line's part in it, sectors, deadlines, measures.

The page shows ``Trước ngày 10/11 hằng năm`` and ``Công an tỉnh``; this keeps the same as data, so that a plan
received by e-mail can be carried out below without the directive it was itself made from.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planforge.catalogue.directives import Target, Task
from planforge.catalogue.entry import Entry, Level
from planforge.derivation.bodies import HAMLETS, LOWER, OTHERS, standing_body
from planforge.derivation.case import ORDER, Case
from planforge.derivation.deadlines import OwnReport, own_day, own_deadline
from planforge.derivation.lowering import Lowering
from planforge.derivation.merging import BodyWork, Work, partners_of
from planforge.derivation.selecting import Pick
from planforge.derivation.targets import OwnTarget, amount, answer, without_past
from planforge.document.tree import Node
from planforge.text.casing import sentence

Facts = dict[str, Any]
_WHY = {"purposes": "muc-dich", "requirements": "yeu-cau", "funding": "kinh-phi"}


@dataclass
class _Lines:
    """Facts by node id, with the ids given to tasks so far: one task may stand under two bodies."""

    case: Case
    known: dict[str, Facts] = field(default_factory=dict)
    given: Counter[str] = field(default_factory=Counter)

    def task(self, node: Node, task: Task | None, name: str, body: str, facts: Facts) -> None:
        self.given[name] += 1
        unique = name if self.given[name] == 1 else f"{name}.{body}"
        self.known[node.id] = {"as": "task", "id": unique, **_below(self.case, task), **facts}


def levels_below(case: Case) -> tuple[Level, ...]:
    """Levels of government below the unit on the signing date; none below the commune."""
    found = case.catalogue.organs.era(case.day).levels
    return tuple(one for one in found if ORDER.index(case.level) < ORDER.index(one) < ORDER.index("khu-dan-cu"))


def demands(
    case: Case, body: Iterable[Node], picks: Sequence[Pick], targets: Sequence[OwnTarget], works: Sequence[BodyWork],
    reports: Sequence[OwnReport], lowering: Lowering,
) -> str:
    """The demands as one line of JSON, ``{"head": …, "lines": {node id: …}}``; empty where nobody stands below."""
    if not levels_below(case):
        return ""
    lines = _Lines(case)
    sections = {node.lineage.sources[0].ref: node for node in body}
    _plain_lines(lines, sections)
    _targets(lines, targets, lowering)
    _solutions(lines, sections.get("nhiem-vu"), picks)
    _assignments(lines, sections.get("phan-cong"), works, {pick.task.id: pick.task for pick in picks})
    _reports(lines, sections.get("to-chuc-thuc-hien"), reports)
    return json.dumps({"head": _head(case), "lines": lines.known}, ensure_ascii=False, sort_keys=True)


def _head(case: Case) -> Facts:
    directive = case.directive
    committee = next(o for o in case.catalogue.organs.of_level(case.level, case.day) if o.kind == "ubnd")
    end = directive.period[1]
    return {
        "theme": directive.theme, "issuer": case.profile.issuer or committee.id,
        "addressees": list(levels_below(case)), "action": directive.action, "end": end.isoformat() if end else None,
        "rests_on": list(dict.fromkeys([*([] if directive.document else [directive.id]), *directive.rests_on])),
        "milestones": [one.model_dump() for one in directive.milestones if one.year >= case.day.year],
    }  # fmt: skip


def _plain_lines(lines: _Lines, sections: Mapping[str, Node]) -> None:
    """Purposes, requirements, the general goal and funding that came from above."""
    for section in sections.values():
        for _, node in section.walk():
            clause = _clause(node)
            role = next((role for role, key in _WHY.items() if clause.startswith(f"{key}.")), "")
            if role or clause == "muc-tieu-chung":
                lines.known[node.id] = {"as": role or "goal"}


def _targets(lines: _Lines, targets: Sequence[OwnTarget], lowering: Lowering) -> None:
    known = {target.id: target for target in lines.case.directive.targets}
    for own in targets:
        target = known[own.lineage.sources[0].ref.partition("#")[2]]
        measures = [
            measure.model_copy(update={"value": value}) if (value := answer(lines.case, target, n)) else measure
            for n, measure in enumerate(target.measures)
        ]
        text, filled = _with_holes(lines.case, target, lowering), own.text
        if _filled(text, [amount(one.value, one.unit) for one in measures]) != filled:
            text = filled
        lines.known[own.id] = {
            "as": "target", "id": target.id, "text": text, "measures": [_plain(one) for one in measures],
            **_below(lines.case, target),
        }  # fmt: skip


def _with_holes(case: Case, target: Target, lowering: Lowering) -> str:
    """The target in the unit's words, ``{0}`` where its numbers go."""
    text = target.variants.get(case.level, target.text)
    for index, measure in enumerate(target.measures):
        if measure.by and measure.by < case.day.year and len(target.measures) > 1:
            text, _ = without_past(text, index, measure.by)
    return sentence(lowering.lower(text).text)


def _filled(text: str, amounts: Iterable[str]) -> str:
    for index, shown in enumerate(amounts):
        text = text.replace(f"{{{index}}}", shown)
    return text


def _solutions(lines: _Lines, section: Node | None, picks: Sequence[Pick]) -> None:
    """Common tasks are everybody's; what this committee itself was given stays its own."""
    tasks = {pick.task.id: pick.task for pick in picks}
    groups = {solution.id for solution in lines.case.directive.solutions}
    for heading in section.children if section else ():
        group = _clause(heading)
        own = group not in groups
        lines.known[heading.id] = {"as": "body", "cap": lines.case.level} if own else {"as": "group", "id": group}
        for node in heading.children:
            task = tasks.get(_clause(node))
            if task is not None:
                lines.task(node, task, task.id, lines.case.level, _work(lines.case, task))


def _work(case: Case, task: Task) -> Facts:
    partners = [body.key for body in partners_of(case, task.with_)]
    return _facts(case, task.sector, partners, task.deadline and own_deadline(case, task.deadline), task.product or "")


def _assignments(
    lines: _Lines, section: Node | None, works: Sequence[BodyWork], tasks: Mapping[str, Task]
) -> None:
    standing = standing_body(lines.case).key
    sectors = dict(_sectors(lines.case))
    for work, heading in zip(works, section.children if section else (), strict=False):
        addressee = _addressee(lines.case, work)
        keeps = {"standing": True} if work.lead.key == standing else {}
        lines.known[heading.id] = {"as": "body", **addressee, **keeps}
        for item, node in zip(work.items, heading.children, strict=True):
            name = _name(item, "cap" in addressee)
            if name:
                sector = sectors.get(item.task) if item.task else work.lead.sector
                facts = _facts(
                    lines.case, sector if len(addressee.get("to", ())) == 1 else None,
                    [one.key for one in item.partners], own_deadline(lines.case, item.deadline), item.product,
                )
                lines.task(node, tasks.get(item.task or ""), name, work.lead.key, facts)


def _sectors(case: Case) -> Iterator[tuple[str, str]]:
    """Whose work each task is: a body below may answer to several of the superior's."""
    for part in case.directive.assignments:
        usual = case.catalogue.organs.get(part.to[0]).sectors[0] if len(part.to) == 1 else ""
        yield from ((task.id, task.sector or usual) for task in part.tasks if task.sector or usual)


def _name(item: Work, below: bool) -> str:
    """The id an item goes down under: its task's; of the office's own sentences only those for the level below."""
    source = item.lineage.sources[0]
    return item.task or (source.ref if source.kind == "standard-task" or below else "")


def _addressee(case: Case, work: BodyWork) -> Facts:
    if work.lead.key == LOWER:
        return {"cap": levels_below(case)[0]}
    organs = [body.key for body in work.bodies if body.key not in (OTHERS, HAMLETS, LOWER)]
    return {"to": organs, "mode": work.lead.mode} if organs else {"others": True}


def _facts(case: Case, sector: str | None, partners: Iterable[str], deadline: Entry | None, product: str) -> Facts:
    named = [one for one in partners if case.catalogue.organs.has(one)]
    facts = {"sector": sector, "with": named, "deadline": deadline and _plain(deadline), "product": product}
    return {key: value for key, value in facts.items() if value}


def _reports(lines: _Lines, section: Node | None, reports: Sequence[OwnReport]) -> None:
    nodes = {_clause(node): node for _, node in reversed(list(section.walk()))} if section else {}
    standing = standing_body(lines.case).key
    via = standing if lines.case.catalogue.organs.has(standing) else None
    for report in reports:
        duty, day = report.duty, own_day(lines.case, report.duty)
        when = {"day": day} if isinstance(day, date) else {"due": day} if day else {}
        facts = duty.model_copy(update={"due": None, "day": None, "before": True, "to": None, "via": via, **when})
        if duty.id in nodes:
            lines.known[nodes[duty.id].id] = {"as": "report", **_plain(facts)}


def _below(case: Case, item: Task | Target | None) -> Facts:
    """Wording and reasons the catalogue holds ready for the levels below."""
    if item is None:
        return {}
    told = {
        name: {level: words[level] for level in levels_below(case) if level in words}
        for name, words in (("variants", item.variants), ("declined", item.declined))
    }
    return {name: words for name, words in told.items() if words}


def _plain(entry: Entry) -> Facts:
    return entry.model_dump(mode="json", by_alias=True, exclude_none=True)


def _clause(node: Node) -> str:
    return next(_clauses(node), "")


def _clauses(node: Node) -> Iterator[str]:
    return (source.ref.partition("#")[2] for source in node.lineage.sources if source.kind == "directive")
