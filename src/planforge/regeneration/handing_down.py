"""A derived plan as the directive of the level below: what the clerk's file says now, under the superior's task ids.

So a chain holds: the top changes, each level is updated in turn, and hand-made wording travels down with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Directive, OwnInstrument
from planforge.catalogue.entry import Level
from planforge.document.tree import Node, Plan
from planforge.errors import UnsupportedError
from planforge.reading.edited import read_edited
from planforge.reading.opening import load
from planforge.reading.snapshot import read_snapshot
from planforge.regeneration.alignment import OurLine, align
from planforge.regeneration.lines import plan_lines
from planforge.regeneration.textmerge import MARK
from planforge.text.folding import fold

_ISSUERS: dict[str, str] = {"tinh": "ubnd-tinh", "huyen": "ubnd-huyen"}


def hand_down(catalogue: Catalogue, path: Path, number: str, issued: date, superior: Path | None = None) -> str:
    """The YAML of a directive made of the plan in ``path``. ``number`` and ``issued``: as the registry gave them;
    ``superior``: the file of the plan's own directive, if it is no catalogue entry.

    Raises ``UnsupportedError`` for a plan of the lowest level.
    """
    name, data = load(path)
    plan = read_snapshot(data)
    ours = align(plan_lines(plan), read_edited(data, name).paragraphs)
    above = catalogue.directive(superior or dict(plan.request)["directive"])
    directive = _directive(catalogue, plan, above, ours, number, issued)
    return _as_yaml(directive)


def _directive(
    catalogue: Catalogue, plan: Plan, above: Directive, ours: Sequence[OurLine], number: str, issued: date
) -> Directive:
    unit = catalogue.units.get(dict(plan.request)["unit"], issued)
    if unit.level not in _ISSUERS:
        raise UnsupportedError(
            f"Kế hoạch của {unit.full_name} không có cấp dưới phải lập kế hoạch.", "Đây là cấp cuối cùng.",
            "Chọn kế hoạch của cấp trên.",
        )  # fmt: skip
    said = {our.line.key: our.line.text.replace(MARK, " ") for our in ours}
    return Directive.model_validate({
        "id": directive_id(number, unit.id),
        "document": OwnInstrument(
            type="ke-hoach", number=number, issued=issued, issuer=f"Ủy ban nhân dân {unit.full_name}",
            title=plan.header.subject,
        ),
        "theme": above.theme, "issuer": _ISSUERS[unit.level], "territory": unit.id,
        "addressees": _below(catalogue, unit.level, issued), "period": (issued, above.period[1]),
        "action": above.action, "rests_on": above.rests_on, "targets": list(_targets(above, plan, said)),
        "solutions": list(_solutions(above, plan, said, ours)),
        "sources": (f"planforge: {number}",), "verified": False,
    })  # fmt: skip


def directive_id(number: str, unit: str) -> str:
    """``45/KH-UBND`` of unit ``66@2-cap`` gives ``45-kh-ubnd-66-2-cap``."""
    plain = "".join(c if c.isalnum() else "-" for c in fold(f"{number}-{unit}"))
    return "-".join(part for part in plain.split("-") if part)


def _below(catalogue: Catalogue, level: Level, day: date) -> list[str]:
    three = catalogue.organs.era(day).id == "3-cap"
    return ["huyen", "xa"] if three and level == "tinh" else ["xa"]


def _targets(above: Directive, plan: Plan, said: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The superior's targets in the plan's words; the numbers stay comparable."""
    known = {target.id: target for target in above.targets}
    for _, node in plan.nodes():
        for part in _clauses(node):
            if part in known and node.id in said:
                target = known.pop(part)
                yield {"id": target.id, "text": said[node.id].rstrip("./ "), "measures": target.measures}


def _solutions(
    above: Directive, plan: Plan, said: dict[str, str], ours: Sequence[OurLine]
) -> Iterator[dict[str, Any]]:
    """Every heading with tasks below it; lines typed by hand follow the line they stand behind."""
    own = _own_lines(ours)
    open_tasks = {task.id for task in above.all_tasks()}
    for _, heading in plan.nodes():
        tasks = []
        for child in heading.children:
            key = next((part for part in _clauses(child) if part in open_tasks), "")
            if child.id in said and key and heading.kind == "heading":
                open_tasks.discard(key)
                tasks.append({"id": key, "text": said[child.id].rstrip("./ ")})
            tasks += [{"id": f"rieng-{child.id}-{n}", "text": text} for n, text in enumerate(own.get(child.id, ()), 1)]
        if tasks and heading.kind == "heading":
            yield {"id": f"nhom-{heading.id}", "heading": said.get(heading.id, heading.text), "tasks": tasks}


def _own_lines(ours: Sequence[OurLine]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    last = ""
    for our in ours:
        if our.line.zone == "body" and our.known:
            last = our.line.key
        elif our.line.zone == "body" and last:
            found.setdefault(last, []).append(our.line.text)
    return found


def _clauses(node: Node) -> Iterator[str]:
    for source in node.lineage.sources:
        if source.kind == "directive":
            yield source.ref.partition("#")[2]


def _as_yaml(directive: Directive) -> str:
    writer = YAML()
    writer.width = 118
    out = StringIO()
    writer.dump(directive.model_dump(mode="json", exclude_defaults=True, by_alias=True), out)
    return out.getvalue()
