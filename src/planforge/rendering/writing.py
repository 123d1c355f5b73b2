"""Put bytes on disk so that a reader sees the whole file or none of it (design: nothing lost)."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from planforge.errors import OutputError
from planforge.files import not_written, staged
from planforge.rendering.package import BadPackageError, check_xml, read_package

_ZIPPED = {".docx", ".xlsx"}


def write_output(path: Path, data: bytes | Iterable[bytes], force: bool = False) -> None:
    """Write ``data``, whole or in pieces, to ``path``: temporary name, flushed, read back and verified, then renamed.

    Raises :class:`OutputError` when the file exists and ``force`` is off, ``path`` is a folder, or it cannot
    be written.
    """
    _refuse_target(path, force)
    meant = hashlib.sha256()
    try:
        with staged(path, _hashed(data, meant)) as temporary:
            _verify(temporary, meant.digest(), path.suffix.lower())
            _put(temporary, path, force)
    except OSError as error:
        raise not_written(path, error) from error


def _refuse_target(path: Path, force: bool) -> None:
    if path.is_dir():
        raise OutputError(
            f"{path} là một thư mục.", "Cần tên tệp để ghi.", "Hãy thêm tên tệp vào sau thư mục."
        )
    if path.exists() and not force:
        raise OutputError(
            f"Tệp {path} đã có.", "Ghi đè có thể làm mất phần người khác đã sửa.",
            "Hãy chọn tên khác, hoặc thêm --force nếu chắc chắn ghi đè.",
        )  # fmt: skip


def _put(temporary: Path, path: Path, force: bool) -> None:
    """Rename; without ``force`` through a hard link, which fails when another process was faster."""
    if force:
        temporary.replace(path)
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        _refuse_target(path, force)
    except OSError:
        # Some file systems have no hard links.
        _refuse_target(path, force)
        temporary.replace(path)


def _hashed(data: bytes | Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for piece in (data,) if isinstance(data, bytes) else data:
        digest.update(piece)
        yield piece


def _verify(written: Path, meant: bytes, suffix: str) -> None:
    """What is on disk is what was meant, and a zip with well-formed XML where it should be one."""
    with written.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").digest()
    if found != meant:
        raise _unfit("đọc lại thấy khác với nội dung đã ghi.")
    if suffix in _ZIPPED:
        check_whole(written.read_bytes())


def check_whole(data: bytes) -> None:
    """A package whose parts are well-formed. Raises :class:`OutputError`."""
    try:
        for name, part in read_package(data).items():
            if name.endswith((".xml", ".rels")):
                check_xml(part)
    except (BadPackageError, zipfile.BadZipFile) as error:
        raise _unfit(str(error)) from error


def _unfit(what: str) -> OutputError:
    return OutputError(
        f"Tệp vừa ghi không đạt khi kiểm tra lại: {what}", "Tệp hỏng không được thay cho tệp cũ.",
        "Hãy thử lại; nếu vẫn lỗi, hãy báo cho người phát triển.",
    )
