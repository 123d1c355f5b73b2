"""Beside a plan that has been issued: the draft of one that replaces it, with the clerk's words and the change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from planforge.document.tree import Plan
from planforge.reading.edited import Paragraph, read_edited
from planforge.reading.package import open_package
from planforge.reading.snapshot import read_snapshot
from planforge.regeneration.alignment import OurLine, align
from planforge.regeneration.issued import Issue, issuer_in_words
from planforge.regeneration.lines import plan_lines
from planforge.rendering.context import number, place_and_date
from planforge.rendering.properties import as_of
from planforge.rendering.revise import Anchor, Insert, Note, Rewrite, Step, revise
from planforge.rendering.revise_runs import Cut
from planforge.rendering.revise_signed import unsigned
from planforge.text.dates import BLANK

_CHECK = "planforge soạn câu này: kế hoạch cũ đã ban hành. Kiểm tra lại số, ngày, rồi xóa ghi chú."


def draft_path(issued: Path) -> Path:
    """``ke-hoach.docx`` gets ``ke-hoach-thay-the.docx`` beside it."""
    return issued.with_name(f"{issued.stem}-thay-the{issued.suffix}")


def as_draft(merged: bytes, name: str, issue: Issue) -> bytes:
    """The merged file as a new draft: number and day blank, no signature, and a sentence that replaces the old plan."""
    data = unsigned(open_package(merged, name))
    plan, found = read_snapshot(data), read_edited(data, name).paragraphs
    ours = align(plan_lines(plan), found)
    todo = (*_blanks(plan, ours, found, issue), *_replacing(plan, ours, issue))
    return revise(data, name, todo, plan, as_of(plan))


def _blanks(
    plan: Plan, ours: tuple[OurLine, ...], found: tuple[Paragraph, ...], issue: Issue
) -> Iterator[Step]:
    """Number and day out of the head, and out of the line above the appendix that repeats them."""
    empty = replace(plan, header=replace(plan.header, number=None, day=None))
    wanted = {"head.number": f"Số: {number(empty)}/{plan.header.symbol}", "head.date": place_and_date(empty)}
    for our in ours:
        before = found[our.places[0]].text
        after = _unissued(before, issue) if our.line.key == "table.reference" else wanted.get(our.line.key, before)
        if after != before:
            yield Rewrite(our.places[0], before, _exactly(before, after))


def _unissued(text: str, issue: Issue) -> str:
    text = re.sub(rf"(số\s+){re.escape(issue.number)}(?=\s*/)", rf"\g<1>{BLANK}", text) if issue.number else text
    return re.sub(r"(ngày\s+)\d{1,2}(?=\s+tháng\s+\d)", rf"\g<1>{BLANK}", text)


def _exactly(before: str, after: str) -> tuple[Cut, ...]:
    """One cut that also keeps the wide blanks, which are room to write in."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return (Cut(start, len(before) - end, after[start : len(after) - end]),)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _replacing(plan: Plan, ours: tuple[OurLine, ...], issue: Issue) -> Iterator[Step]:
    body = [our for our in ours if our.line.zone == "body" and our.known]
    if not body:
        return
    when = f" ngày {issue.day}" if issue.day else ""
    old = f"Kế hoạch số {issue.number or '…'}/{plan.header.symbol}{when}"
    text = f"Kế hoạch này thay thế {old} của {issuer_in_words(plan)}."
    last = body[-1].places[0]
    yield Insert(Anchor(last, before=True), text, model=last, note=Note(_CHECK))
