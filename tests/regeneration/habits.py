"""What clerks and their programs really do to a plan's file, one habit a function; each says which words it typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from .paper import NS, REL, SPACE, Paper, new_line, properties, say, xml
from .worlds import W, shown

NUMBERING = (
    f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
).encode()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NUMBERING_TYPE = f"{WORD}.numbering+xml"
NUM_PR = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def paste_from_another_file(paper: Paper) -> None:
    """Paragraphs with styles and numbering of their own, and a small table."""
    paper.part("numbering.xml", "numbering", NUMBERING_TYPE, NUMBERING)
    at = paper.line("Kiểm tra toàn bộ nhà ở")
    for text in (paper.word(4), paper.word(3)):
        at.addnext(new_line(text, f'<w:pStyle w:val="MsoListParagraph"/>{NUM_PR}<w:ind w:left="720"/>'))
    cell = f"<w:tc><w:p><w:r><w:t>{paper.word(1)}</w:t></w:r></w:p></w:tc>"
    table = xml(f"<w:tbl {NS}><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>")
    at.addnext(table)
    table.addnext(new_line(""))


def number_a_list_automatically(paper: Paper) -> None:
    """``a)`` and ``b)`` typed by hand give way to Word's numbering."""
    paper.part("numbering.xml", "numbering", NUMBERING_TYPE, NUMBERING)
    for words in ("Kiểm tra toàn bộ nhà ở", "Diễn tập phương án"):
        p = paper.line(words)
        say(p, re.sub(r"^[a-zđ]\) ", "", shown(p)))
        place = next((c for c in properties(p) if c.tag not in (f"{W}pStyle", f"{W}keepNext", f"{W}keepLines")), None)
        mark = xml(NUM_PR.replace("<w:numPr>", f"<w:numPr {NS}>"))
        if place is not None:
            place.addprevious(mark)
        else:
            properties(p).append(mark)


def add_a_row(paper: Paper) -> None:
    row = paper.row("Kiểm tra toàn bộ nhà ở")
    new = deepcopy(row)
    for p in new.iter(f"{W}p"):
        if shown(p):
            say(p, paper.word(1))
    row.addnext(new)


def add_a_column(paper: Paper) -> None:
    row = paper.row("Kiểm tra toàn bộ nhà ở")
    table = row.getparent()
    assert table is not None
    for one in table.iter(f"{W}tr"):
        new = deepcopy(one.findall(f"{W}tc")[-1])
        for p in new.iter(f"{W}p"):
            if shown(p):
                say(p, paper.word(1))
        one.append(new)


def merge_cells(paper: Paper) -> None:
    row = paper.row("Kiểm tra toàn bộ nhà ở")
    cells = row.findall(f"{W}tc")
    span = etree.Element(f"{W}gridSpan")
    span.set(f"{W}val", "2")
    width = cells[-2].find(f"{W}tcPr/{W}tcW")
    assert width is not None
    width.addnext(span)
    row.remove(cells[-1])


def drop_the_table(paper: Paper) -> None:
    table = paper.row("Kiểm tra toàn bộ nhà ở").getparent()
    assert table is not None
    table.getparent().remove(table)  # type: ignore[union-attr]


def rename_and_renumber_a_heading(paper: Paper) -> None:
    p = paper.line("Công an phường")
    say(p, f"3. Lực lượng {paper.word()} Công an phường")


def join_with_a_soft_return(paper: Paper) -> None:
    first, second = paper.line("Kiểm tra toàn bộ nhà ở"), paper.line("Diễn tập phương án")
    run = [r for r in first.iter(f"{W}r") if r.find(f"{W}t") is not None][-1]
    etree.SubElement(run, f"{W}br")
    t = etree.SubElement(run, f"{W}t")
    t.text = f"{shown(second)} {paper.word()}"
    t.set(SPACE, "preserve")
    second.getparent().remove(second)  # type: ignore[union-attr]


def recipients_changed(paper: Paper) -> None:
    cells = (cell for cell in paper.root.iter(f"{W}tc"))
    lines = [p for cell in cells for p in cell.findall(f"{W}p") if shown(p).startswith("- ")]
    first, second, *rest = lines
    rest[0].addnext(first)
    new = deepcopy(second)
    say(new, f"- {paper.word(3)};")
    second.addprevious(new)
    rest[1].getparent().remove(rest[1])  # type: ignore[union-attr]


