"""Explain: where each line of a plan comes from, told from the plan alone and the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Target, Task
from planforge.document.tree import Change, Node, Plan, Source
from planforge.errors import PlanforgeError, UnknownError

KINDS = {
    "directive": "Văn bản cấp trên", "standard-task": "Nhiệm vụ mẫu", "wording": "Câu mẫu",
    "instrument": "Văn bản căn cứ", "unit": "Hồ sơ đơn vị", "answer": "Trả lời khi lập",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parent:
    """One parent of a line: what kind, its id, and its own words where the catalogue has them."""

    kind: str
    ref: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One line of the plan with its parents and the changes of wording; no parent means typed by hand."""

    id: str
    level: int
    number: str
    text: str
    parents: tuple[Parent, ...]
    changes: tuple[Change, ...]


def explain_plan(catalogue: Catalogue, plan: Plan, node: str | None = None) -> tuple[Explanation, ...]:
    """All lines, or the one with id ``node``. Raises ``UnknownError`` when there is none."""
    told = tuple(_explain(catalogue, level, one) for level, one in plan.nodes() if node in (None, one.id))
    if not told:
        raise UnknownError(
            f"Không có dòng nào mang mã '{node}' trong tệp.", do="Chạy planforge explain TỆP để xem mã của từng dòng."
        )
    return told


def _explain(catalogue: Catalogue, level: int, node: Node) -> Explanation:
    parents = tuple(_parents(catalogue, node.lineage.sources))
    return Explanation(node.id, level, node.number, node.text, parents, node.lineage.adapted)


def _parents(catalogue: Catalogue, sources: tuple[Source, ...]) -> Iterator[Parent]:
    for source in sources:
        yield Parent(KINDS[source.kind], source.ref, _words(catalogue, source))


def _words(catalogue: Catalogue, source: Source) -> str:
    try:
        if source.kind == "instrument":
            return catalogue.instrument(source.ref).title or ""
        if source.kind != "directive":
            return ""
        directive_id, _, clause = source.ref.partition("#")
        directive = catalogue.directive(directive_id)
    except PlanforgeError:
        return ""
    items: list[Task | Target] = [*directive.all_tasks(), *directive.targets]
    for item in items:
        if item.id == clause:
            return f"{item.clause}: {item.text}" if item.clause else item.text
    return directive.action if not clause else ""
