"""Working days: Tết, Giỗ Tổ, 24/11 since 2026, swapped days announced late."""

from __future__ import annotations

from datetime import date

import pytest

from planforge import Catalogue
from planforge.catalogue.working_days import WorkingDays


@pytest.fixture(scope="module")
def calendar(catalogue: Catalogue) -> WorkingDays:
    return catalogue.calendar


class DescribeADay:
    @pytest.mark.parametrize(
        ("day", "working"),
        [
            (date(2026, 2, 13), True),
            (date(2026, 2, 16), False),
            (date(2026, 2, 17), False),
            (date(2026, 2, 20), False),
            (date(2026, 2, 23), True),
            (date(2026, 4, 27), False),
            (date(2026, 4, 30), False),
            (date(2026, 1, 2), False),
            (date(2026, 1, 10), True),
            (date(2026, 8, 22), True),
            (date(2026, 8, 31), False),
            (date(2026, 11, 24), False),
            (date(2025, 11, 24), True),
            (date(2026, 11, 21), False),
            (date(2026, 11, 23), True),
            (date(2024, 2, 9), False),
        ],
    )
    def it_is_worked_or_not(self, calendar: WorkingDays, day: date, working: bool) -> None:
        assert calendar.is_working(day) is working


class DescribeAShift:
    @pytest.mark.parametrize(
        ("day", "days", "result"),
        [
            (date(2026, 11, 20), -3, date(2026, 11, 17)),
            (date(2026, 11, 25), -1, date(2026, 11, 23)),
            (date(2026, 2, 23), -2, date(2026, 2, 12)),
            (date(2026, 1, 5), -1, date(2025, 12, 31)),
            (date(2026, 11, 20), 1, date(2026, 11, 23)),
            (date(2026, 11, 21), 0, date(2026, 11, 21)),
        ],
    )
    def it_counts_working_days_only(self, calendar: WorkingDays, day: date, days: int, result: date) -> None:
        assert calendar.shift(day, days) == result

    def it_goes_back_to_the_last_working_day(self, calendar: WorkingDays) -> None:
        assert calendar.previous_or_same(date(2026, 2, 18)) == date(2026, 2, 13)
        assert calendar.previous_or_same(date(2026, 11, 20)) == date(2026, 11, 20)
