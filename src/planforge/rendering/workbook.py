"""The assignment table as a workbook, for whoever follows up the tasks."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

from planforge.document.tree import Appendix, Assignment, Plan
from planforge.errors import MissingToolError
from planforge.rendering.appendix import ORDINAL, columns, table_rows
from planforge.rendering.ooxml import plain
from planforge.rendering.properties import as_of, title

_WIDTHS = {"task": 60, "lead": 26, "coordination": 32, "deadline": 16, "product": 26}
_HEADINGS = ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm")
_MAX_CELL = 32767
_TITLE_ROW, _HEAD_ROW = 0, 2


def render_xlsx(plan: Plan) -> bytes:
    """The workbook: title, frozen header, one row a task. A plan without an appendix lists its headings as
    tasks.
    """
    xlsxwriter = open_xlsxwriter()
    target = BytesIO()
    plain_strings = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, {"in_memory": True, **plain_strings}) as book:
        book.set_properties(
            {"title": plain(title(plan)), "author": "planforge",
             "company": plain(" ".join(plan.header.issuer)),
             "created": datetime.combine(as_of(plan), time())}
        )  # fmt: skip
        _sheet(book, plan, plan.appendix or _from_headings(plan))
    return target.getvalue()


def open_xlsxwriter() -> Any:
    """The library, or one sentence naming the command that installs it."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingToolError(
            "Chưa có thư viện xlsxwriter.", "Không có nó thì không ghi được bảng Excel.",
            "Hãy cài bằng lệnh: pip install 'planforge[xlsx]'",
        ) from error  # fmt: skip
    return xlsxwriter


def _sheet(book: Any, plan: Plan, appendix: Appendix) -> None:
    sheet = book.add_worksheet("Phân công")
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
    cell = book.add_format({**base, "border": 1})
    head = book.add_format({**base, "border": 1, "bold": True, "align": "center", "valign": "vcenter"})
    named = columns(appendix)
    sheet.write_string(
        _TITLE_ROW, 0, plain(appendix.title), book.add_format({**base, "bold": True, "text_wrap": False})
    )
    sheet.write_string(_TITLE_ROW + 1, 0, plain(title(plan)), book.add_format({**base, "text_wrap": False}))
    for column, heading in enumerate((ORDINAL, *(heading for heading, _ in named))):
        sheet.write_string(_HEAD_ROW, column, plain(heading), head)
    for row, cells in enumerate(table_rows(appendix), _HEAD_ROW + 1):
        sheet.write_number(row, 0, int(cells[0]), cell)
        for column, text in enumerate(cells[1:], 1):
            sheet.write_string(row, column, plain(text)[:_MAX_CELL], cell)
    sheet.set_column(0, 0, 6)
    for column, (_, field) in enumerate(named, 1):
        sheet.set_column(column, column, _WIDTHS[field])
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _from_headings(plan: Plan) -> Appendix:
    """Without an appendix the titled khoản and the run-on khoản stand in for tasks."""
    rows = tuple(
        Assignment(node.id, node.text, "") for _, node in plan.nodes() if node.kind in ("heading", "clause")
    )
    return Appendix("Phân công nhiệm vụ", "", _HEADINGS, rows)
