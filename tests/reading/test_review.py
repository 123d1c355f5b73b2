from __future__ import annotations

import random
import re
import unicodedata
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from planforge.errors import PlanforgeError
from planforge.reading import read
from planforge.rendering.review import ReviewComment, TextEdit, add_comments, apply_fixes

from .office import needs_office, saved_as
from .words import W, b, box, doc, field, gone, ins, p, packed, r, table, unzipped

AT = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
DOCUMENT = "word/document.xml"
ANCHORS = re.compile(r'<w:commentRange(?:Start|End) w:id="\d+"/>|<w:r><w:commentReference w:id="\d+"/></w:r>')


def remark(data: bytes, phrase: str, text: str = "Sai ngày", nth: int = 0) -> ReviewComment:
    """A comment on that phrase, wherever it stands."""
    hits = [block for block in read(BytesIO(data), "a.docx").blocks if phrase in block.text]
    start = hits[nth].text.index(phrase)
    return ReviewComment(hits[nth].locator, start, start + len(phrase), text)


def edit(data: bytes, before: str, after: str) -> TextEdit:
    spot = remark(data, before)
    return TextEdit(spot.locator, spot.start, spot.end, before, after)


def commented(data: bytes, number: int) -> str:
    """The characters between the ends of a comment, as Word would show them."""
    root = etree.fromstring(unzipped(data)[DOCUMENT])
    inside, found = False, ""
    for node in root.iter("*"):
        name = etree.QName(node).localname
        if name == "commentRangeStart" and node.get(f"{{{W}}}id") == str(number):
            inside = True
        elif name == "commentRangeEnd" and node.get(f"{{{W}}}id") == str(number):
            return found
        elif inside and name == "t":
            found += node.text or ""
    raise AssertionError(f"comment {number} has no end")


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(BytesIO(data), "a.docx").blocks]


