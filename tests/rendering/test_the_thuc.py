"""The numeric rules of NĐ 30/2020/NĐ-CP, PL.I, on every sample, seen by an independent reader."""

from __future__ import annotations

import pytest

from planforge.rendering import render
from planforge.rendering.metrics import text_width

from .conftest import TEMPLATES
from .looking import Docx, W, twips
from .samples import SAMPLES

BODY = ("Căn cứ", "Mở đầu", "Mục I", "Mục 1", "Khoản", "Điểm", "Gạch đầu dòng", "Nội dung")
CENTRED = ("Quốc hiệu", "Tiêu ngữ", "Cơ quan chủ quản", "Cơ quan ban hành", "Số ký hiệu",
           "Địa danh ngày tháng", "Tên loại", "Trích yếu", "Quyền hạn", "Chức vụ", "Họ tên",
           "Phụ lục nhãn", "Phụ lục tiêu đề", "Phụ lục chỉ dẫn")  # fmt: skip
# Style: points at P14, points at P13, bold, italic (PL.I, Phần I, Mục V).
LOOKS = {
    "Quốc hiệu": (13, 12, True, False), "Tiêu ngữ": (14, 13, True, False),
    "Cơ quan chủ quản": (13, 12, False, False), "Cơ quan ban hành": (13, 12, True, False),
    "Số ký hiệu": (13, 13, False, False), "Địa danh ngày tháng": (14, 13, False, True),
    "Tên loại": (14, 13, True, False), "Trích yếu": (14, 13, True, False), "Kính gửi": (14, 13, False, False),
    "Căn cứ": (14, 13, False, True), "Mở đầu": (14, 13, False, False), "Mục I": (14, 13, True, False),
    "Mục 1": (14, 13, True, False), "Khoản": (14, 13, False, False), "Điểm": (14, 13, False, False),
    "Gạch đầu dòng": (14, 13, False, False), "Nội dung": (14, 13, False, False),
    "Nơi nhận nhãn": (12, 12, True, True), "Nơi nhận": (11, 11, False, False),
    "Quyền hạn": (14, 13, True, False), "Chức vụ": (14, 13, True, False), "Họ tên": (14, 13, True, False),
    "Phụ lục nhãn": (14, 14, True, False), "Phụ lục tiêu đề": (14, 13, True, False),
    "Phụ lục chỉ dẫn": (14, 13, False, True),
}  # fmt: skip


@pytest.fixture(params=SAMPLES, scope="module")
def docx(request: pytest.FixtureRequest) -> Docx:
    return Docx(render(SAMPLES[request.param](), "docx", TEMPLATES))


@pytest.fixture(scope="module")
def ward() -> Docx:
    return Docx(render(SAMPLES["phuong"](), "docx", TEMPLATES))


class DescribeThePage:
    def it_is_a4_upright_with_the_decrees_margins(self, docx: Docx) -> None:
        size, margins = docx.sections[0].find(f"{W}pgSz"), docx.sections[0].find(f"{W}pgMar")
        assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == ("11906", "16838", None)
        for side, (low, high) in {"top": (1134, 1417), "bottom": (1134, 1417), "left": (1701, 1984),
                                  "right": (850, 1134)}.items():  # fmt: skip
            assert low <= int(margins.get(f"{W}{side}")) <= high, side

    def it_lays_the_appendix_down_and_counts_its_pages_from_one(self, ward: Docx) -> None:
        assert len(ward.sections) == 2
        size, restart = ward.sections[1].find(f"{W}pgSz"), ward.sections[1].find(f"{W}pgNumType")
        assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == (
            "16838",
            "11906",
            "landscape",
        )
        assert restart.get(f"{W}start") == "1"

    def it_has_one_section_without_an_appendix(self) -> None:
        alone = Docx(render(SAMPLES["thanh-pho"](), "docx", TEMPLATES))
        assert len(alone.sections) == 1
        assert alone.sections[0].find(f"{W}pgSz").get(f"{W}orient") is None

    def it_numbers_pages_in_the_middle_of_the_header_but_not_the_first(self, docx: Docx) -> None:
        for section in docx.sections:
            assert section.find(f"{W}titlePg") is not None
            kinds = {ref.get(f"{W}type") for ref in section.iter(f"{W}headerReference")}
            assert kinds == {"default", "first"}
        field = docx.xml("word/header1.xml")
        assert "".join(node.text for node in field.iter(f"{W}instrText")).strip() == "PAGE"
        assert not list(docx.xml("word/header2.xml").iter(f"{W}r"))


