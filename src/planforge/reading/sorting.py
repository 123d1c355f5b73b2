"""What a file is, by its content, and the reader for it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from planforge.document.source import SourceDocument
from planforge.errors import UnreadableError, UnsupportedError

Kind = Literal["docx", "odt", "word97", "rtf", "pdf", "html", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODT = b"application/vnd.oasis.opendocument.text"
_TAGS = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|meta|p|span|h[1-6])\b", re.IGNORECASE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_OTHER_OFFICE = {"xl/workbook.xml": "bảng tính Excel", "ppt/presentation.xml": "bài trình chiếu PowerPoint"}
_SENSIBLE = "Hãy đưa vào tệp .docx, .pdf có lớp chữ, .html hoặc .txt."


def read_bytes(data: bytes, name: str) -> SourceDocument:
    """The document in ``data``, read by the reader its content asks for."""
    document = _read(kind_of(data, name), data, name)
    from planforge.reading.legacy_fonts import refuse_legacy_text

    refuse_legacy_text(document)
    return document


def kind_of(data: bytes, name: str) -> Kind:
    """What the content is; refuses what planforge cannot read, and says what it is."""
    head = data[:4096]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _zipped(data, name)
    if head.startswith(_OLE):
        return _compound(data, name)
    if start.startswith(b"{\\rtf"):
        return "rtf"
    _refuse_other(head, name)
    if start.startswith(b"<") and _TAGS.search(head):
        return "html"
    if start.startswith(b"<?xml"):
        raise _unsupported(name, "tệp XML không phải trang web")
    if PurePath(name).suffix.lower() in (".html", ".htm", ".xhtml"):
        return "html"
    return "text"


def is_text(head: bytes, name: str) -> bool:
    """Whether a file that begins so is plain text."""
    return not head.startswith((b"PK", _OLE)) and kind_of(head, name) == "text"


def _read(kind: Kind, data: bytes, name: str) -> SourceDocument:
    if kind == "docx":
        from planforge.reading.docx import read_docx

        return read_docx(data, name)
    if kind == "pdf":
        from planforge.reading.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "html":
        from planforge.reading.html import read_html

        return read_html(data, name)
    if kind == "text":
        from planforge.reading.plain import read_text

        return read_text(data, name)
    from planforge.reading.office import read_through_office

    return read_through_office(data, name, {"odt": ".odt", "word97": ".doc", "rtf": ".rtf"}[kind])


def _zipped(data: bytes, name: str) -> Kind:
    from planforge.reading.package import open_package

    package = open_package(data, name)
    for part, what in _OTHER_OFFICE.items():
        if part in package.entries:
            raise _unsupported(name, what)
    if "mimetype" in package.entries and (package.part("mimetype") or b"").startswith(_ODT):
        return "odt"
    if "[Content_Types].xml" not in package.entries:
        raise _unsupported(name, "tệp nén, không phải văn bản Word")
    return "docx"


def _compound(data: bytes, name: str) -> Kind:
    """Word 97 and a locked .docx share one container; the names of its streams tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError(
            f"{name} được đặt mật khẩu.",
            "Nội dung bị mã hóa nên không đọc được.",
            "Hãy mở bằng Word, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu) rồi lưu lại.",
        )
    if "WordDocument".encode("utf-16-le") not in data:
        raise _unsupported(name, "tệp Office 97-2003 nhưng không phải văn bản Word, hoặc đã bị cắt ngắn")
    return "word97"


def _refuse_other(head: bytes, name: str) -> None:
    if head.startswith(_PICTURES):
        raise UnsupportedError(
            f"{name} là tệp ảnh.",
            "Ảnh chụp không có chữ để đọc.",
            "Hãy dùng bản gốc .docx, hoặc nhận dạng chữ (OCR) trước.",
        )
    if head.startswith(_ARCHIVES):
        raise _unsupported(name, "tệp nén")
    if head[:200].lower().startswith((b"mime-version:", b"from: <saved by")):
        raise _unsupported(name, "trang web lưu kiểu một tệp (.mht)")


def _unsupported(name: str, what: str) -> UnsupportedError:
    return UnsupportedError(f"{name} là {what}.", "planforge không đọc được loại tệp này.", _SENSIBLE)
