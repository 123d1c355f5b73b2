"""The zip around a .docx: read with suspicion, written with the same bytes every time."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from planforge.reading.broken_zip import BROKEN_ZIP

CONTENT_TYPES = "[Content_Types].xml"
_MAX_MEMBERS = 1000
_MAX_BYTES = 64 * 1024 * 1024
_MAX_XML = 16 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DATE = 0x0021
"""1 January 1980, the first day a zip can name."""


class BadPackageError(Exception):
    """Not a package we open; the message is a Vietnamese sentence that says what was found."""


def read_package(data: bytes) -> dict[str, bytes]:
    """All parts by name. Raises :class:`BadPackageError` for anything but a whole, plain, reasonably small
    zip.
    """
    if data.startswith(_OLE):
        raise BadPackageError("tệp là Word 97-2003 (.doc) hoặc được đặt mật khẩu.")
    if not data.startswith(b"PK"):
        raise BadPackageError("tệp không phải .docx.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_bomb(archive.infolist())
            return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except BROKEN_ZIP as error:
        raise BadPackageError("tệp .docx bị hỏng, bị cắt ngắn hoặc được mã hóa.") from error


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    names = [info.filename for info in members]
    if len(names) > _MAX_MEMBERS or len(set(names)) != len(names):
        raise BadPackageError("tệp nén có quá nhiều phần hoặc có phần trùng tên.")
    if sum(info.file_size for info in members) > _MAX_BYTES:
        raise BadPackageError("tệp nén bung ra quá lớn (hơn 64 MB).")
    if any(info.file_size > _MAX_XML for info in members if info.filename.endswith((".xml", ".rels"))):
        raise BadPackageError("tệp có một phần XML quá lớn (hơn 16 MB).")
    if any(info.flag_bits & 0x1 for info in members):
        raise BadPackageError("tệp được đặt mật khẩu.")


def check_xml(data: bytes) -> None:
    """Raise :class:`BadPackageError` unless ``data`` is well-formed XML without a document type (no XXE, no
    bombs).
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadPackageError(f"XML không đúng ngữ pháp (dòng {error.lineno}).") from error


def _refuse_doctype(*_: object) -> None:
    raise BadPackageError("XML có khai báo DOCTYPE, không được phép.")


@dataclass(frozen=True, slots=True)
class Member:
    """One part as it stands in a zip: ``entry`` with its data, and what the directory says of it before its place."""

    name: str
    entry: bytes
    listing: bytes


def member(name: str, checksum: int, size: int, deflated: Sequence[bytes]) -> Member:
    """A part whose data are deflated, in one or more stretches; fixed date, no extra fields."""
    encoded, length = name.encode(), sum(map(len, deflated))
    facts = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, _DATE, checksum, length, size, len(encoded), 0)
    return Member(
        name, b"".join((b"PK\x03\x04", facts, encoded, *deflated)), b"PK\x01\x02\x14\x00" + facts + bytes(10)
    )


def deflate(name: str, data: bytes) -> Member:
    """A part ready to be written; static parts of a shell are deflated once and written many times."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return member(name, zlib.crc32(data), len(data), (packer.compress(data), packer.flush()))


def write_package(members: Iterable[Member]) -> bytes:
    """A zip of the members: content types first, then by name."""
    ordered = sorted(members, key=lambda one: (one.name != CONTENT_TYPES, one.name))
    directory, offset = [], 0
    for one in ordered:
        directory += [one.listing, offset.to_bytes(4, "little"), one.name.encode()]
        offset += len(one.entry)
    listing = b"".join(directory)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(ordered), len(ordered), len(listing), offset, 0)
    return b"".join((*(one.entry for one in ordered), listing, end))


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """A zip of raw parts."""
    return write_package(deflate(name, data) for name, data in parts.items())
