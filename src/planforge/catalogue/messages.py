"""pydantic's error types in Vietnamese: what was found, what is allowed, the nearest right word."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from planforge.catalogue.yaml_reader import Place

_WANTED = {
    "string_type": "phải là chữ (đặt trong dấu nháy nếu là số)",
    "string_too_short": "không được để trống",
    "too_short": "phải có ít nhất một mục",
    "tuple_type": "phải là danh sách: mỗi mục một dòng '- …' hoặc viết [a, b]",
    "list_type": "phải là danh sách: mỗi mục một dòng '- …' hoặc viết [a, b]",
    "dict_type": "phải là các dòng 'khóa: giá trị'",
    "model_type": "phải là các dòng 'trường: giá trị'",
    "model_attributes_type": "phải là các dòng 'trường: giá trị'",
    "bool_type": "phải là true hoặc false",
    "bool_parsing": "phải là true hoặc false",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "float_type": "phải là số",
    "float_parsing": "phải là số (dùng dấu chấm thập phân)",
}
_DATES = ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")
_ID_RULE = "mã chỉ gồm chữ thường không dấu, chữ số, nối bằng '-' hoặc '.', không có dấu cách, ví dụ cong-an-xa"


def explain(error: ErrorDetails, model: type[BaseModel], data: Any) -> str:
    """One sentence for one validation error of ``data`` as ``model``."""
    place: Place = error["loc"]
    kind, context = error["type"], error.get("ctx", {})
    field = str(place[-1]) if place else ""
    at = where(place, data)
    if kind == "missing":
        return f"{where(place[:-1], data)}: thiếu trường bắt buộc '{field}'"
    if kind == "extra_forbidden":
        allowed = _allowed_fields(field, model, place)
        return f"{where(place[:-1], data)}: không có trường tên '{field}'; {allowed}"
    if kind == "value_error":
        return f"{at}: {context.get('error', error['msg'])}"
    found = _found(error["input"])
    if kind == "literal_error":
        return f"{at}: {found} không được phép; {_expected(str(error['input']), str(context['expected']))}"
    if kind == "string_pattern_mismatch":
        return f"{at}: {found} không đúng dạng mã; {_ID_RULE}"
    if kind in _DATES:
        return f"{at}: {found} không phải ngày có thật; viết năm-tháng-ngày, ví dụ 2026-11-22"
    return f"{at}: {found} không dùng được; {_wanted(kind, context)}"


def where(place: Place, data: Any) -> str:
    """``organs › cong-an-xa › level``: list items are called by their id, or by position from 1."""
    words, node = [], data
    for part in place:
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            node = None
        if isinstance(part, str):
            words.append(part)
        else:
            named = node.get("id") or node.get("sector") if isinstance(node, dict) else None
            words.append(str(named) if named else f"mục {part + 1}")
    return " › ".join(words) or "cả tệp"


def _found(value: Any) -> str:
    if value is None:
        return "chỗ trống"
    if isinstance(value, dict):
        return "một nhóm trường"
    if isinstance(value, list):
        return f"danh sách {len(value)} mục"
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def _wanted(kind: str, context: dict[str, Any]) -> str:
    if kind in _WANTED:
        return _WANTED[kind]
    if kind in ("greater_than_equal", "greater_than"):
        return f"phải từ {context.get('ge', context.get('gt'))} trở lên"
    if kind in ("less_than_equal", "less_than"):
        return f"nhiều nhất là {context.get('le', context.get('lt'))}"
    if kind in ("string_too_long", "too_long"):
        return f"dài nhất {context.get('max_length')}"
    if kind == "is_instance_of":
        return "sai kiểu"
    return "sai kiểu giá trị"


def _expected(found: str, expected: str) -> str:
    allowed = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
    return f"được phép: {', '.join(allowed)}{_nearest(found, allowed)}"


def _allowed_fields(field: str, model: type[BaseModel], place: Place) -> str:
    owner = _model_at(model, place[:-1])
    if owner is None:
        return "bỏ trường này"
    allowed = [info.alias or name for name, info in owner.model_fields.items()]
    return f"được phép: {', '.join(allowed)}{_nearest(field, allowed)}"


def _nearest(word: str, allowed: list[str]) -> str:
    close = get_close_matches(word, allowed, n=1, cutoff=0.5)
    return f". Có phải ý bạn là '{close[0]}'?" if close else ""


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel] | None:
    """The model that owns the value at ``place``, found through the annotations."""
    current: type[BaseModel] | None = model
    for part in place:
        if not isinstance(part, str) or current is None:
            continue
        by_name = {info.alias or name: info for name, info in current.model_fields.items()}
        if part in by_name:
            current = _model_in(by_name[part].annotation)
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found:
            return found
    return None
