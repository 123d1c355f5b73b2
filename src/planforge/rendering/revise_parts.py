"""Parts beside the text of a revised file: our comments, the new snapshot, and how the package names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planforge.document.tree import Plan
from planforge.reading.edited import AUTHOR, CONFLICT, MAIN_PART
from planforge.reading.package import Package
from planforge.reading.splicing import appended
from planforge.reading.wordml import MAIN
from planforge.rendering.ooxml import escape
from planforge.rendering.package import CONTENT_TYPES
from planforge.rendering.properties import snapshot
from planforge.rendering.wiring import DOCUMENT_RELS, HEAD, SNAPSHOT_NAMESPACE

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
REASON = "PF"


class Remark(NamedTuple):
    """A comment of ours. ``settle``: a person has to decide something."""

    number: int
    text: str
    settle: bool


def snapshot_parts(package: Package, plan: Plan) -> dict[str, bytes]:
    """The plan in place of the older snapshot, or in a new part where there was none."""
    data = snapshot(plan).encode()
    items = [n for n in package.entries if n.startswith("customXml/item") and n.endswith(".xml") and "Props" not in n]
    for name in sorted(items, reverse=True):
        if SNAPSHOT_NAMESPACE.encode() in (package.part(name) or b""):
            return {name: data}
    number = next(n for n in range(1, 10_000) if f"customXml/item{n}.xml" not in package.entries)
    name = f"customXml/item{number}.xml"
    return {name: data, **_linked(package, "customXml", f"../{name}")}


def comment_parts(package: Package, remarks: Sequence[Remark], moment: str) -> dict[str, bytes]:
    """The comments part with ours at its end."""
    if not remarks:
        return {}
    written = "".join(_comment(remark, moment) for remark in remarks).encode()
    known = next((r.target for r in package.relations(MAIN_PART).values() if r.type == "comments"), None)
    body = package.part(known) if known else None
    if known and body is not None:
        return {known: appended(body, written)}
    name = next(n for n in ("comments.xml", "comments-pf.xml") if f"word/{n}" not in package.entries)
    new = f'{HEAD}<w:comments xmlns:w="{MAIN}">'.encode() + written + b"</w:comments>"
    override = f'<Override xmlns="{_PKG}/content-types" PartName="/word/{name}" ContentType="{_COMMENTS_TYPE}"/>'
    types = {CONTENT_TYPES: appended(package.part(CONTENT_TYPES) or b"", override.encode())}
    return {f"word/{name}": new, **types, **_linked(package, "comments", name)}


def linked_together(*groups: dict[str, bytes], package: Package) -> dict[str, bytes]:
    """All parts as one; relationships that several groups added stand side by side."""
    out: dict[str, bytes] = {}
    original = package.part(DOCUMENT_RELS) or b""
    for group in groups:
        for name, data in group.items():
            if name == DOCUMENT_RELS and name in out:
                data = appended(out[name], _added(original, data))
            out[name] = data
    return out


def _added(original: bytes, changed: bytes) -> bytes:
    """What was inserted before the closing tag."""
    tail = original[original.rindex(b"</") :] if b"</" in original else b""
    return changed[len(original) - len(tail) : len(changed) - len(tail)]


def _linked(package: Package, kind: str, target: str) -> dict[str, bytes]:
    taken = package.relations(MAIN_PART)
    key = next(k for k in (f"rIdPf{kind}{n}" for n in range(1, 1000)) if k not in taken)
    link = f'<Relationship xmlns="{_PKG}/relationships" Id="{key}" Type="{_REL}/{kind}" Target="{target}"/>'
    empty = f'{HEAD}<Relationships xmlns="{_PKG}/relationships"></Relationships>'.encode()
    return {DOCUMENT_RELS: appended(package.part(DOCUMENT_RELS) or empty, link.encode())}


def _comment(remark: Remark, moment: str) -> str:
    who = f'w:author="{AUTHOR}" w:initials="{CONFLICT if remark.settle else REASON}" w:date="{moment}"'
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in remark.text.split("\n")
    )
    return f'<w:comment xmlns:w="{MAIN}" w:id="{remark.number}" {who}>{lines}</w:comment>'
