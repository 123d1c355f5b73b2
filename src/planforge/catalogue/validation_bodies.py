"""Work nobody can carry: standard tasks without a body in an era, directive clauses that reach no level."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planforge.catalogue.directives import Assignment, Directive, Task
from planforge.catalogue.entry import Era, Level
from planforge.catalogue.organs import EraSpan
from planforge.catalogue.problems import Problem
from planforge.catalogue.standard_tasks import BodyTasks
from planforge.catalogue.validation_context import Context
from planforge.catalogue.validation_links import organs_point_somewhere, sectors_point_somewhere


def standard_tasks_have_carriers(context: Context) -> Iterator[Problem]:
    """In every era a set of standard tasks claims, each of its bodies exists."""
    if not _bodies_are_sound(context):
        return
    for found in context.task_sets:
        for number, body in enumerate(found.entry.bodies):
            for era in body.eras or found.entry.eras:
                if not _carried(context, body, found.entry.level, era):
                    message = f"không cơ quan nào ở cấp '{found.entry.level}' làm việc này trong thời kỳ '{era}'"
                    yield found.problem(message, "bodies", number, "sector")


def directives_have_carriers(context: Context) -> Iterator[Problem]:
    """Each clause of a directive finds a body at some level and time it is addressed to, or says why not."""
    if not _bodies_are_sound(context) or any(True for _ in _unknown_organs(context)):
        return
    for found in context.directives:
        for a, assignment in enumerate(found.entry.assignments):
            for t, task in enumerate(assignment.tasks):
                if assignment.to and not _reaches(context, found.entry, assignment, task):
                    message = f"nhiệm vụ '{task.id}' không có cơ quan cấp dưới nào làm; ghi lý do vào 'declined'"
                    yield found.problem(message, "assignments", a, "tasks", t, severity="warning")


def _bodies_are_sound(context: Context) -> bool:
    """Whether all organs and sectors that these name exist, so that bodies can be looked up."""
    checks = (organs_point_somewhere, sectors_point_somewhere)
    return bool(context.eras) and not any(True for check in checks for _ in check(context))


def _unknown_organs(context: Context) -> Iterator[str]:
    for found in context.directives:
        for assignment in found.entry.assignments:
            yield from (organ for organ in assignment.to if organ not in context.organ_ids)


def _carried(context: Context, body: BodyTasks, level: Level, era: Era) -> bool:
    days = _days(context, era)
    if body.organ:
        organ = next((o.entry for o in context.organs if o.entry.id == body.organ), None)
        return organ is None or any(organ.exists(day) for day in days)
    if body.sector not in context.sector_ids:
        return True
    return any(context.organ_map.carriers(body.sector, level, day) for day in days)


def _reaches(context: Context, directive: Directive, assignment: Assignment, task: Task) -> bool:
    if set(directive.addressees) <= set(task.declined):
        return True
    organs = [context.organ_map.get(organ) for organ in assignment.to]
    sectors = {None, task.sector} if task.sector in context.sector_ids else {None}
    start, end = directive.period
    turns = [day for era in context.eras for day in _days(context, era.entry.id)]
    days = [start, *(day for day in turns if start <= day and (end is None or day <= end))]
    return any(
        context.organ_map.counterparts(organ, sector, level, day)
        for organ in organs for sector in sectors for level in directive.addressees for day in days
    )  # fmt: skip


def _days(context: Context, era_id: Era) -> list[date]:
    """First and last day on which the era is the one that counts."""
    spans = context.organ_map.eras
    era = next(span for span in spans if span.id == era_id)
    start = era.start or (era.end - timedelta(days=365) if era.end else date.min)
    return [start, _last_day(spans, era, start)]


def _last_day(spans: tuple[EraSpan, ...], era: EraSpan, start: date) -> date:
    later = [span.start - timedelta(days=1) for span in spans if span.start and span.start > start]
    return min([*later, era.end or date(start.year + 1, 12, 31)])
