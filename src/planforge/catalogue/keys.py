"""By what an instrument is found. The index keeps these keys, so that no look-up reads the whole catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from planforge.text.keys import name_key, number_key

By = Literal["number", "short", "day", "name", "alias", "type", "symbol"]
"""``number``: :func:`number_key`. ``short``: type and digits (``nghi-dinh 105``). ``day``: ISO date of issue.
``name``: :func:`name_key` of a law, of an alias, of the programme an instrument approves; ``alias``: of an alias.
``symbol``: what follows number and year, as written (``/NĐ-CP``).
"""
LAWS = ("luat", "phap-lenh", "hien-phap")

_DIGITS = re.compile(r"0*(\d+[a-z]?)(?![a-z])", re.IGNORECASE)
_NUMBER_AND_YEAR = re.compile(r"^\d+[A-Za-z]?(?:\.\d+)?(?:/(?:19|20)\d\d)?")
_OWN_NAME = re.compile(
    r"(?:phê duyệt|ban hành) [“\"]?(?P<name>(?:chương trình|chiến lược|đề án|dự án)(?: [“\"])?[^“”\"]{8,300})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s+năm\s+((?:19|20)\d\d)$")


def keys_of(one: Mapping[str, Any]) -> Iterator[tuple[By, str]]:
    """The keys of an instrument, given as the fields of its entry."""
    yield "type", one["type"]
    if number := one.get("number"):
        yield "number", number_key(number)
        yield "symbol", _NUMBER_AND_YEAR.sub("", number)
        if digits := _DIGITS.match(number):
            yield "short", f"{one['type']} {digits[1].lower()}"
    if issued := one.get("issued"):
        yield "day", str(issued)
    for alias in one.get("aliases", ()):
        yield "alias", name_key(alias)
        yield "name", name_key(alias)
    title = one.get("title") or ""
    if one["type"] in LAWS:
        yield "name", name_key(_YEAR.sub("", title.split(" (")[0]))
    if own := _OWN_NAME.search(title):
        yield "name", name_key(own["name"].strip(" .;,"))
