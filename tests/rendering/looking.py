"""A second pair of eyes: reads a .docx with lxml and resolves styles itself, without planforge's code."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def twips(millimetres: float) -> float:
    return millimetres * 1440 / 25.4


@dataclass
class Docx:
    data: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(self.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @cached_property
    def document(self) -> etree._Element:
        return self.xml("word/document.xml")

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        return {s.get(f"{W}styleId"): s for s in self.xml("word/styles.xml").iter(f"{W}style")}

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return [Paragraph(self, node) for node in self.document.iter(f"{W}p")]

    def styled(self, name: str) -> list[Paragraph]:
        return [p for p in self.paragraphs if p.style == name]

    @property
    def sections(self) -> list[etree._Element]:
        return list(self.document.iter(f"{W}sectPr"))


@dataclass
class Paragraph:
    docx: Docx
    node: etree._Element

    @property
    def text(self) -> str:
        return "".join(t.text or "" for t in self.node.iter(f"{W}t"))

    @property
    def style_id(self) -> str:
        found = self.node.find(f"{W}pPr/{W}pStyle")
        return found.get(f"{W}val") if found is not None else "Normal"

    @property
    def style(self) -> str:
        return self.docx.styles[self.style_id].find(f"{W}name").get(f"{W}val")

    def _layers(self, kind: str) -> list[etree._Element | None]:
        """Own properties, then the style chain, then the document defaults."""
        layers = [self.node.find(f"{W}{kind}") if kind == "pPr" else self.node.find(f"{W}r/{W}rPr")]
        style = self.docx.styles.get(self.style_id)
        while style is not None:
            layers.append(style.find(f"{W}{kind}"))
            based = style.find(f"{W}basedOn")
            style = self.docx.styles.get(based.get(f"{W}val")) if based is not None else None
        defaults = self.docx.xml("word/styles.xml").find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")
        return [*layers, defaults]

    def _get(self, kind: str, child: str, attribute: str) -> str | None:
        for layer in self._layers(kind):
            found = layer.find(f"{W}{child}") if layer is not None else None
            if found is not None and found.get(f"{W}{attribute}") is not None:
                return found.get(f"{W}{attribute}")
        return None

    def _on(self, kind: str, child: str) -> bool:
        for layer in self._layers(kind):
            found = layer.find(f"{W}{child}") if layer is not None else None
            if found is not None:
                return found.get(f"{W}val", "1") not in ("0", "false")
        return False

    @property
    def points(self) -> float:
        return float(self._get("rPr", "sz", "val")) / 2

    @property
    def bold(self) -> bool:
        return self._on("rPr", "b")

    @property
    def italic(self) -> bool:
        return self._on("rPr", "i")

    @property
    def colour(self) -> str | None:
        return self._get("rPr", "color", "val")

    @property
    def fonts(self) -> set[str | None]:
        return {self._get("rPr", "rFonts", slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}

    @property
    def align(self) -> str | None:
        return self._get("pPr", "jc", "val")

    @property
    def keeps_next(self) -> bool:
        return self._on("pPr", "keepNext")

    @property
    def keeps_lines(self) -> bool:
        return self._on("pPr", "keepLines")

    @property
    def widow_control(self) -> bool:
        return self._on("pPr", "widowControl")

    @property
    def outline(self) -> str | None:
        return self._get("pPr", "outlineLvl", "val")

    def spacing(self, attribute: str) -> str | None:
        return self._get("pPr", "spacing", attribute)

    def indent(self, attribute: str) -> int:
        return int(self._get("pPr", "ind", attribute) or 0)

    @property
    def room(self) -> int:
        """Twips between the edges of the cell, or the margins of the first section."""
        cell = next(self.node.iterancestors(f"{W}tc"), None)
        if cell is not None:
            return int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
        section = next(s for s in self.docx.sections if s.getparent() is not None)
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        return int(size.get(f"{W}w")) - int(margin.get(f"{W}left")) - int(margin.get(f"{W}right"))

    @property
    def line_length(self) -> int:
        """Twips of a rule: what its indents leave."""
        return self.room - self.indent("left") - self.indent("right")
