"""Read off a shell what the writer must know: style ids and sizes, widths where tags stand. Needs lxml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.errors import TemplateError
from planforge.rendering.styles import STYLES
from planforge.rendering.tagcheck import Place, W

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD_DEFAULT_POINTS = 10.0
_AFTER_SIZE = {
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "oMath",
}
"""What the schema wants behind ``w:sz`` in run properties."""


def style_ids(root: _Element) -> dict[str, str]:
    """Style name → id; Word and LibreOffice keep the names when they rewrite the ids."""
    names = {_value(style, "name"): style.get(f"{W}styleId", "") for style in root.iter(f"{W}style")}
    missing = [style.name for style in STYLES if style.name not in names]
    if missing:
        raise TemplateError(
            f"Mẫu thiếu kiểu đoạn: {', '.join(f'“{name}”' for name in missing)}.",
            "Thiếu kiểu đoạn thì nội dung không có định dạng theo Nghị định 30/2020/NĐ-CP.",
            "Hãy chép các kiểu đoạn đó từ mẫu gốc của planforge sang.",
        )
    return {style.name: names[style.name] for style in STYLES}


def sizes(root: _Element, ids: dict[str, str]) -> dict[str, float]:
    """Style name → points as the shell has them, through ``basedOn`` and the document defaults."""
    by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    base = float(default.get(f"{W}val", "20")) / 2 if default is not None else _WORD_DEFAULT_POINTS
    return {name: _size(by_id, ident, base) for name, ident in ids.items()}


def _size(by_id: dict[str, _Element], ident: str, base: float) -> float:
    for _ in range(20):
        style = by_id.get(ident)
        if style is None:
            break
        size = style.find(f"{W}rPr/{W}sz")
        if size is not None:
            return float(size.get(f"{W}val", "28")) / 2
        ident = _value(style, "basedOn")
    return base


def resize(root: _Element, ids: dict[str, str]) -> None:
    """Set the P13 sizes in the styles part; runs and tables inherit them."""
    from lxml import etree

    points = {ids[style.name]: style.p13 for style in STYLES}
    for style in root.iter(f"{W}style"):
        wanted = points.get(style.get(f"{W}styleId", ""))
        if wanted is None:
            continue
        marks = style.find(f"{W}rPr")
        if marks is None:
            marks = etree.SubElement(style, f"{W}rPr")
        for name in ("sz", "szCs"):
            size = marks.find(f"{W}{name}")
            if size is None:
                size = etree.Element(f"{W}{name}")
                after = (i for i, mark in enumerate(marks) if str(mark.tag).removeprefix(W) in _AFTER_SIZE)
                marks.insert(next(after, len(marks)), size)
            size.set(f"{W}val", f"{wanted * 2:g}")


def rooms(places: list[Place], root: _Element) -> dict[str, int]:
    """Tag → twips of one line where it stands in the document: the cell it is in, or the text width."""
    body = text_width(sections(root)[0])
    return {place.name: _cell_width(place.paragraph) or body for place in places if "document" in place.part}


def _cell_width(paragraph: _Element) -> int:
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is None:
        return 0
    width = cell.find(f"{W}tcPr/{W}tcW")
    if width is None or width.get(f"{W}type") != "dxa":
        return 0
    table = next(cell.iterancestors(f"{W}tbl"))
    margins = (table.find(f"{W}tblPr/{W}tblCellMar/{W}{side}") for side in ("left", "right"))
    return int(width.get(f"{W}w", "0")) - sum(int(m.get(f"{W}w", "0")) for m in margins if m is not None)


def sections(root: _Element) -> list[_Element]:
    """All section properties in reading order."""
    found = list(root.iter(f"{W}sectPr"))
    if not found:
        raise TemplateError(
            "Mẫu không có khổ giấy và lề trang.",
            "Không biết khổ giấy thì không tính được nét kẻ và phụ lục.",
            "Hãy mở mẫu trong Word, đặt khổ giấy A4 và lưu lại.",
        )
    return found


def text_width(section: _Element) -> int:
    """Twips between the margins."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return 9354
    return int(size.get(f"{W}w", "11906")) - sum(
        int(margins.get(f"{W}{side}", "0")) for side in ("left", "right")
    )


def next_bookmark(root: _Element) -> int:
    """The first bookmark number the shell leaves free."""
    used = (mark.get(f"{W}id", "0") for mark in root.iter(f"{W}bookmarkStart"))
    return max((int(number) for number in used if re.fullmatch(r"\d{1,9}", number)), default=0) + 1


def _value(style: _Element, child: str) -> str:
    found = style.find(f"{W}{child}")
    return found.get(f"{W}val", "") if found is not None else ""
