"""Assemble: the derived plan as a tree. ``derive_plan`` is the whole flow; each line is one step."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, MutableMapping, Sequence
from dataclasses import replace

from planforge.catalogue.catalogue import Catalogue
from planforge.derivation.appendix import appendix
from planforge.derivation.bases import opening, status_notices
from planforge.derivation.case import Case, open_case
from planforge.derivation.deadlines import OwnReport, own_reports
from planforge.derivation.demands import demands
from planforge.derivation.lowering import Lowering
from planforge.derivation.merging import BodyWork, distribute
from planforge.derivation.notices import notices
from planforge.derivation.outlining import outline, template_name
from planforge.derivation.patterns import stand_in, traits
from planforge.derivation.recipients import recipients
from planforge.derivation.request import Request
from planforge.derivation.sections import (
    Section,
    assignment_nodes,
    build_section,
    closing,
    execution,
    funding,
    purposes,
    solutions,
    target_nodes,
)
from planforge.derivation.selecting import Pick, select
from planforge.derivation.signing import header, signature
from planforge.derivation.stamping import stamped
from planforge.derivation.targets import OwnTarget, own_targets
from planforge.document.pattern import fit
from planforge.document.tree import Coverage, Node, Plan

Patterns = MutableMapping[Hashable, Plan]
"""Patterns drawn so far, by the traits of their units."""


def derive_plan(catalogue: Catalogue, request: Request) -> Plan:
    """The plan of one unit under one directive on one signing date, with lineage and an account of every task.

    Raises ``UnknownError`` or ``AmbiguousError`` for directive and unit, ``OutOfScopeError`` where they do not fit,
    ``UnsupportedError`` for a capacity or issuer planforge cannot format.
    """
    case = open_case(catalogue, request)
    return fit(headed_pattern(case, traits(case), {}), case.unit.name)


def headed_pattern(case: Case, key: Hashable, patterns: Patterns) -> Plan:
    """The pattern of the case's traits, ``key``, with the unit's own head, signature and request.

    It is drawn only if ``patterns`` lacks it.
    """
    head, signed, asked = header(case), signature(case), facts(case)
    if key not in patterns:
        patterns[key] = draw(stand_in(case))
    return replace(patterns[key], header=head, signature=signed, request=asked)


def draw(case: Case) -> Plan:
    """The plan of one case, step by step."""
    picks = select(case)
    lowering = Lowering(case)
    targets, target_coverage = own_targets(case, lowering)
    works = distribute(case, picks, lowering)
    reports = own_reports(case)
    body = sections(case, picks, targets, works, reports, lowering)
    coverage = (*account(picks, body), *target_coverage)
    plan = Plan(
        header=header(case),
        opening=opening(case),
        body=body,
        recipients=recipients(case, works),
        signature=signature(case),
        appendix=appendix(case, picks, body, works),
        coverage=coverage,
        notices=(*notices(case, works, reports), *status_notices(case)),
        template=template_name(case),
        request=facts(case),
        demands=demands(case, body, picks, targets, works, reports, lowering),
    )
    return stamped(case, plan)


def sections(
    case: Case, picks: Sequence[Pick], targets: Sequence[OwnTarget], works: Sequence[BodyWork],
    reports: Sequence[OwnReport], lowering: Lowering,
) -> tuple[Node, ...]:
    """The sections of the outline that have content, numbered in order, the last one closed with ``./.``."""
    fillers = {
        "muc-dich-yeu-cau": lambda: purposes(case, lowering),
        "muc-tieu": lambda: target_nodes(case, targets, lowering),
        "nhiem-vu": lambda: solutions(case, picks, lowering),
        "phan-cong": lambda: assignment_nodes(case, works),
        "kinh-phi": lambda: funding(case, lowering),
        "to-chuc-thuc-hien": lambda: execution(case, reports, lowering),
    }
    filled = []
    for entry in outline(case).sections:
        content = fillers[entry.role]()
        if content:
            filled.append(Section(entry.role, entry.title, content))
    nodes = [build_section(case, index, section) for index, section in enumerate(filled, 1)]
    return closing(nodes)


def account(picks: Iterable[Pick], body: Iterable[Node]) -> tuple[Coverage, ...]:
    """What became of each superior task, with the nodes that carry it; a task taken into no node is missing."""
    carried: dict[str, list[str]] = {}
    for section in body:
        for _, node in section.walk():
            for source in node.lineage.sources:
                if source.kind == "directive" and "#" in source.ref:
                    carried.setdefault(source.ref.split("#", 1)[1], []).append(node.id)
    out = []
    for pick in picks:
        nodes = tuple(carried.get(pick.task.id, ()))
        lost = pick.place != "nowhere" and not nodes
        out.append(Coverage(
            pick.task.id, "missing" if lost else pick.status,
            "Không mục nào của kế hoạch nhận nhiệm vụ này" if lost else pick.why,
            pick.task.text, pick.addressee, nodes,
        ))
    return tuple(out)


def facts(case: Case) -> tuple[tuple[str, str], ...]:
    """The request and what it was answered from, for the snapshot: enough to derive the same plan again."""
    request = case.request
    plain = {
        "directive": case.directive.id, "unit": case.unit.id, "as_of": case.day.isoformat(),
        "number": request.number or "", "signer": request.signer or "", "capacity": request.capacity or "",
        "template": request.template or "", "catalogue": case.catalogue.fingerprint,
    }
    answers = {f"set.{key}": value for key, value in sorted(request.settings.items())}
    profile = {"profile": request.profile.model_dump_json(exclude_defaults=True)} if request.profile else {}
    return tuple({**plain, **answers, **profile}.items())

