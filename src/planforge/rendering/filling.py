"""One part of a shell, filled: joined from its pieces where it has tags and plain conditions only, else by jinja.

Both give what docxtpl gives. Most shells have nothing else, and for those no template language is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.rendering.ooxml import escape
from planforge.rendering.stretches import Block, Long, Piece, Pieces, text_of

if TYPE_CHECKING:
    from jinja2 import Template

_TOKEN = re.compile(r"(\{\{\s*\w+\s*\}\}|\{%\s*(?:if \w+|else|endif)\s*%\})")
_OTHER = re.compile(r"\{[{%#]")
_OPEN, _CLOSE = "\U000f0004", "\U000f0005"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
"""Where a long stretch goes in what jinja renders."""


class Filling:
    """The jinja source of a part, as docxtpl patches it."""

    def __init__(self, source: str) -> None:
        self._source = source
        pieces = _TOKEN.split(source.removesuffix("\n"))
        plain = not any(map(_OTHER.search, pieces[::2]))
        self._cut = [(piece, _token(piece) if n % 2 else None) for n, piece in enumerate(pieces)] if plain else None

    @property
    def fixed(self) -> bool:
        """Whether there is nothing to fill; headers and footers seldom hold a tag."""
        return not _OTHER.search(self._source)

    def fill(self, words: Mapping[str, str], boxes: Mapping[str, Pieces]) -> list[Piece]:
        """The part with words and boxes (:mod:`planforge.rendering.context`) at its tags."""
        if self._cut is None:
            return self._rendered(words, boxes)
        filled: list[Piece] = []
        shown = [True]
        for text, token in self._cut:
            if token is None:
                if shown[-1]:
                    filled.append(text)
            elif token[0] == "if":
                tag = token[1]
                shown.append(shown[-1] and bool(words[tag] if tag in words else any(boxes[tag])))
            elif token[0] == "else":
                last = shown.pop()
                shown.append(shown[-1] and not last)
            elif token[0] == "endif":
                shown.pop()
            elif shown[-1]:
                filled += boxes[token[1]] if token[1] in boxes else _escaped(words[token[1]])
        return filled

    @cached_property
    def _template(self) -> Template:
        from planforge.rendering.environment import shell_environment

        return shell_environment().from_string(self._source)

    def _rendered(self, words: Mapping[str, str], boxes: Mapping[str, Pieces]) -> list[Piece]:
        from markupsafe import Markup

        long: list[Piece] = []

        def marked(piece: Piece) -> str:
            if not isinstance(piece, Block | Long):
                return piece
            long.append(piece)
            return f"{_OPEN}{len(long) - 1}{_CLOSE}"

        values = {tag: Markup("".join(map(marked, pieces))) for tag, pieces in boxes.items()}
        cut = _MARK.split(self._template.render({**words, **values}))
        return [long[int(piece)] if index % 2 else Long(piece) for index, piece in enumerate(cut)]


def _token(text: str) -> tuple[str, str]:
    """``("", tag)`` for a tag to be shown, else a condition's word and its tag."""
    said = text.strip("{}% ").split()
    return ("", said[0]) if text.startswith("{{") else (said[0], said[-1])


def _escaped(words: str) -> Pieces:
    return (type(words)(escape(words)),)


def values(words: Mapping[str, str], boxes: Mapping[str, Pieces]) -> dict[str, str]:
    """What jinja, or docxtpl, must be given to fill a shell in the same way: boxes are XML already."""
    from markupsafe import Markup

    return {**{tag: str(said) for tag, said in words.items()}, **{tag: Markup(text_of(p)) for tag, p in boxes.items()}}
