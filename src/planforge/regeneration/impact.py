"""Which plans rest on law that has been replaced or has expired, and what to use instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.instruments import Instrument
from planforge.citation.status import current_successors, status_at
from planforge.document.tree import Plan
from planforge.errors import PlanforgeError
from planforge.text.dates import short_date

_SYMBOL = re.compile(r"\d+(?:/\d{4})?[/-][A-ZĐ][\wĐđ&]*(?:[-/][A-ZĐ][\wĐđ&]*)*")
_STATES = {"replaced": "đã bị thay thế", "expired": "đã hết hiệu lực"}


@dataclass(frozen=True, slots=True)
class Impact:
    """An instrument a plan rests on that is out of force. ``lines``: ids of the lines that name it, ``places``: where
    a reader finds them.
    """

    instrument: str
    name: str
    status: str
    now: str
    lines: tuple[str, ...]
    places: tuple[str, ...] = ()


def impacts(catalogue: Catalogue, plan: Plan, day: date, directive: str = "") -> tuple[Impact, ...]:
    """What the plan rests on and is replaced or expired on ``day``: bases, the superior plan, numbers in the text.

    ``directive``: the superior plan's file, where it is no catalogue entry.
    """
    out = []
    places = place_names(plan)
    for one, lines in rests_on(catalogue, plan, directive).items():
        instrument = catalogue.instrument(one)
        status = status_at(instrument, day, catalogue)
        if status.state in _STATES:
            heirs = [i for i in current_successors(one, day, catalogue) if i != one]
            now = f"Nay dùng: {'; '.join(_name(catalogue.instrument(i)) for i in heirs)}." if heirs else ""
            named = tuple(dict.fromkeys(lines))
            where = tuple(dict.fromkeys(places[line] for line in named)) or ("qua văn bản cấp trên",)
            out.append(Impact(one, _name(instrument), _STATES[status.state], now, named, where))
    return tuple(out)


def place_names(plan: Plan) -> dict[str, str]:
    """Where each line stands: ``căn cứ 2``, ``mục II.1.a``; a line without a number has that of the line above it."""
    found = {node.id: f"căn cứ {count}" for count, node in enumerate(plan.opening, 1)}
    above: list[str] = []
    for level, node in plan.nodes():
        if node.id in found:
            continue
        above[max(level - 1, 0) :] = [node.number.strip(" .)")]
        found[node.id] = f"mục {'.'.join(part for part in above if part.strip('-+'))}"
    return found


def rests_on(catalogue: Catalogue, plan: Plan, directive: str = "") -> dict[str, list[str]]:
    """Ids of the instruments a plan names or was made under, each with the lines that do."""
    found: dict[str, list[str]] = {}
    for one in _made_under(catalogue, dict(plan.request).get("directive", ""), directive):
        found.setdefault(one, [])
    for _, node in plan.nodes():
        for source in node.lineage.sources:
            if source.kind == "instrument" and catalogue.holds(source.ref):
                found.setdefault(source.ref, []).append(node.id)
        for match in _SYMBOL.finditer(node.text):
            for instrument in _named(catalogue, match[0], node.text):
                found.setdefault(instrument.id, []).append(node.id)
    return found


def _made_under(catalogue: Catalogue, name: str, file: str) -> Iterator[str]:
    if catalogue.holds(name):
        yield name
    try:
        directive = catalogue.directive(file or name)
    except PlanforgeError:
        return
    yield from (one for one in directive.rests_on if catalogue.holds(one))


def _named(catalogue: Catalogue, number: str, text: str) -> tuple[Instrument, ...]:
    """A number alone may be shared: then the date in the line decides."""
    found = catalogue.instruments(number=number)
    if len(found) < 2:
        return found
    return tuple(one for one in found if one.issued and short_date(one.issued) in text)


def _name(instrument: Instrument) -> str:
    return " ".join(part for part in (instrument.number, instrument.title) if part) or instrument.id
