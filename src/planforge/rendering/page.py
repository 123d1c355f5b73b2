"""The plan as one self-contained web page, for reading on a screen or with a screen reader."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from planforge.document.tree import Node, Plan
from planforge.rendering.appendix import ORDINAL, columns, table_rows
from planforge.rendering.blocks import recipient_lines
from planforge.rendering.body import node_text
from planforge.rendering.context import number, place_and_date
from planforge.rendering.ooxml import plain
from planforge.rendering.properties import title

_HEADINGS = {"section": "h2", "heading": "h3"}
_KINDS = {
    "directive": "Văn bản chỉ đạo", "standard-task": "Nhiệm vụ mẫu", "wording": "Mẫu câu",
    "instrument": "Căn cứ", "unit": "Hồ sơ đơn vị", "answer": "Câu trả lời",
}  # fmt: skip


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(Path(__file__).with_name("page.html.j2").read_text("utf-8"))


def render_html(plan: Plan) -> bytes:
    """One file, no outside resources; where a line comes from is its tooltip."""
    appendix = plan.appendix
    page = _template().render(
        title=title(plan),
        header=plan.header,
        number=number(plan),
        date=place_and_date(plan),
        lines=[
            (_HEADINGS.get(node.kind, "p"), node.kind, node.id, node_text(node), origin(node))
            for _, node in plan.nodes()
        ],
        recipients=recipient_lines(plan.recipients, plan.header),
        signature=plan.signature,
        appendix=appendix,
        columns=[ORDINAL, *(heading for heading, _ in columns(appendix))] if appendix else [],
        rows=table_rows(appendix) if appendix else [],
        notices=plan.notices,
    )
    return "\n".join(plain(line) for line in page.split("\n")).encode("utf-8")


def origin(node: Node) -> str:
    """Where the line comes from, in Vietnamese; a node with no source is the unit's own."""
    sources = [f"{_KINDS[source.kind]}: {source.ref}" for source in node.lineage.sources]
    changes = [f"“{change.before}” → “{change.after}” ({change.rule})" for change in node.lineage.adapted]
    return "; ".join([*(sources or ["Nội dung riêng của đơn vị"]), *changes])
