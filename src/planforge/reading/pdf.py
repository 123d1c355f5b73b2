"""A PDF with a text layer: its lines, page by page, wrapped lines joined where that is safe."""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Iterator
from typing import Any

from planforge.document.source import Block, BlockKind, SourceDocument
from planforge.errors import MissingToolError, UnreadableError, UnsupportedError
from planforge.text.folding import nfc

_MAX_PAGES = 3_000
_MAX_CHARACTERS = 20_000_000
_SECONDS = 60.0
_LOCKED = 4
"""PDFium's code for a missing password."""
_FEW = 20
"""Letters in the whole file below which it is a scan."""

_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–]?\s*", re.IGNORECASE)
_MARKER = re.compile(r"(?:[a-zđ]{1,2}[.)]|\d+[.)]|\d+(?:\.\d+)+|[-+•*–])(?:\s|$)")
_ENDED = re.compile(r"[.;:!?…/][”\"')\]]*$|-$")
_BREAK_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\x00": None})
_FULL = 0.75
"""Share of the page's longest line from which a line counts as filled."""


def read_pdf(data: bytes, name: str) -> SourceDocument:
    """The text layer; page numbers at the edges are dropped. A scan is refused, not read as empty."""
    pdfium: Any = _library()
    document = _open(pdfium, data, name)
    try:
        signed = pdfium.raw.FPDF_GetSignatureCount(document.raw) > 0
        pages = list(_pages(pdfium, document, name))
    finally:
        document.close()
    if sum(char.isalpha() for page in pages for char in page[:1000]) < _FEW:
        raise UnsupportedError(
            f"{name} là bản quét: {len(pages)} trang đều không có lớp chữ.",
            "planforge đọc chữ, không nhận dạng ảnh.",
            "Hãy dùng bản gốc .docx, hoặc nhận dạng chữ (OCR) rồi thử lại.",
        )
    blocks = [block for number, page in enumerate(pages, 1) for block in page_blocks(page, number)]
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


def _library() -> Any:
    try:
        return importlib.import_module("pypdfium2")
    except ImportError as error:
        raise MissingToolError(
            "Chưa cài phần đọc PDF.",
            "Đọc PDF cần thư viện pypdfium2.",
            "Hãy chạy: pip install 'planforge[pdf]'",
        ) from error


def _open(pdfium: Any, data: bytes, name: str) -> Any:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _LOCKED:
            raise UnreadableError(
                f"{name} được đặt mật khẩu.",
                "Nội dung bị mã hóa nên không đọc được.",
                "Hãy mở bằng phần mềm xem PDF, bỏ mật khẩu rồi lưu lại.",
            ) from error
        raise _damaged(name) from error
    if not 0 < len(document) <= _MAX_PAGES:
        count = len(document)
        document.close()
        raise _damaged(name) if count == 0 else _too_much(name, f"có {count} trang")
    return document


def _pages(pdfium: Any, document: Any, name: str) -> Iterator[str]:
    started, characters = time.monotonic(), 0
    for index in range(len(document)):
        try:
            page = document[index]
            layer = page.get_textpage()
            characters += layer.count_chars()
            if characters > _MAX_CHARACTERS:
                raise _too_much(name, "có hơn 20 triệu chữ")
            text = layer.get_text_range() if layer.count_chars() else ""
        except pdfium.PdfiumError as error:
            raise _damaged(name) from error
        layer.close()
        page.close()
        if time.monotonic() - started > _SECONDS:
            raise _too_much(name, f"đọc quá {_SECONDS:.0f} giây chưa xong")
        yield nfc(text.translate(_BREAK_HYPHENS))


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
