"""The tables of ``catalog/don-vi/`` as they are read from disk, and the :class:`Unit` made from their rows.

Two eras, since GSO codes were reused on 01/7/2025 (2,140 communal codes changed their name): ``3-cap`` is the
state of 30/6/2025, ``2-cap`` that of 01/7/2025; ``bien-dong.csv`` has the dated changes within an era.
Legal basis: Nghị quyết 202/2025/QH15, Quyết định 19/2025/QĐ-TTg, and the resolutions in ``bien-dong-*.yaml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from planforge.errors import CatalogueError

Level = Literal["trung-uong", "tinh", "huyen", "xa", "khu-dan-cu"]
Era = Literal["3-cap", "2-cap"]

TURN = date(2025, 7, 1)
"""First day of the two-level model: Luật 72/2025/QH15, art. 51.3."""
NATION = "vn"
_LEVELS: dict[int, Level] = {2: "tinh", 3: "huyen", 5: "xa"}


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit as it was called on the day it was looked up."""

    id: str
    """``24121@2-cap``: GSO code and era; the nation is ``vn``."""
    code: str
    era: Era
    level: Level
    kind: str
    name: str
    full_name: str
    parent: str | None
    valid_from: date | None
    """None: before the tables begin."""
    valid_to: date | None
    """None: still there."""
    border: bool | None
    """Land border. Of a commune only ``False`` is known: when its whole province has none."""
    coast: bool | None
    hamlet_word: str | None
    """Default local word for the settlement below a commune (``ấp``, ``thôn; buôn``, ``tổ dân phố``)."""
    hamlet_verified: bool = False


class Row(NamedTuple):
    """A line of a table; ``link``: new codes (old tables) or old provinces (new tables), joined by ``+``."""

    code: str
    kind: str
    name: str
    parent: str
    link: str


class Form(NamedTuple):
    """What a unit is called."""

    kind: str
    name: str


def era_of(as_of: date) -> Era:
    """The model of local government on a day."""
    return "2-cap" if as_of >= TURN else "3-cap"


def within(as_of: date, era: Era) -> date:
    """The day nearest to ``as_of`` on which the era held."""
    return max(as_of, TURN) if era == "2-cap" else min(as_of, TURN - timedelta(days=1))


def level_of(code: str) -> Level:
    """GSO codes have 2 digits for a province, 3 for a district, 5 for a commune."""
    return _LEVELS[len(code)]


def _lines(path: Path, columns: int) -> Iterator[list[str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CatalogueError(
            f"Không đọc được {path.name}: {problem}.",
            "Thiếu bảng đơn vị hành chính thì không biết tên cơ quan.",
            "Cài lại planforge hoặc lấy lại thư mục catalog/don-vi.",
        ) from problem
    for number, line in enumerate(text.splitlines()[1:], 2):
        row = line.split(",")
        if len(row) != columns:
            raise CatalogueError(
                f"{path.name}, dòng {number}: có {len(row)} cột, cần {columns}.",
                "Dòng sai cột làm lệch mã và tên đơn vị.",
                "Sửa dòng đó hoặc tạo lại bảng bằng tools/build_units.py.",
            )
        yield row


class Tables:
    """Files of one folder. The tables of today are read at once, the old ones when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.current = self._rows("tinh-2025.csv", "xa-2025.csv")
        self.forms = self._forms()

    def _rows(self, *files: str) -> dict[str, Row]:
        return {row[0]: Row._make(row) for file in files for row in _lines(self.folder / file, 5)}

    @cached_property
    def legacy(self) -> dict[str, Row]:
        """Code → row of what ended on 30/6/2025."""
        return self._rows("tinh-cu.csv", "huyen-cu.csv", "xa-cu.csv")

    def era(self, era: Era) -> dict[str, Row]:
        """Code → row of one era."""
        return self.current if era == "2-cap" else self.legacy

    def _forms(self) -> dict[str, list[tuple[date, Form, Form]]]:
        forms: dict[str, list[tuple[date, Form, Form]]] = defaultdict(list)
        for day, unit, old_kind, new_kind, old_name, new_name in _lines(self.folder / "bien-dong.csv", 6):
            forms[unit].append((date.fromisoformat(day), Form(old_kind, old_name), Form(new_kind, new_name)))
        return dict(forms)

    @cached_property
    def traits(self) -> dict[tuple[str, str], tuple[str, bool]]:
        """(unit id, trait) → value and whether a source was seen."""
        lines = _lines(self.folder / "dac-diem.csv", 5)
        return {(unit, trait): (value, ok == "true") for unit, trait, value, ok, _ in lines}

    @cached_property
    def persons(self) -> frozenset[str]:
        """Names of persons and historical events, which keep the type word's capital (TT-132)."""
        return frozenset((self.folder / "ten-nguoi-su-kien.txt").read_text(encoding="utf-8").splitlines())

    def form(self, era: Era, row: Row, as_of: date) -> Form:
        """Type and name on a day of the era."""
        changes = self.forms.get(f"{row.code}@{era}")
        if not changes:
            return Form(row.kind, row.name)
        form = changes[0][1]
        for day, _, new in changes:
            if day <= as_of:
                form = new
        return form

    def all_forms(self, era: Era, row: Row) -> list[Form]:
        """Every form a unit had within its era, in order."""
        changes = self.forms.get(f"{row.code}@{era}")
        return [changes[0][1], *(new for _, _, new in changes)] if changes else [Form(row.kind, row.name)]

    @cached_property
    def heirs(self) -> dict[str, tuple[str, ...]]:
        """Old code → new codes that took its land, the main one first; districts by their communes."""
        heirs = {code: tuple(row.link.split("+")) for code, row in self.legacy.items() if row.link}
        districts: dict[str, dict[str, None]] = defaultdict(dict)
        for code, row in self.legacy.items():
            if level_of(code) == "xa":
                districts[row.parent].update(dict.fromkeys(heirs[code]))
        return heirs | {code: tuple(sorted(new)) for code, new in districts.items()}

    @cached_property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """New code → old codes; the reverse of :attr:`heirs` without the districts that have communes."""
        sources: dict[str, list[str]] = defaultdict(list)
        for code, row in self.legacy.items():
            if row.link:
                for heir in self.heirs[code]:
                    sources[heir].append(code)
        return {code: tuple(sorted(old)) for code, old in sources.items()}

    @cached_property
    def _children(self) -> dict[Era, dict[str, list[str]]]:
        return {}

    def children(self, era: Era) -> dict[str, list[str]]:
        """Parent code → codes below, in the order of the codes; provinces are below ``vn``."""
        if era not in self._children:
            below: dict[str, list[str]] = defaultdict(list)
            for code, row in self.era(era).items():
                below[row.parent or NATION].append(code)
            self._children[era] = dict(below)
        return self._children[era]
