"""Suspect lines: a parent has another fingerprint than when the line was made, and nobody has looked at it yet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from planforge.document.tree import Node, Plan, Source
from planforge.errors import UnknownError

_CLEARED, _UNSETTLED = "cleared", "unsettled"
_GONE = "gone"


def suspects(plan: Plan, today: Plan) -> dict[str, tuple[Source, ...]]:
    """Id of each suspect line of ``plan`` to the parents that changed, ``today`` being the plan derived again.

    A line whose conflict nobody settled is suspect without such a parent. A line a person cleared is not, as long as
    its parents are those the person saw.
    """
    now = {node.id: node for _, node in today.nodes()}
    decided, unsettled = _stored(plan, _CLEARED), _stored(plan, _UNSETTLED)
    found = {}
    for _, node in plan.nodes():
        changed = changed_parents(node, now.get(node.id))
        decision = decided.get(node.id, "").partition(" ")[0]
        if (changed or node.id in unsettled) and decision != _seen(now.get(node.id)):
            found[node.id] = changed
    return found


def changed_parents(old: Node | None, new: Node | None) -> tuple[Source, ...]:
    """The parents that differ between two makings of a line; all of them when it came or went."""
    before = {(s.kind, s.ref): s for s in (old.lineage.sources if old else ())}
    after = {(s.kind, s.ref): s for s in (new.lineage.sources if new else ())}
    keys = dict.fromkeys((*before, *after))
    return tuple(
        after.get(key) or before[key] for key in keys
        if key not in before or key not in after or before[key].stamp != after[key].stamp
    )  # fmt: skip


def is_stamped(plan: Plan) -> bool:
    """Whether the plan carries fingerprints at all; without them nothing can be told."""
    return any(source.stamp for _, node in plan.nodes() for source in node.lineage.sources)


def cleared(plan: Plan, node_id: str, today: Plan, day: date, by: str) -> Plan:
    """The plan with the decision of ``by`` that the line stands as it is, whatever its parents say today."""
    if plan.node(node_id) is None:
        raise UnknownError(
            f"Không có dòng nào mang mã '{node_id}' trong tệp.",
            do="Chạy planforge explain TỆP để xem mã của từng dòng.",
        )
    decision = f"{_seen(today.node(node_id))} {day.isoformat()} {by}"
    return _with(plan, _CLEARED, {**_stored(plan, _CLEARED), node_id: decision})


def carried_over(old: Plan, new: Plan, unsettled: tuple[str, ...]) -> Plan:
    """The new snapshot with the decisions of the old one, and the lines whose conflict waits to be settled."""
    new = _with(new, _CLEARED, _stored(old, _CLEARED))
    return _with(new, _UNSETTLED, dict.fromkeys((*_stored(old, _UNSETTLED), *unsettled), "1"))


def without_decisions(plan: Plan) -> Plan:
    """The plan without what people decided about it, and without the catalogue's own fingerprint."""
    return replace(plan, request=tuple(p for p in plan.request if p[0] not in (_CLEARED, _UNSETTLED, "catalogue")))


def _seen(node: Node | None) -> str:
    """What a person looks at when clearing: all parents of the line with their stamps."""
    if node is None:
        return _GONE
    together = "|".join(f"{s.kind}:{s.ref}:{s.stamp}" for s in node.lineage.sources)
    return hashlib.sha256(together.encode()).hexdigest()[:10]


def _stored(plan: Plan, name: str) -> dict[str, str]:
    try:
        data = json.loads(dict(plan.request).get(name) or "{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in data.items()} if isinstance(data, dict) else {}


def _with(plan: Plan, name: str, values: Mapping[str, str]) -> Plan:
    kept = tuple(pair for pair in plan.request if pair[0] != name)
    if not values:
        return replace(plan, request=kept)
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return replace(plan, request=(*kept, (name, text)))
