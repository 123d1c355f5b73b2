"""Dates as official documents write them (Decree 30/2020/NĐ-CP, Annex I, Part I, II.4b).

Days 1-9 and months 1 and 2 take a leading zero; months 3-9 do not.
"""

from __future__ import annotations

import re
from datetime import date

_LONG = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_SHORT = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
BLANK = "     "
"""Room for a number typed by hand: the width the samples leave."""


def day_of_month(day: int) -> str:
    """``5`` becomes ``05``; ``12`` stays."""
    return f"{day:02d}"


def month_number(month: int) -> str:
    """January and February are ``01`` and ``02``; the others are bare."""
    return f"{month:02d}" if month in (1, 2) else str(month)


def long_date(year: int, month: int | None = None, day: int | None = None) -> str:
    """``ngày 05 tháng 01 năm 2026``; a missing day or month is left as a visible blank."""
    shown_day = BLANK if day is None else day_of_month(day)
    shown_month = BLANK if month is None else month_number(month)
    return f"ngày {shown_day} tháng {shown_month} năm {year}"


def short_date(value: date) -> str:
    """``05/7/2022``, as running text writes it."""
    return f"{day_of_month(value.day)}/{month_number(value.month)}/{value.year}"


def short_day(day: int, month: int) -> str:
    """``20/6`` for a date that comes back every year."""
    return f"{day_of_month(day)}/{month_number(month)}"


def parse_date(text: str) -> date | None:
    """The first date in ``text``, long or short form or ISO; None when there is none or it does not exist."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    match = _LONG.search(text) or _SHORT.search(text)
    if not match:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
