"""A list of units as a spreadsheet saves it: a CSV file with a heading, answers of single units beside them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from planforge.errors import OutOfScopeError, UnreadableError
from planforge.text.folding import nfc

_MAX_CSV = 16 * 1024 * 1024
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_rows(
    path: Path, columns: Sequence[str], prefixes: Mapping[str, str]
) -> list[tuple[int, dict[str, str]]]:
    """Lines of a CSV file with a heading, as (line number, column → value).

    ``columns``: the names a heading may have; ``prefixes``: how others may begin, with what follows (``set.``:
    ``KHÓA``). Commas, semicolons or tabs, UTF-8 or Excel's UTF-16, with or without Excel's ``sep=`` line.

    Raises ``UnreadableError`` for a file that cannot be read and ``OutOfScopeError`` for an unknown column.
    """
    text = _text(path)
    first, _, rest = text.partition("\n")
    skipped = 0
    if re.fullmatch(r"sep=[,;\t]\s*", first):
        text, skipped = rest, 1
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise _unreadable(path, f"dòng {reader.line_num}: {error}") from error
    filled = [(number + skipped, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise _unreadable(path, "tệp trống")
    heading = _heading(path, filled[0][1], columns, prefixes)
    if len(filled) == 1:
        raise _unreadable(path, "tệp chỉ có dòng tiêu đề")
    return [(number, _row(path, number, heading, cells)) for number, cells in filled[1:]]


def _row(path: Path, number: int, heading: list[str], cells: list[str]) -> dict[str, str]:
    if any(cells[len(heading) :]):
        raise OutOfScopeError(
            f"{path}, dòng {number}: có {len(cells)} ô, tiêu đề chỉ có {len(heading)} cột.",
            "Bỏ qua ô thừa có thể làm mất câu trả lời của đơn vị.",
            "Ô có dấu phân cách thì đặt trong ngoặc kép; thiếu cột thì thêm vào tiêu đề.",
        )
    return {column: cell for column, cell in zip(heading, cells, strict=False) if cell}


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_CSV:
            raise _unreadable(path, "tệp lớn hơn 16 MB")
        data = path.read_bytes()
        return nfc(data.decode("utf-16" if data[:2] in _UTF_16 else "utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _unreadable(path, "tệp không phải UTF-8 (trong Excel chọn “CSV UTF-8”)") from error
    except FileNotFoundError as error:
        raise _unreadable(path, "không có tệp này") from error
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error


def _unreadable(path: Path, why: str) -> UnreadableError:
    return UnreadableError(
        f"Không đọc được danh sách đơn vị {path}: {why}.", "Không biết phải lập kế hoạch cho đơn vị nào.",
        "Hãy sửa tệp rồi chạy lại; cột đầu là unit, các cột khác là câu trả lời riêng của từng đơn vị.",
    )


def _heading(path: Path, cells: list[str], columns: Sequence[str], prefixes: Mapping[str, str]) -> list[str]:
    """The columns' names; capitals do not count, nor do columns without a name at the end."""
    begins = tuple(prefixes)
    names = [cell if cell.startswith(begins) else cell.lower() for cell in cells]
    while not names[-1]:
        names.pop()
    for column in names:
        if column in columns or (column.startswith(begins) and column not in begins):
            continue
        near = get_close_matches(column, columns, 1)
        hint = f" Có phải ý bạn là '{near[0]}'?" if near else ""
        raise OutOfScopeError(
            f"{path}, dòng 1: không có cột '{column}'.", "Bỏ qua cột lạ có thể làm mất câu trả lời của đơn vị.",
            f"Các cột dùng được: {', '.join((*columns, *map(''.join, prefixes.items())))}.{hint}",
        )
    if "unit" not in names or len(set(names)) != len(names):
        wrong = "thiếu cột 'unit'" if "unit" not in names else "có cột trùng tên"
        raise OutOfScopeError(f"{path}, dòng 1: {wrong}.", do="Mỗi cột ghi một lần, cột unit là mã hoặc tên đơn vị.")
    return names
