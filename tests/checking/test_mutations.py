"""Every contradiction of a catalogue fact is reported; a clean document made of catalogue facts has no finding."""

from __future__ import annotations

from collections import Counter

from planforge import Catalogue
from planforge.checking.api import check_document
from planforge.checking.registry import all_rules
from tests.checking.mutations import DAY, citable, clean_line, mutations
from tests.checking.writing import document

COUNT, SEED = 500, 20261122
TELLING = {
    "day": {"VD002"}, "month": {"VD002"}, "year": {"VD002"}, "digit": {"VD001", "VD002"},
    "letter": {"VD001", "VD204", "VD205"}, "issuer": {"VD003"},
}  # fmt: skip


def test_a_document_made_of_catalogue_facts_is_clean(catalogue: Catalogue) -> None:
    instruments = citable(catalogue)
    assert len(instruments) > 300
    report = check_document(document(clean_line(one, catalogue) for one in instruments), catalogue, DAY)
    assert [(one.code, one.text) for one in report.findings if one.severity != "info"] == []
    assert report.clean()


def test_each_clean_line_alone_is_clean(catalogue: Catalogue) -> None:
    for one in citable(catalogue)[::7]:
        report = check_document(document(clean_line(one, catalogue)), catalogue, DAY)
        assert report.clean(), [(one.code, one.message) for one in report.findings]


def test_every_slip_of_the_pen_is_reported(catalogue: Catalogue) -> None:
    missed = Counter[str]()
    for slip in mutations(catalogue, COUNT, SEED):
        report = check_document(document(slip.text), catalogue, DAY)
        told = {finding.code for finding in report.findings if finding.severity != "info"}
        if not told & TELLING[slip.kind]:
            missed[f"{slip.kind}: {slip.text} {sorted(told)}"] += 1
    assert not missed


def test_every_rule_ends_in_exactly_one_way(catalogue: Catalogue) -> None:
    text = [slip.text for slip in mutations(catalogue, 40, SEED)]
    report = check_document(document(text), catalogue, DAY)
    coverage = report.coverage
    ends = [*report.failed(), *coverage.passed, *coverage.not_applicable, *(one.code for one in coverage.not_evaluated)]
    assert sorted(ends) == [rule.code for rule in all_rules()]
    assert {one.code for one in coverage.partly} <= set(report.failed())
