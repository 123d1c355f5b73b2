"""The tools of an update's worker, made once: catalogue, patterns old and new, and what changed between two of them."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from planforge.derivation.assembling import headed_pattern
from planforge.derivation.case import open_case
from planforge.derivation.patterns import traits
from planforge.derivation.request import Request
from planforge.document.canonical import from_json
from planforge.document.pattern import fit
from planforge.document.tree import Plan
from planforge.regeneration.above import Change, Difference
from planforge.regeneration.again import request_of
from planforge.regeneration.fingerprints import of_bytes
from planforge.regeneration.impact import Impact, impacts
from planforge.regeneration.jobs import UpdateSetup
from planforge.regeneration.manifest import Row
from planforge.regeneration.parents import Names, names_for
from planforge.regeneration.worker import Drawn, Setup, Workshop
from planforge.regeneration.workspace import pattern_file
from planforge.rendering.mould import Mould

_UNITS_OWN = ("head.", "sign.")
_LONG: dict[str, Any] = {"opening": [], "body": [], "recipients": [], "appendix": None, "coverage": [], "notices": []}
"""The parts of a plan that a unit shares with others."""


@dataclass(frozen=True, slots=True)
class SharedChange:
    """What moved between two patterns, the same for all their units; ``silent``: no word of it shows."""

    changes: tuple[Change, ...]
    silent: tuple[Change, ...]


class _OldPattern:
    """A pattern of the workspace, read once and headed for many units."""

    def __init__(self, data: dict[str, Any], head: str) -> None:
        self._short = {**data, **_LONG}
        self._plan = from_json(json.dumps({**data, **json.loads(head)}))

    def headed(self, head: str) -> Plan:
        """The pattern with a unit's header, request and signature."""
        own = from_json(json.dumps({**self._short, **json.loads(head)}))
        return replace(self._plan, header=own.header, request=own.request, signature=own.signature)


class UpdateShop:
    """One worker's tools for one folder."""

    def __init__(self, setup: UpdateSetup) -> None:
        self.setup, self.options = setup, setup.options
        self.workshop = Workshop(
            Setup(setup.catalogue, setup.templates, setup.made_from, setup.storage, setup.stage)
        )
        self.catalogue = self.workshop.catalogue
        self._patterns: dict[Hashable, Plan] = {}
        self._old: dict[str, _OldPattern | None] = {}
        self._shared: dict[Hashable, SharedChange] = {}
        self._law: dict[Hashable, tuple[Impact, ...]] = {}
        self._moulds: dict[str, Mould] = {}

    def asked(self, facts: Mapping[str, str]) -> Request:
        """The request of a snapshot, asked today. Raises ``PlanforgeError``."""
        return request_of(self.catalogue, facts, self.options)

    def derive(self, request: Request) -> Plan:
        """The plan of a unit without a manifest; nothing of it is kept in the workspace."""
        case = open_case(self.catalogue, request)
        return fit(headed_pattern(case, traits(case), self._patterns), case.unit.name)

    def unit_name(self, request: Request) -> str:
        """``phường Buôn Ma Thuột``."""
        return self.catalogue.units.find(request.unit, request.as_of).full_name

    def names(self, request: Request) -> Names:
        """The names of the parents under a directive."""
        return names_for(self.catalogue, request.directive)

    def old_pattern(self, row: Row) -> Plan | None:
        """What planforge last made of a unit, before its name goes in; None where the workspace lost it."""
        if row.pattern not in self._old:
            text = self.setup.storage.read(pattern_file(row.pattern)) if row.pattern else None
            self._old[row.pattern] = _OldPattern(json.loads(text), row.head) if text else None
        pattern = self._old[row.pattern]
        return pattern.headed(row.head) if pattern else None

    def changes(self, row: Row, old: Plan, drawn: Drawn, request: Request) -> SharedChange:
        """What is new in a unit's plan, its own head and signature first."""
        key = (row.pattern, drawn.pattern, request.directive)
        if key not in self._shared:
            above = Difference(old, drawn.plan, self.names(request))
            common = tuple(change for change in above.changes if not change.key.startswith(_UNITS_OWN))
            self._shared[key] = SharedChange(common, above.silent)
        own = Difference(_head_only(old), _head_only(drawn.plan), self.names(request)).changes
        shared = fit(self._shared[key], drawn.name)
        return SharedChange((*own, *shared.changes), shared.silent)

    def law(self, plan: Plan, request: Request, key: Hashable = None) -> tuple[Impact, ...]:
        """The instruments out of force that a plan rests on. ``key``: the same for plans that differ in names only."""
        known = (key, request.directive)
        if key is None or known not in self._law:
            self._law[known] = impacts(self.catalogue, plan, self.options.today, request.directive)
        return self._law[known]

    def looks_as_before(self, row: Row, old: Plan) -> bool:
        """Whether today's shells would show the old plan as they did when it was made."""
        if row.pattern not in self._moulds:
            self._moulds[row.pattern] = Mould(old, self.setup.templates)
        return of_bytes(self._moulds[row.pattern].cast(old, row.name)) == row.output


def _head_only(plan: Plan) -> Plan:
    return replace(plan, opening=(), body=(), recipients=(), appendix=None)
