"""One row of a list of units as a request: columns are fields of the profile, of the request, or ``--set`` answers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pydantic import ValidationError

from planforge.catalogue.messages import explain
from planforge.catalogue.profiles import Profile
from planforge.catalogue.units import Unit
from planforge.derivation.request import Request, year_day
from planforge.errors import OutOfScopeError
from planforge.text.folding import fold

_ASKED = ("number", "signer", "capacity", "template")
"""Columns that belong to the request rather than to the profile."""
_LISTS = ("without", "extra", "recipients", "neighbours")
_FLAGS = ("border", "coast", "ethnic", "collective_line")
_TEXTS = ("issuer", "place", "hamlets", "chair", "filing", "remarks", "note")
_DEPUTIES = "deputies"
COLUMNS = ("unit", *_ASKED, *_TEXTS, *_FLAGS, *_LISTS, _DEPUTIES)
PREFIXES = {"set.": "KHÓA", "offices.": "LĨNH_VỰC", "report_due.": "MÃ"}
"""Columns of which there may be many, with what their name goes on with."""
_YES_NO = {"co": True, "true": True, "1": True, "x": True, "khong": False, "false": False, "0": False}
_DEPUTY = re.compile(r"(?P<name>[^():]+?)\s*(?:[(:]\s*(?P<fields>[^()]*)\)?)?")


def request_of(directive: str, unit: Unit, row: dict[str, str], as_of: date) -> Request:
    """The request of a row (column → cell, empty cells left out). Raises ``OutOfScopeError`` naming the column."""
    answers: dict[str, Any] = {column: row[column] for column in _TEXTS if column in row}
    answers |= {column: _flag(column, row[column]) for column in _FLAGS if column in row}
    answers |= {column: _list(row[column]) for column in _LISTS if column in row}
    if _DEPUTIES in row:
        answers[_DEPUTIES] = tuple(_deputy(one) for one in _list(row[_DEPUTIES]))
    if offices := _below(row, "offices."):
        answers["offices"] = offices
    if days := _below(row, "report_due."):
        answers["report_due"] = {key: year_day(f"report_due.{key}", value) for key, value in days.items()}
    asked: dict[str, str | None] = {column: row.get(column) for column in _ASKED}
    return Request(
        directive, unit.id, as_of, settings=_below(row, "set."), profile=_profile(unit, answers), **asked
    )  # fmt: skip


def _below(row: dict[str, str], prefix: str) -> dict[str, str]:
    return {column.removeprefix(prefix): cell for column, cell in row.items() if column.startswith(prefix)}


def _profile(unit: Unit, answers: dict[str, Any]) -> Profile | None:
    if not answers:
        return None
    data = {"unit": unit.id, **answers}
    try:
        return Profile.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        column = first["loc"][0] if first["loc"] else "unit"
        raise OutOfScopeError(f"Cột '{column}': {explain(first, Profile, data)}.", do="Hãy sửa ô đó.") from None


def _list(value: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in value.split("|") if one.strip())


def _flag(column: str, value: str) -> bool:
    known = _YES_NO.get(fold(value).strip())
    if known is None:
        raise OutOfScopeError(f"Cột '{column}': '{value}' không phải co hoặc khong.", do="Ghi co hoặc khong.")
    return known


def _deputy(value: str) -> dict[str, Any]:
    """``Trần Văn B`` or ``Trần Văn B (cong-an, y-te)``: a name, and the sectors or themes assigned."""
    found = _DEPUTY.fullmatch(value)
    if found is None:
        raise OutOfScopeError(
            f"Cột 'deputies': không hiểu '{value}'.", do="Ghi họ tên, phụ trách đặt trong ngoặc: Trần Văn B (cong-an)."
        )
    fields = tuple(one.strip() for one in (found["fields"] or "").split(",") if one.strip())
    return {"name": found["name"], "fields": fields}
