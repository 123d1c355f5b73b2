"""Blocks of text become one line, with the way back from every character to its place.

Two strings come out, of nearly the same length. ``text`` is the one that offsets count in: NFC, invisible characters
gone, every run of white space one space, stripped. ``match`` is the same text made ready for pattern matching:
page numbers between two halves of a sentence and spaces inside symbols removed (``9470/KH- UBND``), dashes and Đ in
one form, ``hoà`` written ``hòa``, and the space between two paragraphs written as a line break, so that a pattern can
stop there; a line that was merely wrapped (``ỦY⏎BAN``) stays joined by a space.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from planforge.text.confusables import compose, new_tones, plain_letters
from planforge.text.paragraphs import line_breaks, page_numbers

_CODE = r"[A-ZĐƯƠÔÊÂĂ][A-Za-zĐđƯưƠơÔÊÂĂ&]{0,15}\d{0,3}"
_LOOSE_SYMBOL = re.compile(
    rf"[0-9]\d{{0,4}}[A-Za-z]?(?: ?/ ?(?:19|20)\d\d)?"
    rf"(?: ?/ ?| ?- ?)(?=[A-ZĐƯ]{{2}})(?:{_CODE})(?:(?: ?/ ?| ?- ?)(?:{_CODE})){{0,8}}"
)
_LOST_HYPHEN = re.compile(r"(?<= )(\d{1,5}) (?=(?:KH|QĐ|NQ|CT|HD|CTr|KL|TB|BC|CV|TTr|QC|QyĐ)/[A-ZĐ]{2})")
_LOST_IN_CODES = re.compile(
    r"(?<=\d/)(KH|QĐ|NQ|CT|HD|CTr|KL|TB|BC|CV|TTr|NĐ|TT|TTLT) "
    r"(?=[A-ZĐ][A-Za-zĐ]{1,11}(?: [A-Z]\d\d)?,? (?:ngày|của) )"
)
_WORDS = re.compile(r"\S+")
_LEFT_OUT = "\0"


@dataclass(frozen=True, slots=True)
class JoinedText:
    """``text`` for offsets, ``match`` for patterns; see the module. Never holds a line break in ``text``."""

    text: str
    match: str
    cuts: tuple[int, ...] = ()
    blocks: Sequence[str] = ()
    starts: Sequence[int] = ()
    _words: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict, repr=False, compare=False)

    def to_text(self, index: int) -> int:
        """The offset in ``text`` of the character at ``index`` of ``match``; monotone."""
        return index + bisect_right(self.cuts, index)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in ``text`` of ``match[start:end]`` (not empty)."""
        return self.to_text(start), self.to_text(end - 1) + 1

    def place(self, start: int) -> tuple[int, int]:
        """Block index, and offset in that block as it was given, of the character at ``start`` of ``text``."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        return index, self._offset(index, start - self.starts[index]) if self.starts else 0

    def _offset(self, index: int, squeezed: int) -> int:
        raw = self.blocks[index]
        if index not in self._words:
            self._words[index] = _word_starts(raw)
        places, counts = self._words[index]
        if not places:
            return 0
        word = max(bisect_right(counts, squeezed) - 1, 0)
        return _raw_index(raw, places[word], squeezed - counts[word])


def join(blocks: Sequence[str]) -> JoinedText:
    """Join paragraphs, table cells or lines, in reading order."""
    whole = compose("\f".join(blocks) if not any("\f" in block for block in blocks) else _join_without_feeds(blocks))
    starts: list[int] = []
    lines: list[str] = []
    position = 0
    for block in whole.split("\f") if blocks else ():
        starts.append(position)
        for line in block.split("\n") if "\n" in block else (block,):
            squeezed = " ".join(line.split())
            lines.append(squeezed)
            position += len(squeezed) + 1 if squeezed else 0
    text = " ".join(filter(None, lines))
    plain = _LOST_HYPHEN.sub(r"\1-", new_tones(plain_letters(_marked(lines))))
    match, cuts = _without_gaps(_LOST_IN_CODES.sub(r"\1-", plain))
    return JoinedText(text, match, cuts, blocks, starts)


def _join_without_feeds(blocks: Sequence[str]) -> str:
    return "\f".join(block.replace("\f", "\n") for block in blocks)


def _marked(lines: Sequence[str]) -> str:
    """The text with a line break where a paragraph ends, and marks in place of what is to be left out."""
    parts: list[str] = []
    pages = page_numbers(lines)
    kept = ["" if index in pages else line for index, line in enumerate(lines)] if pages else lines
    for index, (line, last) in enumerate(zip(kept, line_breaks(kept), strict=True)):
        if index in pages:
            parts.append(_LEFT_OUT * len(lines[index]))
            parts.append(_LEFT_OUT)
        elif line:
            parts.append(line)
            parts.append("\n" if last else " ")
    return "".join(parts[:-1])


def _without_gaps(text: str) -> tuple[str, tuple[int, ...]]:
    """``text`` without the spaces inside symbols and what was marked, and where in the result each one was."""
    gaps: list[int] = []
    for found in _LOOSE_SYMBOL.finditer(text):
        if " " in found[0] or "\n" in found[0]:
            gaps.extend(index for index in range(*found.span()) if text[index] in " \n")
    if _LEFT_OUT in text:
        gaps = sorted({*gaps, *(found.start() for found in re.finditer(_LEFT_OUT, text))})
    if not gaps:
        return text, ()
    parts: list[str] = []
    done = 0
    for index in gaps:
        parts.append(text[done:index])
        done = index + 1
    cuts = [index - before for before, index in enumerate(gaps)]
    parts.append(text[done:])
    return "".join(parts), tuple(cuts)


def _word_starts(raw: str) -> tuple[list[int], list[int]]:
    places: list[int] = []
    counts: list[int] = []
    count = 0
    for word in _WORDS.finditer(raw):
        length = len(compose(word[0]))
        if length:
            places.append(word.start())
            counts.append(count)
            count += length + 1
    return places, counts


def _raw_index(raw: str, begin: int, wanted: int) -> int:
    """Index in ``raw`` of the ``wanted``-th composed character of the word that starts at ``begin``."""
    end = begin
    while end < len(raw) and not raw[end].isspace():
        end += 1
    if raw.isascii() or compose(raw[begin:end]) == raw[begin:end]:
        return begin + wanted
    low, high = begin, end
    while low < high:
        middle = (low + high) // 2
        if len(compose(raw[begin : middle + 1])) > wanted:
            high = middle
        else:
            low = middle + 1
    return low


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a long text. Only what starts in ``first <= start < limit`` of ``joined.text`` belongs to it;
    the rest is context that a neighbour owns. ``offset`` is the place of ``joined.text`` in the whole text.
    """

    joined: JoinedText
    offset: int
    first: int
    limit: int
    origins: Sequence[tuple[int, int]]

    def place(self, start: int) -> tuple[int, int]:
        """Block index in the whole input and offset in that block, for an offset in ``joined.text``."""
        piece, inside = self.joined.place(start)
        block, shift = self.origins[piece]
        return block, shift + inside


