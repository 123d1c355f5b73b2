"""A document as it was received: paragraphs, cells and lines in reading order, each with its place.

What every reader gives, whatever the file was; knows nothing of OOXML, PDF or HTML. A block's ``text`` is NFC
with its inner spaces as typed and without a trailing newline; offsets into it are what findings point at.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

BlockKind = Literal["paragraph", "heading", "cell", "header", "footer", "footnote", "textbox", "line"]
SourceKind = Literal["docx", "pdf", "html", "text", "doc"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line that holds text.

    ``where`` is Vietnamese for people (``bảng 1, hàng 2, cột 3``); ``locator`` is the same place for programs
    (``t1.r2.c3.p1``) and unique in its document. ``style`` to ``align`` are the values that take effect, None
    when the format does not say or the block mixes several; ``align`` is left, center, right or both.
    """

    text: str
    kind: BlockKind
    where: str
    locator: str
    page: int | None = None
    style: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    size_pt: float | None = None
    align: str | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document read: ``tracked`` when revisions are pending, ``notes`` what the reader had to assume."""

    file: str
    kind: SourceKind
    blocks: tuple[Block, ...]
    signed: bool = False
    tracked: bool = False
    comments: int = 0
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """All blocks, one a line."""
        return "\n".join(block.text for block in self.blocks)

    def block(self, locator: str) -> Block | None:
        """The block at that place, or None."""
        return next((block for block in self.blocks if block.locator == locator), None)

    def starts(self) -> tuple[int, ...]:
        """Where each block begins inside :meth:`text`."""
        return tuple(accumulate((len(block.text) + 1 for block in self.blocks[:-1]), initial=0))

    def place(self, offset: int) -> tuple[Block, int]:
        """The block that holds that offset of :meth:`text`, and the offset inside it.

        For many look-ups bisect :meth:`starts` once instead.
        """
        starts = self.starts()
        index = bisect_right(starts, offset) - 1
        return self.blocks[index], offset - starts[index]
