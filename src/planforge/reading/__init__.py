"""Documents as they come by e-mail: .docx, .pdf, saved web pages, text, and Word 97 through LibreOffice.

Input is hostile: whatever is wrong with a file ends in one :class:`~planforge.errors.PlanforgeError`. The
readers are imported when they are needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from planforge.document.source import Block, SourceDocument


def read(source: str | Path | BinaryIO, name: str | None = None) -> SourceDocument:
    """The document at a path, in an open binary stream, or on standard input (``"-"``).

    The content decides what the file is; the extension only where the content leaves it open. ``name`` is
    what messages call it. Raises :class:`~planforge.errors.UnreadableError`,
    :class:`~planforge.errors.UnsupportedError` or :class:`~planforge.errors.MissingToolError`.
    """
    from planforge.reading.opening import load
    from planforge.reading.sorting import read_bytes

    shown, data = load(source, name)
    return read_bytes(data, shown)


def read_blocks(source: str) -> tuple[str, Iterator[Block]]:
    """What to call the document (a path, or ``"-"``) and its blocks; a long text comes line by line, in flat memory.

    Raises as :func:`read`.
    """
    from planforge.reading.streaming import blocks_of

    return blocks_of(source)


def read_lines(path: str | Path) -> Iterator[Block]:
    """The lines of a text file of any size, one at a time, in flat memory; empty lines are left out."""
    from planforge.reading.streaming import lines_of

    return lines_of(Path(path))
