"""Document properties and the snapshot of the plan, as package parts."""

from __future__ import annotations

import re
from datetime import date

from planforge.document.canonical import pieces
from planforge.document.tree import Plan
from planforge.rendering.ooxml import escape
from planforge.rendering.stretches import Long, Own, Pieces, text_of
from planforge.rendering.wiring import APP, CORE, HEAD, SNAPSHOT_NAMESPACE
from planforge.text.casing import capitalise

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc"
_SHORT, _LONG = 64, 8192
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_of(plan: Plan) -> date:
    """The date the plan speaks of: the request's, else the printed one; a draft's blanks count as 1."""
    request = dict(plan.request)
    for key in ("as_of", "issued"):
        try:
            return date.fromisoformat(request.get(key, ""))
        except ValueError:
            continue
    header = plan.header
    try:
        return date(header.year, header.month or 1, header.day or 1)
    except ValueError:
        return date(min(max(header.year, 1), 9999), 1, 1)


def title(plan: Plan) -> str:
    """``Kế hoạch triển khai …``: the type name and the trích yếu as one phrase."""
    return f"{capitalise(plan.header.type_name.lower())} {plan.header.subject}"


def properties(plan: Plan) -> dict[str, Pieces]:
    """The two property parts; nothing in them depends on the clock or the machine."""
    day = f"{as_of(plan).isoformat()}T00:00:00Z"
    moment = f'xsi:type="dcterms:W3CDTF">{day}'
    start = (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_CP}" '
        f'xmlns:dc="{_DC}/elements/1.1/" xmlns:dcterms="{_DC}/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    )
    end = (
        "<dc:creator>planforge</dc:creator><cp:lastModifiedBy>planforge</cp:lastModifiedBy>"
        f"<dcterms:created {moment}</dcterms:created><dcterms:modified {moment}</dcterms:modified>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )
    titles = f"<dc:title>{escape(title(plan))}</dc:title><dc:subject>{escape(plan.header.subject)}</dc:subject>"
    app = (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>planforge</Application><Company>"
    )
    company = escape(" ".join(plan.header.issuer))
    return {CORE: (start, Own(titles), end), APP: (app, Own(company), "</Company></Properties>")}


def snapshot(plan: Plan) -> str:
    """The plan's canonical JSON inside one element; what XML cannot hold is written as JSON escapes."""
    return text_of(snapshot_pieces(plan))


def snapshot_pieces(plan: Plan) -> tuple[str, ...]:
    """The same in pieces, one for each of :func:`planforge.document.canonical.pieces`."""
    first, *middle, last = (xml_text(piece) for piece in pieces(plan))
    texts = (f'{HEAD}<plan xmlns="{SNAPSHOT_NAMESPACE}" version="1">{first}', *middle, f"{last}</plan>")
    return tuple(_kind(index, text) for index, text in enumerate(texts))


def _kind(index: int, text: str) -> str:
    if index % 2 or len(text) < _SHORT:
        return Own(text)
    return Long(text) if len(text) > _LONG else text


def xml_text(text: str) -> str:
    """JSON as the text of an element."""
    text = _NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(char, entity)
    return text
