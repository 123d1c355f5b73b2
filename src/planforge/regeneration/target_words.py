"""A target somebody typed over, with holes again where its numbers stand, so that it stays comparable below."""

from __future__ import annotations

import re
from typing import Any

from planforge.derivation.targets import amount

Measures = list[dict[str, Any]]
_HOLE = re.compile(r"\{(\d+)\}")
_VALUE = r"(\d+(?:[.,]\d+)?)"


def with_holes(before: str, measures: Measures, now: str) -> tuple[str, Measures]:
    """``now`` with ``{0}`` for its numbers, and the measures with the values it states.

    ``before``: the same with holes as planforge wrote it. A number that is not to be found again leaves the words as
    they are and no measures.
    """
    shown = [int(n) for n in _HOLE.findall(before)]
    values = dict(zip(shown, _stated(before, measures, now), strict=False))
    if len(values) != len(shown):
        return now, []
    text, changed = now, [dict(one) for one in measures]
    for index, written in values.items():
        text = text.replace(written, f"{{{index}}}", 1)
        changed[index]["value"] = float(re.match(_VALUE, written)[1].replace(",", "."))  # type: ignore[index]
    return text, changed


def _stated(before: str, measures: Measures, now: str) -> list[str]:
    """What stands in each hole: numbers with the unit of their measure, in order."""
    found, place = [], 0
    for index in map(int, _HOLE.findall(before)):
        unit = measures[index]["unit"]
        pattern = rf"{_VALUE}\s*%" if unit == "%" else rf"{_VALUE} {re.escape(unit)}"
        exact = amount(measures[index]["value"], unit)
        at = now.find(exact, place)
        match = re.compile(pattern).search(now, place)
        if at >= 0 and (match is None or at == match.start() or now.count(exact) == 1):
            found.append(exact)
            place = at + len(exact)
        elif match:
            found.append(match[0])
            place = match.end()
    return found