class DescribeComments:
    @pytest.mark.parametrize(
        "source",
        [
            p("Căn cứ Luật số 73/2021/QH14 ngày 30/3/2021;"),
            p("Căn cứ Luật số ", b("73/2021"), "/QH14 ngày 30/3/2021;"),
            p("Căn cứ ", f"<w:hyperlink>{r('Luật số 73/2021/QH14')}</w:hyperlink>", " ngày 30/3/2021;"),
            p("Căn cứ ", ins(r("Luật số 73/2021/QH14 ngày")), gone("x"), " 30/3/2021;"),
            p("Căn cứ ", field("REF a", "Luật số 73/2021/QH14 ngày 30/3"), "/2021;"),
            table([["a", "Căn cứ Luật số 73/2021/QH14 ngày 30/3/2021"]]),
        ],
    )
    def it_marks_exactly_what_was_found(self, source: str) -> None:
        data = doc("Mở đầu", source)
        phrase = "Luật số 73/2021/QH14 ngày 30/3/2021"
        result = add_comments(data, [remark(data, phrase)], at=AT)
        assert commented(result, 0) == phrase
        assert texts(result) == texts(data)

    def it_changes_no_byte_but_the_anchors(self) -> None:
        data = doc(p("Căn cứ ", b("Luật & số"), " 73 "), p("x"), header=p("Đầu"))
        before, after = unzipped(data), unzipped(add_comments(data, [remark(data, "Luật & số")], at=AT))
        assert ANCHORS.sub("", after[DOCUMENT].decode()) == before[DOCUMENT].decode()
        touched = {name for name in before if before[name] != after[name]}
        assert touched == {DOCUMENT, "[Content_Types].xml", "word/_rels/document.xml.rels"}

    def it_copies_the_other_entries_as_they_are_packed(self) -> None:
        picture = bytes(range(256)) * 40
        data = doc(p("Căn cứ Luật"), extra={"word/media/ảnh.png": picture})
        result = add_comments(data, [remark(data, "Luật")])
        assert unzipped(result)["word/media/ảnh.png"] == picture
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(result)) as new:
            assert new.testzip() is None
            for entry in old.infolist():
                same = new.getinfo(entry.filename)
                assert (same.date_time, same.compress_type) == (entry.date_time, entry.compress_type)

    def it_only_inserts_into_the_parts_it_changes(self) -> None:
        data = doc(p("Căn cứ Luật số 73"), table([["Nghị định"]]))
        before = unzipped(data)
        after = unzipped(add_comments(data, [remark(data, "Luật"), remark(data, "Nghị định")], at=AT))
        for name, old in before.items():
            left = iter(after[name])
            assert all(byte in left for byte in old), name

    def it_does_not_cut_a_run_whose_whole_text_was_found(self) -> None:
        data = doc(p("Căn cứ ", b("Luật"), " số"))
        after = unzipped(add_comments(data, [remark(data, "Luật")]))[DOCUMENT].decode()
        assert after.count("<w:t ") == unzipped(data)[DOCUMENT].decode().count("<w:t ")

    def it_repeats_the_looks_of_a_run_it_cuts(self) -> None:
        data = doc(p(b("Căn cứ Luật số")))
        after = read(BytesIO(add_comments(data, [remark(data, "Luật")])), "a.docx")
        assert after.blocks[0].bold is True

    def it_keeps_the_spaces_at_a_cut(self) -> None:
        data = doc("<w:p><w:r><w:t>Căn cứ Luật số</w:t></w:r></w:p>")
        after = unzipped(add_comments(data, [remark(data, "Luật")]))[DOCUMENT].decode()
        assert after.count('<w:t xml:space="preserve">') == 3

    def it_takes_several_comments_that_touch_and_overlap(self) -> None:
        data = doc(p("Căn cứ Luật số 73/2021/QH14"))
        found = [remark(data, phrase) for phrase in ("Căn cứ Luật", "Luật số", "số 73", " 73", "Luật số")]
        result = add_comments(data, found, at=AT)
        shown = [commented(result, number) for number in range(5)]
        assert shown == ["Căn cứ Luật", "Luật số", "số 73", " 73", "Luật số"]

    def it_places_a_finding_without_characters(self) -> None:
        data = doc(p("Căn cứ Luật"))
        assert commented(add_comments(data, [ReviewComment("p1", 6, 6, "Thiếu dấu")]), 0) == ""

    def it_counts_characters_of_composed_text(self) -> None:
        data = doc(p(unicodedata.normalize("NFD", "Ủy ban nhân dân tỉnh Đắk Lắk")))
        result = add_comments(data, [remark(data, "nhân dân")])
        assert unicodedata.normalize("NFC", commented(result, 0)) == "nhân dân"

    def it_counts_entities_as_one_character(self) -> None:
        data = doc(p("A & B < C; Luật số"))
        assert commented(add_comments(data, [remark(data, "Luật")]), 0) == "Luật"

    def it_says_who_when_and_what(self) -> None:
        data = doc("Căn cứ")
        comments = etree.fromstring(
            unzipped(add_comments(data, [remark(data, "Căn", "Sai <ngày>\nSửa: 5/7")], at=AT))["word/comments.xml"]
        )
        (found,) = comments
        assert dict(found.attrib) == {
            f"{{{W}}}id": "0",
            f"{{{W}}}author": "planforge",
            f"{{{W}}}initials": "pf",
            f"{{{W}}}date": "2026-03-05T08:30:00Z",
        }
        assert ["".join(x.itertext()) for x in found] == ["Sai <ngày>", "Sửa: 5/7"]

    def it_adds_to_the_comments_that_are_there(self) -> None:
        data = doc(p("Căn cứ Luật"), comments=f'<w:comment w:id="7" w:author="Lan">{p("Xem lại")}</w:comment>')
        result = add_comments(data, [remark(data, "Luật")])
        assert commented(result, 8) == "Luật"
        assert read(BytesIO(result), "a.docx").comments == 2
        assert b"Lan" in unzipped(result)["word/comments.xml"]

    def it_adds_to_a_part_of_comments_that_is_empty(self) -> None:
        empty = f'<w:comments xmlns:w="{W}"/>'.encode()
        data = doc("Căn cứ", extra={"word/comments.xml": empty})
        assert read(BytesIO(add_comments(data, [remark(data, "Căn")])), "a.docx").comments == 1

    def it_hangs_what_word_allows_no_comment_on_at_the_body_and_says_where_it_belongs(self) -> None:
        data = doc(p("Thân"), p("Giữa", box(p("HỎA TỐC"))), header=p("Số 5"))
        result = add_comments(data, [remark(data, "Số 5", "Sai"), remark(data, "HỎA", "Sai")])
        notes = ["".join(c.itertext()) for c in etree.fromstring(unzipped(result)["word/comments.xml"])]
        assert [commented(result, 0), commented(result, 1)] == ["Thân", "Giữa"]
        assert notes == ["[đầu trang] Sai", "[đoạn 2, hộp chữ] Sai"]

    def it_works_in_a_document_with_other_prefixes(self) -> None:
        text = unzipped(doc(p("Căn cứ Luật số")))[DOCUMENT].decode()
        text = text.replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:").replace("xmlns:w=", "xmlns:x=")
        data = packed({DOCUMENT: text.encode()})
        assert commented(add_comments(data, [remark(data, "Luật")]), 0) == "Luật"

    def it_gives_the_same_bytes_each_time(self) -> None:
        data = doc(p("Căn cứ Luật"))
        found = [remark(data, "Luật")]
        assert add_comments(data, found, at=AT) == add_comments(data, found, at=AT)

    def it_gives_back_the_very_file_when_there_is_nothing_to_say(self) -> None:
        data = doc("x")
        assert add_comments(data, []) is data

    def it_refuses_a_signed_document(self) -> None:
        data = doc("Căn cứ", extra={"_xmlsignatures/sig1.xml": b"<Signature/>"})
        with pytest.raises(PlanforgeError, match="ký số"):
            add_comments(data, [ReviewComment("p1", 0, 3, "x")])
        with pytest.raises(PlanforgeError, match="ký số"):
            apply_fixes(data, [TextEdit("p1", 0, 3, "Căn", "Can")])

    def it_refuses_a_place_that_is_not_there(self) -> None:
        with pytest.raises(PlanforgeError, match="p99"):
            add_comments(doc("x"), [ReviewComment("p99", 0, 1, "x")])


