"""Random small plans, random changes above them, and random edits of their .docx as clerks make them.

Every word a clerk types is unique (``tayN``), so that a lost one is seen at once.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from planforge import Plan, render
from planforge.document.tree import (
    Appendix,
    Assignment,
    Header,
    Lineage,
    Node,
    NodeKind,
    Recipient,
    Signature,
    Source,
    node_id,
)
from planforge.text.numerals import letter, roman

TEMPLATES = Path(__file__).parents[2] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPEECH = """
tổ chức tuyên truyền phổ biến pháp luật phòng chống ma túy trên địa bàn phường rà soát lập danh sách
thanh thiếu niên có nguy cơ cao phối hợp Công an Đoàn Thanh niên nhà trường gia đình quản lý giáo
dục cảm hóa người sau cai nghiện ký cam kết xây dựng mô hình tự quản báo cáo kết quả định kỳ hằng
quý hằng năm kiểm tra giám sát bố trí kinh phí bảo đảm điều kiện thực hiện nhiệm vụ được giao theo
quy định hiện hành của cấp có thẩm quyền
"""
WORDS = SPEECH.split()


def sentence(rng: random.Random, size: int = 0) -> str:
    """Twelve to thirty words and a date."""
    words = [rng.choice(WORDS) for _ in range(size or rng.randint(12, 30))]
    text = f"{' '.join(words)} trước ngày {rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(2026, 2030)}."
    return text[0].upper() + text[1:]


def node(rng: random.Random, kind: NodeKind, text: str, *children: Node) -> Node:
    name = f"{rng.getrandbits(48):012x}"
    return Node(name, kind, text, lineage=Lineage((Source("directive", f"d#{name}", name[:6]),)), children=children)


def numbered(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Numbers as derivation writes them."""
    marks: dict[str, Callable[[int], str]] = {
        "section": lambda n: f"{roman(n)}.", "heading": lambda n: f"{n}.", "point": lambda n: f"{letter(n)})",
    }
    out = []
    for count, one in enumerate(nodes, 1):
        mark = marks.get(one.kind)
        out.append(replace(one, number=mark(count) if mark else one.number, children=numbered(one.children)))
    return tuple(out)


def make_plan(rng: random.Random) -> Plan:
    sections = tuple(
        node(rng, "section", f"Phần {rng.choice(WORDS)} {rng.choice(WORDS)}", *(
            node(rng, "heading", sentence(rng, 4).rstrip("."), *(
                node(rng, "point", sentence(rng)) for _ in range(rng.randint(1, 5))
            )) for _ in range(rng.randint(1, 3))
        )) for _ in range(rng.randint(2, 3))
    )  # fmt: skip
    header = Header(("Ủy ban nhân dân", "Phường Bắc Hồng"), "KH-UBND", "Bắc Hồng", "Kế hoạch",
                    "Phòng, chống ma túy năm 2027", 2026, month=3)  # fmt: skip
    rows = tuple(
        Assignment(one.id, one.text, rng.choice(("Công an phường", "Đoàn Thanh niên")), "", "Hằng năm", "Báo cáo")
        for section in sections for heading in section.children for one in heading.children[:1]
    )
    appendix = Appendix("Phân công", "(Kèm theo Kế hoạch)", ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì",
                        "Đơn vị phối hợp", "Thời hạn", "Sản phẩm"), rows)  # fmt: skip
    return Plan(
        header=header,
        opening=(node(rng, "basis", f"Căn cứ Luật {sentence(rng, 6)}"), node(rng, "opening", sentence(rng))),
        body=numbered(sections),
        recipients=(Recipient("Công an tỉnh", "để b/c"), Recipient("Các tổ dân phố", "để t/h"), Recipient("Lưu: VT")),
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")), appendix=appendix,
        request=(("directive", "d"), ("as_of", "2026-03-05")),
    )  # fmt: skip


def change_above(rng: random.Random, plan: Plan) -> Plan:
    """The plan as derivation might make it after the superior's change."""
    for _ in range(rng.randint(1, 5)):
        plan = rng.choice((_reword, _reword, _redate, _drop, _add, _swap, _drop_heading, _recipient, _row))(rng, plan)
    return replace(plan, body=numbered(plan.body))


def _each(nodes: tuple[Node, ...], wanted: str, do: Callable[[Node], Node | None]) -> tuple[Node, ...]:
    out = []
    for one in nodes:
        kept = do(one) if one.id == wanted else one
        if kept is not None:
            out.append(replace(kept, children=_each(kept.children, wanted, do)))
    return tuple(out)


