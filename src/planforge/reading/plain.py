"""Plain text and Markdown: one block a line, as the file has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planforge.document.source import Block, SourceDocument
from planforge.errors import UnreadableError
from planforge.reading.encodings import composed, decode

_LINE = re.compile(r"[^\r\n\f\x0b\x85\u2028\u2029]+|\r\n|[\r\n\f\x0b\x85\u2028\u2029]")
_MAX_LINES = 500_000


def read_text(data: bytes, name: str) -> SourceDocument:
    """Every line that is not empty. For files too large for this use :func:`planforge.reading.read_lines`."""
    decoded = decode(data, name)
    if decoded.text.count("\n") > _MAX_LINES or decoded.text.count("\r") > _MAX_LINES:
        raise UnreadableError(
            f"{name} có hơn {_MAX_LINES} dòng.",
            "Đọc cả tệp cùng lúc có thể làm hết bộ nhớ.",
            "Hãy tách nhỏ tệp rồi đọc từng phần.",
        )
    blocks = tuple(line_block(number, text) for number, text in numbered(decoded.text) if text.strip())
    if not blocks:
        raise wordless(name)
    return SourceDocument(name, "text", blocks, notes=decoded.notes)


def wordless(name: str) -> UnreadableError:
    """Nothing but white space."""
    return UnreadableError(f"{name} không có chữ nào.", "Không có gì để đọc.", "Hãy kiểm tra lại tệp.")


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, counted as editors count them."""
    number = 1
    for match in _LINE.finditer(text):
        if match[0][0] in "\r\n\f\x0b\x85\u2028\u2029":
            number += 1
        else:
            yield number, match[0]


def line_block(number: int, text: str, part: int = 1) -> Block:
    """A line as a block; ``part`` counts the pieces of a line too long to hold."""
    locator = f"l{number}" if part == 1 else f"l{number}.{part}"
    return Block(composed(text), "line", f"dòng {number}", locator)