class DescribeText:
    def it_is_black_times_new_roman_everywhere(self, docx: Docx) -> None:
        for paragraph in docx.paragraphs:
            assert paragraph.fonts == {"Times New Roman"}, paragraph.text
            assert paragraph.colour == "000000"
        raw = docx.parts["word/document.xml"] + docx.parts["word/styles.xml"]
        assert b"Theme" not in raw and b"themeColor" not in raw

    def it_has_the_decrees_size_weight_and_slant(self, docx: Docx) -> None:
        small = docx.styled("Quốc hiệu")[0].points == 12
        for paragraph in docx.paragraphs:
            if paragraph.style in LOOKS and paragraph.text:
                p14, p13, bold, italic = LOOKS[paragraph.style]
                expected = (p13 if small else p14, bold, italic)
                assert (paragraph.points, paragraph.bold, paragraph.italic) == expected, paragraph.style

    def it_justifies_the_body_with_first_line_spacing_and_gaps(self, docx: Docx) -> None:
        for paragraph in docx.paragraphs:
            if paragraph.style not in BODY:
                continue
            assert paragraph.align == "both"
            assert paragraph.indent("firstLine") == 720
            assert int(paragraph.spacing("before")) >= 120
            assert 240 <= int(paragraph.spacing("line")) <= 360 and paragraph.spacing("lineRule") == "auto"
            assert paragraph.widow_control

    def it_centres_what_the_decree_centres(self, docx: Docx) -> None:
        assert all(p.align == "center" for p in docx.paragraphs if p.style in CENTRED)

    def it_never_uses_empty_paragraphs_for_space(self, docx: Docx) -> None:
        assert all(p.text for p in docx.paragraphs if p.style != "Vạch")
        bare = [p for p in docx.styled("Vạch") if p.node.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None]
        assert len(bare) == len(docx.sections)

    def it_says_it_is_vietnamese(self, docx: Docx) -> None:
        languages = {node.get(f"{W}val") for node in docx.xml("word/styles.xml").iter(f"{W}lang")}
        assert languages == {"vi-VN"}
        assert (
            b'"compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
            in (docx.parts["word/settings.xml"])
        )


class DescribeRuleLines:
    def it_draws_the_motto_line_exactly_as_long_as_the_text(self, docx: Docx) -> None:
        motto = docx.styled("Tiêu ngữ")[0]
        rule = next(p for p in docx.paragraphs[docx.paragraphs.index(motto) :] if p.style == "Vạch")
        assert rule.line_length == pytest.approx(
            twips(text_width(motto.text, motto.points, bold=True)), abs=3
        )

    @pytest.mark.parametrize("style", ["Cơ quan ban hành", "Trích yếu"])
    def it_draws_issuer_and_subject_lines_between_a_third_and_a_half(self, docx: Docx, style: str) -> None:
        last = docx.styled(style)[-1]
        rule = docx.paragraphs[docx.paragraphs.index(last) + 1]
        words, lines = last.text.split(), [""]
        for word in words:
            longer = f"{lines[-1]} {word}".strip()
            if twips(text_width(longer, last.points, bold=True)) <= last.line_length:
                lines[-1] = longer
            else:
                lines.append(word)
        share = rule.line_length / twips(text_width(lines[-1], last.points, bold=True))
        assert rule.style == "Vạch" and 1 / 3 <= share <= 1 / 2
        assert rule.indent("left") == pytest.approx(rule.indent("right"), abs=1)

    def it_keeps_national_name_and_date_on_one_line(self, docx: Docx) -> None:
        for style, bold, italic in (("Quốc hiệu", True, False), ("Địa danh ngày tháng", False, True)):
            line = docx.styled(style)[0]
            assert twips(text_width(line.text, line.points, bold=bold, italic=italic)) <= line.room


class DescribeSizeProfiles:
    def it_falls_to_the_small_one_when_the_date_would_wrap(self) -> None:
        city = Docx(render(SAMPLES["thanh-pho"](), "docx", TEMPLATES))
        assert city.styled("Địa danh ngày tháng")[0].points == 13
        assert city.styled("Nội dung")[0].points == 13

    def it_otherwise_keeps_the_plans(self, ward: Docx) -> None:
        assert ward.styled("Nội dung")[0].points == 14


class DescribeKeepingTogether:
    def it_keeps_headings_with_their_text(self, docx: Docx) -> None:
        for style in ("Mục I", "Mục 1", "Tên loại", "Quyền hạn", "Chức vụ"):
            assert all(p.keeps_next for p in docx.styled(style))

    def it_never_leaves_the_signature_alone(self, docx: Docx) -> None:
        last = [p for p in docx.paragraphs if p.style in BODY][-1]
        assert last.text.endswith("./.") and last.keeps_next and last.keeps_lines
        table = docx.styled("Họ tên")[0].node.getparent().getparent().getparent()
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))

    def it_leaves_room_to_sign(self, docx: Docx) -> None:
        assert int(docx.styled("Họ tên")[0].spacing("before")) >= twips(25)

    def it_shows_sections_in_the_navigation_pane(self, docx: Docx) -> None:
        assert {p.outline for p in docx.styled("Mục I")} == {"0"}
        assert {p.outline for p in docx.styled("Mục 1")} == {"1"}
