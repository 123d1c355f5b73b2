"""One driver for the cases of all rules: ``cases/<CODE>.yml``, each case named after its outcome."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from planforge import Catalogue
from planforge.checking.api import build_case, check_document
from planforge.checking.findings import Finding
from planforge.checking.registry import all_rules
from tests.checking.writing import document

CASES = Path(__file__).parent / "cases"
OUTCOMES = ("fail", "pass", "fix", "not_evaluated", "not_applicable")
LOADED = {path.stem: YAML(typ="safe").load(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yml"))}


def named_cases() -> list[Any]:
    return [
        pytest.param(code, name, case, id=f"{code}-{name}")
        for code, cases in LOADED.items() for name, case in cases.items()
    ]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "case"), named_cases())
def test_case(code: str, name: str, case: dict[str, Any], catalogue: Catalogue) -> None:
    outcome = next(one for one in OUTCOMES if name == one or name.startswith(f"{one}_"))
    written, day = document(case["text"]), case.get("as_of")
    report = check_document(written, catalogue, day, [code])
    ended = {
        "fail": bool(report.findings), "pass": code in report.coverage.passed,
        "not_evaluated": code in [one.code for one in report.coverage.not_evaluated],
        "not_applicable": code in report.coverage.not_applicable,
    }  # fmt: skip
    assert sum(ended.values()) == 1, "every rule ends in exactly one way"
    told = [finding.message for finding in report.findings]
    assert ended["fail" if outcome == "fix" else outcome], told or report.coverage
    if outcome == "fail":
        joined, _ = build_case(written, catalogue, day)
        marked = [joined.text[one.place.start : one.place.end] for one in report.findings]
        assert len(marked) == len(case["finds"]), told
        assert all(wanted in found for wanted, found in zip(case["finds"], marked, strict=True)), marked
        assert all(said in " ".join(told) for said in case.get("says", ())), told
        severities = [one.severity for one in report.findings]
        assert severities == case.get("severity", severities)
    if outcome == "not_evaluated":
        assert case["why"] in report.coverage.not_evaluated[0].why
    if outcome == "fix":
        joined, _ = build_case(written, catalogue, day)
        assert applied(joined.text, report.findings) == " ".join(case["fixed"].split())
        assert all(one.fix and one.fix.safe == case.get("safe", False) for one in report.findings)


def applied(text: str, findings: tuple[Finding, ...]) -> str:
    for fix in sorted((one.fix for one in findings if one.fix), key=lambda fix: -fix.place.start):
        assert text[fix.place.start : fix.place.end] == fix.before
        text = text[: fix.place.start] + fix.after + text[fix.place.end :]
    return text


def test_every_rule_has_a_case_that_fails_and_one_that_passes() -> None:
    for rule in all_rules():
        names = LOADED.get(rule.code, {})
        assert any(name.startswith("fail") for name in names), f"{rule.code}: no failing case"
        assert any(name.startswith("pass") for name in names), f"{rule.code}: no passing case"


def test_every_rule_declares_itself_and_fills_its_page_of_the_manual() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(codes) == len(set(codes)) == len({rule.name for rule in all_rules()})
    for rule in all_rules():
        page = rule.manual()
        assert set(page) == {"", "Sai", "Đúng", "Căn cứ"} and all(page.values()), rule.code
        assert rule.ground and rule.why and rule.severity in ("error", "warning", "info")


def test_dates_given_to_cases_are_dates() -> None:
    assert all(isinstance(case.get("as_of", date.min), date) for cases in LOADED.values() for case in cases.values())
