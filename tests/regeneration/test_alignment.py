"""Paragraphs of an edited file found again as lines of the plan, with ids and without."""

from __future__ import annotations

from planforge.reading.edited import Paragraph
from planforge.regeneration.alignment import align
from planforge.regeneration.edits import edits
from planforge.regeneration.lines import Line
from planforge.regeneration.textmerge import MARK

PATROL = "Tổ chức tuần tra ban đêm tại các khu dân cư, báo cáo kết quả trước ngày 15/6/2026."
LIST = "Rà soát, lập danh sách thanh, thiếu niên có nguy cơ cao trên địa bàn phường."
TALK = "Tuyên truyền pháp luật về phòng, chống ma túy tại các trường học hằng quý."
BASE = tuple(
    Line(key, text, f"{mark})", "body", "point", 3) for key, mark, text in
    (("p", "a", PATROL), ("l", "b", LIST), ("t", "c", TALK))
)  # fmt: skip


def file(*lines: str) -> tuple[Paragraph, ...]:
    """``id|text`` or ``|text`` per paragraph."""
    out = []
    for index, line in enumerate(lines):
        ids, _, text = line.partition("|")
        out.append(Paragraph(index, text, tuple(ids.split(",")) if ids else ()))
    return tuple(out)


def keys(*lines: str) -> list[str]:
    return [our.line.key for our in align(BASE, file(*lines))]


def kinds(*lines: str) -> list[str]:
    return [edit.kind for edit in edits(BASE, align(BASE, file(*lines)))]


class DescribeAlignment:
    def it_follows_ids_wherever_the_paragraphs_went(self) -> None:
        assert keys(f"t|c) {TALK}", f"p|a) {PATROL}", f"l|b) {LIST}") == ["t", "p", "l"]

    def it_follows_the_id_of_a_line_typed_anew(self) -> None:
        assert keys(f"p|a) {PATROL}", "l|b) Việc khác hẳn.", f"t|c) {TALK}") == ["p", "l", "t"]

    def it_finds_lines_by_their_words_when_ids_are_stripped(self) -> None:
        edited = LIST.replace("nguy cơ cao", "nguy cơ rất cao")
        assert keys(f"|c) {TALK}", f"|a) {PATROL}", f"|b) {edited}") == ["t", "p", "l"]

    def it_leaves_a_persons_own_line_to_that_person(self) -> None:
        assert keys(f"p|a) {PATROL}", "|- Mua sắm trang thiết bị", f"l|b) {LIST}", f"t|c) {TALK}")[1] == "+1"
        assert kinds(f"p|a) {PATROL}", "|- Mua sắm", f"l|b) {LIST}", f"t|c) {TALK}") == ["inserted"]

    def it_sees_a_line_broken_in_two(self) -> None:
        first, _, second = PATROL.partition(", ")
        ours = align(BASE, file(f"p|a) {first},", f"|{second}", f"l|b) {LIST}", f"t|c) {TALK}"))
        assert ours[0].line.text == f"{first},{MARK}{second}" and ours[0].places == (0, 1)

    def it_sees_two_lines_joined(self) -> None:
        ours = align(BASE, file(f"p,l|a) {PATROL} {LIST}", f"t|c) {TALK}"))
        assert (ours[0].line.key, ours[0].absorbed) == ("p", ("l",))

    def it_sets_the_second_paragraph_of_one_id_aside(self) -> None:
        ours = align(BASE, file(f"p|a) {PATROL}", f"p|a) {PATROL} Thêm.", f"l|b) {LIST}", f"t|c) {TALK}"))
        assert [our.twin for our in ours] == [False, True, False, False]

    def it_tells_what_was_done(self) -> None:
        assert kinds(f"p|d) {PATROL}", f"l|b) {LIST} Xong.") == ["renumbered", "retyped", "deleted"]
