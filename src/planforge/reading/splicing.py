"""Where elements and characters stand in the bytes of a part, so that a change touches nothing else.

Serialising a tree again would rewrite quotes, prefixes and spaces all over the document; cutting into the bytes
leaves everything as its author saved it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from planforge.errors import UnsupportedError
from planforge.reading.xml import Element

_TOKEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>", re.DOTALL)
_CHARACTER = re.compile(
    rb"&[^;&]{1,12};|\r\n|[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_SPACE = b' xml:space="preserve"'


class Span(NamedTuple):
    """Byte offsets of an element: its start tag, then its end tag."""

    start: int
    inside: int
    close: int
    end: int


class Bytes:
    """One part with the place of every element in it."""

    def __init__(self, data: bytes, root: Element, name: str) -> None:
        self.data = data
        # The list keeps lxml's stand-ins alive: a dictionary keyed by them needs them to stay the same objects.
        self._elements = list(root.iter("*"))
        spans = _spans(data)
        if len(spans) != len(self._elements):
            raise UnsupportedError(
                f"{name} ghi XML bằng bảng mã khác UTF-8.",
                "Không định vị được chỗ cần chèn trong tệp.",
                "Hãy mở bằng Word, lưu lại thành .docx rồi thử lại.",
            )
        self._spans = dict(zip(self._elements, spans, strict=True))

    def span(self, element: Element) -> Span:
        """Where that element stands."""
        return self._spans[element]

    def source(self, element: Element) -> bytes:
        """The element as it is written."""
        span = self.span(element)
        return self.data[span.start : span.end]

    def start_tag(self, element: Element) -> bytes:
        """Its start tag as it is written."""
        span = self.span(element)
        return self.data[span.start : span.inside]

    def end_tag(self, element: Element) -> bytes:
        """Its end tag as it is written (never asked of an element without one)."""
        span = self.span(element)
        return self.data[span.close : span.end]

    def character(self, element: Element, offset: int) -> int | None:
        """The byte where that character of the element's text begins; None when the text is not plain."""
        span = self.span(element)
        content = self.data[span.inside : span.close]
        if b"<" in content:
            return None
        if content.isascii() and b"&" not in content and b"\r" not in content:
            return span.inside + offset
        position = 0
        for _ in range(offset):
            found = _CHARACTER.match(content, position)
            if found is None:
                return None
            position = found.end()
        return span.inside + position

    def keep_spaces(self, element: Element) -> tuple[int, bytes] | None:
        """What to insert, and where, so that spaces at the ends of its text are kept."""
        tag = self.start_tag(element)
        if b"xml:space" in tag:
            return None
        return self.span(element).inside - (2 if tag.endswith(b"/>") else 1), _SPACE


class Change(NamedTuple):
    """Bytes from ``start`` to ``end`` give way to ``new``."""

    start: int
    end: int
    new: bytes


def changed(data: bytes, changes: list[Change]) -> bytes:
    """The bytes with all changes made; they do not overlap."""
    out, position = [], 0
    for change in sorted(changes):
        out += [data[position : change.start], change.new]
        position = change.end
    return b"".join((*out, data[position:]))


def appended(data: bytes, inside: bytes) -> bytes:
    """The part with more elements at the end of its root."""
    root = _spans(data)[0]
    if root.inside < root.end:
        return changed(data, [Change(root.close, root.close, inside)])
    name = re.match(rb"<([^\s/>]+)", data[root.start :])
    closing = b"</" + (name[1] if name else b"") + b">"
    return changed(data, [Change(root.end - 2, root.end, b">" + inside + closing)])


def declared(root: Element, prefix: str, namespace: str) -> str:
    """The declaration an inserted element needs: none where the root has it."""
    return "" if root.nsmap.get(prefix) == namespace else f' xmlns:{prefix}="{namespace}"'


def _spans(data: bytes) -> list[Span]:
    """Every element in document order; the XML was parsed before, so it is well-formed."""
    spans: list[Span] = []
    open_ones: list[int] = []
    for token in _TOKEN.finditer(data):
        start, end = token.span()
        if token[1] is None:
            continue
        if token[1] and open_ones:
            index = open_ones.pop()
            spans[index] = spans[index]._replace(close=start, end=end)
        elif not token[1]:
            if not data.startswith(b"/>", end - 2):
                open_ones.append(len(spans))
            spans.append(Span(start, end, end, end))
    return spans


def replaced_text(part: Bytes, cuts: Mapping[Element, tuple[int, int, bytes]]) -> list[Change] | None:
    """The changes that put new text into elements of text (from, to, new); None when one is not plain."""
    changes = []
    for element, (start, end, new) in cuts.items():
        first, last = part.character(element, start), part.character(element, end)
        if first is None or last is None:
            return None
        changes.append(Change(first, last, new))
        kept = part.keep_spaces(element)
        changes += [Change(kept[0], kept[0], kept[1])] if kept else []
    return changes
