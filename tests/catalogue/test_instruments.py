"""The instruments of catalog/van-ban: complete against the research file, and its traps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planforge import Catalogue
from planforge.catalogue.yaml_reader import parse_yaml

SOURCE = Path(__file__).parents[2].parent / "shared" / "domain" / "directives.yaml"


@pytest.fixture(scope="module")
def researched() -> list[dict[str, Any]]:
    if not SOURCE.is_file():
        pytest.skip("the research file is not beside this checkout")
    return list(parse_yaml(SOURCE.read_text(encoding="utf-8"), SOURCE).data["directives"])


def unchanged(catalogue: Catalogue, researched: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Those about which no further source was found since; where one was, the first ones are still named."""
    for source in researched:
        told = list(catalogue.instrument(source["id"]).sources)
        assert told[: len(source["sources"])] == source["sources"], source["id"]
        if len(told) == len(source["sources"]):
            yield source


class DescribeTheInstruments:
    def they_are_more_than_a_thousand(self, catalogue: Catalogue) -> None:
        assert len(catalogue.all_instruments()) > 1000

    def they_say_what_the_research_found(self, catalogue: Catalogue, researched: list[dict[str, Any]]) -> None:
        assert len(researched) == 505
        for source in unchanged(catalogue, researched):
            ours = catalogue.instrument(source["id"])
            told = ours.model_dump(mode="json")
            for field in ("type", "number", "issued", "issuer", "title", "validity_basis", "evidence"):
                assert told[field] == source[field], (source["id"], field)
            for field in ("validity_verified", "verified", "sources"):
                assert told[field] == source[field], (source["id"], field)
            assert told["state"] == source["status"]
            assert told["note"] == source.get("note")
            assert told["aliases"] == source.get("aliases", [])

    def they_keep_every_relation_and_its_doubt(self, catalogue: Catalogue, researched: list[dict[str, Any]]) -> None:
        for source in unchanged(catalogue, researched):
            wanted = [(r["kind"], r["target"], r.get("verified", True)) for r in source["relations"]]
            found = catalogue.instrument(source["id"]).relations
            assert [(r.kind, r.target, r.verified) for r in found] == wanted, source["id"]

    def they_keep_the_days_of_force(self, catalogue: Catalogue, researched: list[dict[str, Any]]) -> None:
        for source in unchanged(catalogue, researched):
            wanted = source.get("in_force_periods") or [
                {"start": source["effective_from"], "end": source["effective_to"]}
            ]
            found = catalogue.instrument(source["id"]).model_dump(mode="json")["in_force_periods"]
            assert found == wanted, source["id"]


class DescribeAnInterruptedValidity:
    @pytest.mark.parametrize(
        ("day", "old", "new"),
        [
            (date(2026, 1, 25), True, False),
            (date(2026, 1, 26), False, True),
            (date(2026, 2, 3), False, True),
            (date(2026, 2, 4), True, False),
            (date(2026, 4, 15), True, False),
            (date(2026, 4, 16), False, True),
        ],
    )
    def it_gives_way_and_comes_back(self, catalogue: Catalogue, day: date, old: bool, new: bool) -> None:
        decree, successor = (catalogue.instrument(f"nd-{n}-nd-cp") for n in ("15-2018", "46-2026"))
        assert any(period.covers(day) for period in decree.in_force_periods) is old
        assert any(period.covers(day) for period in successor.in_force_periods) is new


class DescribeANumber:
    def it_may_belong_to_two_decrees(self, catalogue: Catalogue) -> None:
        found = catalogue.instruments(number="03/2019/NĐ-CP")
        assert {one.issued for one in found} == {date(2019, 1, 4), date(2019, 1, 30)} or len(found) == 2

    def it_is_found_without_diacritics_and_in_any_case(self, catalogue: Catalogue) -> None:
        assert [one.id for one in catalogue.instruments(number="15/2018/nd-cp")] == ["nd-15-2018-nd-cp"]

    def but_an_unknown_one_finds_nothing(self, catalogue: Catalogue) -> None:
        assert catalogue.instruments(number="999/2099/NĐ-CP") == ()


class DescribeARelation:
    def it_is_seen_from_its_target(self, catalogue: Catalogue) -> None:
        incoming = catalogue.incoming("luat-73-2021-qh14")
        assert ("luat-120-2025-qh15", "thay-the") in [(source, relation.kind) for source, relation in incoming]
