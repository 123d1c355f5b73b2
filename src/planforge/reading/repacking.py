"""A package with some parts changed: every other entry keeps its compressed bytes, order and date."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from planforge.reading.package import Package

_UTF8 = 0x800
_LOCAL = "<4s5H3I2H"
_CENTRAL = "<4s4B4HL2L5H2L"


class _Entry(NamedTuple):
    name: bytes
    flags: int
    method: int
    stamp: tuple[int, int]
    checksum: int
    size: int
    packed: bytes
    attributes: int = 0
    system: int = 0


def repacked(package: Package, parts: Mapping[str, bytes]) -> bytes:
    """The zip with ``parts`` in place of, or after, what was there."""
    entries = [
        _new(info.filename, parts[info.filename], _stamp(info)) if info.filename in parts else _kept(package, info)
        for info in package.entries.values()
    ]
    entries += [_new(name, data, (0, 0x21)) for name, data in parts.items() if name not in package.entries]
    body, directory, offset = [], [], 0
    for entry in entries:
        sizes = (entry.checksum, len(entry.packed), entry.size)
        time, day = entry.stamp
        local = (b"PK\x03\x04", 20, entry.flags, entry.method, time, day, *sizes, len(entry.name), 0)
        body += [struct.pack(_LOCAL, *local), entry.name, entry.packed]
        central = (b"PK\x01\x02", 20, entry.system, 20, 0, entry.flags, entry.method, time, day, *sizes)
        tail = (len(entry.name), 0, 0, 0, 0, entry.attributes, offset)
        directory += [struct.pack(_CENTRAL, *central, *tail), entry.name]
        offset += struct.calcsize(_LOCAL) + len(entry.name) + len(entry.packed)
    listing = b"".join(directory)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(entries), len(entries), len(listing), offset, 0)
    return b"".join((*body, listing, end))


def _kept(package: Package, info: zipfile.ZipInfo) -> _Entry:
    """The entry as it lies in the file. Its header is written anew, without the trailer some writers add."""
    name_length, extra = struct.unpack_from("<2H", package.data, info.header_offset + 26)
    start = info.header_offset + 30 + name_length + extra
    packed = package.data[start : start + info.compress_size]
    name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")
    flags = info.flag_bits & ~0x8
    attributes, system = info.external_attr, info.create_system
    return _Entry(name, flags, info.compress_type, _stamp(info), info.CRC, info.file_size, packed, attributes, system)


def _new(name: str, data: bytes, stamp: tuple[int, int]) -> _Entry:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    flags = 0 if name.isascii() else _UTF8
    return _Entry(name.encode(), flags, 8, stamp, zlib.crc32(data), len(data), packed)


def _stamp(info: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
