"""Whatever the text, finding ends, and its spans lie in the text."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from planforge.citation.find import find_citations, find_in_stream
from planforge.text.joining import join
from tests.citation.sentences import found, grammar

PIECES = [
    "Nghị định", "số", "Số:", "12/2020/NĐ-CP", "36-CT/TW", "5/KH-UBND", "ngày", "05/7/2022", "30/02/2024", "tháng", "năm", "2021",  # noqa: E501
    "của", "Chính phủ", "Ủy ban nhân dân tỉnh", "Bộ Công an", "về", "ban hành", "“", "”", '"', "(", ")", ",", ";", ".", "và", "Luật",  # noqa: E501
    "Luật Cư trú", "Chương trình", "giai đoạn 2021-2025", "được", "Điều 5", "khoản 2", "\n", " ", "Ban Chỉ đạo", "phòng, chống",  # noqa: E501
    "sửa đổi, bổ sung một số điều của", "Kế hoạch 198", "Đề án 06", "-", "/", "Đ", "\u00d0", "\u200b", "\u0301", "các", "QĐ",  # noqa: E501
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_mix_of_parts_gives_spans_inside_the_text(parts: list[str]) -> None:
    joined = join([" ".join(parts)])
    for citation in find_citations(joined, grammar()):
        assert 0 <= citation.start < citation.end <= len(joined.text)
        assert joined.text[citation.start : citation.end] == citation.text
        for start, end in citation.parts.values():
            assert 0 <= start <= end <= len(joined.text)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_an_error(text: str) -> None:
    found(text)


def test_a_stream_finds_the_same_as_the_whole() -> None:
    rng = random.Random(7)
    line = "Thực hiện Kế hoạch số {n}/KH-UBND ngày 0{d}/7/2022 của UBND tỉnh về việc thứ {n}; " + "chữ thường " * 9
    blocks = [line.format(n=rng.randint(1, 999), d=rng.randint(1, 9)) for _ in range(400)]
    whole = find_citations(join(blocks), grammar())
    streamed = list(find_in_stream(blocks, grammar(), size=6000))
    assert [(c.start, c.end, c.number) for c in streamed] == [(c.start, c.end, c.number) for c in whole]
