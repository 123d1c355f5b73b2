"""Lines of a text file of any size in flat memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from planforge.document.source import Block
from planforge.errors import UnreadableError
from planforge.reading.encodings import WINDOWS, binary, marked, no_text
from planforge.reading.opening import check_path, display, refused
from planforge.reading.plain import line_block

_CHUNK = 1 << 20
_ENDS = "\x0b\f\x85\u2028\u2029"
_LONGEST = 1 << 20
"""Characters of one block; a longer line comes in pieces cut at a space."""


def lines_of(path: Path) -> Iterator[Block]:
    """The lines that are not empty, as :func:`planforge.reading.read` would number them."""
    if not check_path(path):
        raise UnreadableError(
            f"{display(path)} trống, không có byte nào.",
            "Không có gì để đọc.",
            "Hãy lấy lại tệp từ nơi gửi.",
        )
    encoding = _encoding(path)
    number, part, rest = 1, 1, ""
    for chunk in _decoded(path, encoding):
        lines = (rest + chunk).split("\n")
        rest = lines.pop()
        for line in lines:
            if line.strip():
                yield line_block(number, line.rstrip("\r"), part)
            number, part = number + 1, 1
        while len(rest) > _LONGEST:
            cut = rest.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
            yield line_block(number, rest[:cut], part)
            rest, part = rest[cut:], part + 1
    if rest.strip():
        yield line_block(number, rest, part)


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    """Chunks of text; a lone carriage return or form feed ends a line as a line feed does."""
    decoder = codecs.getincrementaldecoder(encoding)("replace" if encoding == WINDOWS else "strict")
    pending = False
    for data, last in _chunks(path):
        text = decoder.decode(data, last)
        text = "\r" + text if pending else text
        pending = text.endswith("\r") and not last
        text = text[:-1] if pending else text
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        for end in _ENDS:
            if end in text:
                text = text.replace(end, "\n")
        yield text


def _encoding(path: Path) -> str:
    """Decided on the whole file, so that no line is yielded before we know: UTF-8 or what the mark says."""
    head = next(_chunks(path))[0][:65536]
    encoding = marked(head) or "utf-8"
    if head.startswith(b"%PDF-") or head.startswith(b"PK") or binary(head.decode(encoding, "ignore")):
        raise no_text(display(path))
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        for data, last in _chunks(path):
            decoder.decode(data, last)
    except UnicodeDecodeError:
        return WINDOWS
    return encoding


def _chunks(path: Path) -> Iterator[tuple[bytes, bool]]:
    """The bytes, each chunk with whether it is the last."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_CHUNK)
            while data:
                following = stream.read(_CHUNK)
                yield data, not following
                data = following
    except OSError as error:
        raise refused(display(path)) from error