def join_stream(blocks: Iterable[str], size: int = 1 << 20, overlap: int = 1 << 13) -> Iterator[Window]:
    """Windows of about ``size`` characters over a text of any length, so that memory stays flat.

    Neighbours share ``overlap`` characters, more than any citation is long.
    """
    pieces: list[tuple[int, int, str]] = []
    held, offset, first = 0, 0, 0
    for piece in _pieces(blocks, size):
        if held and held + len(piece[2]) > size + overlap:
            window = _window(pieces, offset, first, overlap)
            yield window
            pieces, offset, first = _carry(pieces, window, overlap)
            held = sum(len(one[2]) for one in pieces)
        pieces.append(piece)
        held += len(piece[2])
    if pieces:
        yield _window(pieces, offset, first, 0)


def _pieces(blocks: Iterable[str], size: int) -> Iterator[tuple[int, int, str]]:
    """Blocks, the longest ones cut at spaces: block index, offset in it, text. A word is never cut."""
    for index, block in enumerate(blocks):
        begin = 0
        while len(block) - begin > size // 4:
            end = block.rfind(" ", begin + size // 8, begin + size // 4)
            end = end if end > 0 else block.find(" ", begin + size // 4)
            if end < 0:
                break
            yield index, begin, block[begin:end]
            begin = end
        yield index, begin, block[begin:] if begin else block


def _window(pieces: Sequence[tuple[int, int, str]], offset: int, first: int, overlap: int) -> Window:
    joined = join([piece[2] for piece in pieces])
    limit = len(joined.text) + 1 if not overlap else max(len(joined.text) - overlap, first)
    return Window(joined, offset, first, limit, [piece[:2] for piece in pieces])


def _carry(
    pieces: list[tuple[int, int, str]], window: Window, overlap: int
) -> tuple[list[tuple[int, int, str]], int, int]:
    """What the next window starts with: pieces from one overlap before ``limit``, so that it sees what came before."""
    back = max(window.limit - overlap, 0)
    keep = max(bisect_right(window.joined.starts, back) - 1, 0)
    start = window.joined.starts[keep]
    return pieces[keep:], window.offset + start, window.limit - start
