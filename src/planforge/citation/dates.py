"""The date of a citation: every way it is written, the impossible ones included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(
    r"(?P<comma> ?,)? ?\(?(?:(?:ký|ban hành|đề|ra)? ?ngày ?(?P<day>\d{1,2})(?: ?[/.-] ?| tháng )(?P<month>\d{1,2})"
    r"(?: ?[/.-] ?|,? năm )(?P<year>\d{4}|(?:19|20) \d\d(?!\d)|\d{2}(?! ?\d))"
    r"|(?P<day2>\d{1,2})(?: ?[/.-] ?| tháng )(?P<month2>\d{1,2})(?: ?[/.-] ?|,? năm )(?P<year2>(?:19|20)\d\d))\)?",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"(?P<comma> ?,)? ?\(?(?:ngày ?(?:\d{1,2}|[….]{0,9})(?: ?/ ?| ?tháng ?)(?:\d{1,2}|[….]{0,9})"
    r"(?: ?/ ?|,? ?năm ?)(?P<year>\d{4})|ngày ?\d{1,2}(?:/| tháng )\d{1,2}(?!\d|/)|,? ?năm (?P<year2>(?:19|20)\d\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """``begin``/``end`` span the date from ``ngày``; ``issued`` is None when it does not exist or is not whole."""

    begin: int
    end: int
    issued: date | None
    year: int | None
    comma: bool
    whole: bool


def find_date(text: str, start: int) -> FoundDate | None:
    """The date that stands right at ``start`` of ``text``, after an optional comma."""
    found = _DATE.match(text, start)
    if found:
        day, month, year = (int((found[n] or found[f"{n}2"]).replace(" ", "")) for n in ("day", "month", "year"))
        year += 2000 if year < 50 else 1900 if year < 100 else 0
        return FoundDate(_begin(found), _end(found), _real(year, month, day), year, bool(found["comma"]), True)
    found = _PARTIAL.match(text, start)
    if found:
        written = found["year"] or found["year2"]
        return FoundDate(
            _begin(found), _end(found), None, int(written) if written else None, bool(found["comma"]), False
        )
    return None


def _begin(found: re.Match[str]) -> int:
    begin = found.start()
    while found.string[begin] in " ,(":
        begin += 1
    return begin


def _end(found: re.Match[str]) -> int:
    opened = "(" in found[0]
    return found.end() - (1 if found[0].endswith(")") and not opened else 0)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
