"""The place and day of a document, from its letterhead; a date inside a citation is never taken for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(
    r"[Nn]gày ?(?P<day>\d{1,2})?(?:[ .…_]{0,20}tháng ?(?P<month>\d{1,2})?[ .…_/]{0,20}năm ?|"
    r" ?(?P<sign>[/.-]) ?(?P<second>\d{1,2}) ?(?P=sign) ?)(?P<year>\d{4})(?!\d)"
)
_LISTED = re.compile(
    r"Ngày (?:ban hành|ký)[ |:]{0,5}(?P<day>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4})", re.IGNORECASE
)
_BEFORE = re.compile(r"(?:^|[|*_#]|\S*\d\S*/\S+|\s/[A-ZĐ]\S*)\s*(?P<place>[^|*_#/]{0,60}?)[ ,;.*_]*$")
_NO_PLACE = re.compile(
    r"\b(?:Số|Luật|Pháp lệnh|Nghị|Quyết|Chỉ thị|Kế|Thông|Công|Tờ|Báo|Kết|Hướng|Quy|UBND|HĐND|Từ|Đến|Vào|Trong)\b"
)
_UNIT_WORDS = frozenset({"thành", "phố", "tỉnh", "thị", "xã", "trấn", "huyện", "quận", "phường", "đặc", "khu"})
_AFTER = re.compile(r"[ .*_]*(?:$|[\n|(]|[-–—]{2}|(?P<word>\w\w+))")


@dataclass(frozen=True, slots=True)
class OwnDate:
    """``span`` is where the date stands as written, also one that does not exist (``issued`` is None then)."""

    issued: date | None = None
    year: int | None = None
    month: int | None = None
    place: str | None = None
    span: tuple[int, int] | None = None


def own_date(head: str) -> OwnDate:
    """The day on the line of place and date (Annex I, II.4), else the one that a portal lists above the text."""
    for found in _DATE.finditer(head):
        place = _place_before(head, found.start())
        if place is not None and _line_ends(head, found.end()):
            return _read(found, place)
    listed = _LISTED.search(head)
    return _read(listed, "") if listed else OwnDate()


def _place_before(head: str, at: int) -> str | None:
    """The place named before the date, empty when there is none; None where the line says something else."""
    line = head[:at].rpartition("\n")[2]
    found = _BEFORE.search(line)
    if not found:
        return None
    place = found["place"].strip(" ,-–")
    words = place.split()
    if len(words) > 8 or _NO_PLACE.search(place):
        return None
    named = all(word[0].isupper() or not word[0].isalpha() or word in _UNIT_WORDS for word in words)
    return place if named else None


def _line_ends(head: str, at: int) -> bool:
    """Whether nothing but a heading in capitals follows; a citation goes on with its issuer or title."""
    after = _AFTER.match(head, at)
    return bool(after and (not after["word"] or after["word"].isupper()))


def _read(found: re.Match[str], place: str) -> OwnDate:
    groups = found.groupdict()
    day, year = (int(groups[name]) if groups[name] else None for name in ("day", "year"))
    written = groups.get("month") or groups.get("second")
    month = int(written) if written else None
    try:
        issued = date(year, month, day) if year and month and day else None
    except ValueError:
        issued = None
    whole = month if month and 1 <= month <= 12 else None
    return OwnDate(issued, year, whole, place or None, found.span())
