"""Two directives, or two plans as they read now, compared in tasks: who has to do what, by when, with what result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planforge.catalogue.directives import Deadline, Directive, Measure, ReportingDuty, YearDay
from planforge.document.tree import Plan
from planforge.regeneration.alignment import align
from planforge.regeneration.lines import Line
from planforge.regeneration.present import Present, shown, with_places
from planforge.regeneration.textmerge import CELL, same
from planforge.rendering.appendix import columns
from planforge.text.dates import short_date

ChangeKind = Literal["added", "removed", "changed"]
_ZONES = {"head": "Phần đầu", "recipients": "Nơi nhận", "sign": "Chữ ký", "rows": "Phụ lục"}
_COLUMNS = {"lead": "lead", "coordination": "with", "deadline": "deadline", "product": "product"}
_KINDS = {
    "thuong-xuyen": "thường xuyên", "hang-thang": "hằng tháng", "hang-quy": "hằng quý", "hang-nam": "hằng năm",
    "theo-cap-tren": "theo cấp trên",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One field of one task that differs. ``field``: text, deadline, lead, with, product, target, due.

    ``by_hand``: a person's doing in the new plan's file, not derivation's.
    """

    task: str
    kind: ChangeKind
    field: str
    before: str
    after: str
    clause: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """What is demanded, field by field; ``clause`` says where."""

    fields: dict[str, str]
    clause: str = ""


def compare_directives(old: Directive, new: Directive) -> tuple[TaskChange, ...]:
    """Tasks, targets and reports of two directives by their ids."""
    return tuple(_compare(_of_directive(old), _of_directive(new)))


def compare_plans(old: Present, new: Present) -> tuple[TaskChange, ...]:
    """Every line of two files, found again by its hidden id or its words, with what the table says of it."""
    before = [our.line for our in old.ours]
    after = [our.line for our in align(before, new.paragraphs, new.base)]
    made = _of_lines(new.base, new.plan)
    found = _compare(_of_lines(before, old.plan), _of_lines(after, new.plan))
    return tuple(replace(one, by_hand=_by_hand(one, made)) for one in found)


def _by_hand(change: TaskChange, made: dict[str, _Item]) -> bool:
    """Whether derivation would not say what the new file says."""
    item = made.get(change.task)
    said = item.fields.get(change.field, "") if item else ""
    return item is not None if change.kind == "removed" else not same(said, change.after)


def _compare(old: dict[str, _Item], new: dict[str, _Item]) -> Iterator[TaskChange]:
    for key, item in new.items():
        if key not in old:
            yield TaskChange(key, "added", "text", "", item.fields["text"], item.clause)
            continue
        before = old[key]
        for name in dict.fromkeys((*before.fields, *item.fields)):
            was, now = before.fields.get(name, ""), item.fields.get(name, "")
            if was != now:
                yield TaskChange(key, "changed", name, was, now, item.clause)
    for key, item in old.items():
        if key not in new:
            yield TaskChange(key, "removed", "text", item.fields["text"], "", item.clause)


def _of_directive(directive: Directive) -> dict[str, _Item]:
    items: dict[str, _Item] = {}
    for target in directive.targets:
        numbers = "; ".join(map(_measure, target.measures))
        items[target.id] = _Item({"text": target.text, "target": numbers}, target.clause or "")
    leads = [(task, "chung") for group in directive.solutions for task in group.tasks]
    for part in directive.assignments:
        lead = ", ".join(part.to) or part.cap or "khác"
        leads += [(task, lead) for task in part.tasks]
    for task, lead in leads:
        items[task.id] = _Item(
            {
                "text": task.text, "deadline": _deadline(task.deadline), "lead": lead, "with": ", ".join(task.with_),
                "product": task.product or "",
            },
            task.clause or "",
        )  # fmt: skip
    for duty in directive.reporting:
        fields = {"text": f"Báo cáo {duty.content or duty.frequency}", "due": _due(duty)}
        items[duty.id] = _Item(fields, duty.clause or "")
    return items


def _of_lines(lines: Sequence[Line], plan: Plan) -> dict[str, _Item]:
    """Body, recipients, head and signature line by line; rows of the table give their line its other fields."""
    items: dict[str, _Item] = {}
    fields = [name for _, name in columns(plan.appendix)] if plan.appendix else []
    for line, place in with_places(lines):
        if line.zone != "rows":
            items[line.key] = _Item({"text": shown(line.text)}, place or _ZONES.get(line.zone, ""))
            continue
        cells = dict(zip(fields, map(shown, line.text.split(CELL)), strict=False))
        key = line.key.removeprefix("row.")
        if key not in items and key != line.key:
            continue  # The line itself was struck out; its row alone asks nothing.
        known = items.get(key, _Item({"text": cells.get("task", "")}, _ZONES["rows"]))
        said = {_COLUMNS[name]: cell for name, cell in cells.items() if name in _COLUMNS}
        items[key] = _Item({**known.fields, **said}, known.clause)
    return items


def _measure(measure: Measure) -> str:
    by = f" đến {measure.by}" if measure.by else ""
    return f"{measure.comparator} {measure.value:g} {measure.unit}{by}"


def _deadline(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    if deadline.day:
        return short_date(deadline.day)
    if deadline.yearly:
        return f"{_yearly(deadline.yearly)} hằng năm"
    if deadline.working_days:
        return f"{deadline.working_days} ngày làm việc"
    return _KINDS.get(deadline.kind, deadline.kind)


def _due(duty: ReportingDuty) -> str:
    when = short_date(duty.day) if duty.day else _yearly(duty.due) if duty.due else "chưa rõ ngày"
    return f"{duty.frequency}, {'trước ' if duty.before else ''}{when}"


def _yearly(day: YearDay) -> str:
    return f"{day.day}/{day.month}"
