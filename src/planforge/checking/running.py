"""Run rules over a case; each ends as failed, passed, not applicable or not evaluated."""

from __future__ import annotations

from collections.abc import Iterable

from planforge.checking.case import Case
from planforge.checking.findings import SEVERITY_ORDER, Coverage, Finding, NotEvaluated, Unjudged
from planforge.checking.rule import Rule


def run(rules: Iterable[Rule], case: Case) -> tuple[tuple[Finding, ...], Coverage]:
    """Findings in reading order, and what became of every rule."""
    findings: list[Finding] = []
    passed, idle, unjudged, partly = list[str](), list[str](), list[Unjudged](), list[Unjudged]()
    for rule in rules:
        if not rule.applies(case):
            idle.append(rule.code)
            continue
        outcomes = list(rule.evaluate(case))
        found = [one for one in outcomes if isinstance(one, Finding)]
        open_questions = [one for one in outcomes if isinstance(one, NotEvaluated)]
        findings += found
        if open_questions:
            (partly if found else unjudged).append(Unjudged(rule.code, _reason(open_questions), tuple(open_questions)))
        elif not found:
            passed.append(rule.code)
    findings.sort(key=lambda one: (one.place.start, SEVERITY_ORDER[one.severity], one.code))
    return tuple(findings), Coverage(tuple(passed), tuple(idle), tuple(unjudged), tuple(partly))


def _reason(questions: list[NotEvaluated]) -> str:
    """The reasons given, each with how many places it concerns."""
    counts: dict[str, int] = {}
    for one in questions:
        counts[one.why] = counts.get(one.why, 0) + 1
    return "; ".join(f"{why} ({count} chỗ)" if count > 1 else why for why, count in counts.items())
