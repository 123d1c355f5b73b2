"""What is shared between units never changes a unit's plan: cast from a mould or derived alone, the same bytes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planforge import Catalogue, Request, derive, render
from planforge.catalogue.locations import templates_folder
from planforge.catalogue.units import Unit
from planforge.derivation.assembling import Patterns, draw, headed_pattern
from planforge.derivation.case import Families, open_case
from planforge.derivation.patterns import traits
from planforge.document.pattern import NAME, fit
from planforge.document.tree import Plan
from planforge.rendering.mould import Mould

TODAY = date(2026, 11, 22)
CENTRAL, PROVINCIAL = "qd-140-qd-ttg-2024", "kh-62-kh-ubnd-dak-lak-2024"


Shared = tuple[Families, Patterns, dict[object, Mould]]


@pytest.fixture(scope="module")
def shared() -> Shared:
    """One worker's memory: what earlier units looked up, the patterns and moulds they drew, serve later ones."""
    return {}, {}, {}


def _cast(catalogue: Catalogue, request: Request, shared: Shared) -> bytes:
    families, patterns, moulds = shared
    case = open_case(catalogue, request, families)
    plan = headed_pattern(case, traits(case), patterns)
    mould = moulds.setdefault(traits(case), Mould(plan, templates_folder()))
    return mould.cast(plan, case.unit.name)


def _covered(catalogue: Catalogue, directive: str) -> list[Unit]:
    territory = catalogue.directive(directive).territory
    units = catalogue.units.all_communes(TODAY, "66")
    return [unit for unit in units if catalogue.units.covers(territory, unit, TODAY)]


ANSWERS = st.fixed_dictionaries({}, optional={
    "thon": st.sampled_from(["thôn", "ấp", "thôn; buôn"]), "luu": st.just("VT, CA"),
    "bien-gioi": st.sampled_from(["co", "khong"]),
    "dan-toc": st.just("co"), "dia-danh": st.sampled_from(["Bắc Hồng", "A & B <C> \"D\""]), "ghi-chu": st.just("all"),
})  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 3320), answers=ANSWERS, signer=st.sampled_from([None, "Nguyễn Văn A"]),
       number=st.sampled_from([None, "12"]))  # fmt: skip
def it_casts_what_would_be_derived_and_rendered_alone(
    catalogue: Catalogue, shared: Shared, place: int, answers: dict[str, str],
    signer: str | None, number: str | None,
) -> None:
    unit = catalogue.units.all_communes(TODAY)[place]
    request = Request(CENTRAL, unit.id, TODAY, number=number, signer=signer, settings=answers)
    assert _cast(catalogue, request, shared) == render(derive(catalogue, request))


def it_casts_communes_of_every_kind_under_a_provincial_directive(
    catalogue: Catalogue, shared: Shared
) -> None:
    units = _covered(catalogue, PROVINCIAL)
    kinds = {unit.kind: unit for unit in units}
    assert set(kinds) == {"xa", "phuong"}
    for unit in (*kinds.values(), *units[::25]):
        request = Request(PROVINCIAL, unit.id, TODAY)
        assert _cast(catalogue, request, shared) == render(derive(catalogue, request))


def it_casts_special_zones_and_the_districts_of_before_2025(
    catalogue: Catalogue, shared: Shared
) -> None:
    zones = [unit for unit in catalogue.units.all_communes(TODAY) if unit.kind == "dac-khu"]
    old = date(2024, 6, 3)
    districts = catalogue.units.children("66@3-cap", old)
    requests = [Request(CENTRAL, zone.id, TODAY) for zone in zones[:4]]
    requests += [Request(CENTRAL, one.id, old) for one in districts[:3]]
    for request in requests:
        assert _cast(catalogue, request, shared) == render(derive(catalogue, request))


def _lines(plan: Plan) -> list[str]:
    table = [cell for row in (plan.appendix.rows if plan.appendix else ()) for cell in (row.task, row.lead)]
    return [*(node.text for _, node in plan.nodes()), *(line.text for line in plan.recipients), *table]


@pytest.mark.parametrize("directive", [CENTRAL, PROVINCIAL])
def its_stand_in_name_changes_no_word(catalogue: Catalogue, directive: str) -> None:
    for unit in _covered(catalogue, directive)[::17]:
        case = open_case(catalogue, Request(directive, unit.id, TODAY))
        plan = fit(headed_pattern(case, traits(case), {}), case.unit.name)
        assert _lines(plan) == _lines(draw(case))


def its_plans_keep_no_stand_in(catalogue: Catalogue) -> None:
    unit = catalogue.units.all_communes(TODAY)[7]
    assert NAME not in render(derive(catalogue, Request(CENTRAL, unit.id, TODAY)), "json").decode()


def it_calls_the_same_clause_by_the_same_id_in_every_unit(catalogue: Catalogue) -> None:
    one, other = catalogue.units.all_communes(TODAY)[3:5]
    texts = [
        {n.id: n.lineage.sources for _, n in derive(catalogue, Request(CENTRAL, u.id, TODAY)).nodes()}
        for u in (one, other)
    ]
    assert len(texts[0]) > 40
    assert texts[0] == texts[1]
