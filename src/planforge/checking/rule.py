"""What a rule is: it declares its code, severity and legal ground, and evaluates a case."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from inspect import cleandoc
from typing import ClassVar, Literal

from planforge.checking.case import Case, Cited
from planforge.checking.findings import Finding, Fix, NotEvaluated, Place, Safety, Severity

DECREE_30 = date(2020, 3, 5)
"""The day Decree 30/2020/NĐ-CP on clerical work took force."""
Outcome = Finding | NotEvaluated
_HEADING = re.compile(r"^(Sai|Đúng|Căn cứ):\s*", re.MULTILINE)


class Rule(ABC):
    """One rule. Its docstring is its page of the manual: what it is about, then ``Sai``, ``Đúng``, ``Căn cứ``.

    ``ground``: the clause it rests on. ``fix``: whether its fixes may be applied without a person.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    ground: ClassVar[str]
    fix: ClassVar[Safety] = "none"
    why: ClassVar[str] = ""

    @abstractmethod
    def evaluate(self, case: Case) -> Iterator[Outcome]:
        """Findings, and whatever could not be judged. Nothing at all means a pass."""

    def applies(self, case: Case) -> bool:
        """Whether there is anything in the document this rule is about."""
        return True

    def finding(
        self, found: str, do: str, place: Place, text: str, *, fix: Fix | None = None, severity: Severity | None = None
    ) -> Finding:
        """A finding of this rule."""
        return Finding(
            self.code, self.name, severity or self.severity, found, self.why, do, place, text, self.ground, fix
        )

    def unknown(self, why: str, place: Place | None = None, text: str = "") -> NotEvaluated:
        """Something this rule could not judge."""
        return NotEvaluated(self.code, why, place, text)

    @classmethod
    def manual(cls) -> dict[str, str]:
        """The docstring taken apart: ``""`` the rule in words, ``Sai``, ``Đúng``, ``Căn cứ``."""
        head, *rest = _HEADING.split(cleandoc(cls.__doc__ or ""))
        pairs = zip(rest[::2], rest[1::2], strict=True)
        return {"": head.strip(), **{heading: text.strip() for heading, text in pairs}}


class CitationRule(Rule):
    """A rule that judges citations one by one.

    ``scope`` tells which: ``all``; ``outer``, not those inside the title of another; ``own``, not those inside a title
    that is quoted as the catalogue has it, for how its issuer wrote it is no fault of this document.
    """

    scope: ClassVar[Literal["all", "outer", "own"]] = "outer"

    def evaluate(self, case: Case) -> Iterator[Outcome]:
        """Judge each citation the rule concerns."""
        for cited in self._mine(case):
            yield from self.judge(cited, case)

    def applies(self, case: Case) -> bool:
        """Whether any citation concerns the rule."""
        return next(self._mine(case), None) is not None

    def _mine(self, case: Case) -> Iterator[Cited]:
        left_out = {"all": "", "outer": "nested", "own": "quoted"}[self.scope]
        seen = (cited for cited in case.citations if not (left_out and getattr(cited, left_out)))
        return (cited for cited in seen if self.concerns(cited, case))

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Whether the rule has anything to say about this kind of citation."""
        return True

    @abstractmethod
    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """The findings about one citation."""
