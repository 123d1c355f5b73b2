"""Bases: the superior plan cited in full, what it rests on where it helps, and what has changed status since."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planforge.catalogue.instruments import Instrument
from planforge.catalogue.keys import LAWS
from planforge.citation.official import first_mention, law_name
from planforge.citation.status import Status, current_successors, status_at
from planforge.derivation.case import Case
from planforge.document.tree import Lineage, Node, Notice, Source, node_id
from planforge.text.dates import short_date

_SYMBOL = re.compile(r"\d+(?:/\d{4})?[/-][A-ZĐ][\wĐđ&]*(?:[-/][A-ZĐ][\wĐđ&]*)*")
STATES = {
    "in_force": "còn hiệu lực", "amended": "đã được sửa đổi, bổ sung", "expired": "đã hết hiệu lực",
    "replaced": "đã bị thay thế", "not_yet": "chưa có hiệu lực", "unverified": "chưa xác minh được hiệu lực",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shifted:
    """An instrument the directive rests on or names that no longer has the status it had on the directive's day."""

    instrument: Instrument
    then: Status
    now: Status


def opening(case: Case) -> tuple[Node, ...]:
    """Legal bases in rank order, then the sentence that carries out the superior plan."""
    wording = case.catalogue.wording
    laws = sorted(helpful_laws(case), key=lambda one: (wording.ranks[one.type], one.issued or case.day))
    nodes = []
    for index, law in enumerate(laws):
        end = "." if index == len(laws) - 1 else ";"
        text = case.phrase("can-cu", van_ban=first_mention(law, wording, long=True)) + end
        nodes.append(Node(node_id(case.directive.id, case.unit.id, "can-cu", law.id), "basis", text,
                          lineage=Lineage((Source("instrument", law.id),))))
    text = case.phrase(
        "mo-dau", van_ban=first_mention(case.superior, wording), noi_ban_hanh=issuing_body(case),
        viec=lowered_action(case),
    )
    nodes.append(Node(node_id(case.directive.id, case.unit.id, "mo-dau"), "opening", text,
                      lineage=Lineage((Source("directive", case.directive.id), Source("wording", "mo-dau")))))
    return tuple(nodes)


def issuing_body(case: Case) -> str:
    """Who issues the plan, in full."""
    if case.profile.issuer:
        organ = case.catalogue.organs.get(case.profile.issuer)
        return f"{organ.name} {case.unit.full_name}"
    return f"Ủy ban nhân dân {case.unit.full_name}"


def lowered_action(case: Case) -> str:
    """What is carried out, as it runs on in a sentence."""
    action = case.directive.action
    return action[:1].lower() + action[1:]


def helpful_laws(case: Case) -> tuple[Instrument, ...]:
    """Laws worth citing as bases: those that came into force since the directive was issued.

    The theme's law where it changed, and the law on local government where the levels themselves changed.
    """
    return case.once("helpful-laws", lambda: _helpful_laws(case))


def _helpful_laws(case: Case) -> tuple[Instrument, ...]:
    since = case.superior.issued or case.day
    wanted = list(current_laws(case, case.theme.law))
    wanted += current_laws(case, tuple(case.catalogue.wording.phrases["can-cu.luat-to-chuc"].split("|")))
    return tuple(law for law in wanted if not status_at(law, since, case.catalogue).usable)


def current_laws(case: Case, ids: tuple[str, ...]) -> tuple[Instrument, ...]:
    """Those of ``ids`` proven to be in force on the signing date."""
    found = (case.catalogue.instrument(one) for one in ids)
    return tuple(one for one in found if status_at(one, case.day, case.catalogue).usable)


def named_instruments(case: Case, *texts: str) -> tuple[Instrument, ...]:
    """Instruments the directive rests on or names by number in ``texts`` (all of its clauses by default)."""
    return _named(case, texts) if texts else case.once("named", lambda: _named(case, ()))


def _named(case: Case, texts: tuple[str, ...]) -> tuple[Instrument, ...]:
    seen = dict.fromkeys(case.directive.rests_on)
    clauses = texts or (
        *case.directive.requirements, *case.directive.purposes, *case.directive.funding,
        *(task.text for task in case.directive.all_tasks()),
    )
    for clause in clauses:
        for match in _SYMBOL.finditer(clause):
            for one in case.catalogue.instruments(number=match[0]):
                if one.issued is None or short_date(one.issued) in clause or len(
                    case.catalogue.instruments(number=match[0])) == 1:
                    seen.setdefault(one.id)
    for law in case.theme.law:
        one = case.catalogue.instrument(law)
        if any(law_name(one) in clause for clause in clauses):
            seen.setdefault(law)
    for one in case.catalogue.aliased():
        if any(alias in clause for clause in clauses for alias in one.aliases):
            seen.setdefault(one.id)
    return tuple(case.catalogue.instrument(one) for one in seen)


def shifted_instruments(case: Case) -> tuple[Shifted, ...]:
    """Named instruments that were usable or unverified on the directive's day and are out of force now."""
    return case.once("shifted", lambda: _shifted(case))


def _shifted(case: Case) -> tuple[Shifted, ...]:
    since = case.superior.issued or case.day
    out = []
    for one in named_instruments(case):
        then, now = status_at(one, since, case.catalogue), status_at(one, case.day, case.catalogue)
        if then.state != now.state and now.state in ("expired", "replaced", "amended", "unverified"):
            out.append(Shifted(one, then, now))
    return tuple(out)


def law_replacements(case: Case) -> tuple[tuple[str, str], ...]:
    """Names of replaced laws and the names of their proven successors, for running text."""
    out = []
    for one in named_instruments(case):
        if one.type in LAWS and status_at(one, case.day, case.catalogue).state == "replaced":
            heirs = [case.catalogue.instrument(i) for i in current_successors(one.id, case.day, case.catalogue)]
            if len(heirs) == 1:
                out.append((law_name(one), law_name(heirs[0])))
    return tuple(out)


def ended_names(case: Case) -> tuple[str, ...]:
    """Aliases of named programmes that have run out, which new text should not carry on."""
    return tuple(
        alias for shift in shifted_instruments(case)
        if shift.now.state == "expired" and shift.instrument.type not in LAWS
        for alias in shift.instrument.aliases
    )


def status_notices(case: Case) -> tuple[Notice, ...]:
    """What the clerk must know of the law before signing."""
    return case.once("status-notices", lambda: _status_notices(case))


def _status_notices(case: Case) -> tuple[Notice, ...]:
    notices = []
    for shift in shifted_instruments(case):
        name = first_mention(shift.instrument, case.catalogue.wording)
        heirs = [
            first_mention(case.catalogue.instrument(i), case.catalogue.wording)
            for i in current_successors(shift.instrument.id, case.day, case.catalogue) if i != shift.instrument.id
        ]
        instead = f" Nay dùng: {'; '.join(heirs)}." if heirs else ""
        told = f"{name}: {STATES[shift.now.state]}. {shift.now.evidence}{instead}"
        notices.append(Notice("vien-dan-doi-hieu-luc", told))
    return tuple(notices)
