"""Finding a unit by what a person writes: exact before folded, parents narrow, doubt is listed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from planforge.catalogue.places import Places
from planforge.catalogue.unit_errors import UnknownUnitError, ambiguous, listing, not_at, on_day, unit_on
from planforge.catalogue.unit_names import Part, Reading, name_key, name_keys, read_query, tone_key
from planforge.catalogue.unit_tables import NATION, Era, Tables, Unit, era_of, within
from planforge.text.dates import short_date
from planforge.text.folding import fold, squeeze

_ID = re.compile(r"\d{2}(?:\d(?:\d\d)?)?@[23]-cap")
_CODE = re.compile(r"\d{2}(?:\d(?:\d\d)?)?")
_CLOSE = 75.0
"""Least likeness in per cent for a suggestion."""


class Finder:
    """Name index of both eras, each built when first needed."""

    def __init__(self, places: Places, tables: Tables) -> None:
        self._places, self._tables = places, tables
        self._indexes: dict[Era, dict[str, list[str]]] = {}

    def find(self, query: str, as_of: date) -> Unit:
        """See :meth:`Units.find`."""
        if _ID.fullmatch(query):
            return unit_on(self._places, query, as_of)
        text, era = squeeze(query), era_of(as_of)
        if text == NATION or fold(text) in ("viet nam", "nuoc viet nam"):
            return self._places.nation(era)
        if _ID.fullmatch(text) or (_CODE.fullmatch(text) and text in self._tables.era(era)):
            return unit_on(self._places, text if "@" in text else f"{text}@{era}", as_of)
        ways = self._ways(text, era)
        for parts in ways:
            found = self._best(parts, era, as_of)
            if len(found) > 1:
                raise ambiguous(self._places, text, found, as_of)
            if found:
                self._refuse_other_spelling(parts, found[0], text, as_of)
                return found[0]
        raise self._unknown(text, ways, as_of)

    def candidates(self, query: str, as_of: date, limit: int) -> list[Unit]:
        """See :meth:`Units.candidates`."""
        text, era = squeeze(query), era_of(as_of)
        found: dict[str, Unit] = {}
        if text.split("@")[0] in self._tables.era(era):
            found[text] = self._places.unit(era, text.split("@")[0], as_of)
        for parts in self._ways(text, era):
            for unit in (*self._best(parts, era, as_of), *self._best(parts[:1], era, as_of)):
                found.setdefault(unit.id, unit)
        for unit in self._similar(text, era, as_of, limit) if len(found) < limit else ():
            found.setdefault(unit.id, unit)
        return list({unit.id: unit for unit in found.values()}.values())[:limit]

    # ---- matching

    def _index(self, era: Era) -> dict[str, list[str]]:
        """Key of a name → codes, over all forms the units of the era ever had."""
        if era not in self._indexes:
            rows = self._tables.era(era)
            index: dict[str, list[str]] = defaultdict(list)
            for code, key in zip(rows, name_keys([row.name for row in rows.values()]), strict=True):
                index[key].append(code)
            for unit_id in self._tables.forms:
                code, _, other = unit_id.partition("@")
                for form in self._tables.all_forms(era, rows[code]) if other == era else ():
                    if code not in index[name_key(form.name)]:
                        index[name_key(form.name)].append(code)
            self._indexes[era] = dict(index)
        return self._indexes[era]

    def _ways(self, text: str, era: Era) -> list[list[Part]]:
        provinces = (row.name for row in self._tables.era(era).values() if not row.parent)
        return read_query(text, name_keys(provinces))

    def _best(self, parts: Sequence[Part], era: Era, as_of: date) -> list[Unit]:
        """Units named by the first part inside the others; spelt exactly if any is, else by letters alone."""
        if not parts:
            return []
        for strict in (True, False):
            for reading in parts[0].readings:
                found = [
                    unit
                    for code in self._index(era).get(reading.key, ())
                    if _bears(unit := self._places.unit(era, code, as_of), reading)
                    and self._inside(unit, parts[1:], as_of, strict)
                ]
                exact = [unit for unit in found if tone_key(unit.name) == reading.tone]
                if found:
                    return exact if exact and not parts[0].plain else found
        return []

    def _inside(self, unit: Unit, parents: Sequence[Part], as_of: date, strict: bool) -> bool:
        """Each parent named is an ancestor, going up; unless ``strict``, a province of whatever type.

        Clerks write "tỉnh Quảng Ninh" for years; "thành phố Thanh Hóa" must still mean the district.
        """
        ancestors = iter(self._places.chain(unit, as_of)[1:-1] if parents else ())
        return all(
            any(
                any(
                    _bears(a, reading, any_type=not strict and a.level == "tinh") for reading in part.readings
                )
                for a in ancestors
            )
            for part in parents
        )

    # ---- when nothing, or the wrong thing, was found

    def _elsewhere(self, parts: Sequence[Part], as_of: date, exact: bool = False) -> list[Unit]:
        """Units that bore the name at another time: the other era, or another form in the same era."""
        found: dict[str, Unit] = {}
        own = era_of(as_of)
        other: Era = "2-cap" if own == "3-cap" else "3-cap"
        for era in (own, other):
            for day in self._days(era):
                for unit in self._best(parts, era, day):
                    if not exact or any(tone_key(unit.name) == r.tone for r in parts[0].readings):
                        found.setdefault(unit.id, unit)
        return list(found.values())

    def _days(self, era: Era) -> list[date]:
        """One day of each form that any unit of the era had."""
        days = {within(date.min, era), within(date.max, era)}
        for unit, forms in self._tables.forms.items():
            days.update(day for day, _, _ in forms if unit.endswith(era))
        return sorted(days)

    def _refuse_other_spelling(self, parts: Sequence[Part], found: Unit, text: str, as_of: date) -> None:
        """A name must not slip to a unit of today when its exact spelling is that of an ended one."""
        first = parts[0].readings[0]
        if found.era == "3-cap" or first.key == first.tone or parts[0].plain:
            return
        if any(tone_key(found.name) == reading.tone for reading in parts[0].readings):
            return
        ended = self._elsewhere(parts, as_of, exact=True)
        if ended:
            raise self._ended(text, ended, as_of, extra=[found])

    def _unknown(self, text: str, ways: Sequence[Sequence[Part]], as_of: date) -> UnknownUnitError:
        for parts in ways:
            if ended := self._elsewhere(parts, as_of):
                return self._ended(text, ended, as_of)
        if _CODE.fullmatch(text):
            other: Era = "3-cap" if era_of(as_of) == "2-cap" else "2-cap"
            if text in self._tables.era(other):
                return not_at(self._places, self._places.unit(other, text, as_of), as_of)
        era = era_of(as_of)
        named = [unit for parts in ways for unit in self._best(parts[:1], era, as_of)]
        near = list({u.id: u for u in named or self._similar(text, era, as_of, 5)}.values())
        hint = (
            f"Có phải: {listing(self._places, near, as_of)}?"
            if near
            else "Kiểm tra lại tên, loại và tên tỉnh."
        )
        error = UnknownUnitError(
            f"Không có đơn vị hành chính nào là “{text}” vào ngày {short_date(as_of)}.",
            "Kế hoạch phải ghi đúng tên đơn vị của ngày ký.",
            hint,
        )
        error.candidates = tuple(near)
        return error

    def _ended(
        self, text: str, units: Sequence[Unit], as_of: date, extra: Sequence[Unit] = ()
    ) -> UnknownUnitError:
        """For names of another time; the candidates are what those units are on the day asked for."""
        if len(units) == 1 and not extra:
            return not_at(self._places, units[0], as_of)
        now = {u.id: u for unit in units for u in on_day(self._places, unit, as_of)} | {u.id: u for u in extra}
        names = listing(self._places, list(now.values()), as_of)
        error = UnknownUnitError(
            f"Không có đơn vị hành chính nào là “{text}” vào ngày {short_date(as_of)}; "
            f"tên này có vào lúc khác: {listing(self._places, units, as_of)}.",
            "Kế hoạch phải ghi đúng tên đơn vị của ngày ký.",
            f"Vào ngày đó là: {names}." if now else "Kiểm tra lại ngày ký.",
        )
        error.candidates = tuple(now.values())
        return error

    def _similar(self, text: str, era: Era, as_of: date, limit: int) -> list[Unit]:
        """Suggestions by likeness of the bare name; rapidfuzz is imported only here."""
        from rapidfuzz import fuzz, process

        ways = self._ways(text, era)
        if not ways:
            return []
        index = self._index(era)
        keys = {reading.key for reading in ways[-1][0].readings} | {ways[0][0].readings[0].key}
        scores: dict[str, float] = {}
        for key in sorted(keys):
            close = process.extract(key, index.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=limit)
            for name, score, _ in close:
                scores[name] = max(score, scores.get(name, 0.0))
        ranked = sorted(scores, key=lambda name: (-scores[name], name))
        return [self._places.unit(era, code, as_of) for name in ranked for code in index[name]][:limit]


def _bears(unit: Unit, reading: Reading, any_type: bool = False) -> bool:
    return (any_type or reading.kind in (None, unit.kind)) and name_key(unit.name) == reading.key
