"""Merge: all work that falls on one body stands under one heading; gaps are filled with standard tasks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from planforge.catalogue.directives import Deadline
from planforge.catalogue.standard_tasks import BodyTasks, StandardTask
from planforge.derivation.bodies import (
    HAMLETS,
    LOWER,
    OTHERS,
    Body,
    below,
    body_of,
    carriers,
    extras,
    has_trait,
    others,
    standing_body,
)
from planforge.derivation.case import Case, fill
from planforge.derivation.lowering import Lowering
from planforge.derivation.naming import names_of
from planforge.derivation.selecting import Pick
from planforge.document.tree import Lineage, Source, node_id
from planforge.text.casing import sentence

_SAME = 0.8


@dataclass(frozen=True, slots=True)
class Work:
    """One item of a body's work, ready to be written."""

    id: str
    text: str
    lineage: Lineage
    deadline: Deadline | None = None
    product: str = ""
    partners: tuple[Body, ...] = ()
    task: str | None = None


@dataclass(frozen=True, slots=True)
class BodyWork:
    """A heading of the assignment section: the bodies named in it and their items."""

    bodies: tuple[Body, ...]
    items: tuple[Work, ...]
    filled: bool = False
    title: str = ""

    @property
    def lead(self) -> Body:
        """The first body named."""
        return self.bodies[0]

    @property
    def label(self) -> str:
        """All bodies named, or the title that stands for them."""
        return self.title or names_of(self.bodies)

    @property
    def requested(self) -> bool:
        """Whether the heading is a request (đề nghị)."""
        return self.lead.mode == "de-nghi"


def distribute(case: Case, picks: Iterable[Pick], lowering: Lowering) -> tuple[BodyWork, ...]:
    """The assignment section: superior tasks by body, then standard tasks where a body got nothing, in usual order."""
    groups: dict[tuple[str, ...], BodyWork] = {}
    for pick in picks:
        if pick.place == "body":
            for bodies in by_mode(pick.bodies):
                add(groups, bodies, taken_work(case, replace(pick, bodies=bodies), lowering))
    merge_partners(groups)
    for bodies, items in standard_work(case, groups):
        groups[tuple(body.key for body in bodies)] = BodyWork(bodies, items, filled=True)
    return order(case, gather_organisations(case, closing_bodies(case, list(groups.values()))))


def add(groups: dict[tuple[str, ...], BodyWork], bodies: tuple[Body, ...], work: Work) -> None:
    """Adds an item under its bodies, unless the same words stand there already."""
    key = tuple(body.key for body in bodies)
    known = groups.get(key)
    if known is None:
        groups[key] = BodyWork(bodies, (work,))
        return
    for index, item in enumerate(known.items):
        if similar(item.text, work.text):
            merged = replace(item, lineage=Lineage(
                item.lineage.sources + work.lineage.sources, item.lineage.adapted + work.lineage.adapted))
            groups[key] = replace(known, items=(*known.items[:index], merged, *known.items[index + 1 :]))
            return
    groups[key] = replace(known, items=(*known.items, work))


def by_mode(bodies: tuple[Body, ...]) -> Iterator[tuple[Body, ...]]:
    """Assigned bodies and requested bodies never share a heading."""
    for mode in ("giao", "de-nghi"):
        same = tuple(body for body in bodies if body.mode == mode)
        if same:
            yield same


def merge_partners(groups: dict[tuple[str, ...], BodyWork]) -> None:
    """A body that stands alone elsewhere does not also stand in a joint heading of requests."""
    for key in [key for key in groups if len(key) > 1]:
        for one in key:
            if (one,) in groups:
                joint = groups.pop(key)
                solo = groups[(one,)]
                groups[(one,)] = replace(solo, items=(*solo.items, *joint.items))
                break


def taken_work(case: Case, pick: Pick, lowering: Lowering) -> Work:
    """A superior's task in the unit's words."""
    task, lead = pick.task, pick.bodies[0]
    lowered = lowering.lower(task.variants.get(case.level, task.text), task.sector, lead.label)
    partners = partners_of(case, task.with_, {body.key for body in pick.bodies})
    source = Source("directive", f"{case.directive.id}#{task.id}")
    return Work(
        node_id(case.directive.id, case.unit.id, task.id, lead.key), sentence(lowered.text),
        Lineage((source,), lowered.changes), task.deadline, task.product or "", partners, task.id,
    )


def partners_of(case: Case, refs: Iterable[str], leads: Collection[str] = ()) -> tuple[Body, ...]:
    """Coordinating bodies at the unit for organ ids or sectors, each once, without those that lead."""
    found = {body.label: body for ref in refs for body in partner(case, ref) if body.key not in leads}
    return tuple(found.values())


def partner(case: Case, ref: str) -> tuple[Body, ...]:
    """Coordinating bodies at the unit for an organ id or a sector."""
    organs = case.catalogue.organs
    if organs.has(ref):
        organ = organs.get(ref)
        if organ.level == case.level:
            return (body_of(case, organ),) if organ.exists(case.day) else ()
        return carriers(case, organ.sectors[0])[:1]
    return carriers(case, ref)[:1]