def sign_for_the_chair(paper: Paper) -> None:
    title = paper.line("CHỦ TỊCH")
    deputy = deepcopy(title)
    say(title, "KT. CHỦ TỊCH")
    say(deputy, f"PHÓ CHỦ TỊCH {paper.word(1)}")
    title.addnext(deputy)
    say(paper.line("……"), paper.word(3))


def number_and_day_in_pieces(paper: Paper) -> None:
    run = paper.run("Số:")
    for text in ("12", "3"):
        new = deepcopy(run)
        t = new.find(f"{W}t")
        assert t is not None
        t.text = text
        run.addnext(new)
    t = run.find(f"{W}t")
    assert t is not None and t.text
    head, _, tail = t.text.partition(":")
    t.text = f"{head}: "
    last = deepcopy(run)
    rest = last.find(f"{W}t")
    assert rest is not None
    rest.text = tail.strip()
    run.getparent().append(last)  # type: ignore[union-attr]


def others_track_changes(paper: Paper) -> None:
    """A colleague's insertions, deletions, a move, a row and a paragraph, all pending."""
    who = 'w:author="Chị Hoa" w:date="2026-03-01T00:00:00Z"'
    run = paper.run("Diễn tập phương án")
    run.addnext(xml(f'<w:ins {NS} w:id="71" {who}><w:r><w:t xml:space="preserve"> {paper.word()}</w:t></w:r></w:ins>'))
    victim = paper.run("Kiểm tra toàn bộ nhà ở")
    mark = xml(f'<w:del {NS} w:id="72" {who}/>')
    gone = deepcopy(victim)
    t = gone.find(f"{W}t")
    assert t is not None
    t.tag, t.text = f"{W}delText", " cũ"
    mark.append(gone)
    victim.addnext(mark)
    line = paper.line("Tổng kiểm tra cơ sở")
    start, end = f'<w:moveToRangeStart w:id="74" w:name="m1" {who}/>', '<w:moveToRangeEnd w:id="74"/>'
    words = f'<w:moveTo w:id="75" {who}><w:r><w:t>{paper.word(3)}</w:t></w:r></w:moveTo>'
    mark = f'<w:pPr><w:rPr><w:moveTo w:id="73" {who}/></w:rPr></w:pPr>'
    moved = xml(f"<w:p {NS}>{mark}{start}{words}{end}</w:p>")
    line.addnext(moved)
    row = paper.row("Diễn tập phương án")
    new = deepcopy(row)
    for p in new.iter(f"{W}p"):
        if shown(p):
            say(p, paper.word(1))
    props = new.find(f"{W}trPr")
    assert props is not None
    props.append(xml(f'<w:ins {NS} w:id="76" {who}/>'))
    row.addnext(new)
    added = new_line(paper.word(3), f'<w:rPr><w:ins w:id="77" {who}/></w:rPr>')
    paper.line("Tổng kiểm tra cơ sở").addprevious(added)


def others_delete_a_line(paper: Paper) -> None:
    """A colleague's deletion of a whole line, mark included, is still pending."""
    who = {f"{W}id": "81", f"{W}author": "Chị Hoa", f"{W}date": "2026-03-01T00:00:00Z"}
    p = paper.line("Diễn tập phương án")
    for run in list(p.iter(f"{W}r")):
        mark = etree.Element(f"{W}del", who)
        run.addprevious(mark)
        mark.append(run)
        for t in run.iter(f"{W}t"):
            t.tag = f"{W}delText"
    etree.SubElement(etree.SubElement(properties(p), f"{W}rPr"), f"{W}del", who)


def add_a_footnote(paper: Paper) -> None:
    words = '<w:footnote w:id="2"><w:p><w:r><w:t>Ghi chú của phường</w:t></w:r></w:p></w:footnote>'
    note = f"<w:footnotes {NS}>{words}</w:footnotes>".encode()
    paper.part("footnotes.xml", "footnotes", f"{WORD}.footnotes+xml", note)
    paper.run("Kiểm tra toàn bộ nhà ở").addnext(xml(f'<w:r {NS}><w:footnoteReference w:id="2"/></w:r>'))


def add_a_picture(paper: Paper) -> None:
    """A seal in a line, and one in a paragraph of its own."""
    seal = '<v:oval xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt"/>'
    run = f"<w:r {NS}><w:pict>{seal}</w:pict></w:r>"
    paper.run("Kiểm tra toàn bộ nhà ở").addnext(xml(run))
    holder = new_line("")
    holder.append(xml(run))
    paper.line("Diễn tập phương án").addnext(holder)


