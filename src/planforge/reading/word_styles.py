"""The looks that take effect: run, then style and what it is based on, then the document's defaults."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from planforge.reading.inline import Inline
from planforge.reading.wordml import switched, value, w, whole
from planforge.reading.xml import Element

_ALIGN = {"start": "left", "end": "right", "left": "left", "right": "right", "center": "center"}
_JUSTIFIED = frozenset({"both", "distribute", "thaiDistribute", "lowKashida", "mediumKashida", "highKashida"})
_T = TypeVar("_T")
_BODY_LEVEL = 9
_WORD_SIZE = 10.0
"""Points when no style and no default says a size."""


class Look(NamedTuple):
    """What one layer says; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    align: str | None = None
    outline: int | None = None
    numbered: Element | None = None

    def over(self, below: Look) -> Look:
        """The values of this layer, and of the layer below where this one is silent."""
        said = {name: mine for name, mine in self._asdict().items() if mine is not None}
        return below._replace(**said)


class Looks(NamedTuple):
    """What a whole paragraph looks like; None where its runs differ."""

    style: str | None
    heading: bool
    bold: bool | None
    italic: bool | None
    size: float | None
    align: str


class StyleSheet:
    """``styles.xml`` with inheritance worked out once per style. Cycles end where they start."""

    def __init__(self, root: Element | None) -> None:
        found = root.iter(w("style")) if root is not None else ()
        self._styles = {style.get(w("styleId"), ""): style for style in found}
        self._looks: dict[str, Look] = {}
        defaults = root.find(w("docDefaults")) if root is not None else None
        run = defaults.find(f"{w('rPrDefault')}/{w('rPr')}") if defaults is not None else None
        own = defaults.find(f"{w('pPrDefault')}/{w('pPr')}") if defaults is not None else None
        self._defaults = _paragraph_look(own, run)
        self._normal = next((key for key, style in self._styles.items() if _is_default(style)), "")

    def style(self, paragraph: Element) -> str:
        """The id of the paragraph's style."""
        return value(paragraph.find(w("pPr")), "pStyle") or self._normal

    def look(self, style: str) -> Look:
        """What a style and those it is based on say."""
        if style not in self._looks:
            chain: list[Element] = []
            key: str | None = style
            while key and key in self._styles and self._styles[key] not in chain and len(chain) < 50:
                chain.append(self._styles[key])
                key = value(chain[-1], "basedOn")
            look = Look()
            for layer in reversed(chain):
                look = _paragraph_look(layer.find(w("pPr")), layer.find(w("rPr"))).over(look)
            self._looks[style] = look
        return self._looks[style]

    def looks(self, paragraph: Element, inline: Inline) -> Looks:
        """The effective looks of a paragraph."""
        style = self.style(paragraph)
        below = self.look(style)
        own = _paragraph_look(paragraph.find(w("pPr")), None).over(below).over(self._defaults)
        shown = {id(piece.run): piece.run for piece in inline.pieces if piece.run is not None and piece.text.strip()}
        runs = [self._run_look(run.find(w("rPr")), below) for run in shown.values()]
        return Looks(
            self._name(style),
            own.outline is not None and own.outline < _BODY_LEVEL,
            _same([bool(look.bold) for look in runs]),
            _same([bool(look.italic) for look in runs]),
            _same([look.size or _WORD_SIZE for look in runs]),
            own.align or "left",
        )

    def numbering(self, paragraph: Element) -> Element | None:
        """``w:numPr`` of the paragraph or its style."""
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        return own if own is not None else self.look(self.style(paragraph)).numbered

    def _run_look(self, properties: Element | None, paragraph: Look) -> Look:
        """Bold and italic of a character style turn those of the paragraph style round (ECMA-376, 17.7.3)."""
        direct = _paragraph_look(None, properties)
        style = self.look(value(properties, "rStyle") or "")
        merged = style.over(paragraph)._replace(
            bold=_toggled(style.bold, paragraph.bold), italic=_toggled(style.italic, paragraph.italic)
        )
        return direct.over(merged).over(self._defaults)

    def _name(self, style: str) -> str | None:
        found = self._styles.get(style)
        return (value(found, "name") or style) if found is not None else style or None


def _paragraph_look(paragraph: Element | None, run: Element | None) -> Look:
    align, outline, size = value(paragraph, "jc"), value(paragraph, "outlineLvl"), value(run, "sz")
    return Look(
        switched(run, "b"),
        switched(run, "i"),
        whole(size) / 2 if size else None,
        "both" if align in _JUSTIFIED else _ALIGN.get(align or ""),
        whole(outline, _BODY_LEVEL) if outline else None,
        paragraph.find(w("numPr")) if paragraph is not None else None,
    )


def _is_default(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default"), "0") in ("1", "true", "on")


def _toggled(mine: bool | None, below: bool | None) -> bool | None:
    return below if mine is None else mine if below is None else mine != below


def _same(values: list[_T]) -> _T | None:
    return values[0] if values and all(value == values[0] for value in values) else None
