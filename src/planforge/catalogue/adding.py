"""Take instruments into the user's own catalogue: from fields, compared with what is known, written as one file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.instruments import Instrument
from planforge.catalogue.messages import explain
from planforge.errors import CatalogueError, UnknownError
from planforge.files import not_written, replace_with
from planforge.text.dates import parse_date
from planforge.text.folding import fold, squeeze

FIELDS = (
    "id", "type", "number", "issued", "issuer", "title", "signer", "aliases", "sectors", "effective_from",
    "effective_to", "state", "validity_basis", "source", "replaces", "note", "checked",
)  # fmt: skip
PROVEN = ("dieu-khoan", "ky-trong-ten", "van-ban-sau-xac-nhan")
_PLAIN = {"type", "number", "issued", "issuer", "title", "signer", "aliases", "sectors", "state", "note"}
_BOUNDS = {"start": "effective_from", "end": "effective_to"}
_LISTS = {"aliases", "sectors", "source", "replaces"}


@dataclass(frozen=True, slots=True)
class Addition:
    """``changes``: field, what is known, what is new; ``known_in``: the file that holds the entry now."""

    instrument: Instrument
    outcome: Literal["new", "changed", "same"]
    changes: tuple[tuple[str, str, str], ...] = ()
    known_in: str | None = None


def addition(fields: Mapping[str, str], catalogue: Catalogue, today: date, where: str = "") -> Addition:
    """One instrument from text fields (:data:`FIELDS`), beside what the catalogue has.

    For a known entry, fields left empty keep what is known; sources and relations are added to those there.
    Raises CatalogueError naming ``where`` and the field that cannot be used.
    """
    new = _instrument(fields, catalogue, today, where)
    old = _known(new, catalogue)
    if old is None:
        return Addition(new, "new")
    new = _merged(old, new, {key for key, value in fields.items() if value not in (None, "")})
    changes = tuple(_changes(old, new))
    file = next((hit.file.as_posix() for hit in catalogue.entries("van-ban", old.id)), None)
    return Addition(new, "changed" if changes else "same", changes, file)


def store(additions: Iterable[Addition], path: Path) -> None:
    """Write new and changed instruments into ``path``, keeping its other entries; verified before it is released.

    Raises OutputError where the disk refuses, with the file as it was.
    """
    from planforge.catalogue.files import InstrumentFile
    from planforge.catalogue.loading import load_file, load_text

    kept = load_file(path, InstrumentFile).model.instruments if path.is_file() else ()
    entries = {one.id: one for one in kept} | {one.instrument.id: one.instrument for one in additions}
    text = _yaml(list(entries.values()))
    load_text(text, InstrumentFile, path)
    try:
        replace_with(path, text.encode())
    except OSError as error:
        raise not_written(path, error) from error


def _instrument(fields: Mapping[str, str], catalogue: Catalogue, today: date, where: str) -> Instrument:
    given = {key: squeeze(str(value)) for key, value in fields.items() if value not in (None, "")}
    unknown = sorted(set(given) - set(FIELDS))
    if unknown:
        raise CatalogueError(f"{where}Không có trường '{unknown[0]}'.", do=f"Các trường: {', '.join(FIELDS)}.")
    data = _data(given, catalogue, today, where)
    try:
        return Instrument.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise CatalogueError(f"{where}{explain(first, Instrument, data)}.", do="Sửa trường này rồi thêm lại.") from None


def _data(given: dict[str, str], catalogue: Catalogue, today: date, where: str) -> dict[str, Any]:
    lists = {key: [part.strip() for part in given.get(key, "").split(";") if part.strip()] for key in _LISTS}
    issued = _date(given.get("issued"), "issued", where)
    basis = given.get("validity_basis", "khong-ro")
    period = {
        "start": _date(given.get("effective_from"), "effective_from", where),
        "end": _date(given.get("effective_to"), "effective_to", where),
    }
    sources = lists["source"]
    kind = _type(given.get("type", ""), given.get("number", ""), catalogue, where)
    data = {
        "type": kind, "number": given.get("number"), "issued": issued, "issuer": given.get("issuer"),
        "title": given.get("title"), "signer": given.get("signer"), "aliases": lists["aliases"],
        "sectors": lists["sectors"], "in_force_periods": [period], "state": _slug(given.get("state", "khong-ro")),
        "validity_basis": basis, "validity_verified": bool(sources) and basis in PROVEN,
        "relations": [{"kind": "thay-the", "target": _target(one, catalogue, where)} for one in lists["replaces"]],
        "sources": sources, "evidence": ("khong-co-nguon", "mot-nguon", "nhieu-nguon")[min(len(sources), 2)],
        "verified": bool(sources and given.get("number") and issued and given.get("title")), "note": given.get("note"),
        "checked": _date(given.get("checked"), "checked", where) or today,
    }  # fmt: skip
    data["id"] = given.get("id") or _new_id(kind, given.get("number", ""), issued, given.get("issuer", ""), catalogue)
    return {key: value for key, value in data.items() if value is not None}


def _type(word: str, number: str, catalogue: Catalogue, where: str) -> str:
    """A type by its id or its name (``Nghị định``)."""
    names = {fold(name): kind for kind, name in catalogue.wording.type_names.items()}
    kind = word if word in catalogue.wording.type_names else names.get(fold(word))
    if kind is None:
        known = ", ".join(catalogue.wording.type_names.values())
        raise CatalogueError(f"{where}{number} Không có loại văn bản '{word}'.", do=f"Các loại: {known}.")
    return kind


def _date(text: str | None, field: str, where: str) -> date | None:
    if not text:
        return None
    day = parse_date(text)
    if day is None:
        raise CatalogueError(f"{where}{field}: '{text}' không phải ngày có thật.", do="Viết dạng 22/11/2026.")
    return day


def _target(name: str, catalogue: Catalogue, where: str) -> str:
    """What is replaced, by id or by number."""
    try:
        return catalogue.instrument(name).id
    except UnknownError:
        found = catalogue.instruments(number=name)
    if len(found) == 1:
        return found[0].id
    told = "không có trong danh mục" if not found else f"có nhiều: {', '.join(one.id for one in found)}"
    raise CatalogueError(f"{where}Văn bản bị thay thế '{name}' {told}.", do="Ghi mã của văn bản đó.")


def _new_id(kind: str, number: str, issued: date | None, issuer: str, catalogue: Catalogue) -> str:
    head = kind if kind in ("luat", "phap-lenh", "hien-phap") else "".join(word[0] for word in kind.split("-"))
    year = f"-{issued.year}" if issued and str(issued.year) not in number else ""
    short = f"{head}-{_slug(number)}{year}"[:80].strip("-")
    taken = catalogue.entries("van-ban", short)
    return f"{short[:50]}-{_slug(issuer)[-28:].strip('-')}" if taken else short


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _known(new: Instrument, catalogue: Catalogue) -> Instrument | None:
    """The entry with that id, else the one with that number of the same day or (day unknown) the same issuer."""
    for hit in catalogue.entries("van-ban", new.id):
        return catalogue.instrument(hit.id)
    for one in catalogue.instruments(number=new.number) if new.number else ():
        if one.issued and new.issued:
            if one.issued == new.issued or (one.issuer == new.issuer and one.issued.year == new.issued.year):
                return one
        elif one.issuer == new.issuer:
            return one
    return None


def _merged(old: Instrument, new: Instrument, given: set[str]) -> Instrument:
    """``old`` with the ``given`` fields of ``new``; what was proved of a fact does not prove its replacement."""
    taken = {key: getattr(new, key) for key in given & _PLAIN}
    sources = tuple(dict.fromkeys((*old.sources, *new.sources)))
    relations = (*old.relations, *(one for one in new.relations if one not in old.relations))
    merged = {**taken, "sources": sources, "relations": relations, "checked": new.checked}
    if new.sources and sources != old.sources and old.evidence in ("khong-co-nguon", "mot-nguon"):
        merged["evidence"] = "mot-nguon" if len(sources) == 1 else "nhieu-nguon"
    if any(taken.get(key, getattr(old, key)) != getattr(old, key) for key in ("number", "issued", "title")):
        merged["verified"] = new.verified
    elif new.verified:
        merged["verified"] = True
    periods = _periods(old, new, given)
    if periods != old.in_force_periods or "validity_basis" in given:
        basis, proven = new.validity_basis, new.validity_verified
        merged |= {"in_force_periods": periods, "validity_basis": basis, "validity_verified": proven}
    return Instrument.model_validate({**old.model_dump(), **merged})


def _periods(old: Instrument, new: Instrument, given: set[str]) -> tuple[Any, ...]:
    """The known periods, the last of them with the bounds that were given."""
    *earlier, last = old.in_force_periods
    (told,) = new.in_force_periods
    bounds = {side: getattr(told, side) for side, key in _BOUNDS.items() if key in given}
    return (*earlier, last.model_copy(update=bounds))


def _changes(old: Instrument, new: Instrument) -> Iterable[tuple[str, str, str]]:
    before, after = (one.model_dump(mode="json", exclude_defaults=True) for one in (old, new))
    for field in Instrument.model_fields:
        if field not in ("id", "checked") and before.get(field) != after.get(field):
            yield field, _shown(before.get(field)), _shown(after.get(field))


def _shown(value: Any) -> str:
    if value in (None, [], ()):
        return "(trống)"
    if isinstance(value, list):
        return "; ".join(_shown(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(inner)}" for key, inner in value.items())
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _yaml(instruments: list[Instrument]) -> str:
    from io import StringIO

    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.default_flow_style, yaml.width = False, 118
    yaml.indent(mapping=2, sequence=4, offset=2)
    target = StringIO()
    target.write("# Văn bản của đơn vị thêm vào danh mục bằng: planforge catalogue add\n")
    yaml.dump({"instruments": [one.model_dump(exclude_defaults=True) for one in instruments]}, target)
    return target.getvalue()
