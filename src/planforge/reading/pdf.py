"""A PDF with a text layer: its lines, page by page, wrapped lines joined where that is safe."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from planforge.document.source import Block, BlockKind, SourceDocument
from planforge.errors import MissingToolError, UnreadableError, UnsupportedError
from planforge.reading.running_heads import without_running_heads
from planforge.text.folding import nfc

_SECONDS = 30.0
_CHILD = Path(__file__).with_name("pdf_child.py")
_FEW = 20
"""Letters in the whole file below which it is a scan."""

_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–]?\s*", re.IGNORECASE)
_MARKER = re.compile(r"(?:[a-zđ]{1,2}[.)]|\d+[.)]|\d+(?:\.\d+)+|[-+•*–])(?:\s|$)")
_ENDED = re.compile(r"[.;:!?…/][”\"')\]]*$|-$")
_BREAK_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\x00": None})
_FULL = 0.75
"""Share of the page's longest line from which a line counts as filled."""


def read_pdf(data: bytes, name: str) -> SourceDocument:
    """The text layer without page numbers and repeated running heads. A scan is refused, not read as empty."""
    signed, pages = _layer(data, name)
    if sum(char.isalpha() for page in pages for char in page[:1000]) < _FEW:
        raise UnsupportedError(
            f"{name} là bản quét: {len(pages)} trang đều không có lớp chữ.",
            "planforge đọc chữ, không nhận dạng ảnh.",
            "Hãy dùng bản gốc .docx, hoặc nhận dạng chữ (OCR) rồi thử lại.",
        )
    texts = without_running_heads(pages)
    blocks = [block for number, page in enumerate(texts, 1) for block in page_blocks(page, number)]
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    notes = (f"Trang không có lớp chữ, chưa đọc được: {', '.join(empty[:20])}.",) if empty else ()
    return SourceDocument(name, "pdf", tuple(blocks), signed=signed, notes=notes)


def page_blocks(page: str, number: int) -> Iterator[Block]:
    """The paragraphs and lines of one page; a joined paragraph is placed by its first line."""
    lines = [(count, line) for count, line in enumerate(page.splitlines(), 1) if line.strip()]
    for edge in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[edge][1]):
            del lines[edge]
    longest = max((len(line) for _, line in lines), default=0)
    start, parts = 0, list[str]()
    for count, line in lines:
        if parts and _continues(parts[-1], line, longest):
            parts.append(line.strip())
            continue
        if parts:
            yield _block(parts, number, start)
        start, parts = count, [line.rstrip()]
    if parts:
        yield _block(parts, number, start)


def _continues(before: str, line: str, longest: int) -> bool:
    """The line goes on with the one before: that one is filled and unfinished, this one starts in the middle."""
    first = line.lstrip()[0]
    return (
        len(before) >= _FULL * longest
        and (first.islower() or first.isdigit())
        and not _ENDED.search(before)
        and not _MARKER.match(line.lstrip())
        and not _PAGE_NUMBER.fullmatch(line)
    )


def _block(parts: list[str], page: int, line: int) -> Block:
    kind: BlockKind = "paragraph" if len(parts) > 1 else "line"
    where = f"trang {page}, dòng {line}"
    return Block(" ".join(parts), kind, where, f"pg{page}.l{line}", page=page)


class _Layer(NamedTuple):
    signed: bool
    pages: tuple[str, ...]


def _layer(data: bytes, name: str) -> _Layer:
    """What the child process found; it is killed when it takes too long or too much."""
    if importlib.util.find_spec("pypdfium2") is None:
        raise MissingToolError(
            "Chưa cài phần đọc PDF.",
            "Đọc PDF cần thư viện pypdfium2.",
            "Hãy chạy: pip install 'planforge[pdf]'",
        )
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", str(_CHILD)], input=data, capture_output=True, timeout=_SECONDS
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise _too_much(name, f"đọc quá {_SECONDS:.0f} giây chưa xong") from error
    except ValueError as error:
        raise UnreadableError(
            f"{name} làm phần đọc PDF dừng giữa chừng.",
            "Tệp cần quá nhiều bộ nhớ (hơn 500 MB) hoặc có cấu trúc gây lỗi.",
            "Hãy in lại thành PDF mới từ phần mềm xem, hoặc dùng bản gốc .docx.",
        ) from error
    if "error" in answer:
        raise _refusal(answer["error"], name)
    return _Layer(answer["signed"], tuple(nfc(page.translate(_BREAK_HYPHENS)) for page in answer["pages"]))


def _refusal(reason: str, name: str) -> UnreadableError:
    if reason == "locked":
        return UnreadableError(
            f"{name} được đặt mật khẩu.",
            "Nội dung bị mã hóa nên không đọc được.",
            "Hãy mở bằng phần mềm xem PDF, bỏ mật khẩu rồi lưu lại.",
        )
    much = {"pages": "có quá nhiều trang", "characters": "có quá nhiều chữ"}
    return _too_much(name, much[reason]) if reason in much else _damaged(name)


def _damaged(name: str) -> UnreadableError:
    return UnreadableError(
        f"{name} bị hỏng hoặc bị cắt ngắn.",
        "Cấu trúc PDF không còn nguyên vẹn.",
        "Hãy tải lại hoặc xin lại tệp.",
    )


def _too_much(name: str, what: str) -> UnreadableError:
    return UnreadableError(
        f"{name} {what}.",
        "Không văn bản hành chính nào lớn như vậy; đọc tiếp có thể làm treo máy.",
        "Hãy tách lấy phần cần đọc rồi thử lại.",
    )
