"""Explain: where each line of a plan comes from, told from the plan, the catalogue and directives of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Directive, ReportingDuty, Target, Task
from planforge.document.tree import Change, Node, Plan, Source
from planforge.errors import PlanforgeError, UnknownError

KINDS = {
    "directive": "Văn bản cấp trên", "standard-task": "Nhiệm vụ mẫu", "wording": "Câu mẫu",
    "instrument": "Văn bản căn cứ", "unit": "Hồ sơ đơn vị", "answer": "Trả lời khi lập",
}  # fmt: skip
State = Literal["unchanged", "edited", "added", "deleted"]


@dataclass(frozen=True, slots=True)
class Parent:
    """One parent of a line: what kind, its id, and its own words where the catalogue has them."""

    kind: str
    ref: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One line of the plan with its parents and the changes of wording; no parent means typed by hand.

    ``state``: what a person did to the line since; ``was``: how planforge wrote a line that was edited or deleted.
    """

    id: str
    level: int
    number: str
    text: str
    parents: tuple[Parent, ...]
    changes: tuple[Change, ...]
    state: State = "unchanged"
    was: str = ""


def explain_plan(
    catalogue: Catalogue, plan: Plan, node: str | None = None, own: Mapping[str, Directive] | None = None
) -> tuple[Explanation, ...]:
    """All lines, or the one with id ``node``; ``own``: directives outside the catalogue, by id.

    Raises ``UnknownError`` when there is none.
    """
    known = own or {}
    told = tuple(_explain(catalogue, known, level, one) for level, one in plan.nodes() if node in (None, one.id))
    if not told:
        raise no_such_line(node or "")
    return told


def no_such_line(node: str) -> UnknownError:
    """No line bears the id."""
    return UnknownError(
        f"Không có dòng nào mang mã '{node}' trong tệp.", do="Chạy planforge explain TỆP để xem mã của từng dòng."
    )


def _explain(catalogue: Catalogue, own: Mapping[str, Directive], level: int, node: Node) -> Explanation:
    parents = tuple(_parents(catalogue, own, node.lineage.sources))
    return Explanation(node.id, level, node.number, node.text, parents, node.lineage.adapted)


def _parents(catalogue: Catalogue, own: Mapping[str, Directive], sources: tuple[Source, ...]) -> Iterator[Parent]:
    for source in sources:
        yield Parent(KINDS[source.kind], source.ref, _words(catalogue, own, source))


def _words(catalogue: Catalogue, own: Mapping[str, Directive], source: Source) -> str:
    try:
        if source.kind == "instrument":
            return catalogue.instrument(source.ref).title or ""
        if source.kind != "directive":
            return ""
        directive_id, _, clause = source.ref.partition("#")
        directive = own.get(directive_id) or catalogue.directive(directive_id)
    except PlanforgeError:
        return ""
    items: list[Task | Target | ReportingDuty] = [*directive.all_tasks(), *directive.targets, *directive.reporting]
    for item in items:
        if item.id == clause:
            words = item.text if not isinstance(item, ReportingDuty) else item.content or "chế độ báo cáo"
            return f"{item.clause}: {words}" if item.clause else words
    return directive.action if not clause else ""
