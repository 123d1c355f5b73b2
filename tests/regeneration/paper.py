"""A .docx on a clerk's desk, taken apart, with the tools that edits need."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from .worlds import W, pack, shown, unpack

NS = f'xmlns:w="{W[1:-1]}"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass
class Paper:
    """A .docx on the desk. ``typed``: words that must never be lost."""

    parts: dict[str, bytes]
    root: etree._Element
    typed: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, data: bytes) -> Paper:
        parts = unpack(data)
        return cls(parts, etree.fromstring(parts["word/document.xml"]))

    def saved(self) -> bytes:
        text = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return pack({**self.parts, "word/document.xml": text})

    def line(self, words: str) -> etree._Element:
        """The paragraph that holds the words."""
        return next(p for p in self.root.iter(f"{W}p") if words in shown(p))

    def run(self, words: str) -> etree._Element:
        """Its run with text."""
        return next(r for r in self.line(words).iter(f"{W}r") if r.find(f"{W}t") is not None)

    def word(self, count: int = 2) -> str:
        new = [f"tay{len(self.typed) + n}x" for n in range(count)]
        self.typed += new
        return " ".join(new)

    def row(self, words: str) -> etree._Element:
        """The table row that holds the words."""
        return next(r for r in self.root.iter(f"{W}tr") if words in shown(r))

    def part(self, name: str, kind: str, content_type: str, data: bytes) -> str:
        """A new part of the package, linked from the document; gives the relationship's id."""
        key = f"rIdTay{len(self.parts)}"
        self.parts[f"word/{name}"] = data
        rels = self.parts["word/_rels/document.xml.rels"].decode()
        link = f'<Relationship Id="{key}" Type="{REL}/{kind}" Target="{name}"/></Relationships>'
        self.parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", link).encode()
        types = self.parts["[Content_Types].xml"].decode()
        override = f'<Override PartName="/word/{name}" ContentType="{content_type}"/></Types>'
        self.parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()
        return key


def xml(text: str) -> etree._Element:
    return etree.fromstring(text)


def say(p: etree._Element, text: str) -> None:
    """The paragraph's first run says all."""
    runs = [r for r in p.iter(f"{W}r") if r.find(f"{W}t") is not None]
    for other in runs[1:]:
        other.getparent().remove(other)  # type: ignore[union-attr]
    t = runs[0].find(f"{W}t")
    assert t is not None
    t.text = text
    t.set(SPACE, "preserve")


def new_line(text: str, properties: str = "") -> etree._Element:
    return xml(f'<w:p {NS}><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>')


def properties(p: etree._Element) -> etree._Element:
    found = p.find(f"{W}pPr")
    if found is None:
        found = etree.Element(f"{W}pPr")
        p.insert(0, found)
    return found
