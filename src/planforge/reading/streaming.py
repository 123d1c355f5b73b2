"""Text of any size in flat memory: its lines, one at a time."""

from __future__ import annotations

import codecs
import io
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from planforge.document.source import Block, SourceDocument
from planforge.reading.encodings import WINDOWS, binary, marked, no_text
from planforge.reading.opening import STANDARD_INPUT, check_path, display, empty, load, refused, too_large
from planforge.reading.plain import line_block, wordless

LONG = 1 << 20
"""Bytes from which a text is read line by line."""
MAX_STREAM = 4 << 30
"""Bytes of standard input kept on disk while it is read."""
_CHUNK = 1 << 20
_ENDS = "\x0b\f\x85\u2028\u2029"
_LONGEST = 1 << 20
"""Characters of one block; a longer line comes in pieces cut at a space."""
_SAMPLE = 200_000


def blocks_of(source: str) -> tuple[str, Iterator[Block]]:
    """What to call a document (a path, or ``-`` for standard input) and its blocks, a long text line by line.

    Raises as :func:`planforge.reading.read`, before the first block.
    """
    from planforge.reading.legacy_fonts import refuse_legacy_text
    from planforge.reading.sorting import is_text, read_bytes

    shown, stream = _opened(source)
    head = stream.read(LONG + 1)
    stream.seek(0)
    if len(head) <= LONG or not is_text(head, shown):
        shown, data = load(stream, shown)
        stream.close()
        return shown, iter(read_bytes(data, shown).blocks)
    lines = _lines(stream, shown)
    first, room = list[Block](), _SAMPLE
    for line in lines:
        first.append(line)
        room -= len(line.text)
        if room < 0:
            break
    if not first:
        raise wordless(shown)
    refuse_legacy_text(SourceDocument(shown, "text", tuple(first)))
    return shown, chain(first, lines)


def lines_of(path: Path) -> Iterator[Block]:
    """The lines that are not empty, as :func:`planforge.reading.read` would number them."""
    shown = display(path)
    if not check_path(path):
        raise empty(shown)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise refused(shown) from error
    yield from _lines(stream, shown)


def _opened(source: str) -> tuple[str, BinaryIO]:
    """A stream that can be read twice."""
    if source != "-":
        check_path(source)
        try:
            return display(source), Path(source).open("rb")
        except OSError as error:
            raise refused(display(source)) from error
    kept: BinaryIO = tempfile.SpooledTemporaryFile(LONG)  # type: ignore[assignment]  # noqa: SIM115
    while piece := sys.stdin.buffer.read(_CHUNK):
        kept.write(piece)
        if kept.tell() > MAX_STREAM:
            raise too_large(STANDARD_INPUT, MAX_STREAM)
    kept.seek(0)
    return STANDARD_INPUT, kept


def _lines(stream: BinaryIO, shown: str) -> Iterator[Block]:
    with stream:
        encoding = _encoding(stream, shown)
        number, part, rest = 1, 1, ""
        for chunk in _decoded(stream, shown, encoding):
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


def _decoded(stream: BinaryIO, shown: str, encoding: str) -> Iterator[str]:
    """Chunks of text; a lone carriage return or form feed ends a line as a line feed does."""
    decoder = codecs.getincrementaldecoder(encoding)("replace" if encoding == WINDOWS else "strict")
    pending = False
    for data, last in _chunks(stream, shown):
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


def _encoding(stream: BinaryIO, shown: str) -> str:
    """Decided on the whole file, so that no line is yielded before we know: UTF-8 or what the mark says."""
    head = next(_chunks(stream, shown), (b"", True))[0][:65536]
    encoding = marked(head) or "utf-8"
    if head.startswith(b"%PDF-") or head.startswith(b"PK") or binary(head.decode(encoding, "ignore")):
        raise no_text(shown)
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        for data, last in _chunks(stream, shown):
            decoder.decode(data, last)
    except UnicodeDecodeError:
        return WINDOWS
    return encoding


def _chunks(stream: BinaryIO, shown: str) -> Iterator[tuple[bytes, bool]]:
    """The bytes from the start, each chunk with whether it is the last."""
    try:
        stream.seek(0, io.SEEK_SET)
        data = stream.read(_CHUNK)
        while data:
            following = stream.read(_CHUNK)
            yield data, not following
            data = following
    except OSError as error:
        raise refused(shown) from error
