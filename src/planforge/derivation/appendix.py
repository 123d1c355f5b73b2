"""The appendix: who does what, with whom, by when, with what result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planforge.derivation.bases import issuing_body
from planforge.derivation.bodies import HAMLETS, LOWER, OTHERS
from planforge.derivation.case import Case
from planforge.derivation.deadlines import deadline_phrase
from planforge.derivation.merging import BodyWork, Work, partners_of
from planforge.derivation.naming import names_of
from planforge.derivation.selecting import Pick
from planforge.derivation.signing import header
from planforge.document.tree import Appendix, Assignment, Node
from planforge.text.casing import capitalise
from planforge.text.dates import long_date


def appendix(case: Case, picks: Iterable[Pick], body: Iterable[Node], works: Iterable[BodyWork]) -> Appendix:
    """The assignment table: what the committee itself was given, then one row for each item of each body."""
    rows = [*_committee_rows(case, picks, body)]
    rows += [_row(case, work, item) for work in works for item in work.items if work.lead.key != OTHERS]
    reference = case.verbatim(
        "phu-luc.kem-theo", so=case.request.number or "     ", ky_hieu=header(case).symbol,
        ngay=long_date(case.day.year, case.day.month, case.day.day if case.request.number else None),
        noi_ban_hanh=issuing_body(case),
    )
    columns = tuple(case.phrase("phu-luc.cot").split("|"))
    return Appendix(case.phrase("phu-luc.tieu-de").upper(), reference, columns, tuple(rows))


def _committee_rows(case: Case, picks: Iterable[Pick], body: Iterable[Node]) -> Iterator[Assignment]:
    nodes = {
        source.ref.partition("#")[2]: node
        for section in body for _, node in section.walk() for source in node.lineage.sources
        if source.kind == "directive"
    }
    leads = {"committee": capitalise(case.words["ubnd"]), "solution": case.phrase("phu-luc.moi-co-quan")}
    for pick in picks:
        task, node = pick.task, nodes.get(pick.task.id)
        # A common task without a day or a product of its own says nothing more in the table than in the text.
        own_day = task.deadline is not None and task.deadline.kind != "thuong-xuyen"
        dated = pick.place == "committee" or (pick.place == "solution" and (own_day or task.product))
        if node is None or not dated:
            continue
        yield Assignment(
            node.id, node.text.rstrip("."), leads[pick.place], names_of(partners_of(case, task.with_)),
            deadline_phrase(case, task.deadline), task.product or case.phrase("phu-luc.san-pham"),
        )


def _row(case: Case, work: BodyWork, item: Work) -> Assignment:
    lead = work.lead.label if work.lead.key in (HAMLETS, LOWER) else work.label
    return Assignment(
        item.id, item.text.rstrip("."), lead, names_of(item.partners), deadline_phrase(case, item.deadline),
        item.product or case.phrase("phu-luc.san-pham"),
    )
