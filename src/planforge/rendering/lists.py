"""Lists as a workbook or a web page: headings and rows of text, nothing that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from io import BytesIO

from planforge.rendering.ooxml import plain
from planforge.rendering.workbook import open_xlsxwriter

_MAX_CELL = 32767
_EPOCH = datetime(2000, 1, 1)
_CSS = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem;color:#111}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #999;padding:.35rem .5rem;text-align:left;vertical-align:top}th{background:#eee}"
    "caption{text-align:left;font-weight:bold;padding:.5rem 0}@media print{body{margin:0}}"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One table: ``widths`` in characters, the last one repeated."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = (24,)


def lists_xlsx(title: str, lists: Sequence[Listing]) -> bytes:
    """One sheet a list; the same lists always give the same bytes. Raises MissingToolError without xlsxwriter."""
    xlsxwriter = open_xlsxwriter()
    target = BytesIO()
    text_only = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, {"in_memory": True, **text_only}) as book:
        book.set_properties({"title": plain(title), "author": "planforge", "created": _EPOCH})
        cell = book.add_format({"valign": "top", "text_wrap": True, "border": 1})
        head = book.add_format({"valign": "vcenter", "text_wrap": True, "border": 1, "bold": True})
        for one in lists:
            sheet = book.add_worksheet(one.title[:31])
            for column, heading in enumerate(one.columns):
                sheet.set_column(column, column, one.widths[min(column, len(one.widths) - 1)])
                sheet.write_string(0, column, plain(heading), head)
            for row, cells in enumerate(one.rows, 1):
                for column, text in enumerate(cells):
                    sheet.write_string(row, column, plain(text)[:_MAX_CELL], cell)
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
    return target.getvalue()


def lists_html(title: str, lists: Sequence[Listing]) -> bytes:
    """One self-contained page."""
    tables = "".join(_table(one) for one in lists)
    page = (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(plain(title))}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_CSS}</style></head>'
        f"<body><main><h1>{escape(plain(title))}</h1>{tables}</main></body></html>\n"
    )
    return page.encode()


def _table(one: Listing) -> str:
    head = "".join(f'<th scope="col">{escape(plain(heading))}</th>' for heading in one.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(plain(text))}</td>" for text in cells) + "</tr>\n" for cells in one.rows
    )
    caption = f"<caption>{escape(plain(one.title))}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>\n"
