from __future__ import annotations

import unicodedata
from io import BytesIO

import pytest

from planforge.document.source import SourceDocument
from planforge.reading import read

from .words import b, box, cell, doc, field, gone, ins, p, packed, r, t, table, unzipped


def reading(*blocks: str, **parts: str) -> SourceDocument:
    return read(BytesIO(doc(*blocks, **parts)), "kh.docx")


def texts(*blocks: str) -> list[str]:
    return [block.text for block in reading(*blocks).blocks]


class DescribeVisibleText:
    def it_joins_the_runs_of_a_paragraph(self) -> None:
        assert texts(p("Căn cứ ", b("Luật "), "số 73")) == ["Căn cứ Luật số 73"]

    def it_counts_inserted_text_and_not_deleted_text(self) -> None:
        assert texts(p("Điều ", gone("5"), ins(r("6")))) == ["Điều 6"]

    def it_follows_moved_text_to_its_new_place_only(self) -> None:
        moved = f"<w:moveFrom w:id='1'>{r('cũ')}</w:moveFrom>", f"<w:moveTo w:id='2'>{r('mới')}</w:moveTo>"
        assert texts(p(*moved)) == ["mới"]

    def it_shows_results_of_fields_and_not_their_codes(self) -> None:
        assert texts(p("Trang ", field("PAGE", "3"))) == ["Trang 3"]

    def it_shows_the_result_of_a_field_inside_the_code_of_another_only_once(self) -> None:
        nested = field(f"IF </w:instrText></w:r>{field('DATE', 'ẩn')}<w:r><w:instrText>", "hiện")
        assert texts(p(nested)) == ["hiện"]

    def it_loses_nothing_after_a_field_that_never_ends(self) -> None:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        assert texts(p(begin), p("Căn cứ")) == ["Căn cứ"]

    @pytest.mark.parametrize(
        ("mark", "shown"),
        [
            ("<w:tab/>", "\t"),
            ("<w:br/>", "\n"),
            ("<w:noBreakHyphen/>", "-"),
            ("<w:softHyphen/>", ""),
            ('<w:sym w:font="Symbol" w:char="F0B7"/>', "•"),
            ('<w:sym w:font="Symbol" w:char="zzz"/>', ""),
            ('<w:sym w:font="Symbol" w:char="D800"/>', ""),
        ],
    )
    def it_turns_special_characters_into_plain_ones(self, mark: str, shown: str) -> None:
        assert texts(p(r("a", mark, "b"))) == [f"a{shown}b"]

    def it_looks_inside_links_content_controls_and_simple_fields(self) -> None:
        link = f"<w:hyperlink>{r('một')}</w:hyperlink>"
        control = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{r(' hai')}</w:sdtContent></w:sdt>"
        simple = f"<w:fldSimple w:instr='PAGE'>{r(' ba')}</w:fldSimple>"
        assert texts(p(link, control, simple)) == ["một hai ba"]

    def it_leaves_out_hidden_text(self) -> None:
        assert texts(p("thấy", r("ẩn", props="<w:vanish/>"))) == ["thấy"]

    def it_composes_marks_even_across_runs(self) -> None:
        apart = unicodedata.normalize("NFD", "Ủy")
        assert texts(p(apart[:1], apart[1:])) == ["Ủy"]

    def it_keeps_inner_spaces_as_typed(self) -> None:
        assert texts(p("Số:        /KH-UBND")) == ["Số:        /KH-UBND"]

    def it_leaves_empty_paragraphs_out_but_counts_them(self) -> None:
        found = reading(p(), "Hai", p("  "), "Bốn").blocks
        assert [(block.locator, block.where) for block in found] == [("p2", "đoạn 2"), ("p4", "đoạn 4")]

    def it_reads_text_in_a_document_with_other_prefixes(self) -> None:
        parts = unzipped(doc("Căn cứ"))
        text = parts["word/document.xml"].decode().replace("<w:", "<x:").replace("</w:", "</x:")
        text = text.replace(" w:", " x:").replace("xmlns:w=", "xmlns:x=")
        again = packed({"word/document.xml": text.encode()})
        assert [block.text for block in read(BytesIO(again), "x.docx").blocks] == ["Căn cứ"]


