"""One catalogue entry in words: what an id, a number or a unit's name stands for, and its status on a day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from planforge.cli.catalogue_fields import field_lines
from planforge.cli.console import print_fields
from planforge.errors import PlanforgeError

if TYPE_CHECKING:
    from planforge.catalogue.catalogue import Catalogue
    from planforge.catalogue.search import Hit
    from planforge.catalogue.units import Unit

@dataclass(frozen=True)
class Shown:
    """An entry ready to print: its JSON document, and the same as fields."""

    title: str
    document: dict[str, Any]
    fields: list[tuple[str, str]]


def found_entries(known: Catalogue, name: str, day: date) -> list[Shown]:
    """What ``name`` may mean: entries by id, instruments by number, a standard task, else a unit."""
    hits = known.entries(entry_id=name)
    if not hits:
        ids = [instrument.id for instrument in known.instruments(number=name)]
        hits = tuple(hit for one in ids for hit in known.entries("van-ban", one))
    if hits:
        return [_entry(known, hit, day) for hit in hits]
    if task := _standard_task(known, name):
        return [task]
    try:
        unit = known.units.find(name, day)
    except PlanforgeError:
        if known.units.candidates(name, day, 1):
            raise
        raise _nothing(known, name) from None
    return [_unit(known, unit, day)]


def print_entry(shown: Shown) -> None:
    """Print one entry for a person."""
    print_fields(shown.title, shown.fields)


def _entry(known: Catalogue, hit: Hit, day: date) -> Shown:
    data = known.data(hit)
    where = f"{hit.file.as_posix()}:{hit.line}"
    document: dict[str, Any] = {"kind": hit.kind, "id": hit.id, "file": where, "data": data}
    if hit.kind == "van-ban":
        from planforge.citation.official import first_mention
        from planforge.citation.relations import relation_tree
        from planforge.citation.status import status_at
        from planforge.cli.instrument_record import record

        instrument = known.instrument(hit.id)
        status = status_at(instrument, day, known)
        document["status"] = {
            "as_of": day.isoformat(), "state": status.state, "replaced_by": list(status.replaced_by),
            "evidence": status.evidence,
        }  # fmt: skip
        branches = relation_tree(hit.id, known)
        document["tree"] = [asdict(branch) for branch in branches]
        fields = record(instrument, status, branches, known)
        return Shown(f"{first_mention(instrument, known.wording)} [{hit.id}]", document, [*fields, ("Tệp", where)])
    return Shown(hit.id, document, [*field_lines(data), ("Tệp", where)])


def _standard_task(known: Catalogue, name: str) -> Shown | None:
    for hit in known.entries("nhiem-vu"):
        for body in known.data(hit)["bodies"]:
            for task in body["tasks"]:
                if task["id"] == name:
                    data = {"theme": hit.id.partition("/")[0], "sector": body["sector"], **task}
                    document = {"kind": "nhiem-vu", "id": name, "file": hit.file.as_posix(), "data": data}
                    return Shown(name, document, [*field_lines(data), ("Tệp", hit.file.as_posix())])
    return None


def _unit(known: Catalogue, unit: Unit, day: date) -> Shown:
    document: dict[str, Any] = {"kind": "don-vi", "id": unit.id, "path": known.units.path(unit, day)}
    data = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(unit).items()}
    before = [f"{old.id} {known.units.path(old, date(2025, 6, 30))}" for old in known.units.predecessors(unit.id)]
    after = [f"{new.id} {known.units.path(new, day)}" for new in known.units.successors(unit.id)]
    document |= {"data": data, "predecessors": before, "successors": after}
    fields = [
        ("Mã", unit.id),
        ("Thuộc", known.units.path(unit, day)),
        ("Từ trước", "\n".join(before)),
        ("Nay là", "\n".join(after)),
        ("Khu dân cư gọi là", unit.hamlet_word or ""),
    ]
    return Shown(unit.full_name, document, fields)


def _nothing(known: Catalogue, name: str) -> PlanforgeError:
    from planforge.catalogue.suggestions import unknown

    return unknown("mục", name, [hit.id for hit in known.entries()], f"planforge catalogue search {name}")
