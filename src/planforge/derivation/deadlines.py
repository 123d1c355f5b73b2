"""Report days: the unit's own lie before the superior's, on working days, after the data are closed.

Decree 09/2019/NĐ-CP, article 8.5: a deadline leaves at least one working day after the data are closed, and each
level's deadline is stated. How many working days earlier is planforge's choice, kept as data (``shifts``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from planforge.catalogue.directives import Deadline, ReportingDuty, YearDay
from planforge.catalogue.organs import Organ
from planforge.derivation.bodies import label_of
from planforge.derivation.case import Case
from planforge.text.dates import short_date, short_day

_YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A reporting duty as the unit states it: ``own`` for those below, ``upward`` for itself (phrases)."""

    duty: ReportingDuty
    name: str
    own: str
    upward: str
    window: str
    to: str
    via: str
    past: bool = False


def own_reports(case: Case) -> tuple[OwnReport, ...]:
    """All reporting duties with the unit's own days."""
    return tuple(own_report(case, duty) for duty in case.directive.reporting)


def own_report(case: Case, duty: ReportingDuty) -> OwnReport:
    """One duty: own day by answer, profile or rule; the superior's day kept word for word."""
    name = case.phrase(f"bao-cao.{duty.frequency}")
    to = case.catalogue.organs.get(duty.to) if duty.to else case.issuer
    via = case.catalogue.organs.get(duty.via) if duty.via else None
    return OwnReport(
        duty, name, _own_phrase(case, duty), _upward_phrase(case, duty), _window_phrase(case, duty),
        addressee(case, to), f"(qua {addressee(case, via)})" if via else "", bool(duty.day and duty.day < case.day),
    )


def addressee(case: Case, organ: Organ) -> str:
    """Who receives a report: the superior's body, or its successor where it no longer exists."""
    if organ.exists(case.day):
        return label_of(case, organ)
    heir = next(iter(case.catalogue.organs.successors(organ, organ.sectors[0], case.day)), organ)
    return label_of(case, heir)


def own_day(case: Case, duty: ReportingDuty) -> date | YearDay | None:
    """The unit's own day for a duty, before the superior's; None where the superior named none."""
    chosen = case.answers.reports.get(duty.id) or case.profile.report_due.get(duty.id)
    if chosen and duty.frequency in ("tong-ket", "so-ket"):
        year = duty.day.year if duty.day else (case.directive.period[1] or case.day).year
        return date(year, chosen.month, chosen.day)
    if chosen:
        return chosen
    if duty.day:
        return earlier(case, duty.day)
    return yearly(case, duty) if duty.due else None


def _own_phrase(case: Case, duty: ReportingDuty) -> str:
    day = own_day(case, duty)
    if day is None:
        return _undated(case, duty)
    if isinstance(day, date):
        return case.phrase("bao-cao.truoc", ngay=short_date(day))
    return case.phrase("bao-cao.truoc-hang-nam", ngay=_short(day))


def _upward_phrase(case: Case, duty: ReportingDuty) -> str:
    if duty.day:
        return case.phrase("bao-cao.truoc", ngay=short_date(duty.day))
    if duty.due:
        return case.phrase("bao-cao.truoc-hang-nam", ngay=_short(duty.due))
    return _undated(case, duty)


def _undated(case: Case, duty: ReportingDuty) -> str:
    return case.phrase("bao-cao.khi-yeu-cau" if duty.frequency == "dot-xuat" else "bao-cao.dinh-ky")


def _window_phrase(case: Case, duty: ReportingDuty) -> str:
    if duty.window is None:
        return ""
    start, end = duty.window
    before = case.phrase("bao-cao.nam-truoc") if start.year < 0 else ""
    return case.phrase("bao-cao.so-lieu", tu=_short(start), den=_short(end)).replace("{nam_truoc}", before)


def working_days_before(case: Case) -> int:
    """How many working days a unit of this level takes for itself."""
    return next(rule.working_days for rule in case.catalogue.wording.shifts if rule.level == case.level)


def earlier(case: Case, day: date) -> date:
    """The unit's own day for a day of the superior: working days earlier."""
    return case.catalogue.calendar.shift(day, -working_days_before(case))


def yearly(case: Case, duty: ReportingDuty) -> YearDay:
    """The unit's own yearly day: early enough in each of the coming years, never before the data are closed.

    A day "trước ngày X" allows X - 1 at the latest, so X lies at least two days after the first working day that
    follows the closing date.
    """
    assert duty.due is not None
    days, floors = [], []
    for year in range(case.day.year, case.day.year + _YEARS_AHEAD):
        last = _on(duty.due, year)
        days.append(earlier(case, last).replace(year=2000))
        if duty.window:
            first_working = case.catalogue.calendar.shift(_on(duty.window[1], year), 1)
            floors.append(min(first_working + timedelta(days=1), last - timedelta(days=1)).replace(year=2000))
    own = max([min(days), *floors])
    return YearDay(day=own.day, month=own.month)


def _on(day: YearDay, year: int) -> date:
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _short(day: YearDay) -> str:
    return short_day(day.day, day.month)


def own_deadline(case: Case, deadline: Deadline | None) -> Deadline:
    """A task's deadline as the unit gives it on; a superior's date is moved earlier like a report's."""
    if deadline is None:
        return Deadline(kind="thuong-xuyen")
    if deadline.kind == "ngay" and deadline.day:
        return Deadline(kind="ngay", day=max(earlier(case, deadline.day), case.day))
    return deadline


def deadline_phrase(case: Case, deadline: Deadline | None) -> str:
    """The unit's own deadline for the table."""
    own = own_deadline(case, deadline)
    if own.day:
        return case.phrase("han.ngay", ngay=short_date(own.day))
    if own.yearly:
        return case.phrase("han.ngay-hang-nam", ngay=_short(own.yearly))
    if own.working_days:
        return case.phrase("han.ngay-lam-viec", so=f"{own.working_days:02d}")
    return case.phrase(f"han.{own.kind}")
