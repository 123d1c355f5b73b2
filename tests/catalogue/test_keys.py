"""Instruments are found by what a citation says of them, without reading the whole catalogue."""

from __future__ import annotations

import pytest

from planforge import Catalogue
from planforge.catalogue.keys import By
from planforge.checking.knowledge import Knowledge
from planforge.text.folding import fold
from planforge.text.keys import name_key, number_key


@pytest.mark.parametrize(("by", "key", "number"), [
    ("number", number_key("73/2021/QH14"), "73/2021/QH14"),
    ("number", number_key("105-2021/NĐCP"), "105/2021/NĐ-CP"),
    ("short", "nghi-dinh 105", "105/2021/NĐ-CP"),
    ("day", "2021-08-31", "1452/QĐ-TTg"),
    ("name", name_key("LUẬT PHÒNG CHỐNG MA TÚY"), "73/2021/QH14"),
    ("type", "luat", None),
])  # fmt: skip
def test_they_are_found_by_their_keys(by: By, key: str, number: str | None, catalogue: Catalogue) -> None:
    found = [one.number for one in catalogue.found(by, key)]
    assert found and (number is None or number in found)
    assert catalogue.found(by, "khong co") == ()


def test_a_programme_is_found_by_the_name_its_decision_gives_it(catalogue: Catalogue) -> None:
    title = next(one.title or "" for one in catalogue.instruments(number="1452/QĐ-TTg"))
    name = title.split("duyệt ", 1)[1]
    assert "1452/QĐ-TTg" in [one.number for one in catalogue.found("name", name_key(name))]


def test_every_instrument_is_found_by_each_fact_it_has(catalogue: Catalogue) -> None:
    for one in catalogue.all_instruments():
        if one.number:
            assert one in catalogue.found("number", number_key(one.number))
        if one.issued:
            assert one in catalogue.found("day", one.issued.isoformat())


def test_titles_alike_are_among_the_kin(catalogue: Catalogue) -> None:
    titled = [one for one in catalogue.all_instruments() if one.title and len(one.title) > 40]
    for one in titled[::25]:
        words = fold(one.title or "").replace(",", " ").split()
        assert one.id in [kin for kin, _ in catalogue.kin(words[1:])]
    assert catalogue.kin(["khongcochunay"]) == ()


@pytest.mark.parametrize("slip", ["106/2021/NĐ-CP", "15/2021/NĐ-CP", "150/2021/NĐ-CP", "1055/2021/NĐ-CP"])
def test_a_number_one_slip_away_is_near(slip: str, catalogue: Catalogue) -> None:
    near = [one.number for one in Knowledge(catalogue).near_number(slip, 20)]
    assert "105/2021/NĐ-CP" in near
