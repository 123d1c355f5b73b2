"""The laws of the merge, on lines alone, and the cases a clerk meets, one sentence each."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planforge.regeneration.lines import Line, plan_lines
from planforge.regeneration.merge import Merged, merge
from planforge.regeneration.textmerge import MARK, added_words, merge_text, same, splices

from .worlds import change_above, make_plan, sentence

Lines = tuple[Line, ...]
seeds = st.integers(min_value=0, max_value=2**32)


def sides(seed: int) -> tuple[Lines, Lines, Lines]:
    """A base and two changes of it that know nothing of each other."""
    rng = random.Random(seed)
    base = make_plan(rng)
    return plan_lines(base), plan_lines(change_above(rng, base)), plan_lines(change_above(rng, base))


def said(lines: Lines) -> list[tuple[str, str, str]]:
    return [(line.key, line.number, line.text) for line in lines]


class DescribeTheLaws:
    @settings(max_examples=200, deadline=None)
    @given(seeds)
    def it_takes_theirs_when_ours_is_the_base(self, seed: int) -> None:
        base, theirs, _ = sides(seed)
        assert said(merge(base, base, theirs).lines) == said(theirs)
        assert not merge(base, base, theirs).clashes

    @settings(max_examples=200, deadline=None)
    @given(seeds)
    def it_takes_ours_when_theirs_is_the_base(self, seed: int) -> None:
        base, ours, _ = sides(seed)
        merged = merge(base, ours, base)
        assert said(merged.lines) == said(ours)
        assert not merged.clashes and not merged.changed

    @settings(max_examples=200, deadline=None)
    @given(seeds)
    def it_takes_both_when_they_are_the_same(self, seed: int) -> None:
        base, both, _ = sides(seed)
        merged = merge(base, both, both)
        assert said(merged.lines) == said(both)
        assert not merged.clashes and not merged.changed

    @settings(max_examples=200, deadline=None)
    @given(seeds)
    def it_never_loses_a_word_of_ours(self, seed: int) -> None:
        base, ours, theirs = sides(seed)
        merged = {line.key: line.text for line in merge(base, ours, theirs).lines}
        before = {line.key: line.text for line in base}
        for line in ours:
            for word in added_words(before.get(line.key, ""), line.text):
                assert word in merged[line.key]


class DescribeTheWords:
    @given(st.text("ab 1/,.", max_size=30), st.text("ab 1/,.", max_size=30))
    def it_splices_one_text_into_the_other(self, before: str, after: str) -> None:
        out, place = [], 0
        for one in splices(before, after):
            out += [before[place : one.start], one.text]
            place = one.end
        assert same("".join(out) + before[place:], after)

    @settings(max_examples=200, deadline=None)
    @given(seeds)
    def it_obeys_the_same_laws(self, seed: int) -> None:
        rng = random.Random(seed)
        base, other = sentence(rng), sentence(rng)
        assert merge_text(base, base, other) == other
        assert merge_text(base, other, base) == other
        assert merge_text(base, other, other) == other

    @pytest.mark.parametrize(
        ("base", "ours", "theirs", "merged"),
        [
            ("Nộp trước 15/6/2026", "Nộp hồ sơ trước 15/6/2026", "Nộp trước 20/6/2026", "Nộp hồ sơ trước 20/6/2026"),
            ("Nộp trước 15/6/2026.", "Nộp trước 15/7/2026.", "Nộp trước 15/6/2027.", None),
            ("Xong ngày 15 tháng 6 năm 2026", "Xong ngày 20 tháng 6 năm 2026", "Xong ngày 15 tháng 7 năm 2026", None),
            ("đạt trên 80% hộ dân", "đạt trên 85% hộ dân", "đạt trên 80% hộ gia đình", "đạt trên 85% hộ gia đình"),
            ("Công an xã chủ trì", "Công an xã chủ trì, báo cáo", "Công an xã chủ trì; tổng hợp", None),
        ],
    )  # fmt: skip
    def it_joins_disjoint_words_and_refuses_to_choose(
        self, base: str, ours: str, theirs: str, merged: str | None
    ) -> None:
        assert merge_text(base, ours, theirs) == merged


def lines(*texts: str) -> Lines:
    """``k: a) text`` per line; two spaces before mean one level deeper."""
    out = []
    for text in texts:
        depth = (len(text) - len(text.lstrip())) // 2
        key, _, rest = text.strip().partition(": ")
        number, _, words = rest.partition(" ") if rest[:2].rstrip()[-1:] in ").-" else ("", "", rest)
        kind = ("section", "heading", "point")[min(depth, 2)]
        out.append(Line(key, words, number, "body", kind, depth + 1))
    return tuple(out)


def show(merged: Merged) -> list[str]:
    signs = {"propose": "?", "park": "!"}
    return [f"{signs.get(one.action, '')}{one.line.full}" for one in merged.outcomes]


BASE = lines("s: I. Nhiệm vụ", "  h: 1. Công an", "    p: a) tuần tra đêm", "    q: b) lập danh sách", "  g: 2. Y tế")


class DescribeMerging:
    def it_keeps_a_line_typed_by_hand_where_it_was_typed(self) -> None:
        ours = (*BASE[:3], Line("+1", "việc riêng của phường", "-", "body", "point", 3), *BASE[3:])
        yours = Line("n", "việc mới", "b)", "body", "point", 3)
        theirs = (*BASE[:3], yours, *lines("    q: c) lập danh sách"), BASE[4])
        assert show(merge(BASE, ours, theirs))[2:6] == [
            "a) tuần tra đêm", "- việc riêng của phường", "b) việc mới", "c) lập danh sách",
        ]  # fmt: skip

    def it_numbers_siblings_again_when_both_sides_added_one(self) -> None:
        mine = Line("+1", "việc của phường", "b)", "body", "point", 3)
        yours = Line("n", "việc của tỉnh", "c)", "body", "point", 3)
        ours = (*BASE[:3], mine, *lines("    q: c) lập danh sách"), BASE[4])
        theirs = (*BASE[:4], yours, BASE[4])
        assert show(merge(BASE, ours, theirs))[2:6] == [
            "a) tuần tra đêm", "b) việc của phường", "c) lập danh sách", "d) việc của tỉnh",
        ]  # fmt: skip

    def it_proposes_theirs_beside_ours_where_both_changed_the_same_words(self) -> None:
        ours = (*BASE[:2], *lines("    p: a) tuần tra ngày"), *BASE[3:])
        theirs = (*BASE[:2], *lines("    p: a) tuần tra sáng"), *BASE[3:])
        merged = merge(BASE, ours, theirs)
        assert show(merged)[2:4] == ["a) tuần tra ngày", "?a) tuần tra sáng"]
        assert [one.clash for one in merged.clashes] == ["both-changed"]

    def it_asks_when_a_line_deleted_here_changed_there(self) -> None:
        theirs = (*BASE[:2], *lines("    p: a) tuần tra cả tuần"), *BASE[3:])
        merged = merge(BASE, (*BASE[:2], *BASE[3:]), theirs)
        assert "?a) tuần tra cả tuần" in show(merged)
        assert [one.clash for one in merged.clashes] == ["gone-here"]

    def it_keeps_a_changed_line_and_its_heading_when_both_are_gone_above(self) -> None:
        ours = (*BASE[:2], *lines("    p: a) tuần tra đêm và ngày"), *BASE[3:])
        theirs = (BASE[0], *lines("  g: 1. Y tế"))
        merged = merge(BASE, ours, theirs)
        assert [one.line.key for one in merged.clashes] == ["h", "p"]
        assert "q" in merged.removed

    def it_leaves_deleted_what_the_clerk_deleted(self) -> None:
        theirs = (*BASE[:3], *lines("    q: b) lập danh sách mới"), BASE[4])
        assert "tuần tra" not in " ".join(show(merge(BASE, (*BASE[:2], *BASE[3:]), theirs)))

    def it_parks_an_own_line_whose_part_of_the_plan_is_gone(self) -> None:
        ours = (*BASE[:4], Line("+1", "của phường", "c)", "body", "point", 3), BASE[4])
        merged = merge(BASE, ours, (BASE[0], *lines("  g: 1. Y tế")))
        assert show(merged)[-1] == "!c) của phường"
        assert merged.clashes[-1].clash == "orphan"

    def it_parks_the_second_paragraph_of_one_id(self) -> None:
        ours = (*BASE[:4], Line("+1", "lập danh sách khác", "b)", "body", "point", 3), BASE[4])
        merged = merge(BASE, ours, BASE, twins={"+1"})
        assert merged.clashes[-1].clash == "twin" and merged.outcomes[-1].line.text == "lập danh sách khác"

    def it_merges_into_lines_that_a_person_joined(self) -> None:
        joined = (*BASE[:2], *lines("    p: a) tuần tra đêm, b) lập danh sách"), BASE[4])
        theirs = (*BASE[:2], *lines("    p: a) tuần tra đêm", "    q: b) lập danh sách trẻ em"), BASE[4])
        merged = merge(BASE, joined, theirs, {"p": ("q",)})
        assert show(merged)[2] == "a) tuần tra đêm, b) lập danh sách trẻ em"
        assert not merged.clashes

    def it_merges_into_a_line_that_a_person_broke_in_two(self) -> None:
        ours = (*BASE[:2], *lines(f"    p: a) tuần tra{MARK}đêm"), *BASE[3:])
        theirs = (*BASE[:2], *lines("    p: a) thường xuyên tuần tra đêm"), *BASE[3:])
        assert show(merge(BASE, ours, theirs))[2] == f"a) thường xuyên tuần tra{MARK}đêm"
