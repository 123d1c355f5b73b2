"""Joined text: what offsets count in, and the way back."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from planforge.text.joining import join, join_stream

LETTERS = st.text(alphabet="aăâđẩ ố\u0301\u200b\u00a0\n\t.,;-/QĐ12", max_size=60)


@given(st.lists(LETTERS, max_size=8))
def test_text_is_composed_and_squeezed(blocks: list[str]) -> None:
    whole = "\n".join(unicodedata.normalize("NFC", b) for b in blocks)
    plain = re.sub(r"\s+", " ", re.sub("[\u200b]", "", whole)).strip()
    assert unicodedata.normalize("NFC", join(blocks).text) == unicodedata.normalize("NFC", plain)


@given(st.lists(LETTERS, max_size=8))
def test_every_character_knows_its_place(blocks: list[str]) -> None:
    joined = join(blocks)
    for offset, char in enumerate(joined.text):
        if char != " ":
            block, inside = joined.place(offset)
            assert unicodedata.normalize("NFC", blocks[block][inside : inside + 4])[:1] == char or blocks[block][inside]


def test_a_place_is_the_exact_character() -> None:
    blocks = ["Kế hoạch   số 5/KH- UBND", "", "của\u00a0Tỉnh ủy"]
    joined = join(blocks)
    at = joined.text.index("Tỉnh")
    assert joined.place(at) == (2, 4)
    assert joined.place(joined.text.index("UBND")) == (0, blocks[0].index("UBND"))


def test_match_offsets_come_back_after_a_repair() -> None:
    joined = join(["Kế hoạch số 9470/KH- UBND ngày 01/02/2020"])
    at = joined.match.index("ngày")
    assert joined.text[joined.to_text(at) :].startswith("ngày")
    assert joined.span(joined.match.index("9470"), joined.match.index(" ngày")) == (12, 25)


@given(st.lists(st.text(alphabet="ab c.\n", max_size=40), max_size=60))
def test_windows_cover_the_text_once(blocks: list[str]) -> None:
    windows = list(join_stream(blocks, size=80, overlap=24))
    pieces = "".join(w.joined.text[w.first : w.limit] for w in windows)
    assert pieces == join(blocks).text


def test_one_endless_paragraph_is_cut_into_windows() -> None:
    windows = list(join_stream(["một hai ba " * 5000], size=4000, overlap=400))
    assert max(len(w.joined.text) for w in windows) < 7000
    assert windows[-1].place(windows[-1].limit - 3)[0] == 0


def test_a_page_number_inside_a_sentence_is_passed_over() -> None:
    lines = ["Căn cứ Thông tư số 7/2021/TT-BNV ngày 01 tháng 6 năm 2021 của Bộ Giáo dục", "", "12", "", "và Đào tạo;"]
    joined = join(lines)
    assert joined.match.endswith("của Bộ Giáo dục và Đào tạo;")
    assert joined.text.endswith("của Bộ Giáo dục 12 và Đào tạo;")
    at = joined.match.index("Đào tạo")
    assert joined.text[slice(*joined.span(at, at + 3))] == "Đào"


def test_a_number_in_a_table_stays() -> None:
    lines = ["Bảng kê số hộ dùng nước sạch trong năm, tính đến hết tháng sáu.", "Nước sạch", "12", "hộ"]
    assert join(lines).match.endswith(".\nNước sạch\n12 hộ")
