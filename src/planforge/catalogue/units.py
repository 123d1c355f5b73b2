"""Administrative units as a user names them on a day: by id, by name, or all of a province."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planforge.catalogue.places import Places
from planforge.catalogue.unit_tables import NATION, Era, Level, Tables, Unit, era_of, level_of

if TYPE_CHECKING:
    from planforge.catalogue.unit_search import Finder

__all__ = ["Era", "Level", "Unit", "Units", "era_of"]


class Units(Places):
    """Places, and the ways to ask for them; a unit that is not there on the day is told with what it became."""

    @classmethod
    def load(cls, folder: Path) -> Units:
        """Read today's tables from ``catalog/don-vi``; the old ones follow when an old unit is named."""
        return cls(Tables(folder))

    @cached_property
    def _finder(self) -> Finder:
        from planforge.catalogue.unit_search import Finder

        return Finder(self, self._tables)

    def find(self, query: str, as_of: date) -> Unit:
        """The one unit a query names on that day: id, GSO code or name, diacritics and parents optional.

        Raises UnknownError (also for a unit of another time, saying when it ended and what it became) and
        AmbiguousError, both with the candidates in the message and in ``candidates``.
        """
        return self._finder.find(query, as_of)

    def candidates(self, query: str, as_of: date, limit: int = 10) -> list[Unit]:
        """Units of that day that the query may mean, the likeliest first; never raises."""
        return self._finder.candidates(query, as_of, limit)

    def get(self, unit_id: str, as_of: date) -> Unit:
        """The unit of an id, as it was called on that day; UnknownError when it did not exist then."""
        from planforge.catalogue.unit_errors import unit_on

        return unit_on(self, unit_id, as_of)

    def all_communes(self, as_of: date, province: str | None = None) -> list[Unit]:
        """Communal units of that day, of the country or of one province (id or code)."""
        era = era_of(as_of)
        top = NATION
        if province:
            top = self.get(province if "@" in province else f"{province}@{era}", as_of).code
        return [self.unit(era, code, as_of) for code in self.leaves(era, top) if level_of(code) == "xa"]
