"""Check one document: what was found, and what could not be judged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planforge.catalogue.catalogue import Catalogue
from planforge.checking.case import Case, Profile
from planforge.checking.findings import Report
from planforge.checking.own_head import own_head
from planforge.checking.registry import selected
from planforge.checking.running import run
from planforge.citation.citing import cite
from planforge.citation.grammar import load_grammar
from planforge.document.source import SourceDocument


def check_document(
    document: SourceDocument, catalogue: Catalogue, as_of: date | None = None, select: Sequence[str] = (),
    profile: Profile = "final",
) -> Report:
    """All findings about ``document``, and what became of every rule.

    The day is ``as_of``, else the document's own; without either, whatever hangs on it is ``not_evaluated``.
    ``select``: codes, names or beginnings of codes. Raises UnknownError for a code that no rule has.
    """
    rules = selected(select)
    case, source = build_case(document, catalogue, as_of, profile)
    findings, coverage = run(rules, case)
    return Report(document.file, case.as_of if case.dated else None, source, findings, coverage, document.notes)


def build_case(
    document: SourceDocument, catalogue: Catalogue, as_of: date | None = None, profile: Profile = "final"
) -> tuple[Case, str]:
    """The document's citations found and resolved, its own head; and in Vietnamese where the day comes from."""
    cited = cite([block.text for block in document.blocks], catalogue, as_of)
    case = Case(
        cited.joined, document.blocks, cited.resolved, catalogue, cited.as_of or date.today(),
        dated=cited.as_of is not None, own=own_head(cited.joined, cited.own, load_grammar(catalogue.folder)),
        profile=profile,
    )  # fmt: skip
    return case, cited.as_of_why
