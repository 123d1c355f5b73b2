"""Box 6: the tree as paragraphs, numbers as literal text, one hidden bookmark a node (PL.I, Mục II, k.6)."""

from __future__ import annotations

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
    ids = {kind: canvas.style(style) for kind, style in NODE_STYLES.items()}
    shown = [node for _, node in plan.nodes() if node.text.strip() or node.number]
    last = len(shown) - 1
    first = canvas.shell.first_bookmark
    return "".join(
        paragraph(
            ids[node.kind],
            node_text(node),
            _LAST if index == last else _WITH_NEXT if node.children else "",
            bookmark(first + index, BOOKMARK + node.id),
        )
        for index, node in enumerate(shown)
    )
