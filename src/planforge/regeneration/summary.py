"""The summary of a batch for people and programs: ``tong-hop.json`` and ``tong-hop.xlsx`` in the folder."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from planforge.regeneration.manifest import Row
from planforge.regeneration.storage import Storage

JSON_NAME, XLSX_NAME = "tong-hop.json", "tong-hop.xlsx"
OUTCOMES = {"written": "đã ghi", "unchanged": "không đổi", "conflict": "xung đột", "refused": "không lập được"}
_COLUMNS = (("STT", 6), ("Mã đơn vị", 16), ("Đơn vị", 44), ("Tệp", 60), ("Kết quả", 16), ("Ghi chú", 80))
_MAX_CELL = 32767
Names = Mapping[str, str]
"""Key of a row → what people call its unit (``phường Buôn Ma Thuột, tỉnh Đắk Lắk``)."""


def write_summary(place: Storage, directive: str, as_of: date, rows: Iterable[Row], names: Names) -> None:
    """Both files; the workbook only where xlsxwriter is installed."""
    rows = tuple(rows)
    place.write(JSON_NAME, summary_json(directive, as_of, rows, names).encode())
    workbook = summary_xlsx(directive, as_of, rows, names)
    if workbook is not None:
        place.write(XLSX_NAME, workbook)


def summary_json(directive: str, as_of: date, rows: Iterable[Row], names: Names) -> str:
    """One document: what was asked, how many of each outcome, one item a unit."""
    rows = tuple(rows)
    counts = Counter(row.outcome for row in rows)
    document = {
        "directive": directive, "as_of": as_of.isoformat(), "counts": {name: counts[name] for name in OUTCOMES},  # type: ignore[index]
        "units": [
            {"unit": row.unit, "name": names.get(row.key, ""), "file": row.file, "outcome": row.outcome,
             "message": row.message}
            for row in rows
        ],
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def summary_xlsx(directive: str, as_of: date, rows: Iterable[Row], names: Names) -> bytes | None:
    """One row a unit under a frozen heading with a filter; the same rows give the same bytes."""
    try:
        import xlsxwriter
    except ImportError:
        return None
    target = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, {"in_memory": True, **plain}) as book:
        book.set_properties({
            "title": f"Tổng hợp {directive}", "author": "planforge", "created": datetime.combine(as_of, time())
        })  # fmt: skip
        _sheet(book, tuple(rows), names)
    return target.getvalue()


def _sheet(book: Any, rows: tuple[Row, ...], names: Names) -> None:
    sheet = book.add_worksheet("Tổng hợp")
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "border": 1}
    cell, wrapped = book.add_format(base), book.add_format({**base, "text_wrap": True})
    head = book.add_format({**base, "bold": True, "align": "center"})
    for column, (title, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for line, row in enumerate(rows, 1):
        sheet.write_number(line, 0, line, cell)
        texts = (row.unit, names.get(row.key, ""), row.file, OUTCOMES[row.outcome], row.message)
        for column, text in enumerate(texts, 1):
            sheet.write_string(line, column, text[:_MAX_CELL], wrapped if column == len(texts) else cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(_COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