def standard_work(
    case: Case, groups: dict[tuple[str, ...], BodyWork]
) -> list[tuple[tuple[Body, ...], tuple[Work, ...]]]:
    """Standard tasks of the theme for bodies to which the superior gave nothing."""
    busy = {key for keys in groups for key in keys}
    found: dict[str, tuple[Body, list[Work]]] = {}
    for entry in case.standard:
        if not applies(case, entry):
            continue
        for body in standard_bodies(case, entry):
            if body.key not in busy:
                _, items = found.setdefault(body.key, (body, []))
                items.extend(standard_item(case, body, task) for task in entry.tasks)
    return [((body,), tuple(items)) for body, items in found.values()]


def standard_bodies(case: Case, entry: BodyTasks) -> tuple[Body, ...]:
    """The body an entry speaks of, if this unit has it."""
    if entry.organ:
        organ = case.catalogue.organs.get(entry.organ)
        known = {body.key for body in carriers(case, entry.sector)}
        if organ.exists(case.day) and (organ.when is None or organ.id in known):
            return (body_of(case, organ, entry.sector, entry.mode), *extras(case, entry.sector))
        return ()
    found = carriers(case, entry.sector)[:1]
    return tuple(replace(body, mode=entry.mode or body.mode) for body in (*found, *extras(case, entry.sector)))


def applies(case: Case, entry: BodyTasks) -> bool:
    """Whether the unit has the trait the entry asks for."""
    return entry.when is None or has_trait(case, entry.when)


def standard_item(case: Case, body: Body, task: StandardTask) -> Work:
    """A standard task in the unit's words."""
    partners = partners_of(case, task.with_, {body.key})
    return Work(
        node_id(case.directive.theme, case.unit.id, task.id, body.key), sentence(fill(task.text, case.words)),
        Lineage((Source("standard-task", task.id),)), task.deadline, task.product or "", partners,
    )


def gather_organisations(case: Case, works: list[BodyWork]) -> list[BodyWork]:
    """Below the province, organisations with standard work only join the Front's item, each named before its task."""
    front = next((w for w in works if w.lead.kind == "mat-tran"), None)
    if front is None or case.level not in ("xa", "huyen"):
        return works
    joined = [w for w in works if w.lead.kind in ("ct-xh", "hoi-quan-chung") and w.filled]
    if not joined:
        return works
    items = list(front.items)
    for work in joined:
        items += [replace(item, text=f"{work.label}: {item.text[:1].lower()}{item.text[1:]}") for item in work.items]
    label = case.phrase("phan-cong.mat-tran-chung")
    if case.level == "huyen":
        label = ", ".join([front.label, *(work.label for work in joined)])
    rest = [w for w in works if w is not front and w not in joined]
    bodies = (front.lead, *(w.lead for w in joined))
    return [*rest, replace(front, bodies=bodies, items=tuple(items), title=label)]


def closing_bodies(case: Case, works: list[BodyWork]) -> list[BodyWork]:
    """Adds the standing body's own duty, the item for all other bodies, and the committees below."""
    standing = standing_body(case)
    duty = own_work(case, "phan-cong.thuong-truc", standing)
    out, found = [], False
    for work in works:
        if work.lead.key == standing.key:
            found = True
            work = replace(work, items=(duty, *work.items))
        out.append(work)
    if not found and standing.key != OTHERS:
        out.append(BodyWork((standing,), (duty,), filled=True))
    keys = {work.lead.key for work in out}
    if OTHERS not in keys:
        rest = others(case)
        out.append(BodyWork((rest,), (own_work(case, "phan-cong.khac.viec", rest),), filled=True))
    lower = below(case)
    if lower.key == LOWER and LOWER not in keys:
        out.append(BodyWork((lower,), (own_work(case, "cap-duoi.viec", lower),), filled=True))
    return out


def own_work(case: Case, key: str, body: Body) -> Work:
    """An item in our own words."""
    text = case.phrase(key, thuong_truc=standing_body(case).label)
    return Work(node_id(case.directive.id, case.unit.id, key, body.key), sentence(text),
                Lineage((Source("wording", key),)), Deadline(kind="thuong-xuyen"))


def order(case: Case, works: list[BodyWork]) -> tuple[BodyWork, ...]:
    """Standing body first, assigned bodies, requests, other bodies, then those below."""
    ranks = {sector: index for index, sector in enumerate(case.catalogue.wording.body_order)}
    standing = standing_body(case).key

    def place(work: BodyWork) -> tuple[int, int]:
        lead = work.lead
        group = 3 if lead.key == OTHERS else 4 if lead.key in (HAMLETS, LOWER) else 2 if work.requested else 1
        return (0 if lead.key == standing else group, ranks.get(lead.sector, len(ranks)))

    return tuple(sorted(works, key=place))


def similar(one: str, other: str) -> bool:
    """Whether two sentences say the same: most words of the shorter are in the longer."""
    left, right = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return bool(left and right) and len(left & right) / min(len(left), len(right)) >= _SAME and (
        min(len(left), len(right)) / max(len(left), len(right)) >= 0.6
    )
