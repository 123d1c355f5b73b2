"""Working days of the public sector: the ``holidays`` package plus the catalogue's own list of exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planforge.catalogue.files import DayOverride


class WorkingDays:
    """Vietnamese working days. The catalogue's exceptions win over the package, which knows no late swaps."""

    def __init__(self, overrides: Iterable[DayOverride] = ()) -> None:
        self._overrides = {override.day: override.working for override in overrides}

    @cached_property
    def _holidays(self) -> Any:
        # A late import: 14 MB of package, needed only when a deadline is shifted.
        import holidays

        return holidays.country_holidays("VN")

    def is_working(self, day: date) -> bool:
        """Whether offices work on ``day`` (Tết, Giỗ Tổ, 24/11 since 2026, swapped Saturdays)."""
        known = self._overrides.get(day)
        return bool(self._holidays.is_working_day(day)) if known is None else known

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
