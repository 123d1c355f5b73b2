"""What units share: the traits that decide a plan, and the stand-in unit for which a pattern is drawn."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import lru_cache

from planforge.catalogue.organ_map import OrganMap
from planforge.catalogue.profiles import Profile
from planforge.derivation.bodies import border_or_coast
from planforge.derivation.case import Case
from planforge.document.pattern import NAME, STAND_IN

_OWN = {"unit": STAND_IN, "place": None, "chair": None, "deputies": (), "capacity": None, "collective_line": True}
"""Fields of a profile that only head and signature show; a pattern has neither."""


def stand_in(case: Case) -> Case:
    """The same case for a unit that has the traits of this one and no name of its own."""
    unit = replace(case.unit, id=STAND_IN, name=NAME, full_name=_prefix(case) + NAME)
    words = {**case.words, "don_vi": unit.full_name}
    return replace(case, unit=unit, chain=(unit, *case.chain[1:]), words=words)


def traits(case: Case) -> Hashable:
    """Equal for cases whose plans differ in name, head and signature only."""
    request, unit = case.request, case.unit
    shared: Profile = case.profile.model_copy(update=_OWN)
    answers = tuple(sorted((k, v) for k, v in request.settings.items() if k.startswith(("chi-tieu.", "bao-cao."))))
    return (
        request.directive, request.as_of, request.number, request.template, answers, shared.model_dump_json(),
        unit.era, unit.level, unit.kind, border_or_coast(case), _prefix(case),
        tuple(words for words in case.words.items() if words[0] != "don_vi"), _above(case),
    )  # fmt: skip


@lru_cache(maxsize=4)
def _places(organs: OrganMap) -> frozenset[str]:
    """Provinces that have bodies of their own."""
    return frozenset(place for organ in organs.all() for place in organ.locality)


def _prefix(case: Case) -> str:
    """The level word before the name (``phường ``, ``Phường ``)."""
    return case.unit.full_name.removesuffix(case.unit.name)


def _above(case: Case) -> Hashable:
    """A plan names the units above only where the issuer is one of them; else their kinds and local bodies count."""
    if case.issuer_unit is not None:
        return tuple(unit.id for unit in case.chain[1:])
    places = _places(case.catalogue.organs)
    return tuple((unit.level, unit.kind, unit.name if unit.name in places else "") for unit in case.chain[1:])
