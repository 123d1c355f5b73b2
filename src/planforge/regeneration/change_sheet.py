"""The change table as a workbook: each change once, each plan's own rows, what has to be done, the law that moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from planforge.errors import MissingToolError
from planforge.regeneration.change_summary import shared_changes, shared_impacts
from planforge.regeneration.change_words import told
from planforge.regeneration.results import Updated

_MAX_CELL = 32767
Sheet = tuple[str, Sequence[tuple[str, int]], Iterable[tuple[object, ...]]]


def change_sheet(results: Sequence[Updated], kinds: Mapping[str, str], outcomes: Mapping[str, str]) -> bytes:
    """The .xlsx; ``kinds`` and ``outcomes``: their words. Raises ``MissingToolError`` without xlsxwriter."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingToolError(
            "Chưa có thư viện xlsxwriter.", "Không có nó thì không ghi được bảng tính.",
            "Hãy cài bằng lệnh: pip install 'planforge[xlsx]'",
        ) from error  # fmt: skip
    target = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, {"in_memory": True, **plain}) as book:
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "border": 1, "text_wrap": True}
        formats = book.add_format(base), book.add_format({**base, "bold": True, "align": "center"})
        for sheet in _sheets(results, kinds, outcomes):
            _write(book, formats, sheet)
    return target.getvalue()


def _sheets(results: Sequence[Updated], kinds: Mapping[str, str], outcomes: Mapping[str, str]) -> Iterator[Sheet]:
    yield (
        "Thay đổi", (("Việc", 12), ("Vì", 40), ("Đổi gì", 60), ("Trước", 60), ("Sau", 60), ("Số kế hoạch", 12)),
        ((kinds[one.kind], "; ".join(one.causes), told(one.example), one.example.before, one.example.after,
          len(one.plans)) for one in shared_changes(results)),
    )  # fmt: skip
    yield (
        "Kế hoạch", (("Mã đơn vị", 14), ("Đơn vị", 30), ("Tệp", 50), ("Kết quả", 14), ("Số thay đổi", 12),
                     ("Chỗ đơn vị sửa được giữ", 14), ("Phải xử lý, ghi chú", 80)),
        ((one.unit, one.name, str(one.path), outcomes[one.outcome], len(one.changes), one.kept,
          "\n".join([*one.settle, *one.notes, *([one.error] if one.error else [])])) for one in results),
    )  # fmt: skip
    yield (
        "Từng thay đổi", (("Đơn vị", 30), ("Tệp", 50), ("Việc", 12), ("Vì", 40), ("Trước", 60), ("Sau", 60)),
        ((one.name, str(one.path), kinds[change.kind], "; ".join(change.causes), change.before, change.after)
         for one in results for change in one.changes),
    )  # fmt: skip
    yield (
        "Văn bản hết hiệu lực", (("Văn bản", 60), ("Tình trạng", 20), ("Nay dùng", 60), ("Ở đâu", 40), ("Tệp", 50)),
        ((law.example.name, law.example.status, law.example.now, ", ".join(law.example.places), str(one.path))
         for law in shared_impacts(results) for one in law.plans),
    )  # fmt: skip


def _write(book: Any, formats: tuple[Any, Any], sheet: Sheet) -> None:
    title, columns, rows = sheet
    page = book.add_worksheet(title)
    cell, head = formats
    for column, (name, width) in enumerate(columns):
        page.set_column(column, column, width)
        page.write_string(0, column, name, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(last, column, value, cell)
            else:
                page.write_string(last, column, str(value)[:_MAX_CELL], cell)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(last, 1), len(columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
