"""A pattern rendered once and cast for many units: what units alike share is drawn and deflated once.

What a mould casts is byte for byte what :func:`planforge.rendering.engine.render_docx` makes of the fitted plan.
Heads, signatures and rules depend on the length of names, so they are drawn for each unit as ever.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from planforge.document.canonical import HEADER, REQUEST, SIGNATURE, encode
from planforge.document.pattern import NAME, fit
from planforge.document.tree import Plan
from planforge.rendering.appendix import appendix_xml, table_xml
from planforge.rendering.context import boxes, profile
from planforge.rendering.engine import compile_template, find_shell, pack
from planforge.rendering.ooxml import escape
from planforge.rendering.properties import snapshot_pieces, xml_text
from planforge.rendering.shell import Canvas
from planforge.rendering.stretches import Long, Own, Piece, Pieces, often

_HEADS = {HEADER: "header", REQUEST: "request", SIGNATURE: "signature"}
"""Pieces of a snapshot that belong to one unit as a whole."""
_TABLE = "table"


class Mould:
    """One pattern in one folder of shells."""

    def __init__(self, pattern: Plan, template_dir: Path, cache_dir: Path | None = None) -> None:
        self._template = compile_template(find_shell(pattern, template_dir), cache_dir)
        self._pattern = pattern
        self._snapshot = tuple(map(_ready, snapshot_pieces(pattern)))
        self._drawn: dict[str, dict[str, Pieces]] = {}
        self._listed = NAME in encode(pattern.recipients)
        self._headed = any(NAME in node.text for node in pattern.body if node.kind == "section")

    def cast(self, plan: Plan, name: str) -> bytes:
        """The .docx of the unit of that name; ``plan``: the pattern with the unit's head, signature and request."""
        canvas = Canvas(self._template.shell, profile(plan, self._template.shell))
        in_xml, in_json = escape(name), xml_text(json.dumps(name, ensure_ascii=False)[1:-1])
        drawn = {tag: _named(pieces, in_xml) for tag, pieces in self._alike(canvas).items()}
        if plan.appendix is not None:
            table = replace(plan.appendix, title=fit(plan.appendix.title, name),
                            reference=fit(plan.appendix.reference, name))  # fmt: skip
            drawn["phu_luc"] = appendix_xml(table, canvas, drawn[_TABLE][0])
        shown = plan
        if self._listed:
            shown = replace(shown, recipients=fit(plan.recipients, name))
        if self._headed:
            shown = replace(shown, opening=fit(plan.opening, name), body=fit(plan.body, name))
        snapshot = list(_named(self._snapshot, in_json))
        for place, part in _HEADS.items():
            snapshot[place] = Own(xml_text(encode(getattr(plan, part))))
        return pack(plan, self._template, canvas, boxes(shown, canvas, drawn), tuple(snapshot))

    def _alike(self, canvas: Canvas) -> dict[str, Pieces]:
        """The boxes that hold nothing of a unit but its name, where its capitals and its length do not count."""
        if canvas.profile not in self._drawn:
            tags = {"vach_tieu_ngu", "noi_dung", "noi_nhan"} - ({"noi_nhan"} if self._listed else set())
            tags -= {"noi_dung"} if self._headed else set()
            every = boxes(self._pattern, canvas)
            drawn = {tag: tuple(map(_ready, every[tag])) for tag in tags}
            table = self._pattern.appendix
            if table is not None:
                drawn[_TABLE] = (_ready(Long(table_xml(table, canvas))),)
            self._drawn[canvas.profile] = drawn
        return self._drawn[canvas.profile]


def _ready(piece: Piece) -> Piece:
    return often(piece) if isinstance(piece, Long) and NAME not in piece else piece


def _named(pieces: Pieces, name: str) -> Pieces:
    return tuple(
        type(piece)(piece.replace(NAME, name)) if isinstance(piece, str) and NAME in piece else piece
        for piece in pieces
    )
