"""Fields of a catalogue entry as lines a person reads: no key, no code, no bracket of a programming language."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from planforge.cli.catalogue_words import LABELS, VALUES
from planforge.text.dates import short_date

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CHIEF = ("text", "heading", "name", "label", "what", "organ", "body", "sector", "kind")
"""What an item is, the first of these that it has; the rest is told after it."""


def field_lines(data: dict[str, Any], without: tuple[str, ...] = ("id",)) -> list[tuple[str, str]]:
    """Label and text of each field; lists and nested fields as indented lines."""
    return [(_label(key), "\n".join(_lines(value))) for key, value in data.items() if key not in without]


def _lines(value: Any) -> list[str]:
    if isinstance(value, dict):
        return _record(value)
    if not isinstance(value, list):
        return [_plain(value)]
    if all(isinstance(item, str) and len(item) < 40 for item in value):
        return [("; " if any("," in item for item in value) else ", ").join(map(_plain, value))]
    return [line for item in value for line in _item(_lines(item))]


def _item(lines: list[str]) -> list[str]:
    return [f"{'- ' if not place else '  '}{line}" for place, line in enumerate(lines)]


def _record(value: dict[str, Any]) -> list[str]:
    """The chief field, short ones after it in parentheses, long ones below."""
    if "comparator" in value:
        return [_amount(value)]
    value = _filled(value)
    chief = next((key for key in _CHIEF if isinstance(value.get(key), str)), None)
    rest = {key: inner for key, inner in value.items() if key not in (chief, "id") and inner != []}
    short = {key: _lines(inner) for key, inner in rest.items() if not _long(inner)}
    told = "; ".join(f"{_label(key).lower()}: {' '.join(lines)}" for key, lines in short.items())
    mark = f" [{value['id']}]" if "id" in value else ""
    head = f"{_plain(value[chief])}{mark}{f' ({told})' if told else ''}" if chief else f"{mark.strip()} {told}".strip()
    below = [
        line
        for key, inner in rest.items() if _long(inner)
        for line in _below(_label(key), _lines(inner))
    ]  # fmt: skip
    return [*([head] if head else []), *below]


def _below(label: str, lines: list[str]) -> list[str]:
    return [f"{label}: {lines[0]}"] if len(lines) == 1 else [f"{label}:", *(f"  {line}" for line in lines)]


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    """``Trên {0} số vụ`` with its amounts in place."""
    text, amounts = value.get("text", ""), value.get("measures", [])
    if "{0}" not in text or not all("value" in one for one in amounts):
        return value
    for place, one in enumerate(amounts):
        text = text.replace(f"{{{place}}}", _number(one))
    return {**value, "text": text} | {"measures": []}


def _long(value: Any) -> bool:
    if isinstance(value, dict):
        return "comparator" not in value and any(_long(inner) for inner in value.values())
    if isinstance(value, list):
        return any(isinstance(item, list | dict) or len(str(item)) > 40 for item in value)
    return isinstance(value, str) and len(value) > 60


def _amount(value: dict[str, Any]) -> str:
    """``trên 90%, đến năm 2030``."""
    words = [_plain(value["comparator"]), _number(value)]
    rest = {key: inner for key, inner in value.items() if key not in ("comparator", "value", "unit")}
    told = "; ".join(f"{_label(key).lower()} {' '.join(_lines(inner))}" for key, inner in rest.items())
    return " ".join(word for word in words if word) + (f" ({told})" if told else "")


def _number(value: dict[str, Any]) -> str:
    number, unit = value.get("value"), value.get("unit", "")
    shown = f"{number:g}".replace(".", ",") if isinstance(number, int | float) else str(number)
    return f"{shown}{'' if unit == '%' else ' '}{unit}".strip()


def _label(key: str) -> str:
    word = LABELS.get(key) or VALUES.get(key)
    return word[:1].upper() + word[1:] if word else key


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    text = str(value)
    if _DAY.fullmatch(text):
        return short_date(date.fromisoformat(text))
    return VALUES.get(text, text)
