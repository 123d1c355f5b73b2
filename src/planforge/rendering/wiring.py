"""Fit a shell's package for our parts: properties and the snapshot of the plan, with their relationships."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

from planforge.rendering.package import CONTENT_TYPES, BadPackageError

DOCUMENT_RELS = "word/_rels/document.xml.rels"
ROOT_RELS = "_rels/.rels"
CORE, APP = "docProps/core.xml", "docProps/app.xml"
SNAPSHOT_NAMESPACE = "urn:planforge:plan:1"
_STORE_ITEM = "{6B1D3C52-7A0E-4C4B-9A55-706C616E6631}"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats"
_CORE_REL = f"{_PKG}/relationships/metadata/core-properties"
_KINDS = {
    CORE: (_CORE_REL, f"{_TYPES}-package.core-properties+xml"),
    APP: (f"{_REL}/extended-properties", f"{_TYPES}-officedocument.extended-properties+xml"),
}


def wire(parts: dict[str, bytes]) -> tuple[dict[str, str], str]:
    """The rewritten parts as text, and the name of the part that will hold the snapshot.

    ``parts`` loses an older snapshot and the old properties, in case an office made its shell from a finished
    plan.
    """
    _drop_snapshots(parts)
    number = next(n for n in range(1, 1000) if f"customXml/item{n}.xml" not in parts)
    item, props = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    types, root, document = (_parse(parts[name]) for name in (CONTENT_TYPES, ROOT_RELS, DOCUMENT_RELS))
    for relationship in list(root):
        if relationship.get("Type") in {_CORE_REL, *(kind for kind, _ in _KINDS.values())}:
            parts.pop(relationship.get("Target", "").lstrip("/"), None)
            root.remove(relationship)
    for name, (kind, content_type) in _KINDS.items():
        _relate(root, kind, name)
        _declare(types, name, content_type)
    _declare(types, props, f"{_TYPES}-officedocument.customXmlProperties+xml")
    _relate(document, f"{_REL}/customXml", f"../{item}")
    fixed = {
        CONTENT_TYPES: _text(types),
        ROOT_RELS: _text(root),
        DOCUMENT_RELS: _text(document),
        props: _store_item(),
        f"customXml/_rels/item{number}.xml.rels": _item_rels(number),
    }
    for name in fixed:
        parts.pop(name, None)
    return fixed, item


def refuse_dangers(parts: dict[str, bytes]) -> None:
    """No macros, and nothing that Word would fetch when the document opens."""
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise BadPackageError("tệp có macro.")
    for name, data in parts.items():
        if not name.endswith(".rels"):
            continue
        for relationship in _parse(data):
            if relationship.get("TargetMode") == "External" and not relationship.get("Type", "").endswith(
                "/hyperlink"
            ):
                raise BadPackageError(f"tệp liên kết ra ngoài tới “{relationship.get('Target', '')[:80]}”.")


def _drop_snapshots(parts: dict[str, bytes]) -> None:
    stale = [
        n
        for n, data in parts.items()
        if n.startswith("customXml/item") and SNAPSHOT_NAMESPACE.encode() in data
    ]
    for name in stale:
        rels = f"customXml/_rels/{posixpath.basename(name)}.rels"
        props = [f"customXml/{r.get('Target')}" for r in _parse(parts[rels])] if rels in parts else []
        for gone in (name, rels, *props):
            parts.pop(gone, None)
        document, types = _parse(parts[DOCUMENT_RELS]), _parse(parts[CONTENT_TYPES])
        _remove(document, "Target", {f"../{name}", f"/{name}"})
        _remove(types, "PartName", {f"/{gone}" for gone in (name, *props)})
        parts[DOCUMENT_RELS], parts[CONTENT_TYPES] = _text(document).encode(), _text(types).encode()


def _remove(root: _Element, attribute: str, values: set[str]) -> None:
    for child in list(root):
        if child.get(attribute) in values:
            root.remove(child)


def _relate(root: _Element, kind: str, target: str) -> None:
    from lxml import etree

    used = {child.get("Id") for child in root}
    name = next(f"rId{n}" for n in range(1, 10000) if f"rId{n}" not in used)
    etree.SubElement(root, f"{{{_PKG}/relationships}}Relationship", Id=name, Type=kind, Target=target)


def _declare(types: _Element, name: str, content_type: str) -> None:
    from lxml import etree

    _remove(types, "PartName", {f"/{name}"})
    etree.SubElement(
        types, f"{{{_PKG}/content-types}}Override", PartName=f"/{name}", ContentType=content_type
    )


def _parse(data: bytes) -> _Element:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _text(root: _Element) -> str:
    from lxml import etree

    return HEAD + etree.tostring(root, encoding="unicode")


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _store_item() -> str:
    schema = f'<ds:schemaRefs><ds:schemaRef ds:uri="{SNAPSHOT_NAMESPACE}"/></ds:schemaRefs>'
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    attributes = f'xmlns:ds="{namespace}" ds:itemID="{_STORE_ITEM}"'
    return f"{HEAD}<ds:datastoreItem {attributes}>{schema}</ds:datastoreItem>"


def _item_rels(number: int) -> str:
    kind = f'Type="{_REL}/customXmlProps" Target="itemProps{number}.xml"'
    return (
        f'{HEAD}<Relationships xmlns="{_PKG}/relationships"><Relationship Id="rId1" {kind}/></Relationships>'
    )
