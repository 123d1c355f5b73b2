"""Working days of the public sector: the ``holidays`` package plus the catalogue's own list of exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planforge.catalogue.files import DayOverride


INDEXED_YEARS = range(2020, 2033)
"""Years whose days the index holds; other years ask the package."""


class WorkingDays:
    """Vietnamese working days. The catalogue's exceptions win over the package, which knows no late swaps."""

    def __init__(self, overrides: Iterable[DayOverride] = (), exceptions: Mapping[date, bool] | None = None) -> None:
        self._overrides = {override.day: override.working for override in overrides}
        self._exceptions = exceptions

    @cached_property
    def _holidays(self) -> Any:
        # A late import: 14 MB of package, needed only when a deadline is shifted.
        import holidays

        return holidays.country_holidays("VN")

    def is_working(self, day: date) -> bool:
        """Whether offices work on ``day`` (Tết, Giỗ Tổ, 24/11 since 2026, swapped Saturdays)."""
        known = self._overrides.get(day)
        if known is not None:
            return known
        if self._exceptions is not None and day.year in INDEXED_YEARS:
            return self._exceptions.get(day, day.weekday() < 5)
        return bool(self._holidays.is_working_day(day))

    def shift(self, day: date, days: int) -> date:
        """The day ``days`` working days after ``day``, or before it when negative; ``day`` does not count."""
        step = timedelta(days=1 if days > 0 else -1)
        left = abs(days)
        while left:
            day += step
            if self.is_working(day):
                left -= 1
        return day

    def previous_or_same(self, day: date) -> date:
        """``day`` when it is a working day, else the last working day before it."""
        return day if self.is_working(day) else self.shift(day, -1)


def exceptional_days(years: range) -> Iterator[tuple[date, bool]]:
    """Days of ``years`` that are not as their weekday suggests, by the ``holidays`` package."""
    import holidays

    calendar = holidays.country_holidays("VN", years=years)
    day = date(years.start, 1, 1)
    while day.year < years.stop:
        working = bool(calendar.is_working_day(day))
        if working != (day.weekday() < 5):
            yield day, working
        day += timedelta(days=1)
