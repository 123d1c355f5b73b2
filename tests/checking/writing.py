"""Documents for checks, built from plain text."""

from __future__ import annotations

from collections.abc import Iterable

from planforge.document.source import Block, SourceDocument


def document(lines: str | Iterable[str], file: str = "thu.txt") -> SourceDocument:
    """One block a line; empty lines are left out."""
    texts = lines.split("\n") if isinstance(lines, str) else list(lines)
    blocks = tuple(
        Block(text, "paragraph", f"đoạn {number}", f"p{number}")
        for number, text in enumerate((text for text in texts if text.strip()), start=1)
    )
    return SourceDocument(file, "text", blocks)
