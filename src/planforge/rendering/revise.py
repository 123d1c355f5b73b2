"""An edited .docx with our changes written into it: openly, or as revisions that a person accepts or refuses.

Only the named paragraphs change; every other element stays as it was saved. A step that does not find the text
it was made for stops the whole revision, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from planforge.document.tree import Plan
from planforge.errors import OutputError
from planforge.reading.edited import AUTHOR, ID_PREFIX, MAIN_PART, own, text_of
from planforge.reading.package import Package, open_package
from planforge.reading.repacking import repacked
from planforge.reading.wordml import many, value, w, whole
from planforge.reading.xml import Element
from planforge.rendering.revise_parts import Remark, comment_parts, linked_together, snapshot_parts
from planforge.rendering.revise_runs import Cut, Pen, clean, new_run, pieces, rewrite, wrap

_P, _ROW, _PROPS, _MARKS = w("p"), w("tr"), w("pPr"), w("rPr")
_FIRST_NUMBER = 1_000_000
"""Revision marks are numbered from here, out of the way of those that are there."""
_NOT_COPIED = many("sectPr", "pPrChange", "framePr")
_CELL_END = "\u241f"


@dataclass(frozen=True, slots=True)
class Note:
    """A comment beside a change. ``settle``: a person has to decide something."""

    text: str
    settle: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """Behind (or, with ``before``, ahead of) the paragraph with that number; None: at the end of the document."""

    place: int | None
    before: bool = False


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The paragraph at ``place``, which reads ``before``, is cut."""

    place: int
    before: str
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """A paragraph goes, or with ``row`` the table row it stands in."""

    place: int
    row: bool = False
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    """A new paragraph, or row (cells joined by U+241F), that looks like the one at ``model``.

    ``style``: name of the paragraph style where there is no model. ``node``: id to hide in it. ``tracked``: a
    revision whatever the mode. ``copy_of``: a moved paragraph, whose runs are taken along before ``cuts``.
    """

    at: Anchor
    text: str
    model: int | None = None
    style: str = ""
    node: str = ""
    row: bool = False
    note: Note | None = None
    tracked: bool = False
    copy_of: int | None = None
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """Only a comment on the paragraph."""

    place: int
    note: Note


Step = Rewrite | Remove | Insert | Comment


@dataclass(slots=True)
class _File:
    package: Package
    root: Element
    paragraphs: list[Element]
    pen: Pen
    styles: dict[str, str]
    remarks: list[Remark] = field(default_factory=list)
    next_comment: int = 0
    next_bookmark: int = 0
    ends: dict[Anchor, Element] = field(default_factory=dict)


def revise(data: bytes, name: str, steps: Sequence[Step], plan: Plan, day: date, *, redline: bool = False) -> bytes:
    """The file with all steps made and ``plan`` as its new snapshot. ``day`` is the date of revisions and comments.

    Raises :class:`OutputError` when a step does not fit the file.
    """
    file = _open(data, name, day, redline)
    for step in steps:
        if isinstance(step, Insert):
            _insert(file, step)
    for step in steps:
        if isinstance(step, Rewrite):
            _rewrite(file, step)
        elif isinstance(step, Comment):
            _comment(file, file.paragraphs[step.place], step.note)
    for step in steps:
        if isinstance(step, Remove):
            _remove(file, step)
    return _packed(file, plan)


def with_snapshot(data: bytes, name: str, plan: Plan) -> bytes:
    """The same file carrying another snapshot; nothing else changes."""
    package = open_package(data, name)
    return repacked(package, snapshot_parts(package, plan))


def _open(data: bytes, name: str, day: date, redline: bool) -> _File:
    package = open_package(data, name)
    root = package.xml(MAIN_PART)
    if root is None:
        raise _misfit(name, "không có phần nội dung")
    sheet = package.xml("word/styles.xml")
    found = sheet.iter(w("style")) if sheet is not None else ()
    styles = {value(style, "name") or "": style.get(w("styleId"), "") for style in found}
    pen = Pen(AUTHOR, f"{day.isoformat()}T00:00:00Z", redline, _first(root, "ins", "del", start=_FIRST_NUMBER))
    file = _File(package, root, list(root.iter(_P)), pen, styles)
    comments = package.xml("word/comments.xml")
    used = [whole(c.get(w("id"))) for c in (comments.iter(w("comment")) if comments is not None else ())]
    file.next_comment = max(used, default=-1) + 1
    file.next_bookmark = _first(root, "bookmarkStart") + 1
    return file


def _first(root: Element, *names: str, start: int = 0) -> int:
    return max((int(n) for e in root.iter(*many(*names)) if (n := e.get(w("id"), "")).isdigit()), default=start)


