"""Targets: never below the superior's; an answer may raise them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planforge.catalogue.directives import Measure, Target
from planforge.derivation.case import Case
from planforge.derivation.lowering import Lowering
from planforge.derivation.selecting import first_match
from planforge.document.tree import Change, Coverage, Lineage, Source, node_id
from planforge.errors import OutOfScopeError
from planforge.text.casing import capitalise, sentence


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """A target as the unit states it."""

    id: str
    text: str
    lineage: Lineage


def own_targets(case: Case, lowering: Lowering) -> tuple[tuple[OwnTarget, ...], tuple[Coverage, ...]]:
    """The unit's targets and what became of each of the superior's."""
    check_answers(case)
    kept: list[OwnTarget] = []
    coverage: list[Coverage] = []
    for target in case.directive.targets:
        reason = target.declined.get(case.level)
        if reason is None and case.level not in target.variants:
            rule = first_match(case.catalogue.wording.declines, target.text, case.level)
            reason = rule.reason if rule else None
        if reason:
            coverage.append(Coverage(target.id, "declined", reason, shown(target, target.text, case)[0], "Chỉ tiêu"))
            continue
        own = own_target(case, target, lowering)
        kept.append(own)
        coverage.append(
            Coverage(target.id, "taken", "Chỉ tiêu không thấp hơn cấp trên giao", own.text, "Chỉ tiêu", (own.id,))
        )
    return tuple(kept), tuple(coverage)


def own_target(case: Case, target: Target, lowering: Lowering) -> OwnTarget:
    """One target with its numbers and the unit's words."""
    text, raised = shown(target, target.variants.get(case.level, target.text), case)
    lowered = lowering.lower(text)
    sources = [Source("directive", f"{case.directive.id}#{target.id}")]
    sources += [Source("answer", f"chi-tieu.{target.id}")] if answered(case, target) else []
    return OwnTarget(
        node_id(case.directive.id, case.unit.id, target.id, "chi-tieu"), sentence(lowered.text),
        Lineage(tuple(sources), (*raised, *lowered.changes)),
    )


def shown(target: Target, text: str, case: Case) -> tuple[str, tuple[Change, ...]]:
    """``text`` with its measures filled in, and a change for each that an answer raised."""
    raised: list[Change] = []
    for index, measure in enumerate(target.measures):
        value = answer(case, target, index)
        if value is None:
            value = measure.value
        elif value != measure.value:
            raised.append(Change(amount(measure.value, measure.unit), amount(value, measure.unit), "chi-tieu.nang"))
        if measure.by and measure.by < case.day.year and len(target.measures) > 1:
            text, gone = without_past(text, index, measure.by)
            raised += [Change(gone, "", "chi-tieu.moc-da-qua")] if gone else []
        text = text.replace(f"{{{index}}}", amount(value, measure.unit))
    return text, tuple(raised)


def without_past(text: str, index: int, year: int) -> tuple[str, str]:
    """``text`` without the part for a year that is over, and that part."""
    rest = r"(?:; | và (?=(?:đến )?năm)|, (?=đến năm))"
    part = re.search(rf"[Đđ]ến (?:hết )?năm {year},?[^{{;]*\{{{index}\}}{rest}", text)
    if not part:
        return text, ""
    return capitalise(text.replace(part[0], "", 1)), part[0]


def answer(case: Case, target: Target, index: int) -> float | None:
    """The value answered for a measure: ``chi-tieu.ct-1`` for the first still ahead, ``chi-tieu.ct-1.1`` by index."""
    answers = case.answers.targets
    return answers.get(f"{target.id}.{index}", answers.get(target.id) if index == ahead(case, target) else None)


def answered(case: Case, target: Target) -> bool:
    """Whether the clerk gave a number for the target."""
    return any(answer(case, target, index) is not None for index in range(len(target.measures)))


def ahead(case: Case, target: Target) -> int:
    """The first measure whose year is not over."""
    years = enumerate(measure.by for measure in target.measures)
    return next((index for index, year in years if year is None or year >= case.day.year), 0)


def check_answers(case: Case) -> None:
    """Refuses an answer for an unknown target and one that lowers a target."""
    known = {t.id: t for t in case.directive.targets}
    for key, value in case.answers.targets.items():
        head, _, tail = key.rpartition(".")
        target = known.get(key) or known.get(head)
        index = ahead(case, known[key]) if key in known else int(tail) if tail.isdigit() else -1
        if target is None or not 0 <= index < len(target.measures):
            numbered = ", ".join(t.id for t in case.directive.targets if t.measures) or "không có"
            raise OutOfScopeError(
                f"Không có chỉ tiêu '{key}' trong {case.superior.number}.", do=f"Các chỉ tiêu có số: {numbered}."
            )
        if lowers(target.measures[index], value):
            raise OutOfScopeError(
                f"Chỉ tiêu '{key}' = {value:g} thấp hơn mức cấp trên giao "
                f"({target.measures[index].value:g} {target.measures[index].unit}).",
                "Kế hoạch cấp dưới không được hạ chỉ tiêu.", "Ghi mức bằng hoặc cao hơn, hoặc bỏ khóa này.",
            )


def lowers(measure: Measure, value: float) -> bool:
    """Whether ``value`` asks for less than the measure: smaller for a floor, larger for a ceiling."""
    if measure.comparator in ("<=", "<"):
        return value > measure.value
    return value < measure.value


def amount(value: float, unit: str) -> str:
    """Number and unit as documents write them: ``80%``, ``01 mô hình``, ``0,5 ha`` (counts below ten with a zero)."""
    plain = f"{value:g}".replace(".", ",") if value != int(value) else str(int(value))
    if unit == "%":
        return f"{plain}%"
    return f"{plain.zfill(2)} {unit}"