WORDS = ["Căn", " cứ", "Luật & ", "số ", "73/", unicodedata.normalize("NFD", "Ủy"), "<w:tab/>", "<w:br/>", "  "]
SHAPES = [
    lambda text: r(text),
    lambda text: r(text, props="<w:b/>"),
    lambda text: r(text, "x", text),
    lambda text: f"<w:hyperlink>{r(text)}</w:hyperlink>",
    lambda text: ins(r(text)),
    lambda text: f"{gone('bỏ')}{r(text)}",
    lambda text: field("REF", "y") if text.startswith("<") else r(text),
    lambda text: '<w:bookmarkStart w:id="5" w:name="a"/><w:bookmarkEnd w:id="5"/>' + r(text),
    lambda text: r("<w:lastRenderedPageBreak/>", text),
]


@pytest.mark.parametrize("seed", range(150))
class DescribeAnyParagraph:
    def it_takes_comments_anywhere(self, seed: int) -> None:
        chance = random.Random(seed)
        data = doc(p(*(chance.choice(SHAPES)(chance.choice(WORDS)) for _ in range(6)), "cuối"))
        (block,) = read(BytesIO(data), "a.docx").blocks
        ranges = [sorted(chance.choices(range(len(block.text) + 1), k=2)) for _ in range(6)]
        result = add_comments(data, [ReviewComment("p1", start, end, "x") for start, end in ranges])
        for number, (start, end) in enumerate(ranges):
            shown = unicodedata.normalize("NFC", commented(result, number))
            assert shown == block.text[start:end].replace("\t", "").replace("\n", "")

    def it_takes_a_fix_anywhere_or_refuses_and_says_why(self, seed: int) -> None:
        chance = random.Random(seed)
        data = doc(p(*(chance.choice(SHAPES)(chance.choice(WORDS)) for _ in range(6)), "cuối"))
        text = texts(data)[0]
        start, end = sorted(chance.choices(range(len(text) + 1), k=2))
        after = chance.choice(["", "Điều <5> & 6", " "])
        try:
            result = apply_fixes(data, [TextEdit("p1", start, end, text[start:end], after)])
        except PlanforgeError as error:
            assert "Track Changes" in error.found
        else:
            assert texts(result) == [(text[:start] + after + text[end:]).rstrip("\n")]


