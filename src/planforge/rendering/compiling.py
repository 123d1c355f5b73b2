"""Turn a shell into jinja sources with docxtpl's own patches. Slow and heavy, so done once per shell and kept
on disk.

docxtpl opens the shell, merges split runs and lifts ``{{p …}}`` out of its paragraph (``patch_xml``); it does
so for the document, its headers, footers and footnotes. What it renders after that is plain jinja, which is
why the engine needs neither docxtpl nor lxml once the sources are known. Two repairs docxtpl makes on the
rendered tree cannot apply: table grids (no loops inside tables) and numbers of drawings, which are static and
renumbered here.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from planforge.errors import TemplateError
from planforge.rendering import facts
from planforge.rendering.environment import shell_environment
from planforge.rendering.package import CONTENT_TYPES, BadPackageError, check_xml, read_package
from planforge.rendering.shell import Shell
from planforge.rendering.tagcheck import check_places, check_source, places
from planforge.rendering.wiring import DOCUMENT_RELS, HEAD, ROOT_RELS, refuse_dangers, wire

if TYPE_CHECKING:
    from lxml.etree import _Element

DOCUMENT, STYLES_PART = "word/document.xml", "word/styles.xml"
_SECTION = re.compile(r"<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_FIRST_DRAWING = 1001
"""docxtpl numbers the drawings of the body from here."""


def read_shell(data: bytes, name: str) -> Shell:
    """Everything the engine needs of the shell. Raises :class:`TemplateError` when it cannot be used."""
    try:
        parts = _checked_parts(data)
    except BadPackageError as error:
        raise TemplateError(
            f"Không mở được mẫu {name}: {error}",
            "Mẫu phải là tệp .docx nguyên vẹn, không mật khẩu, không macro.",
            "Hãy mở bằng Word, lưu lại dạng .docx rồi thử lại.",
        ) from error
    roots, sources = _patched(data)
    found = [place for part, root in roots.items() for place in places(part, root)]
    check_places(found)
    for part, source in sources.items():
        check_source(part, source, shell_environment())
    styles = _parse(parts[STYLES_PART])
    ids = facts.style_ids(styles)
    as_drawn = facts.sizes(styles, ids)
    facts.resize(styles, ids)
    fixed, snapshot = wire(parts)
    document, sections = roots[DOCUMENT], _SECTION.findall(sources[DOCUMENT])
    return Shell(
        sources=sources,
        fixed={"P14": fixed, "P13": {**fixed, STYLES_PART: _text(styles)}},
        style_ids=ids,
        sizes={"P14": as_drawn, "P13": facts.sizes(styles, ids)},
        room=facts.rooms(found, document),
        appendix_room=facts.text_width(facts.sections(document)[-1]),
        sections=(sections[0], sections[-1]),
        snapshot=snapshot,
        kept=tuple(sorted(part for part in parts if part not in sources and part not in fixed)),
        first_bookmark=facts.next_bookmark(document),
    )


def _checked_parts(data: bytes) -> dict[str, bytes]:
    parts = read_package(data)
    for needed in (CONTENT_TYPES, ROOT_RELS, DOCUMENT, DOCUMENT_RELS, STYLES_PART):
        if needed not in parts:
            raise BadPackageError(f"tệp thiếu phần {needed}.")
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            check_xml(content)
    refuse_dangers(parts)
    return parts


def _patched(data: bytes) -> tuple[dict[str, _Element], dict[str, str]]:
    """The parts that may hold tags: their trees as they are, and their sources as docxtpl patches them."""
    from docxtpl import DocxTemplate
    from lxml import etree

    template = DocxTemplate(BytesIO(data))
    template.init_docx()
    main = template.docx.part
    roots: dict[str, Any] = {DOCUMENT: main.element}
    _number_drawings(main.element)
    for relation in main.rels.values():
        if (
            relation.reltype.rsplit("/", 1)[-1] in ("header", "footer", "footnotes")
            and not relation.is_external
        ):
            roots[relation.target_part.partname.lstrip("/")] = _parse(relation.target_part.blob)
    sources = {
        part: template.patch_xml(etree.tostring(root, encoding="unicode")) for part, root in roots.items()
    }
    return roots, {part: HEAD + _keep_braces(source) for part, source in sources.items()}


def _keep_braces(source: str) -> str:
    """``{_{`` in a shell prints ``{{``, as with docxtpl; unlike there, never in a user's text."""
    for written, meant in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        source = source.replace(written, f"{{{{ '{meant}' }}}}")
    return source


def _number_drawings(root: _Element) -> None:
    path = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    for number, drawing in enumerate(root.iter(path), _FIRST_DRAWING):
        drawing.set("id", str(number))


def _parse(data: bytes) -> _Element:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _text(root: _Element) -> str:
    from lxml import etree

    return HEAD + etree.tostring(root, encoding="unicode")
