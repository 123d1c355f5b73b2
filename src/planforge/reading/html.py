"""Saved portal pages: the text a reader of the page sees, without menus, scripts and network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree
from lxml import html as lxml_html

from planforge.document.source import Block, BlockKind, SourceDocument
from planforge.errors import UnreadableError
from planforge.reading.encodings import decode
from planforge.reading.wordml import whole
from planforge.reading.xml import Element
from planforge.text.folding import nfc

_MAX_MARKS = 600_000
_MAX_BYTES = 64 * 1024 * 1024
_MAX_ATTRIBUTES = 500
"""Of one tag: libxml2 compares each with all before it."""
_TAG = re.compile(r"<[A-Za-z/!?](?>=\s*+\"[^\"]*+\"?+|=\s*+'[^']*+'?+|[^>])*+")
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"?+|'[^']*+'?+)")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(left|right|center|justify)", re.IGNORECASE)
_ALIGNED = {"left": "left", "right": "right", "center": "center", "justify": "both"}
_UNSEEN = """
script style head title noscript template nav aside footer form button select textarea iframe
object embed svg canvas audio video map menu dialog del s strike input
"""
_DROPPED = frozenset(_UNSEEN.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WITHIN = """
a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark q rp rt ruby samp small span
strong sub sup time tt u var wbr del s strike script style svg input button
"""
_INLINE = frozenset(_WITHIN.split())


class _Place(NamedTuple):
    """Where we are: the prefix of locators, the words for it, and whether it is a cell."""

    locator: str = ""
    where: str = ""
    cell: bool = False


@dataclass(slots=True)
class _Scope:
    """A page or a cell, with what was counted in it."""

    place: _Place
    paragraphs: int = 0
    tables: int = 0
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class _Collector:
    """Gathers inline text until a block element begins or ends."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def flush(self, scope: _Scope, around: Element | None) -> None:
        """End the paragraph being gathered."""
        lines = ("".join(self.parts)).split("\n")
        self.parts.clear()
        text = nfc("\n".join(_SPACES.sub(" ", line).strip() for line in lines)).strip("\n")
        if not text.strip():
            return
        scope.paragraphs += 1
        count, place = scope.paragraphs, scope.place
        locator = f"{place.locator}.p{count}" if place.locator else f"p{count}"
        where = f"đoạn {count}" if not place.where else place.where
        where = f"{where}, đoạn {count}" if place.where and count > 1 else where
        heading = around is not None and around.tag in _HEADINGS
        kind: BlockKind = "cell" if place.cell else "heading" if heading else "paragraph"
        self.blocks.append(Block(text, kind, where, locator, align=_align(around)))


def read_html(data: bytes, name: str) -> SourceDocument:
    """Paragraphs, headings and cells of the page in reading order."""
    if len(data) > _MAX_BYTES or data.count(b"<") > _MAX_MARKS:
        raise _refused(name, "quá lớn hoặc có quá nhiều thẻ", "Dựng cả trang sẽ làm hết bộ nhớ")
    found = _META.search(data[:8192])
    decoded = decode(data, name, found[1].decode() if found else None)
    if any(_crowded(tag[0]) for tag in _TAG.finditer(decoded.text)):
        raise _refused(name, "có thẻ mang quá nhiều thuộc tính", "Dựng trang như vậy mất hàng giờ")
    blocks = tuple(_blocks(_parse(_DECLARED.sub("", decoded.text), name)))
    if not blocks:
        raise _refused(name, "không có chữ nào", "Trang chỉ có mã hoặc nạp nội dung sau khi mở")
    return SourceDocument(name, "html", blocks, notes=decoded.notes)


def _crowded(tag: str) -> bool:
    return len(tag) > 2 * _MAX_ATTRIBUTES and len(re.findall(r"[\s/\"']+", _VALUE.sub("=", tag))) > _MAX_ATTRIBUTES


def _parse(text: str, name: str) -> Element:
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.replace("\x00", ""), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise _refused(name, "không đọc được như trang web", "Trang bị hỏng hoặc trống") from error
    fatal = [entry for entry in parser.error_log if "depth" in entry.message or "huge" in entry.message.lower()]
    if fatal:
        raise _refused(name, "lồng quá nhiều lớp hoặc có đoạn quá dài", "Không trang thật nào như vậy")
    return root


def _blocks(root: Element) -> Iterator[Block]:
    """Walk without recursion: each element is met twice, on the way in and on the way out."""
    collector, scopes = _Collector(), [_Scope(_Place())]
    unseen: Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if unseen is None and event == "start" and _is_unseen(node):
            unseen = node
        if unseen is not None and not (event == "end" and node is unseen):
            continue
        block = node.tag not in _INLINE and node.tag != "br"
        if event == "start":
            if block:
                collector.flush(scopes[-1], node.getparent())
                _enter(node, scopes)
            collector.parts.append("\n" if node.tag == "br" else "")
            collector.parts.append(_SPACES.sub(" ", node.text or ""))
        else:
            if block:
                collector.flush(scopes[-1], node)
                if unseen is None:
                    _leave(node, scopes)
            unseen = None
            collector.parts.append(_SPACES.sub(" ", node.tail or ""))
        yield from collector.blocks
        collector.blocks.clear()


def _enter(node: Element, scopes: list[_Scope]) -> None:
    scope = scopes[-1]
    if node.tag == "table":
        scope.tables += 1
        locator = f"{scope.place.locator}.t{scope.tables}" if scope.place.locator else f"t{scope.tables}"
        where = f"{scope.place.where}, bảng {scope.tables}" if scope.place.where else f"bảng {scope.tables}"
        scopes.append(_Scope(_Place(locator, where, True)))
    elif node.tag == "tr":
        scope.row, scope.column = scope.row + 1, 0
    elif node.tag in ("td", "th"):
        place, column = scope.place, scope.column + 1
        scope.column += max(1, min(whole(node.get("colspan"), 1), 1000))
        locator = f"{place.locator}.r{scope.row}.c{column}".lstrip(".")
        where = f"{place.where}, hàng {scope.row}, cột {column}".lstrip(", ")
        scopes.append(_Scope(_Place(locator, where, True)))


def _leave(node: Element, scopes: list[_Scope]) -> None:
    if node.tag in ("table", "td", "th") and len(scopes) > 1:
        scopes.pop()


def _is_unseen(node: Element) -> bool:
    """A reader of the page does not see it, or it is no part of the document."""
    if node.tag in ("html", "body"):
        return False
    return (
        node.tag in _DROPPED
        or node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or node.get("role") in ("navigation", "search")
        or bool(_HIDDEN_STYLE.search(node.get("style", "")[:2000]))
    )


def _align(node: Element | None) -> str | None:
    if node is None:
        return None
    found = _ALIGN.search(node.get("style", "")[:2000])
    said = found[1].lower() if found else (node.get("align") or "").lower()
    return _ALIGNED.get(said)


def _refused(name: str, found: str, why: str) -> UnreadableError:
    return UnreadableError(f"{name} {found}.", f"{why}.", "Hãy mở trang bằng trình duyệt rồi lưu lại nội dung.")
