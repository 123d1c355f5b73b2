"""Stamp: each line carries a fingerprint of the words of its parents, so that a later change above shows.

A stamp covers the parent's own fields and the texts of the rules that adapted the line; where a clause stands in
its document is left out, since moving a clause changes nothing for the unit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from planforge.catalogue.directives import ReportingDuty, Target, Task
from planforge.catalogue.entry import Entry
from planforge.derivation.case import Case
from planforge.document.tree import Change, Node, Plan, Source
from planforge.errors import PlanforgeError

LENGTH = 10
"""Hex digits of a stamp: 40 bits tell the few hundred parents of a plan apart from their later selves."""


def stamped(case: Case, plan: Plan) -> Plan:
    """The plan with every source stamped."""
    parents = Parents(case)

    def walked(node: Node) -> Node:
        sources = tuple(
            replace(source, stamp=parents.stamp(source, node.lineage.adapted)) for source in node.lineage.sources
        )
        lineage = replace(node.lineage, sources=sources)
        return replace(node, lineage=lineage, children=tuple(walked(child) for child in node.children))

    return replace(plan, opening=tuple(map(walked, plan.opening)), body=tuple(map(walked, plan.body)))


class Parents:
    """What the parents of one case say."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def stamp(self, source: Source, adapted: tuple[Change, ...] = ()) -> str:
        """The fingerprint of a parent together with the rules; empty when the parent is not to be found."""
        text = self.text(source)
        rules = [self._rules.get(change.rule, change.rule) for change in adapted]
        whole = "\x1f".join([text, *dict.fromkeys(rules)])
        return hashlib.sha256(whole.encode()).hexdigest()[:LENGTH] if text else ""

    def text(self, source: Source) -> str:
        """The parent's own words, or all its fields where they matter."""
        read: dict[str, Callable[[str], str]] = {
            "directive": lambda ref: self._clauses.get(ref.partition("#")[2], ""),
            "standard-task": lambda ref: self._standard.get(ref, ""),
            "wording": lambda ref: self._case.catalogue.wording.phrases.get(ref, ref),
            "instrument": self._instrument,
            "answer": lambda ref: self._case.request.settings.get(ref, ref),
            "unit": lambda ref: ref,
        }
        return read[source.kind](source.ref)

    @cached_property
    def _clauses(self) -> dict[str, str]:
        return self._case.once("clauses", self._read_clauses)

    def _read_clauses(self) -> dict[str, str]:
        directive, superior = self._case.directive, self._case.superior
        items: list[Task | Target | ReportingDuty] = [
            *directive.all_tasks(), *directive.targets, *directive.reporting
        ]  # fmt: skip
        found = {item.id: _fields(item) for item in items} | {one.id: one.heading for one in directive.solutions}
        for key, texts in (
            ("muc-dich", directive.purposes), ("yeu-cau", directive.requirements), ("kinh-phi", directive.funding)
        ):  # fmt: skip
            found |= {f"{key}.{n}": text for n, text in enumerate(texts, 1)}
        title = f"{superior.number} {superior.issued} {superior.title} {directive.action}"
        return found | {"muc-tieu-chung": directive.goal or "", "": title}

    @cached_property
    def _standard(self) -> dict[str, str]:
        tasks = self._case.standard
        return self._case.once("standard", lambda: {task.id: _fields(task) for body in tasks for task in body.tasks})

    @cached_property
    def _rules(self) -> dict[str, str]:
        return {rule.id: f"{rule.pattern}\x1f{rule.replace}" for rule in self._case.catalogue.wording.lowering}

    def _instrument(self, ref: str) -> str:
        try:
            return _fields(self._case.catalogue.instrument(ref))
        except PlanforgeError:
            return ""


def _fields(entry: Entry) -> str:
    return entry.model_dump_json(exclude_defaults=True, exclude={"clause", "note", "checked"})
