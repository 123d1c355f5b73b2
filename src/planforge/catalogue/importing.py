"""Rows of another database's export (JSON, CSV) as the fields that an instrument is made of."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import Field

from planforge.catalogue.entry import Entry, Text
from planforge.catalogue.loading import load_file
from planforge.errors import CatalogueError

MAX_BYTES = 64_000_000
Row = tuple[str, dict[str, str]]


class ColumnMap(Entry):
    """Which column gives which field. ``values``: per field, the other database's word to ours; ``constants``: the
    same for every row (``source: vbpl.vn``).
    """

    columns: dict[str, Text] = Field(default_factory=dict)
    values: dict[str, dict[str, Text]] = Field(default_factory=dict)
    constants: dict[str, Text] = Field(default_factory=dict)


def json_rows(path: Path, mapping: Path | None) -> Iterator[Row]:
    """Entries of a JSON file: one object, a list, or ``{"instruments": […]}``. Raises CatalogueError."""
    try:
        data = json.loads(_text(path))
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise CatalogueError(f"{path}:{line}: không phải JSON.", do="Kiểm tra lại tệp xuất.") from None
    if isinstance(data, dict):
        data = data.get("instruments", data.get("documents", [data]))
    if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
        raise CatalogueError(f"{path}: cần một mục hoặc một danh sách mục.", do='Dạng: [{"number": …}, …]')
    columns = _columns(mapping)
    for number, one in enumerate(data, start=1):
        yield f"{path}, mục {number}: ", _fields({key: _plain(value) for key, value in one.items()}, columns)


def csv_rows(path: Path, mapping: Path | None) -> Iterator[Row]:
    """Lines of a CSV file with a heading line; comma, semicolon or tab. Raises CatalogueError."""
    text, columns = _text(path), _columns(mapping)
    head = text.split("\n", 1)[0]
    mark = max(",;\t|", key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=mark)
    missing = [one for one in columns.columns.values() if one not in (reader.fieldnames or ())]
    if missing:
        found = ", ".join(reader.fieldnames or ())
        raise CatalogueError(f"{path}: không có cột '{missing[0]}'.", do=f"Các cột: {found}.")
    for line in reader:
        cells = {str(key): value or "" for key, value in line.items() if key is not None and isinstance(value, str)}
        yield f"{path}:{reader.line_num}: ", _fields(cells, columns)


def _columns(mapping: Path | None) -> ColumnMap:
    return load_file(mapping, ColumnMap).model if mapping else ColumnMap()


def _fields(cells: dict[str, str], columns: ColumnMap) -> dict[str, str]:
    """Only mapped columns with a map; without one the columns are the fields."""
    named = {field: cells.get(column, "") for field, column in columns.columns.items()} if columns.columns else cells
    named = {field: columns.values.get(field, {}).get(value, value) for field, value in named.items()}
    return {**columns.constants, **{field: value for field, value in named.items() if value}}


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _text(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise CatalogueError(f"{path} lớn hơn {MAX_BYTES // 1_000_000} MB.", do="Chia nhỏ tệp xuất.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CatalogueError(f"{path} không phải UTF-8.", do="Lưu lại tệp với bảng mã UTF-8.") from None
