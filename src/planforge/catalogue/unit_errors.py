"""What a person is told when a unit cannot be found: at that day, under that name, or only one of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planforge.catalogue.unit_tables import TURN, Form, Unit, era_of
from planforge.errors import AmbiguousError, UnknownError
from planforge.text.casing import capitalise
from planforge.text.dates import short_date

if TYPE_CHECKING:
    from planforge.catalogue.units import Units

_SHOWN = 12


class UnknownUnitError(UnknownError):
    """No such unit on that day; ``candidates`` are suggestions, never a choice."""

    candidates: tuple[Unit, ...] = ()


class AmbiguousUnitError(AmbiguousError):
    """Several units bear the name on that day."""

    candidates: tuple[Unit, ...] = ()


def on_day(units: Units, unit: Unit, as_of: date) -> list[Unit]:
    """What a unit of another time is on a day: itself renamed, its heirs, or what it was made from."""
    if unit.era == era_of(as_of):
        return [units.get(unit.id, as_of)]
    if unit.era == "3-cap":
        return units.successors(unit.id, as_of)
    return units.predecessors(unit.id)


def _span(units: Units, unit: Unit) -> str:
    start, end = _form_span(units, unit)
    if start and end:
        return f"{short_date(start)}–{short_date(end)}"
    if end:
        return f"đến {short_date(end)}"
    return f"từ {short_date(start)}" if start else ""


def _form_span(units: Units, unit: Unit) -> tuple[date | None, date | None]:
    """First and last day on which the unit bore this very name and type."""
    start, end = unit.valid_from, unit.valid_to
    for day, old, new in units.changes(unit.id):
        if Form(unit.kind, unit.name) == old:
            end = day - timedelta(days=1)
        if Form(unit.kind, unit.name) == new:
            start = day
    return start, end


def _path(units: Units, unit: Unit, as_of: date) -> str:
    """The path with the parents' names of the day, or of the unit's nearest day under that name."""
    start, end = _form_span(units, unit)
    return units.path(unit, max(start or as_of, min(end or as_of, as_of)))


def listing(units: Units, found: Iterable[Unit], as_of: date) -> str:
    """Full path, id and dates of each unit; long lists are cut."""
    shown = [f"{_path(units, unit, as_of)} [{unit.id}, {_span(units, unit)}]" for unit in found]
    more = f"; và {len(shown) - _SHOWN} đơn vị khác" if len(shown) > _SHOWN else ""
    return "; ".join(shown[:_SHOWN]) + more


def not_at(units: Units, unit: Unit, as_of: date) -> UnknownUnitError:
    """The unit exists, but not on that day, or not under that name."""
    start, end = _form_span(units, unit)
    now = on_day(units, unit, as_of)
    names = listing(units, now, as_of)
    path = capitalise(_path(units, unit, as_of))
    if end and end < as_of:
        ended = short_date(end + timedelta(days=1))
        found = f"{path} [{unit.id}] hết hiệu lực ngày {ended}; nay là {names}."
    else:
        found = f"{path} [{unit.id}] chỉ có từ ngày {short_date(start or TURN)}; trước đó là {names}."
    error = UnknownUnitError(
        found,
        f"Văn bản ngày {short_date(as_of)} phải dùng đơn vị và tên gọi của ngày đó.",
        "Dùng tên hoặc mã của đơn vị nêu trên, hoặc xem lại ngày ký.",
    )
    error.candidates = tuple(now)
    return error


def ambiguous(units: Units, text: str, found: Sequence[Unit], as_of: date) -> AmbiguousUnitError:
    """All units that the query fits."""
    example, names = found[0], listing(units, found, as_of)
    error = AmbiguousUnitError(
        f"“{text}” là tên của {len(found)} đơn vị vào ngày {short_date(as_of)}: {names}.",
        "planforge không tự chọn thay người dùng.",
        f"Ghi rõ loại và cấp trên, ví dụ “{units.path(example, as_of)}”, hoặc dùng mã, ví dụ {example.id}.",
    )
    error.candidates = tuple(found)
    return error
