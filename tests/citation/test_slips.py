"""Slips of writing make no difference to finding, and each is told."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest

from tests.citation.sentences import found, one

CLEAN = "Theo Quyết định số 4321/QĐ-UBND ngày 05/7/2022 của Ủy ban nhân dân tỉnh Hòa Bình về hóa đơn; hết."
SLIPS = {
    "khoang-trang-trong-ky-hieu": ("4321/QĐ-UBND", "4321/QĐ- UBND"),
    "gach-noi-dai": ("QĐ-UBND", "QĐ–UBND"),
    "chu-d-sai": ("QĐ-", "Q\u00d0-"),
    "thieu-so": ("định số ", "định "),
    "so-hai-cham": ("số ", "số: "),
    "phay-truoc-ngay": (" ngày", ", ngày"),
    "sai-chinh-ta-loai": ("Quyết định", "Quyêt đinh"),
    "ngay-khong-co-that": ("05/7", "31/6"),
    "viet-tat-loai": ("Quyết định", "QĐ"),
}


def test_a_clean_citation_has_no_slip() -> None:
    assert one(CLEAN).slips == ()


@pytest.mark.parametrize("slip", SLIPS)
def test_each_slip_is_told_and_the_number_read(slip: str) -> None:
    right, wrong = SLIPS[slip]
    citation = one(CLEAN.replace(right, wrong))
    assert citation.slips == (slip,)
    assert citation.number == "4321/QĐ-UBND"
    assert (citation.issuer, citation.title) == ("Ủy ban nhân dân tỉnh Hòa Bình", "về hóa đơn")


def test_an_impossible_day_keeps_its_words() -> None:
    citation = one("Chỉ thị số 5/CT-TTg ngày 30/02/2024 của Thủ tướng Chính phủ")
    assert (citation.issued, citation.issued_text, citation.year) == (None, "ngày 30/02/2024", 2024)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("mark", "instead"), [(" ", "\u00a0"), (" ", "  "), ("-", "\u2011"), ("số", "s\u200bố")])
def test_unicode_forms_spaces_and_wraps_make_no_difference(form: str, mark: str, instead: str) -> None:
    text = unicodedata.normalize(form, CLEAN.replace(mark, instead))  # type: ignore[arg-type]
    citation, clean = one(text), one(CLEAN)
    assert (citation.type, citation.number, citation.issued) == (clean.type, clean.number, clean.issued)
    assert (citation.issuer, citation.start) == (clean.issuer, clean.start)


@pytest.mark.parametrize("width", [40, 55, 78])
def test_hard_wrapped_lines_are_joined(width: int) -> None:
    lines = textwrap.wrap(CLEAN + " Các đơn vị triển khai, báo cáo kết quả theo quy định hiện hành.", width)
    citation, clean = found(*lines)[0], one(CLEAN)
    assert (citation.number, citation.issuer, citation.title) == (clean.number, clean.issuer, clean.title)


def test_both_ways_of_placing_the_tone_are_one() -> None:
    old = CLEAN.replace("Ủy", "Uỷ").replace("Hòa", "Hoà").replace("hóa", "hoá")
    assert one(old).issuer == "Ủy ban nhân dân tỉnh Hòa Bình"


def test_a_symbol_split_by_the_end_of_a_line_is_joined() -> None:
    assert (
        found("theo Kế hoạch số 777/KH-", "UBND ngày 01/02/2023 của Ủy", "ban nhân dân tỉnh")[0].number == "777/KH-UBND"
    )
