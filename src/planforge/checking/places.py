"""Places inside the names of issuers, and whether they existed on a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.organs import Organ
from planforge.catalogue.unit_tables import NATION, TURN
from planforge.text.folding import fold

_NAME = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class GonePlace:
    """A province whose name ended with ``last``, and what took its land."""

    name: str
    last: date
    now: str


def gone_place(issuer: str, day: date, organs: tuple[Organ, ...], catalogue: Catalogue) -> GonePlace | None:
    """The abolished province that ``issuer`` names, when ``day`` comes after it; communes may bear its name."""
    words = _plain(issuer)
    provincial = bool(organs) and all(organ.level == "tinh" for organ in organs)
    for key, place in _gone(catalogue).items():
        named = re.search(rf"\b(?:tinh|tinh uy) {key}\b", words) or (provincial and words.endswith(f" {key}"))
        if named and day > place.last:
            return place
    return None


def of_districts(issuer: str, day: date, organs: tuple[Organ, ...], catalogue: Catalogue) -> tuple[Organ, ...]:
    """``organs`` without those of provinces, where the city named is none that the nation ran on that day."""
    found = re.search(r"\b(?:thanh pho|tp) (.+)$", _plain(issuer))
    if not found or not any(organ.level == "huyen" for organ in organs):
        return organs
    cities = {_plain(unit.name) for unit in catalogue.units.children(NATION, day)}
    cities |= {_plain(unit.name) for unit in catalogue.units.children(NATION, date.max)}
    named_city = any(found[1] == city or found[1].startswith(f"{city} ") for city in cities)
    return organs if named_city else tuple(organ for organ in organs if organ.level == "huyen")


@lru_cache(maxsize=1)
def _gone(catalogue: Catalogue) -> dict[str, GonePlace]:
    last = TURN - timedelta(days=1)
    today = {_plain(unit.name) for unit in catalogue.units.children(NATION, TURN)}
    gone = {}
    for unit in catalogue.units.children(NATION, last):
        if _plain(unit.name) not in today:
            heirs = ", ".join(one.full_name for one in catalogue.units.successors(unit.id, TURN))
            gone[_plain(unit.name)] = GonePlace(unit.full_name, last, heirs)
    return gone


def _plain(name: str) -> str:
    return _NAME.sub(" ", fold(name)).strip()
