"""One batch or update at a time in a folder: the system lets go of the lock when its process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planforge.errors import OutputError
from planforge.regeneration.manifest import WORKSPACE

_held: list[int] = []


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """The lock of ``folder``. Raises ``OutputError`` when another run holds it or the folder refuses."""
    path = folder / WORKSPACE / "lock"
    new = not path.parent.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(
            f"Không ghi được vào thư mục {folder}: {error.strerror or error}.", "Chưa có gì bị thay đổi trên đĩa.",
            "Hãy kiểm tra thư mục có phải là thư mục, còn chỗ trống và cho phép ghi.",
        ) from error  # fmt: skip
    _held.append(handle)
    try:
        _lock(handle, folder)
        yield
    finally:
        _held.remove(handle)
        os.close(handle)
        if new:
            _tidy(path)


def let_go() -> None:
    """For a process forked off the holder: the lock is the parent's alone and ends with it."""
    while _held:
        os.close(_held.pop())


def _tidy(lock: Path) -> None:
    """No workspace stays where there was none and nothing is to be remembered."""
    with suppress(OSError):
        if [path.name for path in lock.parent.iterdir()] == [lock.name]:
            lock.unlink()
            lock.parent.rmdir()


def _lock(handle: int, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: an open file cannot be replaced there, which is lock enough.
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OutputError(
            f"Một lần chạy khác đang ghi vào {folder}.", "Hai lần chạy cùng lúc sẽ lẫn sổ theo dõi.",
            "Hãy đợi lần kia xong rồi chạy lại.",
        ) from error  # fmt: skip
