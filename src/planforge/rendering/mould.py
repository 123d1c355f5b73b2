"""A pattern rendered once and cast for many units: its long stretches are deflated once, the rest drawn for each.

What a mould casts is byte for byte what :func:`planforge.rendering.engine.render_docx` makes of the fitted plan.
Heads, signatures and rules depend on the length of names, so they are drawn for each unit as ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from planforge.document.canonical import encode
from planforge.document.pattern import NAME, fit
from planforge.document.tree import Plan
from planforge.rendering.appendix import table_xml
from planforge.rendering.body import sections
from planforge.rendering.context import profile
from planforge.rendering.engine import Bulk, compile_template, find_shell, pack
from planforge.rendering.ooxml import escape
from planforge.rendering.package import Block, block
from planforge.rendering.properties import snapshot_pieces, xml_text
from planforge.rendering.shell import Canvas

_HEADS = ("header", "request", "signature")
"""What of a snapshot belongs to one unit as a whole."""
_SLOT = "\U000f0002{}\U000f0003"
_CUTS = re.compile("(\U000f0001|\U000f0002[a-z]+\U000f0003)")


class Stretch:
    """A stretch of a part: deflated already when it is the same for all units, else cut at its slots."""

    def __init__(self, text: str) -> None:
        self._pieces = _CUTS.split(text)
        self._ready = block(text) if len(self._pieces) == 1 else None

    def fill(self, values: Mapping[str, str]) -> Block:
        """The stretch with a value in every slot."""
        if self._ready is not None:
            return self._ready
        slots = (values[piece] if n % 2 else piece for n, piece in enumerate(self._pieces))
        return block("".join(slots))


class Mould:
    """One pattern in one folder of shells."""

    def __init__(self, pattern: Plan, template_dir: Path, cache_dir: Path | None = None) -> None:
        self._template = compile_template(find_shell(pattern, template_dir), cache_dir)
        canvas = Canvas(self._template.shell, pattern.sizes)
        self._sections = Stretch(sections(pattern, canvas))
        self._table = Stretch(table_xml(pattern.appendix, canvas)) if pattern.appendix else None
        self._names_itself = NAME in encode(pattern.recipients)
        *shared, own = snapshot_pieces(pattern)
        self._snapshot = tuple(Stretch(text) for text in (*shared, _with_slots(own, pattern)))

    def cast(self, plan: Plan, name: str) -> bytes:
        """The .docx of the unit of that name; ``plan``: the pattern with the unit's head, signature and request."""
        to = fit(plan.recipients, name) if self._names_itself else plan.recipients
        shown = replace(plan, opening=fit(plan.opening, name), recipients=to)
        if (table := plan.appendix) is not None:
            named = replace(table, title=fit(table.title, name), reference=fit(table.reference, name))
            shown = replace(shown, appendix=named)
        canvas = Canvas(self._template.shell, profile(plan, self._template.shell))
        return pack(shown, self._template, canvas, self._bulk(plan, name))

    def _bulk(self, plan: Plan, name: str) -> Bulk:
        in_xml = {NAME: escape(name)}
        in_json = {NAME: xml_text(json.dumps(name, ensure_ascii=False)[1:-1])}
        in_json |= {_SLOT.format(part): xml_text(encode(getattr(plan, part))) for part in _HEADS}
        return Bulk(
            self._sections.fill(in_xml), self._table.fill(in_xml) if self._table else None,
            tuple(stretch.fill(in_json) for stretch in self._snapshot),
        )  # fmt: skip


def _with_slots(text: str, pattern: Plan) -> str:
    """The last stretch of the snapshot with slots for what belongs to one unit."""
    for part in _HEADS:
        shown = xml_text(encode(getattr(pattern, part)))
        text = text.replace(f'"{part}":{shown}', f'"{part}":{_SLOT.format(part)}', 1)
    return text
