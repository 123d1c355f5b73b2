"""Directives: superior plans as data. A directive says what its issuer asks of the levels below."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from planforge.catalogue.entry import Entry, Id, Level, Mode, Text
from planforge.catalogue.instruments import InstrumentType

Comparator = Literal[">=", ">", "=", "<=", "<"]
Frequency = Literal["thang", "quy", "6-thang", "nam", "so-ket", "tong-ket", "dot-xuat"]
DeadlineKind = Literal[
    "thuong-xuyen", "hang-thang", "hang-quy", "hang-nam", "ngay", "ngay-hang-nam", "ngay-lam-viec", "theo-cap-tren"
]


class YearDay(Entry):
    """A day that comes back every year; ``year`` is -1 for the year before the report's own."""

    day: Annotated[int, Field(ge=1, le=31)]
    month: Annotated[int, Field(ge=1, le=12)]
    year: Literal[-1, 0] = 0


class Deadline(Entry):
    """When a task is to be done. Short forms: ``thuong-xuyen``, ``2026-12-15``, ``15/11``, ``10 ngày làm việc``."""

    kind: DeadlineKind
    day: date | None = None
    yearly: YearDay | None = None
    working_days: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, date):
            return {"kind": "ngay", "day": value}
        if not isinstance(value, str):
            return value
        if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
            return {"kind": "ngay", "day": value}
        if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})", value):
            return {"kind": "ngay-hang-nam", "yearly": {"day": int(match[1]), "month": int(match[2])}}
        if match := re.fullmatch(r"(\d+) ngày làm việc", value):
            return {"kind": "ngay-lam-viec", "working_days": int(match[1])}
        return {"kind": value}


class Measure(Entry):
    """One number of a target. ``{0}``, ``{1}`` … in the target's text show the measures in order."""

    comparator: Comparator
    value: float
    unit: Text
    by: int | None = None




class Target(Entry):
    """A target, with numbers or without. ``variants`` per level of the unit; ``declined``: the reason per level."""

    id: Id
    text: Text
    measures: tuple[Measure, ...] = ()
    variants: dict[Level, Text] = Field(default_factory=dict)
    declined: dict[Level, Text] = Field(default_factory=dict)
    clause: Text | None = None

    @model_validator(mode="after")
    def _placeholders_have_measures(self) -> Target:
        for text in (self.text, *self.variants.values()):
            shown = {int(n) for n in re.findall(r"\{(\d+)\}", text)}
            if shown - set(range(len(self.measures))):
                raise ValueError(f"chỉ tiêu '{self.id}' dùng {sorted(shown)} nhưng có {len(self.measures)} số đo")
        return self


class Task(Entry):
    """One thing to do. ``sector`` says whose work it is where the addressee carries several sectors.

    ``with``: coordinating bodies, organ ids of the issuer's level. ``declined`` per level: it cannot pass down, why.
    """

    id: Id
    text: Text
    sector: Id | None = None
    with_: tuple[Id, ...] = Field(default=(), alias="with")
    deadline: Deadline | None = None
    product: Text | None = None
    variants: dict[Level, Text] = Field(default_factory=dict)
    declined: dict[Level, Text] = Field(default_factory=dict)
    clause: Text | None = None


class Solution(Entry):
    """A group of tasks for everybody (nhiệm vụ, giải pháp chung)."""

    id: Id
    heading: Text
    tasks: tuple[Task, ...] = Field(min_length=1)


class Assignment(Entry):
    """Tasks of one addressee: organ ids of the issuer's level, or ``cap`` for the committees of a level.

    ``others`` is True for the closing item "other departments and branches". ``standing``: this body keeps the plan
    and gathers the reports (cơ quan thường trực).
    """

    to: tuple[Id, ...] = ()
    cap: Level | None = None
    others: bool = False
    mode: Mode | None = None
    standing: bool = False
    tasks: tuple[Task, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _single_organ(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("to"), str):
            return {**value, "to": (value["to"],)}
        return value

    @model_validator(mode="after")
    def _one_addressee(self) -> Assignment:
        if sum((bool(self.to), self.cap is not None, self.others)) != 1:
            raise ValueError("mỗi mục phân công có đúng một trong ba: 'to', 'cap' hoặc 'others: true'")
        return self


class ReportingDuty(Entry):
    """A report the issuer wants. ``before``: due before the day (the usual "trước ngày"), not on it.

    ``to`` and ``via`` are organ ids of the issuer's level. A duty whose date no source shows has no ``due``/``day``.
    """

    id: Id
    frequency: Frequency
    due: YearDay | None = None
    day: date | None = None
    before: bool = True
    window: tuple[YearDay, YearDay] | None = None
    to: Id | None = None
    via: Id | None = None
    content: Text | None = None
    clause: Text | None = None


class Milestone(Entry):
    """A review (sơ kết) or final summary (tổng kết) in a given year."""

    kind: Literal["so-ket", "tong-ket"]
    year: int


class Gap(Entry):
    """Something the original surely has and no source has shown; told to the clerk, never filled by guessing."""

    field: Text
    why: Text


class OwnInstrument(Entry):
    """The facts of a superior plan that the catalogue of instruments does not have yet."""

    type: InstrumentType
    number: Text
    issued: date
    issuer: Text
    title: Text


class Directive(Entry):
    """A superior plan. ``id`` is also the id of its instrument; a file of one's own may carry it as ``document``.

    ``issuer``: organ id. ``territory``: unit id at the day of issue (``66@3-cap``), or ``vn``. ``addressees``: levels
    that must issue their own plan. ``action``: the derived plan's subject without the place ("Thực hiện Dự án “…”").
    """

    id: Id
    document: OwnInstrument | None = None
    theme: Id
    issuer: Id
    territory: Text
    addressees: tuple[Level, ...] = Field(min_length=1)
    period: tuple[date, date | None]
    action: Text
    rests_on: tuple[Id, ...] = ()
    purposes: tuple[Text, ...] = ()
    requirements: tuple[Text, ...] = ()
    goal: Text | None = None
    targets: tuple[Target, ...] = ()
    solutions: tuple[Solution, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    funding: tuple[Text, ...] = ()
    reporting: tuple[ReportingDuty, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    gaps: tuple[Gap, ...] = ()
    sources: tuple[Text, ...] = Field(min_length=1)
    verified: bool
    note: Text | None = None

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Directive:
        ids = [t.id for t in self.targets] + [t.id for t in self.all_tasks()] + [r.id for r in self.reporting]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        if twice:
            raise ValueError(f"mã '{twice}' dùng hai lần trong cùng văn bản chỉ đạo")
        return self

    def all_tasks(self) -> tuple[Task, ...]:
        """Tasks of the common part, then those of the addressees, in order."""
        groups = [solution.tasks for solution in self.solutions] + [one.tasks for one in self.assignments]
        return tuple(task for tasks in groups for task in tasks)
