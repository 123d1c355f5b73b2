"""Giving updated files their names: only over the very bytes that were read, the state before kept to go back to."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from planforge.files import not_written
from planforge.regeneration.fingerprints import of_bytes
from planforge.regeneration.jobs import Done
from planforge.regeneration.manifest import WORKSPACE

PREVIOUS = f"{WORKSPACE}/truoc"
"""Where each file of the last update that wrote anything lies as it was before."""


def hindrance(folder: Path, stage: str, done: Done) -> str:
    """Why the staged file may not get its name now; empty when it may."""
    path = folder / done.staged
    waiting = folder / stage / done.staged
    if _digest(waiting) != done.output:
        return "Tệp vừa ghi đọc lại thấy khác; tệp cũ được giữ nguyên. Hãy kiểm tra ổ đĩa rồi chạy lại."
    if path.name != done.updated.path.name:
        return f"{path.name} vừa có ai lập; không ghi đè. Hãy chạy lại." if path.exists() else ""
    if _digest(path) != done.read:
        return "Tệp vừa được lưu lại trong lúc cập nhật; giữ bản mới lưu. Hãy chạy lại lệnh."
    if not path.stat().st_mode & 0o222:
        return "Tệp đặt chỉ đọc nên không sửa. Hãy bỏ thuộc tính chỉ đọc rồi chạy lại."
    if owner := _open_in(path):
        return f"Tệp đang mở trong Word hoặc LibreOffice. Hãy đóng tệp rồi chạy lại; nếu không ai mở thì xóa {owner}."
    return ""


def publish(folder: Path, stage: str, done: Done) -> Path | None:
    """One rename; what stood under the name stays in :data:`PREVIOUS`, whose path is given. Raises ``OutputError``."""
    path, waiting = folder / done.staged, folder / stage / done.staged
    try:
        if path.name != done.updated.path.name:
            waiting.rename(path)
            return None
        shutil.copymode(path, waiting)
        before = _kept(path, folder / PREVIOUS / path.name)
        waiting.replace(path)
    except OSError as error:
        raise not_written(path, error) from error
    return before


def _kept(path: Path, previous: Path) -> Path:
    """The old bytes under another name: a link costs nothing, where there are none a copy."""
    previous.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        previous.unlink()
    try:
        previous.hardlink_to(path)
    except OSError:
        shutil.copy2(path, previous)
    return previous


def _digest(path: Path) -> str:
    try:
        return of_bytes(path.read_bytes())
    except OSError:
        return ""


def _open_in(path: Path) -> str:
    """The mark a word processor leaves beside a file it holds open; Word cuts two letters off longer names."""
    marks = (f".~lock.{path.name}#", f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}")
    return next((mark for mark in marks if (path.parent / mark).exists()), "")
