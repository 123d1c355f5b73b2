"""What the change table says of a change: the words that moved, not whole lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from planforge.regeneration.above import Change
from planforge.regeneration.change_summary import shared_changes
from planforge.regeneration.change_words import told
from planforge.regeneration.results import Updated

LONG = " ".join(f"từ{number}" for number in range(100))


def change(before: str, after: str, key: str = "a1", kind: str = "changed") -> Change:
    return Change(key, kind, before, after, ("mục III.2",))  # type: ignore[arg-type]


class DescribeTheWordsOfAChange:
    @pytest.mark.parametrize(
        ("before", "after", "said"),
        [
            ("Kiểm tra trước ngày 15/11 hằng năm", "Kiểm tra trước ngày 30/11 hằng năm",
             "«trước ngày 15/11 hằng năm» → «trước ngày 30/11 hằng năm»"),
            ("a) Tổ chức một lần", "a) Tổ chức hai lần", "«Tổ chức một lần» → «Tổ chức hai lần»"),
            ("2 Diễn tập | Công an xã | Tháng 3", "2 Diễn tập | Công an xã | Tháng 4", "«Tháng 3» → «Tháng 4»"),
            ("", "Lập danh sách", "thêm «Lập danh sách»"),
        ],
    )  # fmt: skip
    def it_shows_them_with_their_neighbours_in_the_same_cell(self, before: str, after: str, said: str) -> None:
        assert told(change(before, after)) == said

    def it_shows_the_whole_of_a_new_or_dropped_line(self) -> None:
        assert told(change("", "Rà soát nguồn nước", kind="added")) == "«Rà soát nguồn nước»"
        assert told(change("Rà soát nguồn nước", "", kind="removed")) == "«Rà soát nguồn nước»"

    def it_cuts_what_is_long_at_a_word_unless_all_is_asked_for(self) -> None:
        short = told(change("", LONG, kind="added"))
        assert len(short) < 170 and short.endswith("…»")
        assert LONG in told(change("", LONG, kind="added"), full=True)


class DescribeChangesOfManyPlans:
    def it_counts_the_same_change_once_whatever_the_unit_is_called(self) -> None:
        results = [
            Updated(Path(f"{n}.docx"), "written", name=name, changes=(
                change(f"Kiểm tra một lần tại {name}", f"Kiểm tra hai lần tại {name}"),
                change(f"1 Kiểm tra một lần tại {name} | Công an xã", f"1 Kiểm tra hai lần tại {name} | Công an xã",
                       "row.a1"),
            ))
            for n, name in enumerate(("xã Hòa Phú", "phường Tân An"))
        ]  # fmt: skip
        (shared,) = shared_changes(results)
        assert [one.name for one in shared.plans] == ["xã Hòa Phú", "phường Tân An"]

    def it_tells_apart_plans_that_started_from_other_words(self) -> None:
        results = [
            Updated(Path("a.docx"), "written", changes=(change("một lần", "ba lần"),)),
            Updated(Path("b.docx"), "written", changes=(change("hai lần", "ba lần"),)),
        ]
        assert [len(shared.plans) for shared in shared_changes(results)] == [1, 1]