def _packed(file: _File, plan: Plan) -> bytes:
    document = etree.tostring(file.root, xml_declaration=True, encoding="UTF-8", standalone=True)
    comments = comment_parts(file.package, file.remarks, file.pen.moment)
    saved = snapshot_parts(file.package, plan)
    return repacked(file.package, linked_together({MAIN_PART: document}, comments, saved, package=file.package))


def _rewrite(file: _File, step: Rewrite) -> None:
    paragraph = file.paragraphs[step.place]
    if text_of(paragraph) != step.before:
        raise _misfit(file.package.name, f"đoạn {step.place + 1} không còn như lúc đọc")
    rewrite(paragraph, step.cuts, file.pen)


def _insert(file: _File, step: Insert) -> None:
    pen = Pen(file.pen.author, file.pen.moment, file.pen.tracked or step.tracked, file.pen.number)
    new = _new_row(file, step) if step.row else _new_paragraph(file, step)
    for paragraph in new.iter(_P):
        if pen.tracked:
            _track(paragraph, pen, "ins")
    if step.row and pen.tracked:
        _row_properties(new).append(pen.mark("ins"))
    file.pen.number = pen.number
    _place(file, step.at, new)
    if step.note is not None:
        _comment(file, next(new.iter(_P)), step.note, inside=pen.tracked)


def _place(file: _File, at: Anchor, new: Element) -> None:
    """Several insertions at one anchor stand in the order they came."""
    last = file.ends.get(at)
    if last is not None:
        last.addnext(new)
    elif at.place is None:
        body = file.root.find(w("body"))
        if body is None:
            raise _misfit(file.package.name, "không có thân văn bản")
        if len(body) and body[-1].tag == w("sectPr"):
            body[-1].addprevious(new)
        else:
            body.append(new)
    else:
        beside = file.paragraphs[at.place]
        if new.tag == _ROW:
            beside = next(beside.iterancestors(_ROW))
        if at.before:
            beside.addprevious(new)
        else:
            beside.addnext(new)
    file.ends[at] = new


def _new_paragraph(file: _File, step: Insert) -> Element:
    new = etree.Element(_P)
    source = step.copy_of if step.copy_of is not None else step.model
    model = file.paragraphs[source] if source is not None else None
    properties = model.find(_PROPS) if model is not None else None
    if properties is not None:
        new.append(_copied(properties))
    elif step.style in file.styles:
        etree.SubElement(etree.SubElement(new, _PROPS), w("pStyle")).set(w("val"), file.styles[step.style])
    moved = step.copy_of is not None and model is not None
    runs = _copied_runs(model) if moved and model is not None else [new_run(step.text, _main_run(model))]
    start = end = None
    if step.node and not (step.copy_of is not None and file.pen.tracked):
        # A tracked move leaves the old paragraph, and its id, in the file until somebody accepts.
        file.next_bookmark += 1
        number = {w("id"): str(file.next_bookmark)}
        start = etree.Element(w("bookmarkStart"), {**number, w("name"): ID_PREFIX + step.node})
        end = etree.Element(w("bookmarkEnd"), number)
    new.extend([node for node in (start, *runs, end) if node is not None])
    if step.cuts:
        rewrite(new, step.cuts, Pen(file.pen.author, file.pen.moment, False, 0))
    return new


def _copied(properties: Element) -> Element:
    new = deepcopy(properties)
    for child in list(new):
        if child.tag in _NOT_COPIED:
            new.remove(child)
    marks = new.find(w("rPr"))
    if marks is not None:
        clean(marks)
    return new


def _copied_runs(model: Element) -> list[Element]:
    """The visible text of a paragraph, run by run, without anybody's revisions, anchors or notes."""
    out = []
    for piece in pieces(model):
        run = new_run("", piece.run)
        run.remove(run[-1])
        run.append(deepcopy(piece.node))
        out.append(run)
    return out


def _main_run(model: Element | None) -> Element | None:
    """The run with most of the text: what a new line should look like."""
    if model is None:
        return None
    found = list(pieces(model))
    return max(found, key=lambda piece: piece.end - piece.start).run if found else None