def break_the_page(paper: Paper) -> None:
    run = paper.run("Kiểm tra toàn bộ nhà ở")
    run.addprevious(xml(f'<w:r {NS}><w:br w:type="page"/></w:r>'))
    run.addprevious(xml(f"<w:r {NS}><w:lastRenderedPageBreak/></w:r>"))


def turn_the_page_round(paper: Paper) -> None:
    section = xml(f'<w:sectPr {NS}><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>')
    properties(paper.line("Diễn tập phương án")).append(section)


def replace_a_name_everywhere(paper: Paper) -> None:
    for t in paper.root.iter(f"{W}t"):
        if t.text and "Công an phường" in t.text:
            t.text = t.text.replace("Công an phường", "Công an P.BMT")


def change_the_font_of_all(paper: Paper) -> None:
    for run in paper.root.iter(f"{W}r"):
        old = run.find(f"{W}rPr")
        if old is not None:
            run.remove(old)
        run.insert(0, xml(f'<w:rPr {NS}><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="26"/></w:rPr>'))


def drop_bookmarks(paper: Paper) -> None:
    """As Google Docs leaves it: no bookmarks, no styles of ours, runs of its own."""
    for mark in list(paper.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)  # type: ignore[union-attr]
    for style in list(paper.root.iter(f"{W}pStyle")):
        style.set(f"{W}val", "Normal")
    say(paper.line("Diễn tập phương án"), f"{shown(paper.line('Diễn tập phương án'))} {paper.word()}")


