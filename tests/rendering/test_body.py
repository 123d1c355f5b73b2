"""What the tree says is what the document says."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from planforge.document.tree import Plan, Recipient, Signature
from planforge.errors import TemplateError
from planforge.rendering import render

from .conftest import TEMPLATES
from .looking import Docx, W
from .samples import SAMPLES, node, province, report, ward


def docx_of(plan: Plan) -> Docx:
    return Docx(render(plan, "docx", TEMPLATES))


class DescribeBody:
    @pytest.mark.parametrize("name", SAMPLES)
    def it_marks_every_node_with_a_hidden_bookmark(self, name: str) -> None:
        plan = SAMPLES[name]()
        docx = docx_of(plan)
        starts = list(docx.document.iter(f"{W}bookmarkStart"))
        assert [s.get(f"{W}name") for s in starts] == [f"_pf_{n.id}" for _, n in plan.nodes()]
        numbers = [s.get(f"{W}id") for s in starts]
        assert len(set(numbers)) == len(numbers)
        assert numbers == [e.get(f"{W}id") for e in docx.document.iter(f"{W}bookmarkEnd")]

    def it_writes_numbers_as_text_and_sections_in_capitals(self) -> None:
        texts = [p.text for p in docx_of(ward()).paragraphs]
        assert "I. MỤC ĐÍCH, YÊU CẦU" in texts
        assert "1. Mục đích" in texts
        assert any(text.startswith("a) Tổ chức") for text in texts)
        assert any(text.startswith("- Các tổ dân phố") for text in texts)

    def it_keeps_double_and_leading_spaces(self) -> None:
        plan = replace(ward(rows=0), body=(node("paragraph", " hai  khoảng trắng "),))
        assert docx_of(plan).styled("Nội dung")[0].text == " hai  khoảng trắng "

    def it_writes_nfc_and_turns_line_breaks_into_spaces(self) -> None:
        text = unicodedata.normalize("NFD", "Ủy ban nhân dân") + "\u200b\ndòng\thai\x00"
        plan = replace(ward(rows=0), body=(node("paragraph", text),))
        assert docx_of(plan).styled("Nội dung")[0].text == "Ủy ban nhân dân dòng hai"

    def it_skips_nodes_with_nothing_to_show(self) -> None:
        plan = replace(ward(rows=0), body=(node("paragraph", "  "), node("paragraph", "Có chữ./.")))
        assert [p.text for p in docx_of(plan).styled("Nội dung")] == ["Có chữ./."]


class DescribeHeader:
    def it_leaves_number_and_date_blank_in_a_draft(self) -> None:
        docx = docx_of(ward())
        assert docx.styled("Số ký hiệu")[0].text == "Số:      /KH-UBND"
        assert docx.styled("Địa danh ngày tháng")[0].text == "Bắc Hồng, ngày       tháng       năm 2026"

    def it_pads_the_number_and_writes_the_date_out(self) -> None:
        docx = docx_of(province())
        assert docx.styled("Số ký hiệu")[0].text == "Số: 05/KH-UBND"
        assert (
            docx.styled("Địa danh ngày tháng")[0].text == "Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026"
        )

    def it_sets_a_departments_superior_above_its_own_name(self) -> None:
        docx = docx_of(SAMPLES["so"]())
        assert docx.styled("Cơ quan chủ quản")[0].text == "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH"
        assert [p.text for p in docx.styled("Cơ quan ban hành")] == ["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"]

    def it_refuses_to_drop_a_superior_the_shell_has_no_place_for(self) -> None:
        plan = replace(SAMPLES["so"](), template="kehoach/ubnd")
        with pytest.raises(TemplateError, match="“co_quan_chu_quan”"):
            docx_of(plan)


class DescribeAddressees:
    def it_puts_several_under_the_colon(self) -> None:
        lines = docx_of(report()).styled("Kính gửi")
        assert [p.text for p in lines] == [
            "Kính gửi:", "- Ủy ban nhân dân tỉnh Hà Tĩnh;", "- Công an tỉnh Hà Tĩnh."
        ]  # fmt: skip
        assert lines[1].indent("left") - lines[1].indent("hanging") > lines[0].indent("left")

    def it_puts_one_on_the_same_line(self) -> None:
        plan = report()
        plan = replace(plan, header=replace(plan.header, addressees=("Bộ Nội vụ",)))
        assert [p.text for p in docx_of(plan).styled("Kính gửi")] == ["Kính gửi: Bộ Nội vụ"]

    def it_opens_the_distribution_list_with_as_above(self) -> None:
        assert docx_of(report()).styled("Nơi nhận")[0].text == "- Như trên;"


class DescribeClosing:
    def it_ends_recipient_lines_with_semicolons_and_the_last_with_a_stop(self) -> None:
        assert [p.text for p in docx_of(ward()).styled("Nơi nhận")] == [
            "- Ủy ban nhân dân tỉnh (để b/c);",
            "- Thường trực Đảng ủy, HĐND phường (để b/c);",
            "- Chủ tịch, các Phó Chủ tịch UBND phường;",
            "- Các phòng, đơn vị thuộc phường (để t/h);",
            "- Lưu: VT, VHXH.",
        ]

    def it_does_not_double_marks_a_profile_already_has(self) -> None:
        plan = replace(ward(), recipients=(Recipient("- Như trên;", "(để b/c)"), Recipient("Lưu: VT.")))
        assert [p.text for p in docx_of(plan).styled("Nơi nhận")] == ["- Như trên (để b/c);", "- Lưu: VT."]

    def it_stacks_authority_title_and_name(self) -> None:
        docx = docx_of(ward())
        assert [p.text for p in docx.styled("Quyền hạn")] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
        assert [p.text for p in docx.styled("Chức vụ")] == ["PHÓ CHỦ TỊCH"]
        assert docx.styled("Họ tên")[0].text == "Nguyễn Văn An"

    def it_dots_the_place_of_an_unknown_name(self) -> None:
        plan = replace(ward(), signature=Signature(("CHỦ TỊCH",), None))
        assert set(docx_of(plan).styled("Họ tên")[0].text) == {"…"}


class DescribeAppendix:
    def it_opens_with_label_title_and_reference(self) -> None:
        docx = docx_of(ward())
        assert docx.styled("Phụ lục nhãn")[0].text == "Phụ lục"
        assert docx.styled("Phụ lục tiêu đề")[0].text == "PHÂN CÔNG NHIỆM VỤ PHÒNG, CHỐNG MA TÚY NĂM 2027"
        assert docx.styled("Phụ lục chỉ dẫn")[0].text.startswith("(Kèm theo Kế hoạch số")

    def it_repeats_the_table_head_and_never_splits_a_row(self) -> None:
        table = list(docx_of(ward()).document.iter(f"{W}tbl"))[-1]
        rows = table.findall(f"{W}tr")
        assert len(rows) == 26
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"

    def it_never_drops_a_field_for_want_of_a_column(self) -> None:
        plan = ward(rows=1)
        assert plan.appendix
        plan = replace(plan, appendix=replace(plan.appendix, columns=("STT", "Nhiệm vụ", "Thời hạn")))
        heads = [p.text for p in docx_of(plan).styled("Bảng đầu")]
        assert heads[:3] == ["STT", "Nhiệm vụ", "Thời hạn"]
        assert "Báo cáo" in [p.text for p in docx_of(plan).styled("Bảng ô")]
