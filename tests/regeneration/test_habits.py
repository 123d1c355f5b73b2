"""Edits clerks and their programs really make, each against changes above: nothing typed is lost, nothing is stuck."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planforge import Catalogue, Plan, Request, derive, render

from . import habits
from .desks import DIRECTIVE, WARD
from .habits import HABITS
from .office import saved_again
from .paper import Paper
from .proofs import Proof, prove
from .worlds import World, texts, unpack

NV2 = (
    "  - {id: nv-2, text: Kiểm tra toàn bộ nhà ở kết hợp kinh doanh trước mùa khô, deadline: 2027-01-29,"
    " clause: mục III.2}\n"
)
NV3 = "  - {id: nv-3, text: Diễn tập phương án chữa cháy tại chợ và khu dân cư ít nhất một lần, clause: mục III.3}\n"
NEW = "  - {id: nv-4, text: Lập tổ liên gia an toàn tại các khu nhà trọ, deadline: 2027-03-31, clause: mục III.4}\n"
DATED = (
    DIRECTIVE.replace("2027-01-29", "2027-02-26").replace(NV3, NEW).replace("trong quý I", "trong quý I và quý II")
)  # fmt: skip
DROPPED = DIRECTIVE.replace(NV2, "").replace("ít nhất một lần", "ít nhất hai lần")


@pytest.fixture(scope="module")
def plans(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Plan]:
    known: dict[str, Plan] = {}

    def derived(text: str) -> Plan:
        if text not in known:
            path = tmp_path_factory.mktemp("chi-dao") / "chi-dao.yaml"
            path.write_text(text, "utf-8")
            known[text] = derive(catalogue, Request(str(path), WARD, date(2026, 11, 22)))
        return known[text]

    return derived


def after(plans: Callable[[str], Plan], habit: Callable[[Paper], None], above: str) -> World:
    clean = render(plans(DIRECTIVE), "docx")
    paper = Paper.of(clean)
    habit(paper)
    return World(plans(DIRECTIVE), plans(above), clean, paper.saved(), tuple(paper.typed), (habit.__name__,))


def says(proof: Proof) -> str:
    return "\n".join(texts(proof.plain.data))


def clashes(proof: Proof) -> list[tuple[str, str | None]]:
    return [(one.line.full.split(" ", 1)[1][:22], one.clash) for one in proof.plain.merged.clashes]


class DescribeEveryHabit:
    @pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__)
    def it_survives_a_new_task_a_dropped_one_and_another_deadline(self, habit, plans) -> None:
        prove(after(plans, habit, DATED))

    @pytest.mark.slow
    @pytest.mark.needs_tools("soffice")
    def it_opens_in_libreoffice_afterwards(self, plans, tmp_path: Path) -> None:
        for habit in (habits.others_track_changes, habits.wrap_in_smart_tags_and_controls, habits.add_a_column):
            proof = prove(after(plans, habit, DATED))
            again = "\n".join(texts(saved_again(proof.redline.data, tmp_path / habit.__name__)))
            assert "tổ liên gia" in again


class DescribeTheAssignmentTable:
    def it_takes_a_row_and_a_deadline_though_a_column_was_added(self, plans) -> None:
        proof = prove(after(plans, habits.add_a_column, DATED))
        assert "23/02/2027" in says(proof) and "tổ liên gia" in says(proof)

    def it_is_found_inside_content_controls(self, plans) -> None:
        for habit in (habits.wrap_a_cell, habits.wrap_in_smart_tags_and_controls):
            proof = prove(after(plans, habit, DATED))
            assert not clashes(proof) and "23/02/2027" in says(proof)

    def it_stays_away_when_the_clerk_dropped_it_and_its_changes_are_asked(self, plans) -> None:
        proof = prove(after(plans, habits.drop_the_table, DATED))
        assert ("Kiểm tra toàn bộ nhà ở", "gone-here") in clashes(proof)
        assert ("Lập tổ liên gia an toà", "place-gone") in clashes(proof)


class DescribeWhatHangsInALine:
    @pytest.mark.parametrize("habit", [habits.add_a_picture, habits.add_a_footnote, habits.add_a_text_box])
    def it_is_never_taken_away_with_the_line(self, habit, plans) -> None:
        proof = prove(after(plans, habit, DROPPED))
        assert ("Kiểm tra toàn bộ nhà ở", "gone-above") in clashes(proof)

    def it_may_be_a_page_break_which_is_no_edit(self, plans) -> None:
        proof = prove(after(plans, habits.break_the_page, DROPPED))
        assert not clashes(proof)

    def it_may_be_the_end_of_a_section_which_stays(self, plans) -> None:
        proof = prove(after(plans, habits.turn_the_page_round, DATED))
        assert "Diễn tập phương án chữa cháy tại chợ" not in says(proof)
        assert b"landscape" in unpack(proof.plain.data)["word/document.xml"]


class DescribeAListNumberedByWord:
    def it_gives_a_new_line_its_number_once(self, plans) -> None:
        proof = prove(after(plans, habits.number_a_list_automatically, DATED))
        lines = [text for text in texts(proof.plain.data) if "tổ liên gia" in text]
        assert lines[0] == "Lập tổ liên gia an toàn tại các khu nhà trọ."
