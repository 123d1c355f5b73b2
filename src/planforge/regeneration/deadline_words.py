"""Deadlines as a person types them, read back as data; what cannot be read is None, never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from planforge.text.dates import parse_date
from planforge.text.folding import fold

_BEFORE = re.compile(r"(?:trước|chậm nhất|xong|đến hết) (?:ngày )?(\d{1,2}/\d{1,2}(?:/\d{4})?)(?!\d|/)", re.IGNORECASE)
_ALONE = re.compile(r"(?:ngày )?\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2} năm )\d{4}", re.IGNORECASE)
_YEARLY = re.compile(r"\b(\d{1,2})/(\d{1,2})(?!/|\d)(?= (?:hằng|hàng) năm)", re.IGNORECASE)
_WORKING = re.compile(r"\b(\d{1,3}) ngày làm việc")


def read_deadline(text: str, phrases: Mapping[str, str]) -> dict[str, Any] | None:
    """The fields of a deadline. ``phrases``: the catalogue's, whose ``han.…`` name the kinds without a day."""
    plain = fold(text)
    kinds = {fold(phrase): key.removeprefix("han.") for key, phrase in phrases.items() if key.startswith("han.")}
    if plain in kinds:
        return {"kind": kinds[plain]}
    if yearly := _YEARLY.search(text):
        return _of_year(int(yearly[1]), int(yearly[2]))
    found = _BEFORE.search(text)
    day = parse_date(found[1] if found else text if _ALONE.fullmatch(text.strip()) else "")
    if day:
        return {"kind": "ngay", "day": day}
    if phrases and (working := _WORKING.search(text)):
        return {"kind": "ngay-lam-viec", "working_days": int(working[1])}
    return None


def read_day(text: str) -> date | dict[str, int] | None:
    """The day of a report: a date, or day and month of every year."""
    found = _BEFORE.search(text)
    if not found:
        return None
    day, month, *year = (int(part) for part in found[1].split("/"))
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return parse_date(found[1]) if year else {"day": day, "month": month}


def _of_year(day: int, month: int) -> dict[str, Any] | None:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return {"kind": "ngay-hang-nam", "yearly": {"day": day, "month": month}}
