"""What units share: the traits that decide a plan, and the stand-in unit for which a pattern is drawn."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import lru_cache

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.organ_map import OrganMap
from planforge.catalogue.profiles import Profile
from planforge.catalogue.units import Unit
from planforge.derivation.bodies import border_or_coast
from planforge.derivation.case import Case
from planforge.document.pattern import NAME, STAND_IN

_OWN = {"unit": STAND_IN, "place": None, "chair": None, "deputies": (), "capacity": None, "collective_line": True}
"""Fields of a profile that only head and signature show; a pattern has neither."""


def stand_in(case: Case) -> Case:
    """The same case for a unit that has the traits of this one and no name of its own."""
    unit = replace(case.unit, id=STAND_IN, name=NAME, full_name=_prefix(case.unit) + NAME)
    words = {**case.words, "don_vi": unit.full_name}
    return replace(case, unit=unit, chain=(unit, *case.chain[1:]), words=words)


def traits(case: Case) -> Hashable:
    """Equal for cases whose plans differ in name, head and signature only."""
    request, unit = case.request, case.unit
    shared: Profile = case.profile.model_copy(update=_OWN)
    answers = tuple(sorted((k, v) for k, v in request.settings.items() if k.startswith(("chi-tieu.", "bao-cao."))))
    return (
        request.directive, request.as_of, request.number, request.template, answers, shared.model_dump_json(),
        unit.era, unit.level, unit.kind, border_or_coast(case), _prefix(case.unit),
        tuple(words for words in case.words.items() if words[0] != "don_vi"), _above(case),
    )  # fmt: skip


@lru_cache(maxsize=4)
def _places(organs: OrganMap) -> frozenset[str]:
    """Provinces that have bodies of their own."""
    return frozenset(place for organ in organs.all() for place in organ.locality)


def kin(catalogue: Catalogue, unit: Unit, parent: Unit | None) -> str:
    """Equal for units of one level that likely have the same traits; unlike :func:`traits`, next to free."""
    own = parent.name if parent and parent.name in _places(catalogue.organs) else ""
    return f"{unit.kind}|{_prefix(unit)}|{unit.hamlet_word}|{parent.kind if parent else ''}|{own}"


def _prefix(unit: Unit) -> str:
    """The level word before the name (``phường ``, ``Phường ``)."""
    return unit.full_name.removesuffix(unit.name)


def _above(case: Case) -> Hashable:
    """A plan names the units above only where the issuer is one of them; else their kinds and local bodies count."""
    if case.issuer_unit is not None:
        return tuple(unit.id for unit in case.chain[1:])
    places = _places(case.catalogue.organs)
    return tuple((unit.level, unit.kind, unit.name if unit.name in places else "") for unit in case.chain[1:])