def _pick(rng: random.Random, plan: Plan, kind: str) -> str:
    found = [one.id for _, one in plan.nodes() if one.kind == kind]
    return rng.choice(found) if found else ""


def _stamped(one: Node, text: str) -> Node:
    sources = tuple(replace(s, stamp=node_id(text)[:6]) for s in one.lineage.sources)
    return replace(one, text=text, lineage=Lineage(sources))


def _reword(rng: random.Random, plan: Plan) -> Plan:
    def do(one: Node) -> Node:
        words = one.text.split(" ")
        at = rng.randrange(len(words))
        words[at : at + rng.randint(0, 3)] = [rng.choice(WORDS) for _ in range(rng.randint(1, 3))]
        return _stamped(one, " ".join(words))

    return replace(plan, body=_each(plan.body, _pick(rng, plan, "point"), do))


def _redate(rng: random.Random, plan: Plan) -> Plan:
    def do(one: Node) -> Node:
        return _stamped(one, one.text.replace("trước ngày ", f"trước ngày {rng.randint(1, 9)}0/6/2028, xong "))

    return replace(plan, body=_each(plan.body, _pick(rng, plan, "point"), do))


def _drop(rng: random.Random, plan: Plan) -> Plan:
    return replace(plan, body=_each(plan.body, _pick(rng, plan, "point"), lambda one: None))


def _drop_heading(rng: random.Random, plan: Plan) -> Plan:
    return replace(plan, body=_each(plan.body, _pick(rng, plan, "heading"), lambda one: None))


def _add(rng: random.Random, plan: Plan) -> Plan:
    def do(one: Node) -> Node:
        at = rng.randint(0, len(one.children))
        new = node(rng, "point", sentence(rng))
        return replace(one, children=(*one.children[:at], new, *one.children[at:])[:20])

    return replace(plan, body=_each(plan.body, _pick(rng, plan, "heading"), do))


def _swap(rng: random.Random, plan: Plan) -> Plan:
    def do(one: Node) -> Node:
        children = list(one.children)
        rng.shuffle(children)
        return replace(one, children=tuple(children))

    return replace(plan, body=_each(plan.body, _pick(rng, plan, rng.choice(("heading", "section"))), do))


def _recipient(rng: random.Random, plan: Plan) -> Plan:
    if rng.random() < 0.5:
        return replace(plan, recipients=(*plan.recipients[:1], Recipient(f"Hội {rng.choice(WORDS)}", "để p/h"),
                                         *plan.recipients[1:]))  # fmt: skip
    return replace(plan, recipients=(plan.recipients[0], *plan.recipients[2:]))


def _row(rng: random.Random, plan: Plan) -> Plan:
    if plan.appendix is None or not plan.appendix.rows:
        return plan
    rows = list(plan.appendix.rows)
    at = rng.randrange(len(rows))
    kind = rng.choice(("change", "drop", "add"))
    if kind == "change":
        rows[at] = replace(rows[at], deadline=f"Trước ngày {rng.randint(1, 28)}/11/2027")
    elif kind == "drop" and len(rows) > 1:
        del rows[at]
    else:
        new = f"{rng.getrandbits(48):012x}"
        rows.insert(at, Assignment(new, sentence(rng), "Công an phường", "", "Hằng quý", "Sổ"))
    return replace(plan, appendix=replace(plan.appendix, rows=tuple(rows)))


@dataclass
class Clerk:
    """A person at the keyboard: ``typed`` are the words that must never be lost."""

    rng: random.Random
    root: etree._Element
    parts: dict[str, bytes]
    typed: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def words(self, count: int) -> str:
        new = [f"tay{self.rng.getrandbits(40):x}" for _ in range(count)]
        self.typed += new
        return " ".join(new)

    def body(self) -> list[etree._Element]:
        """Numbered paragraphs outside tables with text."""
        found = self.root.find(f"{W}body")
        assert found is not None
        return [p for p in found.findall(f"{W}p") if p.find(f"{W}bookmarkStart") is not None and shown(p)]

    def points(self) -> list[etree._Element]:
        return [p for p in self.body() if shown(p)[1:2] == ")"]


def shown(p: etree._Element) -> str:
    return "".join(t.text or "" for t in p.iter(f"{W}t"))


