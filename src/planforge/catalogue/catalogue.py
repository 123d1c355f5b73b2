"""The catalogue: one place to ask what exists, and what was true on a day."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import TypeAdapter

from planforge.catalogue.directives import Directive
from planforge.catalogue.entry import Entry, Era, Level
from planforge.catalogue.files import CalendarFile
from planforge.catalogue.index import Index
from planforge.catalogue.instruments import Instrument, Relation
from planforge.catalogue.keys import By
from planforge.catalogue.loading import load_file
from planforge.catalogue.locations import catalogue_folder, own_entries
from planforge.catalogue.organ_map import OrganMap
from planforge.catalogue.organs import EraSpan, Organ, SectorMap
from planforge.catalogue.search import Hit, entries, kin, naming, search
from planforge.catalogue.standard_tasks import BodyTasks, StandardTaskSet, Theme
from planforge.catalogue.suggestions import unknown
from planforge.catalogue.wording import Wording
from planforge.catalogue.working_days import WorkingDays
from planforge.errors import UnknownError
from planforge.text.folding import fold

if TYPE_CHECKING:
    from planforge.catalogue.units import Units

E = TypeVar("E", bound=Entry)
PlanReader = Callable[["Catalogue", Path], Directive]
_FILES = (".yaml", ".yml", ".docx")


class Catalogue:
    """Read access to ``catalog/``. Cheap to load; each part is read when first asked for."""

    def __init__(self, index: Index, plans: PlanReader | None = None) -> None:
        self._index = index
        self._plans = plans
        self.folder = index.folder

    @classmethod
    def load(cls, folder: Path | None = None, plans: PlanReader | None = None) -> Self:
        """Open the catalogue in ``folder`` (default: where planforge finds it, with the user's own entries).

        ``plans`` reads a plan of planforge's own (.docx) as the directive it is to those below.

        Raises CatalogueError naming file, line and field when a file changed since the last time is wrong.
        """
        return cls(Index(catalogue_folder(folder), user=own_entries(folder)), plans)

    def __reduce__(self) -> tuple[Any, ...]:
        # Worker processes open the index themselves: a connection cannot travel.
        return _opened, (self.folder, self._index.user, self._plans)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the content of all files, the same on every machine."""
        return self._index.fingerprint

    def instrument(self, instrument_id: str) -> Instrument:
        """The instrument with that id. Raises UnknownError."""
        return self._one("van-ban", instrument_id, Instrument, "văn bản")

    def holds(self, instrument_id: str) -> bool:
        """Whether there is an instrument with that id."""
        return bool(self._index.rows("SELECT 1 FROM entry WHERE kind = 'van-ban' AND id = ?", instrument_id))

    def instruments(self, *, number: str) -> tuple[Instrument, ...]:
        """All instruments that bear ``number`` (``15/2018/NĐ-CP``); a number alone may be shared."""
        key = fold(number).replace(" ", "")
        rows = self._index.rows("SELECT json FROM entry WHERE kind = 'van-ban' AND key = ? ORDER BY number", key)
        return tuple(Instrument.model_validate_json(row[0]) for row in rows)

    def found(self, by: By, *keys: str) -> tuple[Instrument, ...]:
        """Instruments with one of the keys (:mod:`planforge.catalogue.keys`), in file order."""
        rows = self._index.rows(
            "SELECT json FROM entry WHERE number IN "
            f"(SELECT entry FROM found_by WHERE means = ? AND key IN ({', '.join('?' * len(keys))})) ORDER BY number",
            by, *keys,
        )  # fmt: skip
        return tuple(Instrument.model_validate_json(row[0]) for row in rows)

    def keys(self, by: By, first: str = "", last: str = "\U0010ffff") -> tuple[str, ...]:
        """The different keys from ``first`` to ``last``, sorted."""
        rows = self._index.rows(
            "SELECT DISTINCT key FROM found_by WHERE means = ? AND key BETWEEN ? AND ? ORDER BY key", by, first, last
        )
        return tuple(row[0] for row in rows)

    def kin(self, words: Collection[str]) -> tuple[tuple[str, str], ...]:
        """Id and title of instruments that share the rarest of the folded ``words``, few enough to be compared."""
        return kin(self._index, words)

    def all_instruments(self) -> tuple[Instrument, ...]:
        """Every instrument, in file order."""
        return self._all("van-ban", Instrument)

    def aliased(self) -> tuple[Instrument, ...]:
        """Instruments that are also known by another name, such as a programme with its years."""
        rows = self._index.rows(
            "SELECT json FROM entry WHERE number IN (SELECT entry FROM found_by WHERE means = 'alias') ORDER BY number"
        )
        return tuple(Instrument.model_validate_json(row[0]) for row in rows)

    def incoming(self, instrument_id: str) -> tuple[tuple[str, Relation], ...]:
        """Relations of other instruments that point at this one, each with the other's id."""
        rows = self._index.rows(
            "SELECT source, kind, verified FROM relation WHERE target = ? ORDER BY rowid", instrument_id
        )
        return tuple((source, Relation(kind=k, target=instrument_id, verified=bool(v))) for source, k, v in rows)

    def directive(self, name: str | Path) -> Directive:
        """A directive by catalogue id, from a YAML file, or from a plan's .docx.

        Raises UnknownError, CatalogueError, or what the reader of plans raises.
        """
        text = str(name)
        if isinstance(name, Path) or text.lower().endswith(_FILES) or "/" in text or "\\" in text:
            path = Path(name)
            if not path.is_file():
                raise UnknownError(
                    f"Không thấy tệp văn bản chỉ đạo '{text}'.",
                    do="Kiểm tra đường dẫn, hoặc dùng mã trong danh mục: planforge catalogue list chi-dao",
                )
            if self._plans and path.suffix.lower() == ".docx":
                return self._plans(self, path)
            return load_file(path, Directive).model
        try:
            return self._one("chi-dao", text, Directive, "văn bản chỉ đạo")
        except UnknownError:
            if not self.holds(text):
                raise
            raise UnknownError(
                f"'{text}' mới chỉ là văn bản được viện dẫn; danh mục chưa có nhiệm vụ mà văn bản ấy giao.",
                "Không có các nhiệm vụ thì không lập được kế hoạch.",
                "Ghi nhiệm vụ vào một tệp YAML (hướng dẫn, mục 5) rồi dùng tệp ấy; các văn bản có sẵn nhiệm vụ: "
                "planforge catalogue list chi-dao",
            ) from None

    def directives(self) -> tuple[tuple[str, str], ...]:
        """Ids and titles of all directives."""
        rows = self._index.rows("SELECT id, title FROM entry WHERE kind = 'chi-dao' ORDER BY id")
        return tuple((identity, title) for identity, title in rows)

    def standard_tasks(self, theme: str, level: Level, era: Era) -> tuple[BodyTasks, ...]:
        """What bodies of ``level`` usually do for ``theme`` in ``era``."""
        rows = self._index.rows("SELECT json FROM entry WHERE kind = 'nhiem-vu' AND key = ? ORDER BY number", theme)
        sets = (StandardTaskSet.model_validate_json(row[0]) for row in rows)
        return tuple(
            body
            for tasks in sets if tasks.level == level and era in tasks.eras
            for body in tasks.bodies if body.eras is None or era in body.eras
        )  # fmt: skip

    def theme(self, theme_id: str) -> Theme:
        """The theme with that id. Raises UnknownError."""
        return self._one("chuyen-de", theme_id, Theme, "chuyên đề")

    def themes(self) -> tuple[Theme, ...]:
        """All themes."""
        return self._all("chuyen-de", Theme)

    @cached_property
    def organs(self) -> OrganMap:
        """All bodies, sectors and eras."""
        return OrganMap(self._all("to-chuc", Organ), self._all("linh-vuc", SectorMap), self._all("thoi-ky", EraSpan))

    @cached_property
    def units(self) -> Units:
        """Provinces, districts and communes of all eras."""
        from planforge.catalogue.units import Units

        return Units.load(self.folder / "don-vi")

    @cached_property
    def wording(self) -> Wording:
        """All files of ``cach-dien-dat/`` as one."""
        return _merged(self._all("cach-dien-dat", Wording))

    @cached_property
    def calendar(self) -> WorkingDays:
        """Working days of the public sector."""
        rows = self._index.rows("SELECT day, working FROM calendar")
        exceptions = {date.fromisoformat(day): bool(working) for day, working in rows}
        overrides = [day for file in self._all("ngay-nghi", CalendarFile) for day in file.days]
        return WorkingDays(overrides, exceptions)

    def search(self, query: str, kinds: tuple[str, ...] | None = None, limit: int = 20) -> tuple[Hit, ...]:
        """Entries that hold every word of ``query``, with or without diacritics, best first."""
        return search(self._index, query, kinds, limit)

    def entries(self, kind: str | None = None, entry_id: str | None = None) -> tuple[Hit, ...]:
        """What the catalogue holds of a kind (``van-ban``, ``to-chuc`` …) or under an id, in file order."""
        return entries(self._index, kind, entry_id)

    def naming(self, kind: str, *texts: str) -> tuple[Hit, ...]:
        """Entries of a kind that hold one of the texts anywhere, as written."""
        return naming(self._index, kind, *texts)

    def data(self, hit: Hit) -> dict[str, Any]:
        """An entry's fields as its file has them, defaults left out."""
        rows = self._index.rows("SELECT json FROM entry WHERE kind = ? AND id = ?", hit.kind, hit.id)
        data: dict[str, Any] = json.loads(rows[0][0])
        return data

    def _one(self, kind: str, identity: str, model: type[E], what: str) -> E:
        rows = self._index.rows("SELECT json FROM entry WHERE kind = ? AND id = ?", kind, identity)
        if rows:
            return model.model_validate_json(rows[0][0])
        known = [row[0] for row in self._index.rows("SELECT id FROM entry WHERE kind = ?", kind)]
        raise unknown(what, identity, known, f"planforge catalogue list {kind}")

    def _all(self, kind: str, model: type[E]) -> tuple[E, ...]:
        rows = self._index.rows("SELECT json FROM entry WHERE kind = ? ORDER BY number", kind)
        array = f"[{','.join(row[0] for row in rows)}]"
        return tuple(TypeAdapter(list[model]).validate_json(array))  # type: ignore[valid-type]


def _opened(folder: Path, user: Path | None, plans: PlanReader | None) -> Catalogue:
    return Catalogue(Index(folder, user=user), plans)


def _merged(parts: tuple[Wording, ...]) -> Wording:
    """Lists put end to end, tables united; that no key is given twice is the validator's business."""
    whole: dict[str, Any] = {}
    for part in parts:
        for name in part.model_fields_set:
            value = getattr(part, name)
            whole[name] = (
                whole[name] | value
                if isinstance(value, dict) and name in whole
                else (whole.get(name, ()) + value if isinstance(value, tuple) else value)
            )
    return Wording.model_construct(**whole)
