"""A copy of a digitally signed file without its signatures, which a changed text would make false."""

from __future__ import annotations

from lxml import etree

from planforge.reading.package import RELATIONS, Package
from planforge.rendering.package import CONTENT_TYPES, write_parts
from planforge.rendering.wiring import ROOT_RELS

_FOLDER = "_xmlsignatures/"


def unsigned(package: Package) -> bytes:
    """The package as a new file; as it is when nobody signed."""
    if not package.signed:
        return package.data
    kept = [name for name in package.entries if not name.lower().startswith(_FOLDER) and not name.endswith("/")]
    parts = {name: package.part(name) or b"" for name in kept}
    for name, attribute in ((ROOT_RELS, "Target"), (CONTENT_TYPES, "PartName")):
        root = package.xml(name)
        if root is None:
            continue
        for child in list(root):
            about = child.tag == RELATIONS or attribute == "PartName"
            if about and _FOLDER in child.get(attribute, "").lower():
                root.remove(child)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_parts(parts)
