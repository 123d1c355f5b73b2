"""Select: what becomes of each task of the superior. Each is taken, delegated or declined with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planforge.catalogue.directives import Assignment, Solution, Task
from planforge.catalogue.entry import Level, Mode
from planforge.catalogue.wording import DeclineRule
from planforge.derivation.bodies import Body, below, carriers, counterparts, extras, others
from planforge.derivation.case import ORDER, Case
from planforge.document.tree import TaskStatus

Place = Literal["solution", "committee", "body", "nowhere"]
_ENDED = re.compile(r"“[^”]*(?:đến (?:hết )?năm|giai đoạn \d{4}\s*[-–]) ?(\d{4})”")
"""A project named in quotation marks whose last year is part of its name."""
LEVEL_NAMES: dict[str, str] = {
    "trung-uong": "trung ương", "tinh": "cấp tỉnh", "huyen": "cấp huyện", "xa": "cấp xã", "khu-dan-cu": "khu dân cư"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pick:
    """The decision on one superior task: where it goes, to whom, and why."""

    task: Task
    status: TaskStatus
    why: str
    place: Place
    addressee: str
    bodies: tuple[Body, ...] = ()
    solution: Solution | None = None


def select(case: Case) -> tuple[Pick, ...]:
    """A pick for every task of the directive, in its order."""
    return tuple(_common(case)) + tuple(_addressed(case))


def _common(case: Case) -> Iterator[Pick]:
    for solution in case.directive.solutions:
        for task in solution.tasks:
            reason = reason_to_decline(case, task)
            if reason:
                yield Pick(task, "declined", reason, "nowhere", "Nhiệm vụ chung", solution=solution)
            else:
                why = "Nhiệm vụ chung, áp dụng cho mọi cấp"
                yield Pick(task, "taken", why, "solution", "Nhiệm vụ chung", solution=solution)


def _addressed(case: Case) -> Iterator[Pick]:
    for assignment in case.directive.assignments:
        for task in assignment.tasks:
            reason = reason_to_decline(case, task)
            if reason:
                yield Pick(task, "declined", reason, "nowhere", addressee_name(case, assignment))
            elif assignment.cap:
                yield _committee(case, assignment, assignment.cap, task)
            elif assignment.others:
                why = "Giao chung cho các cơ quan, đơn vị khác của cấp trên; chuyển cho cơ quan, đơn vị khác của đơn vị"
                yield Pick(task, "taken", why, "body", addressee_name(case, assignment), (others(case),))
            else:
                yield _sector_body(case, assignment, task)


def _committee(case: Case, assignment: Assignment, level: Level, task: Task) -> Pick:
    name = addressee_name(case, assignment)
    inherited = level == "huyen" and case.level == "xa" and case.era in ("2-cap", "2-cap-2026")
    if level == case.level or inherited:
        if rule := first_match(case.catalogue.wording.fulfilled, task.text, case.level):
            return Pick(task, "taken", rule.reason, "nowhere", name)
        why = "Giao trực tiếp cho cấp này"
        if inherited:
            why = "Việc giao cho cấp huyện, nay thuộc cấp xã do không còn cấp huyện từ ngày 01/7/2025"
        carrying = carriers(case, task.sector)[:1] if task.sector else ()
        return Pick(task, "taken", why, "body" if carrying else "committee", name, carrying)
    if ORDER.index(level) > ORDER.index(case.level):
        why = f"Việc của {LEVEL_NAMES[level]}, giao lại cho cấp dưới"
        return Pick(task, "delegated", why, "body", name, (below(case),))
    return Pick(task, "declined", f"Việc giao cho Ủy ban nhân dân {LEVEL_NAMES[level]}", "nowhere", name)


def _sector_body(case: Case, assignment: Assignment, task: Task) -> Pick:
    name = addressee_name(case, assignment)
    bodies: list[Body] = []
    for organ_id in assignment.to:
        organ = case.catalogue.organs.get(organ_id)
        found = counterparts(case, organ, task.sector)[:1]
        for body in (*found, *extras(case, task.sector or organ.sectors[0])):
            if body.key not in {other.key for other in bodies}:
                bodies.append(_with_mode(body, assignment.mode))
    if not bodies:
        why = f"{case.words['cap'].capitalize()} không có cơ quan tương ứng với {name} vào ngày ký"
        return Pick(task, "declined", why, "nowhere", name)
    labels = ", ".join(body.label for body in bodies)
    return Pick(task, "taken", f"{name} giao xuống {labels}", "body", name, tuple(bodies))


def _with_mode(body: Body, mode: Mode | None) -> Body:
    # A request from above stays a request, unless the body at this level is the committee's own.
    if mode == "de-nghi" and body.mode != "giao":
        return Body(body.key, body.label, "de-nghi", body.sector, body.kind)
    return body


def addressee_name(case: Case, assignment: Assignment) -> str:
    """Whom the superior addressed, as it named them."""
    if assignment.cap:
        return f"Ủy ban nhân dân {LEVEL_NAMES[assignment.cap]}"
    if assignment.others:
        return "Các cơ quan khác"
    return ", ".join(case.catalogue.organs.get(organ).name for organ in assignment.to)


def reason_to_decline(case: Case, task: Task) -> str | None:
    """Why the task cannot pass to the unit's level: the directive's own word first, then the wording rules."""
    if case.level in task.declined:
        return task.declined[case.level]
    if case.level in task.variants:
        return None
    over = _ENDED.search(task.text)
    if over and int(over[1]) < case.day.year:
        return case.phrase("khong-nhan.het-han", nam=over[1])
    declines = case.catalogue.wording.declines
    rule = case.once(f"declined: {task.text}", lambda: first_match(declines, task.text, case.level))
    return rule.reason if rule else None


def first_match(rules: tuple[DeclineRule, ...], text: str, level: Level) -> DeclineRule | None:
    """The first rule for ``level`` that matches ``text`` and is not exempted by other words in it."""
    for rule in rules:
        if level in rule.target and re.search(rule.pattern, text, re.IGNORECASE):
            if rule.exempt and re.search(rule.exempt, text, re.IGNORECASE):
                continue
            return rule
    return None
