"""The bytes where a range of characters begins and ends, and what cutting a run there takes."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from planforge.reading.inline import Inline, Piece
from planforge.reading.splicing import Bytes
from planforge.reading.wordml import many, w
from planforge.reading.xml import Element

_HOLDERS = many("p", "hyperlink", "ins", "moveTo", "sdtContent", "smartTag", "customXml", "fldSimple", "bdo")
"""Elements that may hold the ends of a comment beside runs."""


class Spot(NamedTuple):
    """A byte offset; inside a run also what closes it there and what opens it again, and the text cut."""

    at: int
    close: bytes = b""
    reopen: bytes = b""
    split: Element | None = None


def opening(part: Bytes, inline: Inline, offset: int) -> Spot:
    """Before the character at that raw offset."""
    pieces, ends = _shown(inline)
    index = min(bisect_right(ends, offset), len(pieces) - 1)
    while index < len(pieces) - 1 and pieces[index].element is None:
        index, offset = index + 1, max(offset, ends[index])
    return _spot(part, pieces[index], offset - ends[index] + len(pieces[index].text), opens=True)


def closing(part: Bytes, inline: Inline, offset: int) -> Spot:
    """After the character before that raw offset."""
    pieces, ends = _shown(inline)
    index = min(bisect_right(ends, offset - 1), len(pieces) - 1)
    if pieces[index].element is None:
        return opening(part, inline, offset)
    return _spot(part, pieces[index], offset - ends[index] + len(pieces[index].text), opens=False)


def spread(inline: Inline, start: int, end: int) -> list[tuple[Element, int, int]] | None:
    """The text elements a raw range covers, each with its part of the range.

    None when the range is not only plain text or meets a tracked change. An empty range belongs to the text
    before it.
    """
    covered, position = [], 0
    for piece in inline.pieces:
        first, last = max(start, position), min(end, position + len(piece.text))
        inside = first < last or (start == end and first == last and piece.text and (first > position or not first))
        gone = piece.tracked and not piece.text and start < position < end
        if gone or (inside and (piece.tracked or piece.element is None or piece.element.tag != w("t"))):
            return None
        if inside and piece.element is not None:
            covered.append((piece.element, first - position, last - position))
        position += len(piece.text)
    return covered[:1] if start == end and covered else covered or None


def _shown(inline: Inline) -> tuple[list[Piece], list[int]]:
    pieces = [piece for piece in inline.pieces if piece.text]
    return pieces, list(accumulate(len(piece.text) for piece in pieces))


def _spot(part: Bytes, piece: Piece, inner: int, *, opens: bool) -> Spot:
    element, run = piece.element, piece.run
    if element is None:
        raise ValueError("a number that Word makes up has no place in the file")
    holder = run.getparent() if run is not None else None
    if run is None or element.getparent() is not run or holder is None or holder.tag not in _HOLDERS:
        return Spot(_edge(part, element, opens=opens))
    properties = run.find(w("rPr"))
    reopen = part.start_tag(run) + (part.source(properties) if properties is not None else b"")
    at = part.character(element, inner) if 0 < inner < len(piece.text) and element.tag == w("t") else None
    if at is None:
        return _between(part, element, run, reopen, opens=opens)
    text = part.start_tag(element)
    kept = text if b"xml:space" in text else text[:-1] + b' xml:space="preserve">'
    return Spot(at, part.end_tag(element) + part.end_tag(run), reopen + kept, element)


def _between(part: Bytes, element: Element, run: Element, reopen: bytes, *, opens: bool) -> Spot:
    """Before or after an element of a run: outside the run where it is the first or last, else in between."""
    beside = element.getprevious() if opens else element.getnext()
    if beside is None or (opens and beside.tag == w("rPr")):
        return Spot(part.span(run).start if opens else part.span(run).end)
    span = part.span(element)
    return Spot(span.start if opens else span.end, part.end_tag(run), reopen)


def _edge(part: Bytes, element: Element, *, opens: bool) -> int:
    """Beside the outermost element that stands where a comment may: equations and the like are not cut."""
    node, parent = element, element.getparent()
    while parent is not None and parent.tag not in _HOLDERS:
        node, parent = parent, parent.getparent()
    return part.span(node).start if opens else part.span(node).end
