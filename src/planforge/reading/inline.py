"""The visible characters of one paragraph and the elements they come from.

Inserted text counts, deleted text does not; results of fields count, their codes do not; hidden text does
not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import combining

from planforge.reading.encodings import composed
from planforge.reading.wordml import (
    ALTERNATE,
    DELETED,
    INSERTED,
    MATH_TEXT,
    branch,
    many,
    switched,
    turn_field,
    w,
    whole,
)
from planforge.reading.xml import Element
from planforge.text.folding import nfc

_TEXT = frozenset({w("t"), MATH_TEXT})
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "",
}
_SYMBOLS = {
    0xF02D: "-",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0E0: "→",
    0xF0A3: "≤",
    0xF0B3: "≥",
}
_SKIPPED = many("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "rt", "rubyPr")
_GRAPHICS = many("drawing", "pict", "object")
_RUN, _SYMBOL, _FIELD, _BOX = w("r"), w("sym"), w("fldChar"), w("txbxContent")


class Piece(NamedTuple):
    """Characters of one element. ``element`` is None for numbers Word makes up; a deletion is an empty,
    tracked piece.
    """

    text: str
    element: Element | None
    run: Element | None
    tracked: bool


@dataclass(frozen=True, slots=True)
class Inline:
    """A paragraph taken apart: its pieces in order, and the text boxes anchored in it."""

    pieces: tuple[Piece, ...]
    boxes: tuple[Element, ...]

    def raw(self) -> str:
        """The characters as the file has them, in whatever form of Unicode."""
        return "".join(piece.text for piece in self.pieces)

    def text(self) -> str:
        """What a block says: NFC, without line breaks at the end."""
        return composed(self.raw()).rstrip("\n")


def take_apart(paragraph: Element, number: str = "") -> Inline:
    """The pieces of a paragraph; ``number`` is what automatic numbering shows before it."""
    pieces = [Piece(number, None, None, False)] if number else []
    boxes: list[Element] = []
    fields: list[bool] = []  # one per open field: True while we are in its code
    stack: list[tuple[Iterator[Element], Element | None, bool]] = [(iter(paragraph), None, False)]
    while stack:
        children, run, tracked = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            continue
        tag = node.tag
        if tag in _TEXT or tag in _CHARACTERS or tag == _SYMBOL:
            if not any(fields):
                pieces.append(Piece(_characters(node), node, run, tracked))
        elif tag == _FIELD:
            turn_field(fields, node.get(w("fldCharType")))
        elif tag in DELETED:
            pieces.append(Piece("", node, None, True))
        elif tag in _GRAPHICS:
            boxes += _text_boxes(node)
        elif tag == ALTERNATE:
            stack.append((iter(branch(node)), run, tracked))
        elif tag == _RUN:
            if not switched(node.find(w("rPr")), "vanish"):
                stack.append((iter(node), node, tracked))
        elif tag == _BOX:
            boxes.append(node)
        elif tag not in _SKIPPED:
            stack.append((iter(node), run, tracked or tag in INSERTED))
    return Inline(tuple(pieces), tuple(boxes))


def _characters(node: Element) -> str:
    tag = str(node.tag)
    if tag != _SYMBOL:
        return _CHARACTERS.get(tag, node.text or "")
    try:
        code = int(node.get(w("char"), ""), 16)
    except ValueError:
        return ""
    if code in _SYMBOLS or not 0x20 <= code <= 0xFFFF or 0xD800 <= code <= 0xDFFF:
        return _SYMBOLS.get(code, "")
    return chr(code)


def _text_boxes(graphic: Element) -> list[Element]:
    found: list[Element] = []
    stack: list[Iterator[Element]] = [iter(graphic)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag == _BOX:
            found.append(node)
        else:
            stack.append(iter(branch(node) if node.tag == ALTERNATE else node))
    return found


def origins(raw: str) -> Sequence[int]:
    """For every offset into the NFC text, and for its end, the offset into ``raw`` where that character begins.

    Vietnamese composes only within a letter and its marks, so each such group is composed by itself.
    """
    if composed(raw) == raw:
        return range(len(raw) + 1)
    found: list[int] = []
    start = 0
    for index in range(1, len(raw) + 1):
        if index == len(raw) or not combining(raw[index]):
            found += [start] * len(nfc(raw[start:index]))
            start = index
    return [*found, len(raw)]


def columns(cell_or_row: Element, properties: str, name: str) -> int:
    """A count of grid columns (``gridSpan``, ``gridBefore``) in the properties of a cell or row."""
    found = cell_or_row.find(f"{w(properties)}/{w(name)}")
    return whole(found.get(w("val")), 0) if found is not None else 0
