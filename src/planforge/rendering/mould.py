"""A pattern rendered once and cast for many units: the large strings are cut at what differs and joined again.

What a mould casts is byte for byte what :func:`planforge.rendering.engine.render_docx` makes of the fitted plan.
Heads, signatures and rules depend on the length of names, so they are drawn for each unit as ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from planforge.document.canonical import encode
from planforge.document.pattern import NAME, Fitting, ids_of
from planforge.document.tree import Plan
from planforge.rendering.appendix import table_xml
from planforge.rendering.body import body
from planforge.rendering.context import Bulk, profile
from planforge.rendering.engine import compile_template, find_shell, pack
from planforge.rendering.ooxml import escape
from planforge.rendering.properties import snapshot, xml_text
from planforge.rendering.shell import Canvas

_HEADS = ("header", "request", "signature")
"""What of a snapshot belongs to one unit as a whole."""
_SLOT = "\U000f0002{}\U000f0003"
_CUTS = re.compile("(\U000f0001|\U000f0002[a-z]+\U000f0003|[0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Stencil:
    """A text cut at its slots: every second piece is the key of a value, the others stand as they are."""

    pieces: tuple[str, ...]
    slots: tuple[tuple[int, str], ...]

    @classmethod
    def cut(cls, text: str, keys: Iterable[str]) -> Stencil:
        """``text`` with a slot wherever one of ``keys`` stands."""
        known = frozenset(keys)
        pieces = [""]
        slots: list[tuple[int, str]] = []
        for piece in _CUTS.split(text):
            if piece in known:
                slots.append((len(pieces), piece))
                pieces += ["", ""]
            else:
                pieces[-1] += piece
        return cls(tuple(pieces), tuple(slots))

    def fill(self, values: Mapping[str, str]) -> str:
        """The text with a value in every slot."""
        out = list(self.pieces)
        for index, key in self.slots:
            out[index] = values[key]
        return "".join(out)


class Mould:
    """One pattern in one folder of shells."""

    def __init__(self, pattern: Plan, template_dir: Path, cache_dir: Path | None = None) -> None:
        self._template = compile_template(find_shell(pattern, template_dir), cache_dir)
        canvas = Canvas(self._template.shell, pattern.sizes)
        self._ids = ids_of(pattern)
        self._body = Stencil.cut(body(pattern, canvas), {NAME, *self._ids})
        table = table_xml(pattern.appendix, canvas) if pattern.appendix else ""
        self._table = Stencil.cut(table, {NAME, *self._ids})
        heads = {_SLOT.format(name) for name in _HEADS}
        self._snapshot = Stencil.cut(_with_slots(pattern), {NAME, *heads, *self._ids})

    def cast(self, plan: Plan, fitting: Fitting) -> bytes:
        """The .docx of one unit; ``plan`` is the pattern with the unit's own head, signature and request."""
        shown = replace(plan, appendix=plan.appendix and replace(
            plan.appendix, title=fitting.text(plan.appendix.title), reference=fitting.text(plan.appendix.reference)
        ))  # fmt: skip
        canvas = Canvas(self._template.shell, profile(plan, self._template.shell))
        return pack(shown, self._template, canvas, self._bulk(plan, fitting))

    def _bulk(self, plan: Plan, fitting: Fitting) -> Bulk:
        ids = {one: fitting.id(one) for one in self._ids}
        in_xml = {**ids, NAME: escape(fitting.name)}
        in_json = {**ids, NAME: xml_text(json.dumps(fitting.name, ensure_ascii=False)[1:-1])}
        in_json |= {_SLOT.format(name): xml_text(encode(getattr(plan, name))) for name in _HEADS}
        return Bulk(self._body.fill(in_xml), self._table.fill(in_xml), self._snapshot.fill(in_json))


def _with_slots(pattern: Plan) -> str:
    """The pattern's snapshot with slots for what belongs to one unit."""
    text = snapshot(pattern)
    for name in _HEADS:
        shown = xml_text(encode(getattr(pattern, name)))
        text = text.replace(f'"{name}":{shown}', f'"{name}":{_SLOT.format(name)}', 1)
    return text
