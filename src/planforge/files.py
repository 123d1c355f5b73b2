"""A file on disk is the whole old one or the whole new one, whatever stops the program in between."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planforge.errors import OutputError


@contextmanager
def staging(path: Path) -> Iterator[Path]:
    """An empty file of a name nobody else has, beside ``path``, to be filled and renamed; gone afterwards if it
    was not. Raises ``OSError``.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.", suffix=".tmp")
    os.close(handle)
    temporary = Path(name)
    try:
        temporary.chmod(0o666 & ~_umask())
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


@contextmanager
def staged(path: Path, data: bytes | Iterable[bytes]) -> Iterator[Path]:
    """``data`` (whole, or in pieces) synced under such a name. Raises ``OSError``."""
    with staging(path) as temporary:
        with temporary.open("wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary


def replace_with(path: Path, data: bytes) -> None:
    """``path`` holds ``data`` afterwards, its folder made if need be; else it is as it was. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with staged(path, data) as temporary:
        temporary.replace(path)


def not_written(path: Path, error: OSError) -> OutputError:
    """What to tell when the disk refused."""
    return OutputError(
        f"Không ghi được tệp {path}: {error.strerror or error}.",
        "Chưa có gì bị thay đổi trên đĩa.",
        "Hãy kiểm tra thư mục có tồn tại, còn chỗ trống và cho phép ghi.",
    )


def _umask() -> int:
    """The process's mask; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