def noise(paper: Paper) -> None:
    """What Word writes by itself: rsids, proofing marks, a run a word."""
    for p in paper.root.iter(f"{W}p"):
        p.set(f"{W}rsidR", "00AB12CD")
        for run in [r for r in p.iter(f"{W}r") if r.find(f"{W}t") is not None and not list(r.iterancestors(f"{W}del"))]:
            t = run.find(f"{W}t")
            assert t is not None
            words = re.findall(r"\S+\s*|\s+", t.text or "")
            for word in reversed(words[1:]):
                other = deepcopy(run)
                piece = other.find(f"{W}t")
                assert piece is not None
                piece.text = word
                piece.set(SPACE, "preserve")
                run.addnext(other)
                run.addnext(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
            if words:
                t.text = words[0]
                t.set(SPACE, "preserve")


def wrap_in_smart_tags_and_controls(paper: Paper) -> None:
    run = paper.run("Kiểm tra toàn bộ nhà ở")
    tag = xml(f'<w:smartTag {NS} w:uri="urn:x" w:element="date"/>')
    run.addprevious(tag)
    tag.append(run)
    control = xml(f"<w:sdt {NS}><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent/></w:sdt>")
    p = paper.line("Diễn tập phương án")
    p.addprevious(control)
    control.find(f"{W}sdtContent").append(p)  # type: ignore[union-attr]
    run = paper.run("Tổng kiểm tra cơ sở")
    inline = xml(f"<w:sdt {NS}><w:sdtPr/><w:sdtContent/></w:sdt>")
    run.addprevious(inline)
    inline.find(f"{W}sdtContent").append(run)  # type: ignore[union-attr]
    row = paper.row("Diễn tập phương án")
    around = xml(f"<w:sdt {NS}><w:sdtPr/><w:sdtContent/></w:sdt>")
    row.addprevious(around)
    around.find(f"{W}sdtContent").append(row)  # type: ignore[union-attr]


def wrap_a_cell(paper: Paper) -> None:
    cell = paper.row("Kiểm tra toàn bộ nhà ở").findall(f"{W}tc")[2]
    around = xml(f"<w:sdt {NS}><w:sdtPr/><w:sdtContent/></w:sdt>")
    cell.addprevious(around)
    around.find(f"{W}sdtContent").append(cell)  # type: ignore[union-attr]


def embed_another_file(paper: Paper) -> None:
    key = paper.part("afchunk.htm", "aFChunk", "text/html", b"<html><body>phu luc</body></html>")
    paper.line("Diễn tập phương án").addnext(xml(f'<w:altChunk {NS} xmlns:r="{REL}" r:id="{key}"/>'))


def link_and_fields(paper: Paper) -> None:
    run = paper.run("Kiểm tra toàn bộ nhà ở")
    link = xml(f'<w:hyperlink {NS} w:anchor="x"/>')
    run.addprevious(link)
    link.append(run)
    p = paper.line("Diễn tập phương án")
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    words = ("<w:instrText> DATE </w:instrText>", "<w:t>ngày in</w:t>")
    for inside in (marks[0], words[0], marks[1], words[1], marks[2]):
        p.append(xml(f"<w:r {NS}>{inside}</w:r>"))
    simple = xml(f'<w:fldSimple {NS} w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>')
    paper.line("Tổng kiểm tra cơ sở").append(simple)


def add_a_text_box(paper: Paper) -> None:
    words = f"<w:txbxContent><w:p><w:r><w:t>{paper.word(3)}</w:t></w:r></w:p></w:txbxContent>"
    shape = f'<v:shape style="width:100pt;height:30pt"><v:textbox>{words}</v:textbox></v:shape>'
    box = f'<w:r {NS} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>{shape}</w:pict></w:r>'
    paper.line("Kiểm tra toàn bộ nhà ở").append(xml(box))


def decompose_the_letters(paper: Paper) -> None:
    """A keyboard that types letters and marks apart."""
    for t in paper.root.iter(f"{W}t"):
        t.text = unicodedata.normalize("NFD", t.text or "")


def tabs_and_hard_spaces(paper: Paper) -> None:
    for p in paper.root.iter(f"{W}p"):
        text = shown(p)
        if re.match(r"^[a-zđ]\) ", text):
            say(p, text.replace(") ", ")\u00a0", 1))


def empty_lines_and_an_emptied_one(paper: Paper) -> None:
    p = paper.line("Diễn tập phương án")
    p.addnext(new_line(""))
    p.addprevious(new_line("   "))
    for run in list(p.iter(f"{W}r")):
        run.getparent().remove(run)  # type: ignore[union-attr]


def text_into_a_table(paper: Paper) -> None:
    first, second = paper.line("Kiểm tra toàn bộ nhà ở"), paper.line("Diễn tập phương án")
    table = xml(f"<w:tbl {NS}><w:tblPr/><w:tblGrid><w:gridCol w:w=\"9000\"/></w:tblGrid></w:tbl>")
    first.addprevious(table)
    for p in (first, second):
        row = etree.SubElement(table, f"{W}tr")
        cell = etree.SubElement(row, f"{W}tc")
        cell.append(p)
    say(first, f"{shown(first)} {paper.word()}")


def all_inserted_by_another(paper: Paper) -> None:
    """The whole text as one pending insertion, as a comparison of two files leaves it."""
    for run in [r for r in paper.root.iter(f"{W}r") if r.find(f"{W}t") is not None]:
        mark = etree.Element(f"{W}ins", {f"{W}id": "99", f"{W}author": "Anh Nam", f"{W}date": "2026-03-01T00:00:00Z"})
        run.addprevious(mark)
        mark.append(run)


def move_a_block(paper: Paper) -> None:
    """A heading and its lines cut and pasted before the heading above."""
    body = paper.root.find(f"{W}body")
    assert body is not None
    lines = body.findall(f"{W}p")
    at = next(i for i, p in enumerate(lines) if "Diễn tập phương án" in shown(p))
    target = next(p for p in lines if "Công an phường" in shown(p))
    target.addprevious(lines[at])


def copy_and_change(paper: Paper) -> None:
    """A line copied with its hidden id, then typed over."""
    p = paper.line("Diễn tập phương án")
    new = deepcopy(p)
    p.addnext(new)
    say(new, f"c) {paper.word(4)}")


def split_at_a_comma(paper: Paper) -> None:
    p = paper.line("Tổng kiểm tra cơ sở")
    text = shown(p)
    half = text.index(" nguy cơ")
    new = deepcopy(p)
    for mark in [*new.iter(f"{W}bookmarkStart"), *new.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)  # type: ignore[union-attr]
    say(p, text[:half])
    say(new, f"{text[half + 1 :]} {paper.word()}")
    p.addnext(new)


HABITS: tuple[Callable[[Paper], None], ...] = (
    paste_from_another_file, number_a_list_automatically, add_a_row, add_a_column, merge_cells, drop_the_table,
    rename_and_renumber_a_heading, join_with_a_soft_return, recipients_changed, sign_for_the_chair,
    number_and_day_in_pieces, others_track_changes, others_delete_a_line, add_a_footnote, add_a_picture, break_the_page,
    turn_the_page_round, replace_a_name_everywhere, change_the_font_of_all, drop_bookmarks, noise,
    wrap_in_smart_tags_and_controls, wrap_a_cell, embed_another_file, link_and_fields, add_a_text_box,
    decompose_the_letters, tabs_and_hard_spaces, empty_lines_and_an_emptied_one, text_into_a_table,
    all_inserted_by_another, move_a_block, copy_and_change, split_at_a_comma,
)  # fmt: skip
