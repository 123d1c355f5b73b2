"""Places at a date, by code: their names, what lies above and below, and what became of them on 01/7/2025."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from planforge.catalogue.unit_names import full_name
from planforge.catalogue.unit_tables import (
    NATION,
    TURN,
    Era,
    Form,
    Row,
    Tables,
    Unit,
    era_of,
    level_of,
    within,
)
from planforge.errors import UnknownError


@dataclass(frozen=True, slots=True)
class Succession:
    """Land that passed from an old unit to a new one: all of the old unit, or a part."""

    old: Unit
    new: Unit
    extent: Literal["toan-bo", "mot-phan"]


class Places:
    """All units of the tables; a name is the name on the day asked for, a code belongs to its era."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._cache: dict[tuple[str, Form], Unit] = {}
        self._lands: dict[tuple[str, Era], frozenset[str]] = {}

    def chain(self, unit: Unit, as_of: date) -> list[Unit]:
        """The unit, its district if any, its province, the nation."""
        chain = [unit]
        while (parent := chain[-1].parent) is not None:
            era, row = (unit.era, None) if parent == NATION else self.row(parent)
            chain.append(self.nation(era) if row is None else self.unit(era, row.code, as_of))
        return chain

    def path(self, unit: Unit, as_of: date | None = None) -> str:
        """``phường Buôn Ma Thuột, tỉnh Đắk Lắk``; without a date the parents bear their newest names."""
        chain = self.chain(unit, as_of or date.max)
        return ", ".join(u.full_name for u in chain[:-1] or chain)

    def children(self, unit_id: str, as_of: date) -> list[Unit]:
        """Units directly below: provinces of the nation, districts or communes of a province."""
        if unit_id == NATION:
            era, code = era_of(as_of), NATION
        else:
            era, row = self.row(unit_id)
            code = row.code
        return [self.unit(era, child, as_of) for child in self._tables.children(era).get(code, [])]

    def successors(self, unit_id: str, as_of: date | None = None) -> list[Unit]:
        """Today's units that took the land of an old one: a province → a province, a district → communes."""
        era, row = self.row(unit_id)
        codes = self._tables.heirs.get(row.code, ()) if era == "3-cap" else ()
        return [self.unit("2-cap", code, as_of or date.max) for code in codes]

    def predecessors(self, unit_id: str) -> list[Unit]:
        """Old units whose land, whole or in part, went into a unit of today."""
        era, row = self.row(unit_id)
        codes = self._tables.sources.get(row.code, ()) if era == "2-cap" else ()
        return [self.unit("3-cap", code, date.max) for code in codes]

    def successions(self, unit_id: str) -> list[Succession]:
        """Old unit → new unit with the extent; for a unit of either era."""
        era, _ = self.row(unit_id)
        olds = self.predecessors(unit_id) if era == "2-cap" else [self._any(unit_id)]
        pairs = [(old, self.successors(old.id)) for old in olds]
        return [
            Succession(old, new, "toan-bo" if len(news) == 1 else "mot-phan")
            for old, news in pairs
            for new in news
            if era == "3-cap" or new.id == unit_id
        ]

    def covers(self, territory_id: str, unit: Unit, as_of: date) -> bool:
        """Does ``unit`` lie, at least partly, in the land that ``territory_id`` had, in whichever era?

        A bare code as ``territory_id`` is read in the era of ``as_of``.
        """
        if territory_id == NATION:
            return True
        if unit.id == NATION:
            return False
        territory = territory_id if "@" in territory_id else f"{territory_id}@{era_of(as_of)}"
        return not self._land(territory, unit.era).isdisjoint(self._land(unit.id, unit.era))

    def changes(self, unit_id: str) -> list[tuple[date, Form, Form]]:
        """Dated changes of name or type within the unit's era: day, before, after."""
        return self._tables.forms.get(unit_id, [])

    def _land(self, unit_id: str, era: Era) -> frozenset[str]:
        """Codes of the smallest units of ``era`` that have a part in the land of a unit of any era."""
        if (unit_id, era) not in self._lands:
            own, row = self.row(unit_id)
            codes = self.leaves(own, row.code)
            if own != era:
                links = self._tables.heirs if own == "3-cap" else self._tables.sources
                codes = [other for code in codes for other in links.get(code, ())]
            self._lands[unit_id, era] = frozenset(codes)
        return self._lands[unit_id, era]

    def leaves(self, era: Era, code: str) -> list[str]:
        """Codes of the smallest units in a unit of that era; its own code if nothing lies below."""
        below = self._tables.children(era).get(code)
        return [leaf for child in below for leaf in self.leaves(era, child)] if below else [code]

    def row(self, unit_id: str) -> tuple[Era, Row]:
        """The table's line for an id. Raises ``UnknownError``."""
        code, _, era = unit_id.partition("@")
        if era in ("2-cap", "3-cap"):
            known: Era = "2-cap" if era == "2-cap" else "3-cap"
            if row := self._tables.era(known).get(code):
                return known, row
        raise UnknownError(
            f"Không có đơn vị hành chính mang mã “{unit_id}”.",
            "Mã phải có trong danh mục và kèm mô hình: 24133@2-cap (từ 01/7/2025), 18115@3-cap (trước đó).",
            "Tra lại mã bằng lệnh planforge catalogue search.",
        )

    def _any(self, unit_id: str) -> Unit:
        era, row = self.row(unit_id)
        return self.unit(era, row.code, date.max)

    def unit(self, era: Era, code: str, as_of: date) -> Unit:
        """The unit of a code of an era, in the form of the nearest day of that era; no check."""
        row = self._tables.era(era)[code]
        form = self._tables.form(era, row, within(as_of, era))
        key = (f"{code}@{era}", form)
        if key not in self._cache:
            self._cache[key] = self._make(era, row, form)
        return self._cache[key]

    def _make(self, era: Era, row: Row, form: Form) -> Unit:
        level = level_of(row.code)
        word, verified = self._hamlet(era, row, form.kind) if level == "xa" else (None, False)
        return Unit(
            id=f"{row.code}@{era}",
            code=row.code,
            era=era,
            level=level,
            kind=form.kind,
            name=form.name,
            full_name=full_name(form.kind, form.name, self._tables.persons),
            parent=f"{row.parent}@{era}" if row.parent else NATION,
            valid_from=TURN if era == "2-cap" else None,
            valid_to=None if era == "2-cap" else TURN - timedelta(days=1),
            border=self._trait("bien-gioi", era, row),
            coast=self._trait("bo-bien", era, row),
            hamlet_word=word,
            hamlet_verified=verified,
        )

    def _province(self, era: Era, row: Row) -> str:
        while row.parent:
            row = self._tables.era(era)[row.parent]
        return row.code

    def _trait(self, trait: str, era: Era, row: Row) -> bool | None:
        value = self._tables.traits.get((f"{self._province(era, row)}@{era}", trait), ("", False))[0]
        if value == "khong":
            return False
        return True if value == "co" and not row.parent else None

    def _hamlet(self, era: Era, row: Row, kind: str) -> tuple[str | None, bool]:
        """Words are known by old province: in today's Đắk Lắk, "buôn" is not the word of what was Phú Yên."""
        old = row.link.split("+")[0] if era == "2-cap" else self._province(era, row)
        side = {"xa": "nong-thon", "phuong": "do-thi", "thi-tran": "do-thi"}.get(kind, "")
        return self._tables.traits.get((f"{old}@3-cap", side), (None, False))

    def nation(self, era: Era) -> Unit:
        """The country as the unit above the provinces."""
        name = "Việt Nam"
        return Unit(NATION, NATION, era, "trung-uong", "nuoc", name, name, None, None, None, True, True, None)