class DescribeFixes:
    def it_changes_only_the_characters_that_differ(self) -> None:
        data = doc(p("Luật ngày ", b("16/4"), "/2025 của Quốc hội"))
        result = apply_fixes(data, [edit(data, "16/4/2025", "13/4/2025")])
        assert texts(result) == ["Luật ngày 13/4/2025 của Quốc hội"]
        before, after = unzipped(data)[DOCUMENT], unzipped(result)[DOCUMENT]
        assert after == before.replace(b"16/4", b"13/4")

    def it_keeps_the_looks_of_the_first_run_it_touches(self) -> None:
        data = doc(p("a ", b("Nghị"), " định"))
        result = apply_fixes(data, [edit(data, "Nghị định", "Luật")])
        assert texts(result) == ["a Luật"]
        assert b'<w:b/></w:rPr><w:t xml:space="preserve">Lu' in unzipped(result)[DOCUMENT]

    def it_inserts_where_nothing_was(self) -> None:
        data = doc(p("Nghị định 105"))
        assert texts(apply_fixes(data, [edit(data, "định 105", "định số 105")])) == ["Nghị định số 105"]
        assert texts(apply_fixes(data, [TextEdit("p1", 0, 0, "", "- ")])) == ["- Nghị định 105"]

    def it_makes_several_fixes_in_one_paragraph_and_in_headers(self) -> None:
        data = doc(p("một & hai ba"), header=p("số 5"))
        fixes = [edit(data, "một", "MỘT!"), edit(data, "ba", "BA <3>"), edit(data, "số 5", "Số: 5")]
        assert texts(apply_fixes(data, fixes)) == ["MỘT! & hai BA <3>", "Số: 5"]

    def it_refuses_what_no_longer_stands_there(self) -> None:
        with pytest.raises(PlanforgeError, match="không còn đúng"):
            apply_fixes(doc("Căn cứ"), [TextEdit("p1", 0, 3, "Cân", "Căn")])

    @pytest.mark.parametrize("inside", [ins(r("5")) + r("/7"), r("5") + gone("6") + r("/7")])
    def it_refuses_a_range_with_tracked_changes(self, inside: str) -> None:
        data = doc(p("ngày ", inside, "/2022"))
        with pytest.raises(PlanforgeError, match="Track Changes"):
            apply_fixes(data, [edit(data, "5/7", "05/8")])

    def it_refuses_to_write_over_a_line_break(self) -> None:
        data = doc(p(r("ỦY", "<w:br/>", "BAN")))
        with pytest.raises(PlanforgeError, match="không chỉ là chữ"):
            apply_fixes(data, [edit(data, "ỦY\nBAN", "UBND")])

    def it_refuses_fixes_that_overlap(self) -> None:
        data = doc(p("một hai ba"))
        with pytest.raises(PlanforgeError, match="chồng"):
            apply_fixes(data, [edit(data, "một hai", "X Y"), edit(data, "hai ba", "Z T")])


@needs_office
class DescribeInLibreOffice:
    def it_opens_and_keeps_the_comments(self, tmp_path: Path) -> None:
        data = doc(p("Căn cứ Luật số 73"), table([["Nghị định số 5", "b"]]), p("Hết", box(p("Hộp"))), header=p("Đầu"))
        found = [remark(data, phrase, f"Xem {phrase}") for phrase in ("Luật", "Nghị định", "Hộp", "Đầu")]
        result = add_comments(data, found, at=AT)
        assert saved_as(result, "pdf", tmp_path / "pdf").startswith(b"%PDF")
        again = saved_as(result, "docx", tmp_path / "docx")
        assert read(BytesIO(again), "a.docx").comments == 4
        assert {"Luật", "Nghị định"} <= {commented(again, number) for number in range(4)}

    def it_reads_the_same_after_a_save_in_libreoffice(self, tmp_path: Path) -> None:
        data = doc(p("Căn cứ ", gone("x"), ins(r("Luật"))), table([["a", "b"]]), header=p("Đầu"), footer=p("Chân"))
        again = read(BytesIO(saved_as(data, "docx", tmp_path)), "a.docx")
        assert [block.text for block in again.blocks] == texts(data)
        assert again.tracked
