"""Which body carries a sector where and when, who followed it, and who a name in running text means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from planforge.catalogue.entry import Level
from planforge.catalogue.organ_names import NameBook
from planforge.catalogue.organs import EraSpan, Organ, SectorMap
from planforge.catalogue.suggestions import unknown


class OrganMap:
    """All kinds of bodies, looked up at a day."""

    def __init__(self, organs: Iterable[Organ], sectors: Iterable[SectorMap], eras: Iterable[EraSpan]) -> None:
        self._organs = {organ.id: organ for organ in organs}
        self._of_level: dict[tuple[Level, date], tuple[Organ, ...]] = {}
        self.sectors = {sector.sector: sector for sector in sectors}
        self.eras = tuple(sorted(eras, key=lambda era: era.start or date.min))

    def all(self) -> tuple[Organ, ...]:
        """Every organ of the catalogue, of all times."""
        return tuple(self._organs.values())

    def get(self, organ_id: str) -> Organ:
        """The organ with that id. Raises UnknownError."""
        if organ_id not in self._organs:
            raise unknown("cơ quan", organ_id, self._organs, "planforge catalogue list to-chuc")
        return self._organs[organ_id]

    def has(self, organ_id: str) -> bool:
        """Whether an organ bears that id."""
        return organ_id in self._organs

    def of_level(self, level: Level, day: date) -> tuple[Organ, ...]:
        """Bodies of ``level`` that exist on ``day``."""
        if (level, day) not in self._of_level:
            found = (organ for organ in self._organs.values() if organ.level == level and organ.exists(day))
            self._of_level[level, day] = tuple(found)
        return self._of_level[level, day]

    def sector(self, sector: str) -> SectorMap:
        """The sector with that id. Raises UnknownError."""
        if sector not in self.sectors:
            raise unknown("lĩnh vực", sector, self.sectors, "planforge catalogue list linh-vuc")
        return self.sectors[sector]

    def era(self, day: date) -> EraSpan:
        """The era of ``day``; of several, the one that starts last."""
        fitting = [e for e in self.eras if (e.start is None or e.start <= day) and (e.end is None or day <= e.end)]
        return fitting[-1]

    def carriers(self, sector: str, level: Level, day: date, unit_kind: str | None = None) -> tuple[Organ, ...]:
        """Bodies that carry ``sector`` at ``level`` on ``day``, first choice first; empty when nobody does.

        ``unit_kind`` (``phuong``, ``xa``, ``dac-khu`` …) keeps only the bodies such a unit has.
        """
        era = self.era(day)
        if level not in era.levels:
            return ()
        carriers = self.sector(sector).carriers
        for earlier in reversed(self.eras[: self.eras.index(era) + 1]):
            named = carriers.get(earlier.id, {}).get(level)
            if named is not None:
                return tuple(organ for organ in map(self.get, named) if _fits(organ, day, unit_kind))
        return ()

    def successors(self, organ: Organ, sector: str | None, day: date) -> tuple[Organ, ...]:
        """``organ`` itself while it exists, else the bodies that hold its work (of ``sector``) on ``day``."""
        found: dict[str, Organ] = {}
        waiting, seen = [organ], {organ.id}
        while waiting:
            current = waiting.pop(0)
            if current.exists(day):
                found[current.id] = current
                continue
            for follower in self._next(current, sector):
                if follower.id not in seen:
                    seen.add(follower.id)
                    waiting.append(follower)
        return tuple(found.values())

    def counterparts(
        self, organ: Organ, sector: str | None, level: Level, day: date, unit_kind: str | None = None
    ) -> tuple[Organ, ...]:
        """Bodies of ``level`` that do below (or at the same level) what ``organ`` does above.

        By ``sector`` when given, else by the organ's first sector, which is its principal one.
        """
        if level == organ.level:
            same = self.successors(organ, sector or organ.sectors[0], day)
            return tuple(one for one in same if one.level == level and _fits(one, day, unit_kind))
        return self.carriers(sector or organ.sectors[0], level, day, unit_kind)

    def by_name(self, text: str, day: date | None = None, level: Level | None = None) -> tuple[Organ, ...]:
        """Organs called ``text`` (name, alias or abbreviation), with or without diacritics.

        A longer text is read from its beginning: "Sở Y tế tỉnh Đắk Lắk" is a Sở Y tế. With ``day`` only
        bodies of that day, if any of the name existed then; with ``level`` only that level.
        """
        organs = [self._organs[organ_id] for organ_id in self._names.find(text)]
        if level:
            organs = [organ for organ in organs if organ.level == level]
        if day:
            organs = [organ for organ in organs if organ.exists(day)] or organs
        return tuple(organs)

    def names(self) -> tuple[tuple[str, str], ...]:
        """All names with their organ ids, longest first, for recognisers of running text."""
        return self._names.pairs

    @cached_property
    def _names(self) -> NameBook:
        return NameBook(self._organs.values())

    def _next(self, organ: Organ, sector: str | None) -> Sequence[Organ]:
        if sector in organ.successors_by_sector:
            return [self.get(organ.successors_by_sector[sector])]
        followers = [self.get(follower) for follower in organ.successors]
        return [follower for follower in followers if sector in follower.sectors] or followers


def _fits(organ: Organ, day: date, unit_kind: str | None) -> bool:
    return organ.exists(day) and (unit_kind is None or not organ.only_in or unit_kind in organ.only_in)
