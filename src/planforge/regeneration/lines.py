"""A plan as the lines a reader sees, each with a key that stays: what is compared and merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planforge.document.tree import Plan
from planforge.regeneration.textmerge import CELL
from planforge.rendering.appendix import table_rows
from planforge.rendering.blocks import recipient_lines
from planforge.rendering.body import node_text
from planforge.rendering.context import number, place_and_date
from planforge.text.folding import fold

Zone = Literal["head", "body", "recipients", "sign", "rows"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``number`` (``II.``, ``a)``, ``-``, the ordinal of a row) is not part of ``text``.

    ``key``: the node's id in the body, a name elsewhere. ``level``: 0 before the first section, then the depth.
    """

    key: str
    text: str
    number: str = ""
    zone: Zone = "body"
    kind: str = "paragraph"
    level: int = 0

    @property
    def full(self) -> str:
        """Number and text as printed."""
        return f"{self.number} {self.text}" if self.number else self.text


def plan_lines(plan: Plan) -> tuple[Line, ...]:
    """Every line planforge wrote that may ever change, in the order of the plan; keys are unique."""
    return tuple(_unique([*_head(plan), *_body(plan), *_recipients(plan), *_sign(plan), *_rows(plan)]))


def _head(plan: Plan) -> Iterator[Line]:
    header = plan.header
    if header.superior:
        yield Line("head.superior", header.superior.upper(), zone="head")
    for count, line in enumerate(header.issuer, 1):
        yield Line(f"head.issuer.{count}", line.upper(), zone="head")
    yield Line("head.number", f"Số: {number(plan)}/{header.symbol}", zone="head")
    yield Line("head.date", place_and_date(plan), zone="head")
    yield Line("head.type", header.type_name.upper(), zone="head")
    yield Line("head.subject", header.subject.strip(), zone="head")


def _body(plan: Plan) -> Iterator[Line]:
    for level, node in plan.nodes():
        if node.text.strip() or node.number:
            text = node_text(node).removeprefix(node.number).lstrip()
            yield Line(node.id, text, node.number, "body", node.kind, level)


def _recipients(plan: Plan) -> Iterator[Line]:
    for line in recipient_lines(plan.recipients, plan.header):
        text = line.removeprefix("- ").rstrip(";.")
        yield Line(f"to.{fold(text)}", text, "-", "recipients", "recipient")


def _sign(plan: Plan) -> Iterator[Line]:
    for count, line in enumerate(plan.signature.lines, 1):
        yield Line(f"sign.{count}", line.upper(), zone="sign", kind="signature")
    yield Line("sign.name", plan.signature.name or "…" * 16, zone="sign", kind="signature")


def _rows(plan: Plan) -> Iterator[Line]:
    if plan.appendix is None:
        return
    yield Line("table.title", plan.appendix.title.upper(), zone="head", kind="title")
    if plan.appendix.reference:
        yield Line("table.reference", plan.appendix.reference, zone="head", kind="title")
    for row, cells in zip(plan.appendix.rows, table_rows(plan.appendix), strict=True):
        yield Line(f"row.{row.node}", CELL.join(cells[1:]), cells[0], "rows", "row")


def _unique(lines: list[Line]) -> Iterator[Line]:
    seen: Counter[str] = Counter()
    for line in lines:
        seen[line.key] += 1
        again = seen[line.key]
        yield line if again == 1 else Line(
            f"{line.key}~{again}", line.text, line.number, line.zone, line.kind, line.level
        )
