"""What a person is told when a unit cannot be found: at that day, under that name, or only one of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from planforge.catalogue.places import Places
from planforge.catalogue.unit_tables import NATION, TURN, Form, Unit, era_of
from planforge.errors import AmbiguousError, UnknownError
from planforge.text.casing import capitalise
from planforge.text.dates import short_date

_SHOWN = 12


class UnknownUnitError(UnknownError):
    """No such unit on that day; ``candidates`` are suggestions, never a choice."""

    candidates: tuple[Unit, ...] = ()


class AmbiguousUnitError(AmbiguousError):
    """Several units bear the name on that day."""

    candidates: tuple[Unit, ...] = ()


def unit_on(places: Places, unit_id: str, as_of: date) -> Unit:
    """The unit of an id as it was called on that day; raises ``UnknownUnitError`` when it did not exist then."""
    if unit_id == NATION:
        return places.nation(era_of(as_of))
    era, row = places.row(unit_id)
    unit = places.unit(era, row.code, as_of)
    if era != era_of(as_of):
        raise not_at(places, unit, as_of)
    return unit


def on_day(places: Places, unit: Unit, as_of: date) -> list[Unit]:
    """What a unit of another time is on a day: itself renamed, its heirs, or what it was made from."""
    if unit.era == era_of(as_of):
        return [places.unit(unit.era, unit.code, as_of)]
    if unit.era == "3-cap":
        return places.successors(unit.id, as_of)
    return places.predecessors(unit.id)


def _span(places: Places, unit: Unit) -> str:
    start, end = _form_span(places, unit)
    if start and end:
        return f"{short_date(start)}–{short_date(end)}"
    if end:
        return f"đến {short_date(end)}"
    return f"từ {short_date(start)}" if start else ""


def _form_span(places: Places, unit: Unit) -> tuple[date | None, date | None]:
    """First and last day on which the unit bore this very name and type."""
    start, end = unit.valid_from, unit.valid_to
    for day, old, new in places.changes(unit.id):
        if Form(unit.kind, unit.name) == old:
            end = day - timedelta(days=1)
        if Form(unit.kind, unit.name) == new:
            start = day
    return start, end


def _path(places: Places, unit: Unit, as_of: date) -> str:
    """The path with the parents' names of the day, or of the unit's nearest day under that name."""
    start, end = _form_span(places, unit)
    return places.path(unit, max(start or as_of, min(end or as_of, as_of)))


def listing(places: Places, found: Iterable[Unit], as_of: date) -> str:
    """Full path, id and dates of each unit; long lists are cut."""
    shown = [f"{_path(places, unit, as_of)} [{unit.id}, {_span(places, unit)}]" for unit in found]
    more = f"; và {len(shown) - _SHOWN} đơn vị khác" if len(shown) > _SHOWN else ""
    return "; ".join(shown[:_SHOWN]) + more


def not_at(places: Places, unit: Unit, as_of: date) -> UnknownUnitError:
    """The unit exists, but not on that day, or not under that name."""
    start, end = _form_span(places, unit)
    now = on_day(places, unit, as_of)
    names = listing(places, now, as_of)
    path = capitalise(_path(places, unit, as_of))
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


def ambiguous(places: Places, text: str, found: Sequence[Unit], as_of: date) -> AmbiguousUnitError:
    """All units that the query fits."""
    example, names = found[0], listing(places, found, as_of)
    error = AmbiguousUnitError(
        f"“{text}” là tên của {len(found)} đơn vị vào ngày {short_date(as_of)}: {names}.",
        "planforge không tự chọn thay người dùng.",
        f"Ghi rõ loại và cấp trên, ví dụ “{places.path(example, as_of)}”, hoặc dùng mã, ví dụ {example.id}.",
    )
    error.candidates = tuple(found)
    return error
