"""Box 6: the tree as paragraphs, numbers as literal text, one hidden bookmark a node (PL.I, Mục II, k.6)."""

from __future__ import annotations

from collections.abc import Iterable

from planforge.document.tree import Node, Plan
from planforge.rendering.ooxml import bookmark, paragraph
from planforge.rendering.shell import Canvas
from planforge.rendering.styles import NODE_STYLES

BOOKMARK = "_pf_"
_WITH_NEXT = "<w:keepNext/>"
_LAST = "<w:keepNext/><w:keepLines/>"


def node_text(node: Node) -> str:
    """The line as printed: the number, a space, the text; titles of sections in capitals (TT-080)."""
    text = node.text.upper() if node.kind == "section" else node.text
    return f"{node.number} {text}" if node.number else text


def body(plan: Plan, canvas: Canvas) -> str:
    """All paragraphs from the first basis to the last line, which stays with the signature (TT-086)."""
    return opening(plan, canvas) + sections(plan, canvas)


def opening(plan: Plan, canvas: Canvas) -> str:
    """The bases and the sentence that carries out the superior plan."""
    shown = _shown(plan.opening)
    return _paragraphs(shown, 0, -1 if any(map(_visible, plan.body)) else len(shown) - 1, canvas)


def sections(plan: Plan, canvas: Canvas) -> str:
    """All that stands under headings: most of the document."""
    before, shown = len(_shown(plan.opening)), _shown(plan.body)
    return _paragraphs(shown, before, before + len(shown) - 1, canvas)


def _shown(roots: Iterable[Node]) -> list[Node]:
    return [node for root in roots for _, node in root.walk() if node.number or node.text.strip()]


def _visible(root: Node) -> bool:
    return any(node.number or node.text.strip() for _, node in root.walk())


def _paragraphs(nodes: list[Node], before: int, last: int, canvas: Canvas) -> str:
    """``before``: how many paragraphs of the body stand before these; ``last``: the place of its last one."""
    ids = {kind: canvas.style(style) for kind, style in NODE_STYLES.items()}
    first = canvas.shell.first_bookmark
    return "".join(
        paragraph(
            ids[node.kind],
            node_text(node),
            _LAST if index == last else _WITH_NEXT if node.children else "",
            bookmark(first + index, BOOKMARK + node.id),
        )
        for index, node in enumerate(nodes, before)
    )
