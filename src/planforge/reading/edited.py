"""A file a person has edited, as paragraphs in order with the ids planforge hid in them.

What stands there when every pending revision is accepted: inserted text counts, deleted text does not. The
text is raw (not NFC), so that its characters are those of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planforge.reading.package import Package, open_package
from planforge.reading.wordml import DELETED, many, switched, turn_field, value, w
from planforge.reading.xml import Element

ID_PREFIX = "_pf_"
MAIN_PART = "word/document.xml"
AUTHOR = "planforge"
_ANCHORS = many("commentRangeStart", "commentRangeEnd", "commentReference")
_TEXT, _RUN, _P = w("t"), w("r"), w("p")
_CHARACTERS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_REVISIONS = many("ins", "del", "moveTo", "moveFrom")
_HELD = many("drawing", "pict", "object", "footnoteReference", "endnoteReference")
_BOX, _ROW, _CELL = w("txbxContent"), w("tr"), w("tc")
SKIPPED = DELETED | many(
    "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "drawing", "pict", "object", "txbxContent", "rt"
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One ``w:p``. ``index`` counts all of them in document order; ``cell`` is (table, row, cell), None outside.

    ``ids``: planforge ids that begin here. ``pending``: somebody else's revisions or comments are in it; ``holds``: a
    picture, a text box or a note hangs in it. ``gone``: its mark is deleted too, so it vanishes when revisions are
    accepted. ``listed``: Word numbers it; ``boxed``: it stands in a text box, which is no part of the plan.
    """

    index: int
    text: str
    ids: tuple[str, ...] = ()
    style: str = ""
    cell: tuple[int, int, int] | None = None
    pending: bool = False
    gone: bool = False
    holds: bool = False
    listed: bool = False
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class EditedFile:
    """The paragraphs of the main part; ``signed``: a digital signature travels with them."""

    paragraphs: tuple[Paragraph, ...]
    signed: bool


def read_edited(data: bytes, name: str) -> EditedFile:
    """The file as edited. Raises :class:`~planforge.errors.UnreadableError`."""
    package = open_package(data, name)
    root = package.xml(MAIN_PART)
    if root is None:
        from planforge.errors import UnreadableError

        raise UnreadableError(
            f"{name} không có nội dung của văn bản Word.", "Thiếu phần word/document.xml.", "Cần tệp .docx lưu từ Word."
        )
    names = _style_names(package)
    return EditedFile(tuple(_paragraphs(root, names, _others_comments(package))), package.signed)


def text_of(paragraph: Element) -> str:
    """The characters of one paragraph as they show once revisions are accepted."""
    return "".join(_characters(paragraph))


def character(node: Element) -> str:
    """What an element other than text puts into the text; a break of the page puts nothing there."""
    plain = node.get(w("type"), "textWrapping") == "textWrapping"
    return _CHARACTERS.get(str(node.tag), "") if plain or node.tag != w("br") else ""


def _paragraphs(root: Element, names: dict[str, str], comments: frozenset[str]) -> Iterator[Paragraph]:
    cells = dict(_cells(root))
    pending = _around(node for node in root.iter(*_REVISIONS) if node.get(w("author")) != AUTHOR)
    pending |= _around(node for node in root.iter(*_ANCHORS) if node.get(w("id")) in comments)
    holding, boxed = _around(root.iter(*_HELD)), {p for box in root.iter(_BOX) for p in box.iter(_P)}
    for index, element in enumerate(root.iter(_P)):
        cell = next((c for c in element.iterancestors(_CELL)), None)
        properties = element.find(w("pPr"))
        style = value(properties, "pStyle") or ""
        yield Paragraph(
            index,
            text_of(element),
            tuple(_ids(element)),
            names.get(style, style),
            cells.get(cell) if cell is not None else None,
            element in pending,
            element.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None,
            element in holding,
            _is_listed(properties),
            element in boxed,
        )


def _around(nodes: Iterable[Element]) -> set[Element]:
    """The paragraphs in which the nodes lie. Few have any, so asking each paragraph would cost more."""
    return {paragraph for node in nodes for paragraph in node.iterancestors(_P)}


def _is_listed(properties: Element | None) -> bool:
    number = properties.find(f"{w('numPr')}/{w('numId')}") if properties is not None else None
    return number is not None and number.get(w("val")) != "0"


def _cells(root: Element) -> Iterator[tuple[Element, tuple[int, int, int]]]:
    for table, element in enumerate(root.iter(w("tbl"))):
        for row, line in enumerate(own(element, _ROW)):
            for column, cell in enumerate(own(line, _CELL)):
                yield cell, (table, row, column)


def own(outer: Element, tag: str) -> list[Element]:
    """The rows of a table, or the cells of a row, also those inside content controls; none of a table within it."""
    return [inner for inner in outer.iter(tag) if next(inner.iterancestors(outer.tag), None) is outer]


def _ids(paragraph: Element) -> Iterator[str]:
    for mark in paragraph.iter(w("bookmarkStart")):
        name = mark.get(w("name"), "")
        if name.startswith(ID_PREFIX):
            yield name.removeprefix(ID_PREFIX)


def _characters(node: Element) -> Iterator[str]:
    fields: list[bool] = []
    stack = [iter(node)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == w("fldChar"):
            turn_field(fields, child.get(w("fldCharType")))
        elif child.tag == _TEXT and not any(fields):
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield "" if any(fields) else character(child)
        elif child.tag == _RUN and switched(child.find(w("rPr")), "vanish"):
            continue
        elif child.tag not in SKIPPED:
            stack.append(iter(child))


def _style_names(package: Package) -> dict[str, str]:
    root = package.xml("word/styles.xml")
    styles = root.iter(w("style")) if root is not None else ()
    return {style.get(w("styleId"), ""): value(style, "name") or "" for style in styles}


def _others_comments(package: Package) -> frozenset[str]:
    part = package.xml("word/comments.xml")
    found = part.iter(w("comment")) if part is not None else ()
    return frozenset(comment.get(w("id"), "") for comment in found if comment.get(w("author")) != AUTHOR)


def settling(data: bytes, name: str) -> int:
    """How many of our conflict comments still stand in the text: what nobody has settled yet."""
    package = open_package(data, name)
    comments = package.part("word/comments.xml")
    if comments is None or AUTHOR.encode() not in comments:
        return 0
    part, root = package.xml("word/comments.xml"), package.xml(MAIN_PART)
    ours = {
        comment.get(w("id")) for comment in (part.iter(w("comment")) if part is not None else ())
        if comment.get(w("author")) == AUTHOR and comment.get(w("initials")) == CONFLICT
    }  # fmt: skip
    marks = root.iter(w("commentReference")) if root is not None else ()
    return sum(1 for mark in marks if mark.get(w("id")) in ours)


CONFLICT = "XĐ"
"""Initials of a comment that a person has to settle."""