def _new_row(file: _File, step: Insert) -> Element:
    if step.model is None:
        raise _misfit(file.package.name, "không có hàng nào của bảng để làm mẫu")
    row = deepcopy(next(file.paragraphs[step.model].iterancestors(_ROW)))
    properties = row.find(w("trPr"))
    if properties is not None:
        clean(properties)
    cells = own(row, w("tc"))
    for cell, text in zip(cells, _fitted(step.text.split(_CELL_END), len(cells)), strict=True):
        first, *others = list(cell.iter(_P)) or [etree.SubElement(cell, _P)]
        for other in others:
            other.getparent().remove(other)  # type: ignore[union-attr]
        look = _main_run(first)
        kept = first.find(_PROPS)
        for child in list(first):
            first.remove(child)
        if kept is not None:
            first.append(_copied(kept))
        if text:
            first.append(new_run(text, look))
    return row


def _fitted(texts: list[str], count: int) -> list[str]:
    """As many texts as the table now has columns; what has no column of its own goes into the last."""
    if len(texts) > count:
        texts = [*texts[: count - 1], "; ".join(text for text in texts[count - 1 :] if text)]
    return [*texts, *[""] * (count - len(texts))]


def _remove(file: _File, step: Remove) -> None:
    paragraph = file.paragraphs[step.place]
    if step.row:
        _remove_row(file, next(paragraph.iterancestors(_ROW)))
        return
    parent = paragraph.getparent()
    lonely = parent is None or (parent.tag == w("tc") and not _others_stay(parent, paragraph))
    if lonely or paragraph.find(f"{_PROPS}/{w('sectPr')}") is not None:
        # A cell needs a paragraph, and a section ends in one: only the words go.
        rewrite(paragraph, (Cut(0, len(text_of(paragraph)), ""),), file.pen)
    elif file.pen.tracked:
        _track(paragraph, file.pen, "del")
    elif parent is not None:
        parent.remove(paragraph)
    if file.pen.tracked and step.note is not None:
        _comment(file, paragraph, step.note, inside=True)


def _others_stay(cell: Element, paragraph: Element) -> bool:
    return any(p is not paragraph and p.find(f"{_PROPS}/{_MARKS}/{w('del')}") is None for p in cell.findall(_P))


def _remove_row(file: _File, row: Element) -> None:
    if file.pen.tracked:
        for paragraph in row.iter(_P):
            _track(paragraph, file.pen, "del")
        _row_properties(row).append(file.pen.mark("del"))
    elif (table := row.getparent()) is not None:
        table.remove(row)


def _track(paragraph: Element, pen: Pen, kind: str) -> None:
    """The whole paragraph, its mark included, is one revision."""
    for run in [run for run in paragraph.iter(w("r")) if _may_wrap(run, paragraph)]:
        wrap(run, pen.mark(kind))
    properties = paragraph.find(_PROPS)
    if properties is None:
        properties = etree.Element(_PROPS)
        paragraph.insert(0, properties)
    marks = properties.find(w("rPr"))
    if marks is None:
        marks = etree.Element(w("rPr"))
        behind = next((c for c in properties if c.tag in many("sectPr", "pPrChange")), None)
        if behind is not None:
            behind.addprevious(marks)
        else:
            properties.append(marks)
    if marks.find(w(kind)) is None:
        ahead = 1 if kind == "del" and marks.find(w("ins")) is not None else 0
        marks.insert(ahead, pen.mark(kind))


def _may_wrap(run: Element, paragraph: Element) -> bool:
    inner = next(run.iterancestors(_P), None)
    return inner is paragraph


def _row_properties(row: Element) -> Element:
    found = row.find(w("trPr"))
    if found is None:
        found = etree.Element(w("trPr"))
        ahead = row.find(w("tblPrEx"))
        if ahead is not None:
            ahead.addnext(found)
        else:
            row.insert(0, found)
    return found


def _comment(file: _File, paragraph: Element, note: Note, *, inside: bool = False) -> None:
    """The comment covers the paragraph; ``inside``: its mark lies in the revision, so that it goes with it."""
    number = file.next_comment
    file.next_comment += 1
    file.remarks.append(Remark(number, note.text, note.settle))
    identity = {w("id"): str(number)}
    reference = etree.Element(w("r"))
    etree.SubElement(reference, w("commentReference"), identity)
    properties = paragraph.find(_PROPS)
    paragraph.insert(0 if properties is None else 1, etree.Element(w("commentRangeStart"), identity))
    paragraph.append(etree.Element(w("commentRangeEnd"), identity))
    holders = [child for child in paragraph if child.tag in many("ins", "del") and child.get(w("author")) == AUTHOR]
    if inside and holders:
        holders[-1].append(reference)
    else:
        paragraph.append(reference)


def _misfit(name: str, what: str) -> OutputError:
    return OutputError(
        f"{name}: {what}.", "Không ghi gì để khỏi làm mất phần đơn vị đã sửa.",
        "Hãy mở tệp bằng Word, lưu lại rồi chạy lại.",
    )
