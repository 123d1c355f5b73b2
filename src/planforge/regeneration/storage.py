"""Where outputs go: a small interface, and folders on this machine.

Names are relative, with ``/``. A reader sees a whole file under its name or none. ``stage`` is cheap and promises
nothing until ``settle``, which asks the file system once for a whole chunk: on a busy disk a sync of each file took
longer than making it. Only what is settled is recorded and published, so a power cut leaves no torn file under a final
name either. ``publish`` is one rename.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from planforge.errors import OutputError
from planforge.files import replace_with


class Storage(Protocol):
    """What a batch needs of a place to write to. Every method raises ``OutputError`` where the place refuses."""

    def read(self, name: str) -> bytes | None:
        """The whole content; None when there is no such file."""

    def names(self, folder: str) -> list[str]:
        """Files directly in ``folder``, sorted; none when it does not exist."""

    def write(self, name: str, data: bytes) -> None:
        """Whole and lasting, or not at all."""

    def append(self, name: str, data: bytes) -> None:
        """Adds to the end, lasting when it returns; a killed process may leave a torn tail."""

    def stage(self, name: str, data: bytes) -> None:
        """Writes a file that nobody reads before it is settled and published."""

    def settle(self, names: Iterable[str]) -> None:
        """Makes staged files last."""

    def publish(self, staged: str, name: str) -> None:
        """Gives a staged file its final name, replacing what stood there."""

    def remove(self, name: str) -> None:
        """Deletes a file or an emptied folder with what is in it; nothing happens when there is none."""


@dataclass(frozen=True, slots=True)
class LocalStorage:
    """A folder on this machine; travels to worker processes as its path."""

    root: Path

    def read(self, name: str) -> bytes | None:
        """The whole content; None when there is no such file."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _refused(self.root / name, error, "đọc") from error

    def names(self, folder: str) -> list[str]:
        """Files and folders directly in ``folder``, sorted; none when it does not exist."""
        try:
            return sorted(path.name for path in (self.root / folder).iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _refused(self.root / folder, error, "đọc") from error

    def write(self, name: str, data: bytes) -> None:
        """Temporary name in the same folder, synced, renamed, the folder synced."""
        path = self.root / name
        try:
            replace_with(path, data)
            _sync_folder(path.parent)
        except OSError as error:
            raise _refused(path, error) from error

    def append(self, name: str, data: bytes) -> None:
        """Adds to the end and syncs."""
        path = self.root / name
        try:
            with path.open("ab") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _refused(path, error) from error

    def stage(self, name: str, data: bytes) -> None:
        """A plain write."""
        path = self.root / name
        try:
            try:
                path.write_bytes(data)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        except OSError as error:
            raise _refused(path, error) from error

    def settle(self, names: Iterable[str]) -> None:
        """One sync of the file system where it can be asked for, else one of each file."""
        names = list(names)
        if not names or _sync_system(self.root):
            return
        for name in names:
            try:
                handle = os.open(self.root / name, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)
            except OSError as error:
                raise _refused(self.root / name, error) from error

    def publish(self, staged: str, name: str) -> None:
        """One rename."""
        try:
            (self.root / staged).replace(self.root / name)
        except OSError as error:
            raise _refused(self.root / name, error) from error

    def remove(self, name: str) -> None:
        """Deletes a file, or a folder with what is in it."""
        import shutil

        path = self.root / name
        if path.is_dir() and not path.is_symlink():
            # A worker orphaned by a kill may write one more file while we clear; the second pass takes it.
            for _ in range(3):
                shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


@dataclass(frozen=True, slots=True)
class LookingStorage(LocalStorage):
    """The same folder for one who only looks: nothing is written."""

    def write(self, name: str, data: bytes) -> None:
        """Nothing."""

    def append(self, name: str, data: bytes) -> None:
        """Nothing."""

    def stage(self, name: str, data: bytes) -> None:
        """Nothing."""

    def settle(self, names: Iterable[str]) -> None:
        """Nothing."""

    def publish(self, staged: str, name: str) -> None:
        """Nothing."""

    def remove(self, name: str) -> None:
        """Nothing."""


def _refused(path: Path, error: OSError, verb: str = "ghi") -> OutputError:
    return OutputError(
        f"Không {verb} được {path}: {error.strerror or error}.",
        "Việc dừng ở đây; tệp đã ghi xong vẫn nguyên vẹn và có trong sổ theo dõi.",
        "Hãy kiểm tra thư mục có tồn tại, còn chỗ trống và cho phép ghi, rồi chạy lại cùng lệnh để làm tiếp.",
    )


def _sync_system(folder: Path) -> bool:
    """Linux's ``syncfs``; False where there is none."""
    import ctypes

    try:
        sync = ctypes.CDLL(None).syncfs
        handle = os.open(folder, os.O_RDONLY)
    except (AttributeError, OSError, TypeError):
        return False
    try:
        return bool(sync(handle) == 0)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Makes a rename last; systems that cannot open folders do not need it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
