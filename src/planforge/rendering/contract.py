"""The JSON of ``planforge generate --format json``: a promise to other programs (design.md §7)."""

from __future__ import annotations

import json
from typing import Any

from planforge.document.tree import Appendix, Node, Plan
from planforge.rendering.appendix import ORDINAL, columns, table_rows
from planforge.rendering.context import number, place_and_date

VERSION = 1


def contract(plan: Plan) -> dict[str, Any]:
    """The document as plain data. Nodes are flat, in order; ``level`` is 0 before the first section."""
    return {
        "version": VERSION,
        "header": _header(plan),
        "nodes": [_node(level, node) for level, node in plan.nodes()],
        "coverage": [{"task": c.task, "status": c.status, "why": c.why} for c in plan.coverage],
        "recipients": [{"text": r.text, "remark": r.remark} for r in plan.recipients],
        "signature": {"lines": list(plan.signature.lines), "name": plan.signature.name},
        "appendix": _appendix(plan.appendix) if plan.appendix else None,
        "notices": [{"code": notice.code, "text": notice.text} for notice in plan.notices],
    }


def render_json(plan: Plan) -> bytes:
    """One document, keys in the order of the contract, UTF-8."""
    return (json.dumps(contract(plan), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _header(plan: Plan) -> dict[str, Any]:
    header = plan.header
    return {
        "issuer": list(header.issuer),
        "superior": header.superior,
        "number": header.number,
        "symbol": header.symbol,
        "number_line": f"Số: {number(plan)}/{header.symbol}",
        "place": header.place,
        "year": header.year,
        "month": header.month,
        "day": header.day,
        "place_date_line": place_and_date(plan),
        "type": header.type_name,
        "subject": header.subject,
        "addressees": list(header.addressees),
        "template": plan.template,
    }


def _node(level: int, node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": node.kind,
        "level": level,
        "number": node.number,
        "text": node.text,
        "lineage": {
            "from": [{"kind": source.kind, "ref": source.ref} for source in node.lineage.sources],
            "adapted": [
                {"before": change.before, "after": change.after, "rule": change.rule}
                for change in node.lineage.adapted
            ],
        },
    }


def _appendix(appendix: Appendix) -> dict[str, Any]:
    return {
        "title": appendix.title,
        "reference": appendix.reference,
        "columns": [ORDINAL, *(heading for heading, _ in columns(appendix))],
        "rows": table_rows(appendix),
        "nodes": [row.node for row in appendix.rows],
    }
