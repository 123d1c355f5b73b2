"""Widths of text against measured values (the-thuc.md §2.1)."""

from __future__ import annotations

import unicodedata

import pytest

from planforge.rendering.metrics import balanced_room, text_width, wrap

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
DATE = "Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026"
TITLE = "Phòng, chống ma túy trong thanh, thiếu niên trên địa bàn phường Bắc Hồng năm 2027"


class DescribeTextWidth:
    @pytest.mark.parametrize(
        ("text", "points", "bold", "italic", "millimetres"),
        [
            (QUOC_HIEU, 12, True, False, 88.3),
            (QUOC_HIEU, 13, True, False, 95.7),
            (TIEU_NGU, 13, True, False, 56.1),
            (TIEU_NGU, 14, True, False, 60.5),
            (DATE, 13, False, True, 98.7),
            (DATE, 14, False, True, 106.3),
        ],
    )
    def it_agrees_with_measured_lines(
        self, text: str, points: float, bold: bool, italic: bool, millimetres: float
    ) -> None:
        assert text_width(text, points, bold=bold, italic=italic) == pytest.approx(millimetres, abs=0.06)

    def it_does_not_care_how_unicode_is_composed(self) -> None:
        assert text_width(unicodedata.normalize("NFD", DATE), 14) == text_width(DATE, 14)

    def it_survives_characters_it_does_not_know(self) -> None:
        assert text_width("漢\x00", 14) > 0


class DescribeWrapping:
    def it_breaks_where_a_line_is_full(self) -> None:
        lines = wrap(TITLE, 100, 14, bold=True)
        assert " ".join(lines) == TITLE
        assert all(text_width(line, 14, bold=True) <= 100 for line in lines)

    def it_evens_lines_without_adding_one(self) -> None:
        room = balanced_room(TITLE, 165, 14, bold=True)
        lines = wrap(TITLE, room, 14, bold=True)
        widths = [text_width(line, 14, bold=True) for line in lines]
        assert len(lines) == len(wrap(TITLE, 165, 14, bold=True)) == 2
        assert min(widths) > 0.75 * max(widths)

    def it_leaves_one_line_and_no_line_alone(self) -> None:
        assert balanced_room("Kế hoạch", 165, 14) == 165
        assert wrap("", 165, 14) == []