def _say(p: etree._Element, text: str) -> None:
    """The paragraph's first run says all."""
    runs = [r for r in p.iter(f"{W}r") if r.find(f"{W}t") is not None]
    for other in runs[1:]:
        parent = other.getparent()
        assert parent is not None
        parent.remove(other)
    t = runs[0].find(f"{W}t")
    assert t is not None
    t.text = text
    t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _retype(clerk: Clerk) -> None:
    p = clerk.rng.choice(clerk.points() or clerk.body())
    words = shown(p).split(" ")
    at = clerk.rng.randint(1, len(words))
    words[at : at + clerk.rng.randint(0, 2)] = [clerk.words(clerk.rng.randint(1, 2))]
    _say(p, " ".join(words))


def _cut_words(clerk: Clerk) -> None:
    p = clerk.rng.choice(clerk.points() or clerk.body())
    words = shown(p).split(" ")
    at = clerk.rng.randint(1, len(words))
    kept = [*words[:at], *words[at + clerk.rng.randint(1, 3) :]]
    if not any(word in clerk.typed for word in set(words) - set(kept)):
        _say(p, " ".join(kept))


def _delete(clerk: Clerk) -> None:
    p = clerk.rng.choice(clerk.points() or clerk.body())
    if not any(word in shown(p) for word in clerk.typed) and not p.findall(f".//{W}ins"):
        _remove(p)


def _remove(p: etree._Element) -> None:
    parent = p.getparent()
    assert parent is not None
    parent.remove(p)


def _fresh(p: etree._Element, text: str) -> etree._Element:
    new = deepcopy(p)
    for mark in [*new.findall(f".//{W}bookmarkStart"), *new.findall(f".//{W}bookmarkEnd")]:
        _remove(mark)
    for mark in new.findall(f".//{W}ins") + new.findall(f".//{W}del"):
        _remove(mark)
    if not [r for r in new.iter(f"{W}r") if r.find(f"{W}t") is not None]:
        run = etree.SubElement(new, f"{W}r")
        etree.SubElement(run, f"{W}t")
    _say(new, text)
    return new


def _insert(clerk: Clerk) -> None:
    p = clerk.rng.choice(clerk.body())
    mark = clerk.rng.choice(("", "- ", "đ) "))
    p.addnext(_fresh(p, f"{mark}{clerk.words(clerk.rng.randint(3, 8))}"))


def _split(clerk: Clerk) -> None:
    p = clerk.rng.choice(clerk.points() or clerk.body())
    words = shown(p).split(" ")
    if len(words) > 10 and not p.findall(f".//{W}ins"):
        at = clerk.rng.randint(4, len(words) - 4)
        p.addnext(_fresh(p, " ".join(words[at:])))
        _say(p, " ".join(words[:at]))


def _join(clerk: Clerk) -> None:
    p = clerk.rng.choice(clerk.points() or clerk.body())
    following = p.getnext()
    if following in clerk.points() and following is not None and not following.findall(f".//{W}ins"):
        _say(p, f"{shown(p)} {shown(following)}")
        _remove(following)


def _move(clerk: Clerk) -> None:
    points = clerk.points()
    if len(points) > 2:
        p, target = clerk.rng.sample(points, 2)
        target.addnext(p)


def _bold(clerk: Clerk) -> None:
    run = next(clerk.rng.choice(clerk.body()).iter(f"{W}r"))
    if run.find(f"{W}rPr") is None:
        marks = etree.Element(f"{W}rPr")
        etree.SubElement(marks, f"{W}b")
        run.insert(0, marks)