class DescribePlaces:
    def it_names_cells_by_row_and_grid_column(self) -> None:
        found = reading(table([[cell("a", span=2), "b"], ["c", "d", cell("e", "g")]])).blocks
        assert [(block.text, block.locator) for block in found] == [
            ("a", "t1.r1.c1.p1"),
            ("b", "t1.r1.c3.p1"),
            ("c", "t1.r2.c1.p1"),
            ("d", "t1.r2.c2.p1"),
            ("e", "t1.r2.c3.p1"),
            ("g", "t1.r2.c3.p2"),
        ]
        assert found[4].where == "bảng 1, hàng 2, cột 3"
        assert found[5].where == "bảng 1, hàng 2, cột 3, đoạn 2"

    def it_reads_tables_inside_tables_in_order(self) -> None:
        inner = table([["trong"]])
        found = reading("trước", table([[cell("đầu", inner, "cuối")]]), "sau").blocks
        assert [block.text for block in found] == ["trước", "đầu", "trong", "cuối", "sau"]
        assert found[2].locator == "t1.r1.c1.t1.r1.c1.p1"
        assert found[4].locator == "p2"

    def it_reads_a_text_box_once_after_its_paragraph(self) -> None:
        found = reading(p("Kính gửi", box(p("HỎA TỐC")))).blocks
        assert [(x.text, x.kind, x.locator) for x in found] == [
            ("Kính gửi", "paragraph", "p1"),
            ("HỎA TỐC", "textbox", "p1.x1.p1"),
        ]

    def it_takes_the_copy_of_a_shape_only_when_there_is_no_choice(self) -> None:
        only = f"<w:r><mc:AlternateContent><mc:Fallback>{t('cũ')}</mc:Fallback></mc:AlternateContent></w:r>"
        assert texts(p(only)) == ["cũ"]

    def it_reads_headers_footers_and_notes_after_the_body(self) -> None:
        notes = f'<w:footnote w:type="separator" w:id="0">{p("x")}</w:footnote><w:footnote w:id="2">{p("Xem")}'
        notes += "</w:footnote>"
        found = reading("Thân", header=p("Đầu"), footer=table([["Chân"]]), footnotes=notes).blocks
        assert [(x.text, x.kind, x.where, x.locator) for x in found] == [
            ("Thân", "paragraph", "đoạn 1", "p1"),
            ("Xem", "footnote", "chú thích 1", "fn2.p1"),
            ("Đầu", "header", "đầu trang", "header1.p1"),
            ("Chân", "footer", "chân trang, bảng 1, hàng 1, cột 1", "footer1.t1.r1.c1.p1"),
        ]

    def it_gives_every_block_its_own_locator(self) -> None:
        found = reading("a", table([["b", "c"], ["d", cell("e", table([["g"]]))]]), p("h", box(p("i"), p("k"))))
        locators = [block.locator for block in found.blocks]
        assert len(set(locators)) == len(locators) == 9

    def it_finds_the_block_an_offset_of_the_whole_text_falls_in(self) -> None:
        found = reading("Một", "Hai", "Ba")
        block, inner = found.place(found.text().index("ai"))
        assert (block.text, inner) == ("Hai", 1)
        assert found.block("p3") is found.blocks[2]
        assert found.block("p9") is None


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
    '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="M"><w:name w:val="Mục I"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="D"><w:name w:val="Đậm"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="V1"><w:name w:val="V1"/><w:basedOn w:val="V2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="V2"><w:name w:val="V2"/><w:basedOn w:val="V1"/></w:style>'
)


class DescribeLooks:
    def it_resolves_run_then_style_then_defaults(self) -> None:
        one, two = reading(p("Mục", style="M"), p(r("nghiêng", props="<w:i/>")), styles=STYLES).blocks
        assert (one.kind, one.style, one.bold, one.italic, one.size_pt, one.align) == (
            "heading", "Mục I", True, False, 14.0, "both",
        )  # fmt: skip
        assert (two.kind, two.style, two.bold, two.italic, two.size_pt) == ("paragraph", "Normal", False, True, 13.0)

    def it_says_nothing_where_runs_differ(self) -> None:
        (found,) = reading(p("thường ", b("đậm")), styles=STYLES).blocks
        assert (found.bold, found.italic) == (None, False)

    def it_ignores_the_looks_of_blank_runs(self) -> None:
        (found,) = reading(p(b(" "), "thường"), styles=STYLES).blocks
        assert found.bold is False

    def it_turns_bold_round_when_both_styles_are_bold(self) -> None:
        (found,) = reading(p(r("x", props='<w:rStyle w:val="D"/>'), style="M"), styles=STYLES).blocks
        assert found.bold is False

    def it_lets_a_run_switch_bold_off(self) -> None:
        (found,) = reading(p(r("x", props='<w:b w:val="0"/>'), style="M"), styles=STYLES).blocks
        assert found.bold is False

    def it_survives_styles_based_on_each_other(self) -> None:
        (found,) = reading(p("x", style="V1"), styles=STYLES).blocks
        assert found.style == "V1"

    def it_names_a_style_that_is_not_defined(self) -> None:
        (found,) = reading(p("x", style="Lạ"), styles=STYLES).blocks
        assert found.style == "Lạ"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:suff w:val="space"/>'
    '<w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
)


class DescribeAutomaticNumbers:
    def it_shows_the_numbers_word_makes_up(self) -> None:
        def item(text: str, level: int) -> str:
            return p(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>')

        found = reading(item("A", 0), item("b", 1), item("c", 1), item("D", 0), item("e", 1), numbering=NUMBERING)
        assert [block.text for block in found.blocks] == ["I. A", "1.\tb", "2.\tc", "II. D", "1.\te"]

    def it_keeps_typed_numbers_as_they_are(self) -> None:
        assert texts("1. Mục đích") == ["1. Mục đích"]


class DescribeStateOfTheFile:
    def it_sees_pending_revisions(self) -> None:
        assert reading(p(ins(r("x")))).tracked
        assert not reading(p("x")).tracked

    def it_counts_comments(self) -> None:
        assert reading("x", comments='<w:comment w:id="0"><w:p/></w:comment>').comments == 1

    def it_sees_a_signature(self) -> None:
        signed = doc("x", extra={"_xmlsignatures/sig1.xml": b"<Signature/>"})
        assert read(BytesIO(signed), "ky.docx").signed
        assert not reading("x").signed
