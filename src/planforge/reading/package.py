"""The zip around a .docx, opened with suspicion: entries counted, sizes bounded, names kept inside."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import NamedTuple

from planforge.errors import UnreadableError
from planforge.reading.broken_zip import BROKEN_ZIP
from planforge.reading.xml import Element, parse_xml

_MAX_ENTRIES = 5_000
_MAX_TOTAL = 1024 * 1024 * 1024
_MAX_PART = 64 * 1024 * 1024
_MAX_RATIO, _RATIO_FROM = 250, 16 * 1024 * 1024
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relation(NamedTuple):
    """One relationship: the last word of its type and the part it points at."""

    type: str
    target: str


@dataclass(frozen=True)
class Package:
    """The parts of a document by name; each is read when asked for."""

    name: str
    data: bytes
    entries: dict[str, zipfile.ZipInfo]

    @cached_property
    def signed(self) -> bool:
        """A digital signature travels inside."""
        return any(entry.lower().startswith("_xmlsignatures/") for entry in self.entries)

    def part(self, path: str) -> bytes | None:
        """The bytes of that part; None when there is none."""
        entry = self.entries.get(path)
        if entry is None:
            return None
        try:
            with zipfile.ZipFile(BytesIO(self.data)) as archive, archive.open(entry) as stream:
                data = stream.read(_MAX_PART + 1)
        except BROKEN_ZIP as error:
            raise _damaged(self.name) from error
        if len(data) > _MAX_PART:
            raise _bomb(self.name, f"phần {path} bung ra hơn {_MAX_PART >> 20} MB")
        return data

    def xml(self, path: str) -> Element | None:
        """The root of that part; None when there is no such part."""
        data = self.part(path)
        return None if data is None else parse_xml(data, self.name, path)

    def relations(self, path: str) -> dict[str, Relation]:
        """What the part points at inside the package, by relationship id (external targets are left out)."""
        folder, file = posixpath.split(path)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for item in root.iter(RELATIONS) if root is not None else ():
            target = item.get("Target", "")
            if item.get("TargetMode") != "External" and target:
                inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[item.get("Id", "")] = Relation(item.get("Type", "").rpartition("/")[2], inside)
        return found


def open_package(data: bytes, name: str) -> Package:
    """The package in ``data``. Raises :class:`UnreadableError` for anything but a whole, plain, small zip."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except BROKEN_ZIP as error:
        raise _damaged(name) from error
    _refuse_bomb(entries, name)
    _refuse_names([entry.filename for entry in entries], name)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableError(
            f"{name} được đặt mật khẩu.",
            "Nội dung bị mã hóa nên không đọc được.",
            "Hãy mở bằng phần mềm đã tạo tệp, bỏ mật khẩu rồi lưu lại.",
        )
    return Package(name, data, {entry.filename: entry for entry in entries})


def _refuse_bomb(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > _MAX_ENTRIES:
        raise _bomb(name, f"có {len(entries)} phần, nhiều hơn {_MAX_ENTRIES}")
    total = sum(entry.file_size for entry in entries)
    if total > _MAX_TOTAL:
        raise _bomb(name, f"bung ra {total >> 20} MB")
    packed = sum(entry.compress_size for entry in entries)
    if total > _RATIO_FROM and total > _MAX_RATIO * max(1, packed):
        raise _bomb(name, f"bung ra gấp {total // max(1, packed)} lần")


def _refuse_names(names: list[str], name: str) -> None:
    for entry in names:
        if entry.startswith(("/", "\\")) or ":" in entry or ".." in entry.replace("\\", "/").split("/"):
            raise UnreadableError(
                f"{name} có phần mang tên trỏ ra ngoài tệp: {entry[:80]!a}.",
                "Word không bao giờ ghi như vậy; tệp có thể được làm giả để ghi đè tệp khác.",
                "Không mở tệp này; hãy hỏi lại nơi gửi.",
            )
    if len(set(names)) != len(names):
        raise UnreadableError(
            f"{name} có hai phần trùng tên.",
            "Mỗi phần mềm có thể đọc một phần khác nhau, nên không biết đâu là nội dung thật.",
            "Không dùng tệp này; hãy hỏi lại nơi gửi.",
        )


def _bomb(name: str, what: str) -> UnreadableError:
    return UnreadableError(
        f"{name} {what}.",
        "Tệp nén kiểu này có thể làm hết bộ nhớ của máy.",
        "Không mở tệp này; hãy hỏi lại nơi gửi, hoặc lưu lại bằng Word rồi thử lại.",
    )


def _damaged(name: str) -> UnreadableError:
    return UnreadableError(
        f"{name} bị hỏng hoặc bị cắt ngắn.",
        "Tệp .docx là một tệp nén và phần nén không còn nguyên vẹn.",
        "Hãy tải lại hoặc xin lại tệp; nếu Word mở được thì lưu lại rồi thử lại.",
    )
