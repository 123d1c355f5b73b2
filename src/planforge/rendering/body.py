"""Box 6: the tree as paragraphs, numbers as literal text, one hidden bookmark a node (PL.I, Mục II, k.6)."""

from __future__ import annotations

from collections.abc import Iterable

from planforge.document.tree import Node, Plan
from planforge.rendering.ooxml import bookmark, paragraph
from planforge.rendering.shell import Canvas
from planforge.rendering.stretches import Own, Pieces
from planforge.rendering.styles import NODE_STYLES

BOOKMARK = "_pf_"
_WITH_NEXT = "<w:keepNext/>"
_LAST = "<w:keepNext/><w:keepLines/>"


def node_text(node: Node) -> str:
    """The line as printed: the number, a space, the text; titles of sections in capitals (TT-080)."""
    text = node.text.upper() if node.kind == "section" else node.text
    return f"{node.number} {text}" if node.number else text


def opening(plan: Plan, canvas: Canvas) -> Pieces:
    """The bases, which units alike share, and the sentence that carries out the superior plan."""
    shown = _shown(plan.opening)
    last = -1 if any(map(_visible, plan.body)) else len(shown) - 1
    lines = _paragraphs(shown, 0, last, canvas)
    return tuple(line if node.kind == "basis" else Own(line) for node, line in zip(shown, lines, strict=True))


def sections(plan: Plan, canvas: Canvas) -> str:
    """All that stands under headings: most of the document. The last line stays with the signature (TT-086)."""
    before, shown = len(_shown(plan.opening)), _shown(plan.body)
    return "".join(_paragraphs(shown, before, before + len(shown) - 1, canvas))


def _shown(roots: Iterable[Node]) -> list[Node]:
    return [node for root in roots for _, node in root.walk() if node.number or node.text.strip()]


def _visible(root: Node) -> bool:
    return any(node.number or node.text.strip() for _, node in root.walk())


def _paragraphs(nodes: list[Node], before: int, last: int, canvas: Canvas) -> list[str]:
    """``before``: how many paragraphs of the body stand before these; ``last``: the place of its last one."""
    ids = {kind: canvas.style(style) for kind, style in NODE_STYLES.items()}
    first = canvas.shell.first_bookmark
    return [
        paragraph(
            ids[node.kind],
            node_text(node),
            _LAST if index == last else _WITH_NEXT if node.children else "",
            bookmark(first + index, BOOKMARK + node.id),
        )
        for index, node in enumerate(nodes, before)
    ]
