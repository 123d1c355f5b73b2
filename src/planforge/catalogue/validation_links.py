"""Ids: unique, and each one that is named exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from planforge.catalogue.directives import Directive
from planforge.catalogue.files import CalendarFile
from planforge.catalogue.problems import Problem
from planforge.catalogue.suggestions import nearest
from planforge.catalogue.validation_context import Context, Found
from planforge.errors import PlanforgeError


def ids_are_unique(context: Context) -> Iterator[Problem]:
    """No two entries of a kind share an id, wherever they stand; nor two standard tasks."""
    for group in (context.instruments, context.organs, context.themes, context.directives):
        yield from _unique([(found.entry.id, found, ("id",)) for found in group])
    yield from _unique([(found.entry.sector, found, ("sector",)) for found in context.sectors])
    yield from _unique([
        (task.id, found, ("bodies", b, "tasks", t, "id"))
        for found in context.task_sets
        for b, body in enumerate(found.entry.bodies)
        for t, task in enumerate(body.tasks)
    ])  # fmt: skip
    yield from _unique([
        (day.day.isoformat(), found, ("days", number, "day"))
        for found in context.whole(CalendarFile)
        for number, day in enumerate(found.entry.days)
    ])  # fmt: skip


def instruments_point_somewhere(context: Context) -> Iterator[Problem]:
    """Relations lead to other instruments of the catalogue."""
    for found in context.instruments:
        for number, relation in enumerate(found.entry.relations):
            place = ("relations", number, "target")
            yield from _known(found, relation.target, context.instrument_ids, "văn bản", *place)
            if relation.target == found.entry.id:
                yield found.problem("văn bản có quan hệ với chính nó", *place)


def organs_point_somewhere(context: Context) -> Iterator[Problem]:
    """Successors, parents, fallbacks, sectors and sources exist."""
    for found in context.organs:
        organ, organs = found.entry, context.organ_ids
        yield from _all_known(found, organ.successors, organs, "cơ quan", "successors")
        for sector, follower in organ.successors_by_sector.items():
            place = ("successors_by_sector", sector)
            yield from _known(found, sector, context.sector_ids, "lĩnh vực", *place)
            yield from _known(found, follower, organs, "cơ quan", *place)
        for field in ("fallback", "parent"):
            if value := getattr(organ, field):
                yield from _known(found, value, organs, "cơ quan", field)
        yield from _all_known(found, organ.sectors, context.sector_ids, "lĩnh vực", "sectors")
        yield from _all_known(found, organ.sources, context.source_keys, "nguồn", "sources")


def organs_follow_each_other(context: Context) -> Iterator[Problem]:
    """A successor that was set up for its predecessor's work does not start before the predecessor ends."""
    starts = {found.entry.id: found.entry.valid_from for found in context.organs}
    for found in context.organs:
        end = found.entry.valid_to
        if end is None and (found.entry.successors or found.entry.successors_by_sector):
            yield found.problem("có cơ quan tiếp nhận nhưng không có ngày cuối 'valid_to'", "successors")
        followers = (*found.entry.successors, *found.entry.successors_by_sector.values())
        for follower in dict.fromkeys(followers):
            start = starts.get(follower)
            if end and start and start <= end:
                message = f"'{follower}' bắt đầu {start} trước khi cơ quan này hết ngày {end}: thời gian chồng nhau"
                yield found.problem(message, "valid_to")


def sectors_point_somewhere(context: Context) -> Iterator[Problem]:
    """Carriers exist."""
    for found in context.sectors:
        for era, levels in found.entry.carriers.items():
            for level, organs in levels.items():
                yield from _all_known(found, organs, context.organ_ids, "cơ quan", "carriers", era, level)


def standard_tasks_point_somewhere(context: Context) -> Iterator[Problem]:
    """Themes, sectors, organs and legal grounds exist."""
    for theme in context.themes:
        yield from _known(theme, theme.entry.standing, context.sector_ids, "lĩnh vực", "standing")
        yield from _all_known(theme, theme.entry.law, context.instrument_ids, "văn bản", "law")
    partners = context.sector_ids | context.organ_ids
    for found in context.task_sets:
        yield from _known(found, found.entry.theme, context.theme_ids, "chuyên đề", "theme")
        for b, body in enumerate(found.entry.bodies):
            yield from _known(found, body.sector, context.sector_ids, "lĩnh vực", "bodies", b, "sector")
            if body.organ:
                yield from _known(found, body.organ, context.organ_ids, "cơ quan", "bodies", b, "organ")
            for t, task in enumerate(body.tasks):
                place = ("bodies", b, "tasks", t)
                yield from _all_known(found, task.with_, partners, "lĩnh vực, cơ quan", *place, "with")
                yield from _all_known(found, task.basis, context.instrument_ids, "văn bản", *place, "basis")


def directives_point_somewhere(context: Context) -> Iterator[Problem]:
    """A directive is also an instrument; its theme, issuer, territory, grounds and addressees exist."""
    for found in context.directives:
        directive = found.entry
        yield from _known(found, directive.id, context.instrument_ids, "văn bản", "id")
        yield from _known(found, directive.theme, context.theme_ids, "chuyên đề", "theme")
        yield from _known(found, directive.issuer, context.organ_ids, "cơ quan", "issuer")
        yield from _all_known(found, directive.rests_on, context.instrument_ids, "văn bản", "rests_on")
        yield from _territory(context, found)
        for a, assignment in enumerate(directive.assignments):
            yield from _all_known(found, assignment.to, context.organ_ids, "cơ quan", "assignments", a, "to")
        for group in ("solutions", "assignments"):
            for g, item in enumerate(getattr(directive, group)):
                for t, task in enumerate(item.tasks):
                    place = (group, g, "tasks", t)
                    if task.sector:
                        yield from _known(found, task.sector, context.sector_ids, "lĩnh vực", *place, "sector")
                    yield from _all_known(found, task.with_, context.organ_ids, "cơ quan", *place, "with")
        for r, duty in enumerate(directive.reporting):
            for field in ("to", "via"):
                if value := getattr(duty, field):
                    yield from _known(found, value, context.organ_ids, "cơ quan", "reporting", r, field)


def _territory(context: Context, found: Found[Directive]) -> Iterator[Problem]:
    if context.units is None or found.entry.territory == "vn":
        return
    issued = next((i.entry.issued for i in context.instruments if i.entry.id == found.entry.id), None)
    try:
        context.units.get(found.entry.territory, issued or found.entry.period[0])
    except PlanforgeError as error:
        yield found.problem(f"địa bàn '{found.entry.territory}': {error.found}", "territory")


def _unique(named: list[tuple[str, Found[Any], tuple[str | int, ...]]]) -> Iterator[Problem]:
    first: dict[str, Problem] = {}
    for name, found, place in named:
        here = found.problem("", *place)
        if name in first:
            yield found.problem(f"mã '{name}' đã dùng ở {first[name].file.name}:{first[name].line}", *place)
        else:
            first[name] = here


def _all_known(
    found: Found[Any], names: tuple[str, ...], known: Collection[str], what: str, *place: str | int
) -> Iterator[Problem]:
    for number, name in enumerate(names):
        yield from _known(found, name, known, what, *place, number)


def _known(found: Found[Any], name: str, known: Collection[str], what: str, *place: str | int) -> Iterator[Problem]:
    if name not in known:
        close = nearest(name, known, limit=1)
        offer = f". Có phải ý bạn là '{close[0]}'?" if close else ""
        yield found.problem(f"không có {what} nào mang mã '{name}'{offer}", *place)
