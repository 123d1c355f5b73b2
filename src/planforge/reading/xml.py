"""XML from strangers: no DTD, no entities, no network, bounded depth, text and number of nodes."""

from __future__ import annotations

from lxml import etree

from planforge.errors import UnreadableError

Element = etree._Element

_MAX_MARKS = 2_500_000
"""Tags and quotes in one part: what bounds the memory of the tree (about 240 bytes each at worst)."""

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def parse_xml(data: bytes, name: str, part: str) -> Element:
    """The root element. Raises :class:`UnreadableError` naming the file and the part."""
    if sum(map(data.count, (b"<", b'"', b"'"))) > _MAX_MARKS:
        raise _refused(name, part, "có quá nhiều thẻ", "Dựng cả cây XML sẽ làm hết bộ nhớ")
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    doctype = b"<!DOCTYPE" in data
    try:
        root = None if doctype else etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused(name, part, *_reason(str(error))) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise _refused(name, part, "có khai báo DOCTYPE", "Khai báo này có thể kéo tệp khác vào hoặc làm treo máy")
    return root


def _reason(message: str) -> tuple[str, str]:
    if "depth" in message:
        return "lồng quá nhiều lớp", "Không văn bản thật nào lồng sâu như vậy"
    if "huge" in message.lower() or "limit" in message.lower() or "too long" in message:
        return "có một đoạn chữ dài hơn 10 MB", "Không văn bản thật nào có đoạn dài như vậy"
    return "không đúng ngữ pháp XML", "Tệp bị hỏng hoặc không do phần mềm soạn thảo ghi ra"


def _refused(name: str, part: str, found: str, why: str) -> UnreadableError:
    return UnreadableError(
        f"{name}: phần {part} {found}.", f"{why}.", "Hãy mở bằng Word, lưu lại thành .docx rồi thử lại."
    )
