"""Which bodies of the unit carry a sector or answer to a superior's body, and how the document names them."""

from __future__ import annotations

from dataclasses import dataclass

from planforge.catalogue.entry import Mode, Trait
from planforge.catalogue.organs import Organ
from planforge.derivation.case import CAPS, Case, fill

HAMLETS = "khu-dan-cu"
OTHERS = "khac"
LOWER = "ubnd-cap-duoi"


@dataclass(frozen=True, slots=True)
class Body:
    """A body that carries tasks in the plan. ``key`` is the organ id, or one of HAMLETS, OTHERS, LOWER."""

    key: str
    label: str
    mode: Mode
    sector: str
    kind: str = ""


def body_of(case: Case, organ: Organ, sector: str | None = None, mode: Mode | None = None) -> Body:
    """The organ as a body of this unit, by its local name where the profile has one."""
    if organ.level == "khu-dan-cu" and organ.kind == "tu-quan":
        return Body(HAMLETS, case.phrase("phan-cong.thon"), "giao", HAMLETS, "tu-quan")
    sector = sector or organ.sectors[0]
    own = case.profile.offices.get(sector) or case.profile.offices.get(organ.id)
    label = own if own and not _is_organ(case, own) else label_of(case, organ)
    return Body(organ.id, label, mode or organ.mode or "de-nghi", sector, organ.kind)


def label_of(case: Case, organ: Organ) -> str:
    """The organ's name at the unit, or at the unit of the organ's own level above it."""
    holder = next((unit for unit in case.chain if unit.level == organ.level), case.unit)
    return fill(organ.label, {**case.words, "cap": CAPS.get(holder.kind, case.words["cap"])})


def carriers(case: Case, sector: str) -> tuple[Body, ...]:
    """Bodies of this unit that carry ``sector`` on the signing date, the usual one first."""
    own = case.profile.offices.get(sector)
    if own and _is_organ(case, own):
        return (body_of(case, case.catalogue.organs.get(own), sector),)
    found = case.catalogue.organs.carriers(sector, case.level, case.day, case.unit.kind)
    return tuple(body_of(case, organ, sector) for organ in _present(case, found, sector))


def counterparts(case: Case, organ: Organ, sector: str | None) -> tuple[Body, ...]:
    """Bodies of this unit that do at its level what ``organ`` does at the superior's."""
    if sector:
        return carriers(case, sector)
    if organ.level == case.level and organ.exists(case.day):
        return (body_of(case, organ),) if _has(case, organ) else ()
    found = case.catalogue.organs.counterparts(organ, None, case.level, case.day, case.unit.kind)
    return tuple(body_of(case, one) for one in _present(case, found, organ.sectors[0]))


def extras(case: Case, sector: str) -> tuple[Body, ...]:
    """Bodies that do not exist everywhere but, by its profile, in this unit, and that work in ``sector``."""
    organs = [case.catalogue.organs.get(one) for one in case.profile.extra]
    return tuple(
        body_of(case, organ, sector) for organ in organs
        if organ.level == case.level and organ.exists(case.day) and organ.sectors[0] == sector
    )


def _present(case: Case, organs: tuple[Organ, ...], sector: str) -> list[Organ]:
    place = next((unit.name for unit in case.chain if unit.level == "tinh"), "")
    local = [
        organ for organ in case.catalogue.organs.of_level(case.level, case.day)
        if place in organ.locality and sector in organ.sectors
    ]
    kept = [organ for organ in organs if _has(case, organ)]
    for organ in organs:
        if organ not in kept and organ.fallback:
            fallback = case.catalogue.organs.get(organ.fallback)
            if fallback.exists(case.day) and fallback not in kept:
                kept.append(fallback)
    return local or kept


def _has(case: Case, organ: Organ) -> bool:
    if organ.id in case.profile.without or organ.locality:
        return False
    if organ.when is None or organ.id in case.profile.extra:
        return True
    return organ.when != "by-profile" and has_trait(case, organ.when)


def has_trait(case: Case, trait: Trait) -> bool:
    """Whether the unit is of the sort that only some bodies and tasks are for."""
    match trait:
        case "border-or-coast":
            return border_or_coast(case)
        case "ethnic":
            return bool(case.profile.ethnic)
        case "rural":
            return case.unit.kind not in ("phuong", "quan")
        case "urban":
            return case.unit.kind in ("phuong", "quan", "thi-tran", "thi-xa", "thanh-pho")


def border_or_coast(case: Case) -> bool:
    """Whether the unit is known to lie on the border or the coast: by its profile, else by the unit table."""
    known = [case.profile.border, case.profile.coast, case.unit.border, case.unit.coast]
    if case.profile.border is not None or case.profile.coast is not None:
        known = known[:2]
    return any(known)


def _is_organ(case: Case, text: str) -> bool:
    return case.catalogue.organs.has(text)


def hamlets(case: Case) -> Body:
    """The villages or quarters of a commune, by the unit's own word."""
    return Body(HAMLETS, case.phrase("phan-cong.thon"), "giao", HAMLETS, "tu-quan")


def others(case: Case) -> Body:
    """All other bodies of the unit."""
    return Body(OTHERS, case.phrase(f"phan-cong.khac.{case.level}"), "giao", OTHERS)


def lower_committees(case: Case) -> Body:
    """The People's Committees of the level below (a province or a district has them)."""
    return Body(LOWER, case.phrase("phan-cong.ubnd-xa"), "giao", LOWER, "ubnd")


def below(case: Case) -> Body:
    """Who stands below the unit: hamlets under a commune, committees under a district or province."""
    return hamlets(case) if case.level == "xa" else lower_committees(case)


def standing_body(case: Case) -> Body:
    """The body that keeps the plan and gathers reports (cơ quan thường trực): the directive's, else the theme's."""
    if "standing" not in case.memo:
        case.memo["standing"] = _standing_body(case)
    found: Body = case.memo["standing"]
    return found


def _standing_body(case: Case) -> Body:
    named = next((a for a in case.directive.assignments if a.standing and a.to), None)
    if named:
        found = counterparts(case, case.catalogue.organs.get(named.to[0]), None)
        if found:
            return found[0]
    usual = next((entry for entry in case.standard if entry.standing), None)
    if usual and usual.organ:
        organ = case.catalogue.organs.get(usual.organ)
        if organ.exists(case.day) and organ.level == case.level and organ.mode == "giao":
            return body_of(case, organ, usual.sector)
    found = carriers(case, usual.sector if usual and not usual.organ else case.theme.standing)
    return found[0] if found else others(case)
