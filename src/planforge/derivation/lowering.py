"""Adapt: lower a superior's words to the unit by the data rules, and record each change.

Text inside quotation marks (names of programmes) and citations (number to the end of the clause) is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from planforge.catalogue.wording import LoweringRule
from planforge.derivation.bases import ended_names, law_replacements
from planforge.derivation.case import Case, fill
from planforge.derivation.naming import OrganNames
from planforge.document.tree import Change
from planforge.text.casing import capitalise

_PROTECTED = re.compile(
    r"“[^”]*”|\"[^\"]*\"|(?:số\s+)?\d+(?:/\d{4})?[/-][A-ZĐ][\wĐđ&]*(?:[-/][A-ZĐ][\wĐđ&]*)*"
    r"(?:,?\s+ngày\s+\d[\d/]*\s+(?:tháng\s+\d+\s+năm\s+\d+\s+)?của\s+[^,;.]*)?"
)
_HOLE = "\ue000"
_DOUBLED = re.compile(r"\b(các cơ quan, đơn vị)(?:,? (?:và )?\1)+", re.IGNORECASE)
_TIDY = (
    (re.compile(r"\s+([,;.:])"), r"\1"),
    (re.compile(r"([,;])(?:\s*[,;])+"), r"\1"),
    (re.compile(r"\s{2,}"), " "),
    (re.compile(r"\b(với|của|cho|và) \1\b"), r"\1"),
    (re.compile(r"^[\s,;]+"), ""),
)


@dataclass(frozen=True, slots=True)
class Lowered:
    """Adapted text with its changes."""

    text: str
    changes: tuple[Change, ...]


class Lowering:
    """The rules of one case, compiled once and applied to many texts."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._names = OrganNames(case)
        self._laws = case.once("law-replacements", lambda: law_replacements(case))
        self._ended = case.once("ended-names", lambda: ended_names(case))
        self._rules = case.once("rules", lambda: _rules(case))
        self._silent: set[tuple[str, str]] = case.once("silent", set)

    def lower(self, text: str, sector: str | None = None, own: str | None = None) -> Lowered:
        """``text`` at the unit's level. ``sector``: whose work it is; ``own``: label of the body that will do it."""
        kept: list[str] = []

        def hide(match: re.Match[str]) -> str:
            kept.append(match[0])
            return f"{_HOLE}{len(kept) - 1}{_HOLE}"

        changes: list[Change] = []
        # Words a person wrote for this level may use the unit's words directly.
        masked = self._up_to_date(_PROTECTED.sub(hide, text), changes)
        for rule, pattern in self._rules:
            masked = self._apply(pattern, rule, masked, changes)
        masked = self._names.replace(masked, sector, changes)
        if own:
            masked = self._names.without_self(masked, own, changes)
        masked = fill(masked, self._case.words)
        for pattern, replacement in ((_DOUBLED, r"\1"), *_TIDY):
            masked = pattern.sub(replacement, masked)
        restored = re.sub(f"{_HOLE}(\\d+){_HOLE}", lambda m: kept[int(m[1])], masked)
        return Lowered(capitalise(restored.strip()), tuple(changes))

    def _up_to_date(self, text: str, changes: list[Change]) -> str:
        """Replaced laws by their successors; programmes that have run out leave the lists they stand in."""
        for old, new in self._laws:
            if old in text:
                text = text.replace(old, new)
                changes.append(Change(old, new, "can-cu.thay-the"))
        for name in self._ended:
            listed = re.compile(rf"(?:[;,] |,? và ){re.escape(name)}|{re.escape(name)}(?:[;,] | và )")
            text, count = listed.subn(lambda m: " " if m[0][0] not in ";, " else "", text)
            if count:
                changes.append(Change(name, "", "can-cu.het-giai-doan"))
        return text

    def _apply(self, pattern: re.Pattern[str], rule: LoweringRule, text: str, changes: list[Change]) -> str:
        if (rule.id, text) in self._silent:
            return text

        def replace(match: re.Match[str]) -> str:
            after = fill(match.expand(rule.replace), self._case.words)
            before = match.string[: match.start()].rstrip()
            if match[0][:1].isupper() and (not before or before.endswith(".")):
                after = capitalise(after)
            if after != match[0]:
                changes.append(Change(match[0], after, rule.id))
            return after

        replaced, count = pattern.subn(replace, text)
        if not count:
            self._silent.add((rule.id, text))
        return replaced


def _rules(case: Case) -> list[tuple[LoweringRule, re.Pattern[str]]]:
    macros = {**case.catalogue.wording.macros, "TEN": _issuer_name(case)}
    return [
        (rule, re.compile(_expand(rule.pattern, macros), re.IGNORECASE))
        for rule in case.catalogue.wording.lowering
        if case.issuer.level in rule.source and case.level in rule.target
        and (rule.eras is None or case.era in rule.eras)
    ]


def _issuer_name(case: Case) -> str:
    if case.issuer_unit is None:
        return ""
    return f"(?: {re.escape(case.issuer_unit.name)})?"


def _expand(pattern: str, macros: dict[str, str]) -> str:
    known: Callable[[re.Match[str]], str] = lambda match: macros.get(match[1], match[0])  # noqa: E731
    for _ in range(3):
        pattern = re.sub(r"(?<!\?P)<([A-Z_]+)>", known, pattern)
    return pattern