def _halves(clerk: Clerk) -> None:
    """Word saves one sentence as several runs."""
    p = clerk.rng.choice(clerk.body())
    run = next((r for r in p.iter(f"{W}r") if len(shown(r)) > 6), None)
    if run is not None:
        text = shown(run)
        other = deepcopy(run)
        run.addnext(other)
        for one, part in ((run, text[: len(text) // 2]), (other, text[len(text) // 2 :])):
            t = one.find(f"{W}t")
            assert t is not None
            t.text = part
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _cell(clerk: Clerk) -> None:
    cells = [p for p in clerk.root.iter(f"{W}p") if next(p.iterancestors(f"{W}tc"), None) is not None]
    long = [p for p in cells if len(shown(p)) > 40]
    if long:
        p = clerk.rng.choice(long)
        _say(p, f"{shown(p)} {clerk.words(2)}")


def _recipient_typed(clerk: Clerk) -> None:
    found = [p for p in clerk.root.iter(f"{W}p") if "tổ dân phố" in shown(p) and shown(p).startswith("- ")]
    if found:
        found[0].addnext(_fresh(found[0], f"- {clerk.words(3)};"))


def _signer(clerk: Clerk) -> None:
    for p in clerk.root.iter(f"{W}p"):
        if shown(p).startswith("……"):
            _say(p, clerk.words(3))
            return


def _number(clerk: Clerk) -> None:
    for p in clerk.root.iter(f"{W}p"):
        text = shown(p)
        if text.startswith("Số:") and "45" not in text:
            _say(p, text.replace("/KH", "45/KH", 1))


def _renumber(clerk: Clerk) -> None:
    p = clerk.rng.choice(clerk.body())
    text = shown(p)
    if text[1:2] == ")":
        _say(p, f"x{text[1:]}")


def _strip_ids(clerk: Clerk) -> None:
    for mark in list(clerk.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        _remove(mark)


def _pending(clerk: Clerk) -> None:
    """Somebody else's tracked insertion, and a tracked deletion of a word."""
    p = clerk.rng.choice(clerk.points() or clerk.body())
    run = [r for r in p.iter(f"{W}r") if r.find(f"{W}t") is not None][-1]
    new = deepcopy(run)
    t = new.find(f"{W}t")
    assert t is not None
    t.text = f" {clerk.words(2)}"
    t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    mark = etree.Element(f"{W}ins", {f"{W}id": "77", f"{W}author": "Chị Hoa", f"{W}date": "2026-03-01T00:00:00Z"})
    mark.append(new)
    holder = run.getparent()
    assert holder is not None
    (holder if holder.tag == f"{W}ins" else run).addnext(mark)


def _comment(clerk: Clerk) -> None:
    """A colleague's comment on a line."""
    p = clerk.rng.choice(clerk.points() or clerk.body())
    if "word/comments.xml" in clerk.parts:
        return
    text = "<w:p><w:r><w:t>Xem lại chỗ này</w:t></w:r></w:p>"
    who = 'w:id="0" w:author="Chị Hoa" w:initials="H"'
    comment = f"<w:comment {who}>{text}</w:comment>"
    clerk.parts["word/comments.xml"] = f'<w:comments xmlns:w="{W[1:-1]}">{comment}</w:comments>'.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    rels = clerk.parts["word/_rels/document.xml.rels"].decode()
    link = f'<Relationship Id="rIdHoa" Type="{kind}" Target="comments.xml"/></Relationships>'
    clerk.parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", link).encode()
    types = clerk.parts["[Content_Types].xml"].decode()
    name = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    override = f'<Override PartName="/word/comments.xml" ContentType="{name}"/></Types>'
    clerk.parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    run = etree.SubElement(p, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": "0"})


def _twin(clerk: Clerk) -> None:
    p = clerk.rng.choice(clerk.points() or clerk.body())
    if p.findall(f".//{W}ins"):
        return
    new = deepcopy(p)
    p.addnext(new)
    _say(new, f"{shown(new)} {clerk.words(2)}")


EDITS: tuple[Callable[[Clerk], None], ...] = (
    _retype, _retype, _retype, _cut_words, _delete, _insert, _insert, _split, _join, _move, _bold, _halves, _cell,
    _recipient_typed, _signer, _number, _renumber, _pending, _comment,
)  # fmt: skip
RARE = (_twin, _strip_ids)


@dataclass(frozen=True)
class World:
    """One run: what planforge wrote, what a clerk made of it, what derivation says now."""

    base: Plan
    theirs: Plan
    clean: bytes
    edited: bytes
    typed: tuple[str, ...]
    done: tuple[str, ...]


def make_world(rng: random.Random) -> World:
    """Up to a dozen edits against up to five changes above."""
    base = make_plan(rng)
    theirs = change_above(rng, base)
    clean = render(base, "docx", TEMPLATES)
    edited, clerk = edit(rng, clean)
    there = " ".join(texts(edited))
    typed = tuple(word for word in clerk.typed if word in there)  # a clerk may type over what they typed
    return World(base, theirs, clean, edited, typed, tuple(clerk.done))


def edit(rng: random.Random, data: bytes, count: int | None = None) -> tuple[bytes, Clerk]:
    parts = unpack(data)
    clerk = Clerk(rng, etree.fromstring(parts["word/document.xml"]), parts)
    todo = [rng.choice(EDITS) for _ in range(rng.randint(0, 10) if count is None else count)]
    if rng.random() < 0.2:
        todo.append(rng.choice(RARE))
    for one in todo:
        if clerk.body():
            one(clerk)
            clerk.done.append(one.__name__)
        if one is _strip_ids:
            break
    parts["word/document.xml"] = etree.tostring(clerk.root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack(parts), clerk


def unpack(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def texts(data: bytes) -> Iterator[str]:
    """Every paragraph as it shows when all revisions are accepted."""
    from planforge.reading.edited import read_edited

    return (p.text for p in read_edited(data, "x.docx").paragraphs)
