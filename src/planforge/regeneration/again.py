"""The request inside a plan, asked again of today's catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.profiles import Profile
from planforge.derivation.assembling import Patterns, headed_pattern
from planforge.derivation.case import open_case
from planforge.derivation.patterns import traits
from planforge.derivation.request import Request
from planforge.document.pattern import fit
from planforge.document.tree import Plan
from planforge.errors import PlanforgeError


def request_of(plan: Plan, directives: Mapping[str, Path], profiles: Mapping[str, Profile]) -> Request:
    """What was asked. ``directives``: own files by the id of their directive; ``profiles``: newer ones by unit id.

    Raises :class:`PlanforgeError` when the snapshot does not say.
    """
    facts = dict(plan.request)
    try:
        own = directives.get(facts["directive"])
        saved = Profile.model_validate_json(facts["profile"]) if facts.get("profile") else None
        return Request(
            directive=str(own) if own else facts["directive"],
            unit=facts["unit"],
            as_of=date.fromisoformat(facts["as_of"]),
            number=facts.get("number") or None,
            signer=facts.get("signer") or None,
            capacity=facts.get("capacity") or None,
            template=facts.get("template") or None,
            profile=profiles.get(facts["unit"], saved),
            settings={key.removeprefix("set."): value for key, value in facts.items() if key.startswith("set.")},
        )
    except (KeyError, ValueError) as error:
        raise PlanforgeError(
            "Bản gốc trong tệp không ghi đủ yêu cầu đã lập kế hoạch.",
            "Không biết lập lại từ văn bản, đơn vị, ngày nào.",
            "Hãy lập lại kế hoạch từ văn bản chỉ đạo.",
        ) from error


def derive_again(
    catalogue: Catalogue, plan: Plan, directives: Mapping[str, Path], profiles: Mapping[str, Profile],
    patterns: Patterns,
) -> Plan:
    """The same plan under today's catalogue, directive and profile; units alike share what is in ``patterns``."""
    case = open_case(catalogue, request_of(plan, directives, profiles))
    return fit(headed_pattern(case, traits(case), patterns), case.unit.name)
