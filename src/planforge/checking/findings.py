"""What a check says: findings with their place and fix, and what could not be judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Severity = Literal["error", "warning", "info"]
Safety = Literal["safe", "suggested", "none"]
SEVERITY_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
SEVERITY_NAMES: dict[Severity, str] = {"error": "lỗi", "warning": "cảnh báo", "info": "thông tin"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: ``where`` for people, ``locator`` for programs, and the span in the joined text.

    ``inside`` is the span in the block at ``locator``, cut off at its end when the stretch runs on (``runs_on``).
    """

    start: int
    end: int
    where: str = ""
    locator: str = ""
    inside: tuple[int, int] = (0, 0)
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """``before`` at ``place`` becomes ``after``. Only a ``safe`` fix is ever applied without a person."""

    place: Place
    before: str
    after: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. ``found``, ``why``, ``do`` are Vietnamese sentences; ``ground`` is the legal source of the rule."""

    code: str
    name: str
    severity: Severity
    found: str
    why: str
    do: str
    place: Place
    text: str
    ground: str
    fix: Fix | None = None

    @property
    def message(self) -> str:
        """All three sentences."""
        return " ".join(part for part in (self.found, self.why, self.do) if part)


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """One thing a rule could not judge, and why. Never a pass."""

    code: str
    why: str
    place: Place | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Unjudged:
    """All that a rule could not judge in a document: the reason, and how often it came up."""

    code: str
    why: str
    places: tuple[NotEvaluated, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Each rule that ran without a finding is in exactly one list.

    ``partly``: rules that found something, or nothing wrong, and yet could not judge every place are listed here
    too when they have findings, so that nothing unknown is hidden behind a finding.
    """

    passed: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    not_evaluated: tuple[Unjudged, ...] = ()
    partly: tuple[Unjudged, ...] = ()

    def count(self, failed: int) -> int:
        """How many rules came to a judgement: a rule with nothing to look at has judged nothing."""
        return len(self.passed) + failed


@dataclass(frozen=True, slots=True)
class Report:
    """The check of one document on ``as_of``; ``as_of_source`` says in Vietnamese where that day comes from."""

    file: str
    as_of: date | None
    as_of_source: str
    findings: tuple[Finding, ...]
    coverage: Coverage
    notes: tuple[str, ...] = field(default=())

    def failed(self) -> tuple[str, ...]:
        """Codes of the rules with findings."""
        return tuple(dict.fromkeys(finding.code for finding in self.findings))

    def counts(self) -> dict[Severity, int]:
        """Findings by severity."""
        counts: dict[Severity, int] = {"error": 0, "warning": 0, "info": 0}
        for finding in self.findings:
            counts[finding.severity] += 1
        return counts

    def clean(self) -> bool:
        """No error and no warning; information does not count against a document."""
        counts = self.counts()
        return not counts["error"] and not counts["warning"]
