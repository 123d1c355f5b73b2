"""The paragraphs of a part in reading order, each with its place. Iterative: no recursion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planforge.document.source import BlockKind
from planforge.reading.inline import Inline, columns, take_apart
from planforge.reading.wordml import ALTERNATE, DELETED, branch, many, w
from planforge.reading.xml import Element

_P, _TABLE, _ROW, _CELL = map(w, ("p", "tbl", "tr", "tc"))
_OPEN = many("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body")
_IGNORED = DELETED

Numbers = Callable[[Element], str]
"""What automatic numbering shows before a paragraph; called once per paragraph, in order."""


@dataclass(slots=True)
class Level:
    """A place that holds paragraphs or tables, with how many were seen."""

    locator: str
    where: str
    kind: BlockKind
    paragraphs: int = 0
    tables: int = 0
    rows: int = 0
    column: int = 1

    def inside(self, locator: str, where: str, kind: BlockKind | None = None) -> Level:
        """A place inside this one."""
        return Level(
            f"{self.locator}.{locator}" if self.locator else locator,
            f"{self.where}, {where}" if self.where else where,
            kind or self.kind,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """One paragraph found: its element, its characters, and where it stands."""

    element: Element
    inline: Inline
    locator: str
    where: str
    kind: BlockKind


def paragraphs(container: Element, top: Level, numbers: Numbers) -> Iterator[Place]:
    """Every paragraph under ``container``; the text boxes of a paragraph follow it."""
    stack: list[tuple[Iterator[Element], Level]] = [(iter(container), top)]
    while stack:
        children, level = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
        elif node.tag == _P:
            place = _place(node, level, numbers)
            yield place
            stack += reversed([(iter(box), inner) for box, inner in _boxes(place, level)])
        elif node.tag == _TABLE:
            level.tables += 1
            kind: BlockKind = "cell" if level.kind in ("paragraph", "cell") else level.kind
            stack.append((iter(node), level.inside(f"t{level.tables}", f"bảng {level.tables}", kind)))
        elif node.tag == _ROW:
            level.rows += 1
            level.column = 1 + columns(node, "trPr", "gridBefore")
            stack.append((iter(node), level))
        elif node.tag == _CELL:
            stack.append((iter(node), _cell(node, level)))
        elif node.tag == ALTERNATE:
            stack.append((iter(branch(node)), level))
        elif node.tag in _OPEN:
            stack.append((iter(node), level))


def _cell(node: Element, level: Level) -> Level:
    column = level.column
    level.column += max(1, columns(node, "tcPr", "gridSpan"))
    inside = level.inside(f"r{level.rows}", f"hàng {level.rows}")
    return inside.inside(f"c{column}", f"cột {column}")


def _place(node: Element, level: Level, numbers: Numbers) -> Place:
    level.paragraphs += 1
    count = level.paragraphs
    locator = f"{level.locator}.p{count}" if level.locator else f"p{count}"
    where = level.where
    if not where or count > 1:
        where = f"{where}, đoạn {count}" if where else f"đoạn {count}"
    return Place(node, take_apart(node, numbers(node)), locator, where, level.kind)


def _boxes(place: Place, level: Level) -> Iterator[tuple[Element, Level]]:
    for index, box in enumerate(place.inline.boxes, 1):
        kind: BlockKind = "textbox" if level.kind in ("paragraph", "cell", "textbox") else level.kind
        name = "hộp chữ" if index == 1 else f"hộp chữ {index}"
        yield box, Level(f"{place.locator}.x{index}", f"{place.where}, {name}", kind)
