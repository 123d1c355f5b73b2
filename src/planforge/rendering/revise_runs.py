"""Characters of a paragraph put in, taken out or marked as such, with the formatting around them kept."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from planforge.reading.edited import SKIPPED, character
from planforge.reading.wordml import INSERTED, many, switched, turn_field, w
from planforge.reading.xml import Element
from planforge.rendering.ooxml import plain

_TEXT, _RUN, _MARKS = w("t"), w("r"), w("rPr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OLD_LOOKS = many("rPrChange", "pPrChange", "ins", "del", "moveFrom", "moveTo")
_GONE = {w("t"): w("delText"), w("instrText"): w("delInstrText")}


class Cut(NamedTuple):
    """Characters ``start`` to ``end`` of a paragraph's text give way to ``text``."""

    start: int
    end: int
    text: str


class Piece(NamedTuple):
    """Visible characters: the element that holds them, its run, and where they begin in the paragraph's text."""

    node: Element
    run: Element
    start: int
    end: int


@dataclass(slots=True)
class Pen:
    """Writes as ``author`` at ``moment``: openly when ``tracked`` is off, else as revisions others may refuse."""

    author: str
    moment: str
    tracked: bool
    number: int

    def mark(self, name: str) -> Element:
        """A ``w:ins`` or ``w:del`` with a number of its own."""
        self.number += 1
        return etree.Element(
            w(name), {w("id"): str(self.number), w("author"): self.author, w("date"): self.moment}
        )


def rewrite(paragraph: Element, cuts: tuple[Cut, ...], pen: Pen) -> None:
    """Make the cuts, last first, so that the earlier places stay true."""
    for cut in reversed(cuts):
        split(paragraph, cut.start)
        split(paragraph, cut.end)
        found = [piece for piece in pieces(paragraph) if piece.end > piece.start]
        inside = [piece for piece in found if cut.start <= piece.start and piece.end <= cut.end]
        before = [piece for piece in found if piece.end <= cut.start]
        after = [piece for piece in found if piece.start >= cut.end]
        if cut.text:
            model = (inside or before[-1:] or after)[:1]
            new = new_run(cut.text, model[0].run if model else None)
            _put(paragraph, new, (inside or before)[-1:], after[:1], pen)
        for piece in inside:
            strike(piece, pen)


def pieces(paragraph: Element) -> Iterator[Piece]:
    """The visible characters in order, as :mod:`planforge.reading.edited` reads them."""
    place = 0
    fields: list[bool] = []
    stack: list[tuple[Iterator[Element], Element | None]] = [(iter(paragraph), None)]
    while stack:
        children, run = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
        elif node.tag == w("fldChar"):
            turn_field(fields, node.get(w("fldCharType")))
        elif node.tag == _TEXT or character(node):
            if not any(fields) and run is not None:
                size = len(node.text or "") if node.tag == _TEXT else 1
                yield Piece(node, run, place, place + size)
                place += size
        elif node.tag == _RUN:
            if not switched(node.find(_MARKS), "vanish"):
                stack.append((iter(node), node))
        elif node.tag not in SKIPPED:
            stack.append((iter(node), run))


def split(paragraph: Element, place: int) -> None:
    """See to it that no run holds characters on both sides of ``place``."""
    found = list(pieces(paragraph))
    for count, piece in enumerate(found):
        if piece.start < place < piece.end:
            _halve(piece, place - piece.start)
            return
        if piece.start == place and count and found[count - 1].run is piece.run and piece.end > piece.start:
            _tail(piece.run, piece.node)
            return


def _halve(piece: Piece, offset: int) -> None:
    text = piece.node.text or ""
    rest = etree.Element(_TEXT)
    piece.node.addnext(rest)
    _write(piece.node, text[:offset])
    _write(rest, text[offset:])
    _tail(piece.run, rest)


def _tail(run: Element, first: Element) -> None:
    """Everything of the run from ``first`` on moves to a run of its own behind it."""
    new = etree.Element(_RUN)
    marks = run.find(_MARKS)
    if marks is not None:
        new.append(deepcopy(marks))
    moving = [first, *first.itersiblings()]
    run.addnext(new)
    new.extend(moving)


def new_run(text: str, model: Element | None) -> Element:
    """A run that looks like ``model``."""
    run = etree.Element(_RUN)
    marks = model.find(_MARKS) if model is not None else None
    if marks is not None:
        run.append(clean(deepcopy(marks)))
    node = etree.SubElement(run, _TEXT)
    _write(node, plain(text))
    return run


def clean(properties: Element) -> Element:
    """Properties without anybody's revisions."""
    for child in list(properties):
        if child.tag in _OLD_LOOKS:
            properties.remove(child)
    return properties


def _write(node: Element, text: str) -> None:
    node.text = text
    node.set(_SPACE, "preserve")


def _put(paragraph: Element, run: Element, before: list[Piece], after: list[Piece], pen: Pen) -> None:
    """Behind the last character before the place, else before the next one, never inside another's insertion."""
    shown = run
    if pen.tracked:
        shown = pen.mark("ins")
        shown.append(run)
    if before:
        _lift(before[0].run, shown, behind=True)
    elif after:
        _lift(after[0].run, shown, behind=False)
    else:
        paragraph.append(shown)


def _lift(run: Element, new: Element, *, behind: bool) -> None:
    parent = run.getparent()
    if parent is None or parent.tag not in INSERTED:
        run.addnext(new) if behind else run.addprevious(new)
        return
    rest = list(run.itersiblings()) if behind else [run, *run.itersiblings()]
    head = run if behind else run.getprevious()
    if rest and head is not None:
        other = etree.Element(parent.tag, {str(k): str(v) for k, v in parent.attrib.items()})
        other.extend(rest)
        parent.addnext(other)
        parent.addnext(new)
    elif rest:
        parent.addprevious(new)
    else:
        parent.addnext(new)


def strike(piece: Piece, pen: Pen) -> None:
    """The characters go; what else their run holds stays. Tracked, the run is marked instead."""
    if pen.tracked:
        wrap(piece.run, pen.mark("del"))
        return
    run = piece.run
    run.remove(piece.node)
    if all(child.tag == _MARKS for child in run):
        _drop(run)


def _drop(run: Element) -> None:
    parent = run.getparent()
    if parent is None:
        return
    parent.remove(run)
    if parent.tag in INSERTED and len(parent) == 0 and (above := parent.getparent()) is not None:
        above.remove(parent)


def wrap(run: Element, mark: Element) -> None:
    """Put a run inside a revision mark; inside ``w:del`` its text is deleted text."""
    if (parent := run.getparent()) is not None and parent.tag == w("del"):
        return
    run.addprevious(mark)
    mark.append(run)
    if mark.tag == w("del"):
        for child in run:
            child.tag = _GONE.get(str(child.tag), child.tag)
