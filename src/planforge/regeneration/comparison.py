"""Two directives, or two plans, compared in terms of tasks: who has to do what, by when, with what result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planforge.catalogue.directives import Deadline, Directive, Measure, ReportingDuty, YearDay
from planforge.document.tree import Plan
from planforge.text.dates import short_date

ChangeKind = Literal["added", "removed", "changed"]
_KINDS = {
    "thuong-xuyen": "thường xuyên", "hang-thang": "hằng tháng", "hang-quy": "hằng quý", "hang-nam": "hằng năm",
    "theo-cap-tren": "theo cấp trên",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One field of one task that differs. ``field``: text, deadline, lead, with, product, target, due, place."""

    task: str
    kind: ChangeKind
    field: str
    before: str
    after: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    """What is demanded, field by field; ``clause`` says where."""

    fields: dict[str, str]
    clause: str = ""


def compare_directives(old: Directive, new: Directive) -> tuple[TaskChange, ...]:
    """Tasks, targets and reports of two directives by their ids."""
    return tuple(_compare(_of_directive(old), _of_directive(new)))


def compare_plans(old: Plan, new: Plan) -> tuple[TaskChange, ...]:
    """Lines and assignment rows of two plans by their ids, then the recipients."""
    return tuple(_compare(_of_plan(old), _of_plan(new)))


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


def _of_plan(plan: Plan) -> dict[str, _Item]:
    items = {node.id: _Item({"text": node.text}, node.number) for _, node in plan.nodes()}
    for row in plan.appendix.rows if plan.appendix else ():
        fields = {"lead": row.lead, "with": row.coordination, "deadline": row.deadline, "product": row.product}
        known = items.get(row.node, _Item({"text": row.task}))
        items[row.node] = _Item({**known.fields, **fields}, known.clause)
    for recipient in plan.recipients:
        text = f"{recipient.text} ({recipient.remark})" if recipient.remark else recipient.text
        items[f"nơi nhận: {recipient.text}"] = _Item({"text": text})
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
