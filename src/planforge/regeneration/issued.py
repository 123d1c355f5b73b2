"""Whether a plan has been issued: then it is history, and only another plan may change it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from planforge.document.tree import Plan
from planforge.regeneration.lines import Line
from planforge.text.folding import fold

_NUMBER = re.compile(r"so:?\s*(\d+[a-z]?)\s*/")
_DATE = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")


@dataclass(frozen=True, slots=True)
class Issue:
    """Number and date as they stand on the page; both empty where only a digital signature tells."""

    number: str
    day: str


def issue_of(lines: Iterable[Line], *, signed: bool) -> Issue | None:
    """The issue, or None for a draft: number and day must both be filled in, or the file digitally signed."""
    head = {line.key: fold(line.text) for line in lines if line.zone == "head"}
    number, day = _NUMBER.search(head.get("head.number", "")), _DATE.search(head.get("head.date", ""))
    if number and day:
        return Issue(number[1], f"{int(day[1]):02d}/{int(day[2])}/{day[3]}")
    return Issue(number[1] if number else "", "") if signed else None


def issuer_in_words(plan: Plan) -> str:
    """``Ủy ban nhân dân tỉnh Đắk Lắk``: as the plan's own text names its issuer; the head has it in capitals."""
    capitals = " ".join(plan.header.issuer)
    named = re.compile(re.escape(capitals), re.IGNORECASE)
    found = (match[0] for _, node in plan.nodes() if (match := named.search(node.text)))
    return next(found, capitals)
