"""The plan that planforge put inside a .docx, read back. Input is hostile: sizes are limited, no DTD, no docx
library.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from planforge.document.canonical import from_json
from planforge.document.tree import Plan
from planforge.errors import PlanforgeError
from planforge.reading.broken_zip import BROKEN_ZIP

NAMESPACE = "urn:planforge:plan:1"
_MAX_FILE = 64 * 1024 * 1024
_MAX_SNAPSHOT = 16 * 1024 * 1024
_MAX_ITEMS = 50
_KEEP = "Văn bản vẫn đọc được bằng Word; chỉ không cập nhật tự động được."


def read_snapshot(source: Path | bytes) -> Plan:
    """The plan inside the file. Raises :class:`PlanforgeError` when there is none or it is broken."""
    name = "tệp" if isinstance(source, bytes) else str(source)
    texts = [text for part in _items(source, name) if (text := _plan_text(part)) is not None]
    if not texts:
        raise PlanforgeError(
            f"{name} không mang bản gốc của kế hoạch.",
            "Tệp không do planforge tạo, hoặc phần dữ liệu kèm theo đã bị gỡ khi lưu bằng phần mềm khác.",
            "Hãy dùng tệp do planforge tạo, hoặc tạo lại kế hoạch từ văn bản chỉ đạo.",
        )
    try:
        return from_json(texts[-1])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PlanforgeError(f"Bản gốc trong {name} bị hỏng.", _KEEP, "Hãy lấy lại tệp gốc.") from error


def _items(source: Path | bytes, name: str) -> list[bytes]:
    """The custom XML parts, each no larger than allowed."""
    try:
        data = source if isinstance(source, bytes) else _read(source)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [i for i in archive.infolist() if i.filename.startswith("customXml/item")]
            members = [i for i in members if i.filename.endswith(".xml") and "itemProps" not in i.filename]
            if len(members) > _MAX_ITEMS or sum(i.file_size for i in members) > _MAX_SNAPSHOT:
                raise PlanforgeError(f"{name} mang dữ liệu kèm theo quá lớn.", _KEEP, "Hãy lấy lại tệp gốc.")
            return [archive.read(i) for i in sorted(members, key=lambda i: i.filename)]
    except BROKEN_ZIP as error:
        raise PlanforgeError(
            f"Không mở được {name}.",
            "Tệp không phải .docx nguyên vẹn, hoặc được đặt mật khẩu.",
            "Hãy kiểm tra lại tệp.",
        ) from error


def _read(path: Path) -> bytes:
    if path.stat().st_size > _MAX_FILE:
        raise ValueError("file too large")
    return path.read_bytes()


def _plan_text(data: bytes) -> str | None:
    """The text of our root element; None for any other XML, and for XML with a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    names: list[str] = []
    texts: list[str] = []
    doctypes: list[str] = []
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, _: names.append(name)
    parser.CharacterDataHandler = texts.append
    parser.StartDoctypeDeclHandler = lambda *_: doctypes.append("")
    parser.EntityDeclHandler = lambda *_: doctypes.append("")
    try:
        for start in range(0, len(data), 65536):
            parser.Parse(data[start : start + 65536], False)
            if doctypes or (names and names[0] != f"{NAMESPACE} plan"):
                return None
        parser.Parse(b"", True)
    except expat.ExpatError:
        return None
    return "".join(texts) if names == [f"{NAMESPACE} plan"] else None
