"""Who is in a batch: all units a directive reaches, those of a province, or the rows of a CSV file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Directive
from planforge.catalogue.units import Unit, era_of
from planforge.derivation.request import Request
from planforge.errors import OutOfScopeError, PlanforgeError, UnknownError
from planforge.regeneration.unit_answers import COLUMNS, PREFIXES, request_of
from planforge.regeneration.unit_list import read_rows
from planforge.text.folding import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit of the batch: its request and file, or why it cannot be served (``asked`` is what was written)."""

    asked: str
    unit: Unit | None = None
    file: str = ""
    request: Request | None = None
    refused: str = ""


def read_roster(catalogue: Catalogue, directive_name: str, units: str, as_of: date) -> tuple[Entry, ...]:
    """The batch that ``units`` names: ``all``, ``province:CODE`` or a CSV file.

    Raises ``UnknownError``, ``UnreadableError`` or ``OutOfScopeError`` when nothing can be told of any unit.
    """
    directive = catalogue.directive(directive_name)
    if units == "all":
        return tuple(_plain(directive, directive_name, unit, as_of) for unit in _reached(catalogue, directive, as_of))
    if units.startswith("province:"):
        found = _of_province(catalogue, directive, units.removeprefix("province:").strip(), as_of)
        return tuple(_plain(directive, directive_name, unit, as_of) for unit in found)
    if not units.lower().endswith(".csv"):
        raise OutOfScopeError(
            f"Không hiểu --units '{units}'.", do="Ghi all, province:MÃ_TỈNH, hoặc đường dẫn tới tệp .csv."
        )
    return tuple(_from_csv(catalogue, directive, directive_name, Path(units), as_of))


def _reached(catalogue: Catalogue, directive: Directive, as_of: date) -> list[Unit]:
    """Units of the levels the directive addresses, in its territory; districts' duties are the communes' since 2025."""
    levels = set(directive.addressees)
    if "huyen" in levels and era_of(as_of) == "2-cap":
        levels.add("xa")
    found = [unit for unit in _all_units(catalogue, as_of) if unit.level in levels]
    covered = [unit for unit in found if catalogue.units.covers(directive.territory, unit, as_of)]
    if not covered:
        raise OutOfScopeError(
            f"Văn bản {directive.id} không giao cho đơn vị hành chính nào vào ngày {as_of:%d/%m/%Y}.",
            do="Kiểm tra cấp nhận (addressees), địa bàn (territory) và --issued.",
        )
    return covered


def _all_units(catalogue: Catalogue, as_of: date) -> Iterator[Unit]:
    for province in catalogue.units.children("vn", as_of):
        yield province
        if era_of(as_of) == "3-cap":
            yield from catalogue.units.children(province.id, as_of)
    yield from catalogue.units.all_communes(as_of)


def _of_province(catalogue: Catalogue, directive: Directive, code: str, as_of: date) -> list[Unit]:
    """The communes of a province, and its districts where the directive addresses districts."""
    province = _province(catalogue, code, as_of)
    found = catalogue.units.all_communes(as_of, province.id)
    if era_of(as_of) == "3-cap" and "huyen" in directive.addressees:
        districts = catalogue.units.children(province.id, as_of)
        found = [*districts, *found] if "xa" in directive.addressees else districts
    covered = [unit for unit in found if catalogue.units.covers(directive.territory, unit, as_of)]
    if not covered:
        raise OutOfScopeError(
            f"{province.full_name} nằm ngoài địa bàn của văn bản {directive.id}.",
            "Không đơn vị nào của tỉnh phải lập kế hoạch theo văn bản này.", "Chọn văn bản của đúng tỉnh, thành phố.",
        )
    return covered


def _province(catalogue: Catalogue, asked: str, as_of: date) -> Unit:
    """By code or name. Raises ``UnknownError`` with the provinces that may be meant."""
    provinces = catalogue.units.children("vn", as_of)
    called = {one.code: one for one in provinces} | {fold(one.full_name): one for one in provinces}
    called |= {fold(one.name): one for one in provinces}
    if (found := called.get(fold(asked).strip())) is not None:
        return found
    try:
        unit = catalogue.units.find(asked, as_of)
    except PlanforgeError:
        what = f"Không có tỉnh, thành phố nào là “{asked}” vào ngày {as_of:%d/%m/%Y}."
        near = {called[name].code: called[name] for name in get_close_matches(fold(asked), called, 6, 0.6)}
    else:
        what = f"“{asked}” là {unit.full_name}, không phải tỉnh, thành phố."
        near = {one.code: one for one in catalogue.units.chain(unit, as_of) if one.level == "tinh"}
        if unit.level == "tinh":
            return unit
    hint = "; ".join(f"province:{one.code} ({one.full_name})" for one in near.values())
    raise UnknownError(
        what, "Không biết phải lập kế hoạch cho đơn vị nào.",
        f"Có phải: {hint}?" if hint else "Ghi mã hoặc tên tỉnh, ví dụ province:66 hay province:\"Đắk Lắk\".",
    )


def _plain(directive: Directive, name: str, unit: Unit, as_of: date) -> Entry:
    return Entry(unit.id, unit, file_name(unit, directive), Request(name, unit.id, as_of))


def file_name(unit: Unit, directive: Directive) -> str:
    """``24133-phuong-buon-ma-thuot.qd-140-qd-ttg-2024.docx``: safe on every system, unique in a folder."""
    era = "" if unit.era == "2-cap" else f"-{unit.era}"
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(unit.full_name)).split()
    return f"{unit.code}{era}-{'-'.join(words)}.{directive.id}.docx"


def _from_csv(
    catalogue: Catalogue, directive: Directive, name: str, path: Path, as_of: date
) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    for line, row in read_rows(path, COLUMNS, PREFIXES):
        asked = row.get("unit", "")
        try:
            unit = catalogue.units.find(asked, as_of)
            first = seen.setdefault(unit.id, line)
            if first != line:
                raise OutOfScopeError(f"Đơn vị {asked} đã có ở dòng {first}.", do="Mỗi đơn vị ghi một dòng.")
            request = request_of(name, unit, row, as_of)
        except PlanforgeError as error:
            yield Entry(f"{asked} (dòng {line})".strip(), refused=f"{path.name}, dòng {line}: {error}")
            continue
        yield Entry(asked, unit, file_name(unit, directive), request)
