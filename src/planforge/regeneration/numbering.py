"""Numbers of lines: read off a paragraph, and put in order again after a merge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from planforge.regeneration.lines import Line
from planforge.text.numerals import LETTERS, letter, roman

_NUMBER = re.compile(r"([IVXLC]+\.|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[-–—+•])(\s+)")
_SIMPLE = re.compile(r"([IVX]+|\d+|[a-zđ])([.)]?)")
_ROMANS = {roman(n): n for n in range(1, 40)}
_MOST = {"roman": 39, "letter": len(LETTERS), "digit": 9999}
_WRITE: dict[str, Callable[[int], str]] = {"roman": roman, "letter": letter, "digit": str}


def split_number(text: str) -> tuple[str, str, str]:
    """Number, the gap after it, and the rest; number and gap are empty when none is typed."""
    match = _NUMBER.match(text)
    return (match[1], match[2], text[match.end() :]) if match else ("", "", text)


def style(number: str) -> str:
    """How a number is written: ``roman.``, ``digit)``, ``letter)``; empty for dashes and compound numbers."""
    return "".join(_parts(number)[::2])


def renumbered(result: Sequence[Line], *sides: Sequence[Line]) -> tuple[Line, ...]:
    """Siblings count on where they did on every side but no longer do; all else stays as it is."""
    orders = [_in_order(side) for side in sides]
    given: dict[str, str] = {}
    for group, lines in _groups(result).items():
        if not _counts(lines) and all(order.get(group, True) for order in orders):
            start = _parts(lines[0].number)[1]
            given |= _numbers(lines, start)
    return tuple(replace(line, number=given.get(line.key, line.number)) for line in result)


def _numbers(lines: list[Line], start: int) -> dict[str, str]:
    kind, _, sign = _parts(lines[0].number)
    if start + len(lines) - 1 > _MOST[kind]:
        return {}
    return {line.key: f"{_WRITE[kind](n)}{sign}" for n, line in enumerate(lines, start)}


def _in_order(lines: Sequence[Line]) -> dict[tuple[str, str], bool]:
    return {group: _counts(members) for group, members in _groups(lines).items()}


def _counts(lines: list[Line]) -> bool:
    values = [_parts(line.number)[1] for line in lines]
    return values == list(range(values[0], values[0] + len(values))) and values[0] == 1


def _groups(lines: Iterable[Line]) -> dict[tuple[str, str], list[Line]]:
    """Numbered lines by parent and way of numbering."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line, parent in with_parents(lines):
        if written := style(line.number) or ("digit" if line.zone == "rows" and line.number.isdigit() else ""):
            found.setdefault((f"{line.zone}/{parent}", written), []).append(line)
    return found


def with_parents(lines: Iterable[Line]) -> list[tuple[Line, str]]:
    """Each line with the key of the line it hangs under; empty at the top and outside the body."""
    path: list[Line] = []
    out = []
    for line in lines:
        if line.zone != "body":
            out.append((line, ""))
            continue
        while path and path[-1].level >= line.level:
            path.pop()
        out.append((line, path[-1].key if path else ""))
        path.append(line)
    return out


def _parts(number: str) -> tuple[str, int, str]:
    """Kind, value and closing sign; kind empty where we do not count."""
    match = _SIMPLE.fullmatch(number)
    if not match:
        return "", 0, ""
    if match[1].isdigit():
        return "digit", int(match[1]), match[2]
    if match[2] == "." and match[1] in _ROMANS:
        return "roman", _ROMANS[match[1]], match[2]
    if match[2] == ")" and match[1] in LETTERS:
        return "letter", LETTERS.index(match[1]) + 1, match[2]
    return "", 0, ""
