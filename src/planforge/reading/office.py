"""Word 97, RTF and OpenDocument through LibreOffice: converted to .docx in a throw-away profile, then read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from planforge.document.source import SourceDocument
from planforge.errors import MissingToolError, UnreadableError

_NAMES = ("soffice", "libreoffice")
_SECONDS = 90.0
_NOTE = "Đã chuyển từ định dạng cũ bằng LibreOffice; vị trí đoạn có thể lệch so với tệp gốc."

_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
"""No macros, no links followed: the file comes from strangers."""


def read_through_office(data: bytes, name: str, suffix: str) -> SourceDocument:
    """The document after conversion. Raises :class:`MissingToolError` without LibreOffice."""
    from planforge.reading.docx import read_docx

    program = next((path for path in map(shutil.which, _NAMES) if path), None)
    if program is None:
        raise MissingToolError(
            f"{name} là tệp {suffix}, cần LibreOffice để đọc.",
            "Không tìm thấy LibreOffice trên máy.",
            "Hãy cài LibreOffice Writer, hoặc mở bằng Word rồi lưu lại thành .docx.",
        )
    with tempfile.TemporaryDirectory(prefix="planforge-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, Path(folder), data, suffix)
    if converted is None:
        raise UnreadableError(
            f"LibreOffice không mở được {name}.",
            "Tệp bị hỏng, được đặt mật khẩu, hoặc chuyển đổi quá thời gian chờ.",
            "Hãy mở bằng Word rồi lưu lại thành .docx.",
        )
    document = read_docx(converted, name, kind="doc")
    return replace(document, notes=(*document.notes, _NOTE))


def _convert(program: str, folder: Path, data: bytes, suffix: str) -> bytes | None:
    source, out = folder / f"van-ban{suffix}", folder / "ra"
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    source.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML"),
        *("--outdir", str(out), str(source)),
    ]
    try:
        _run(command)
        return (out / "van-ban.docx").read_bytes()
    except (subprocess.SubprocessError, OSError):
        return None


def _run(command: list[str]) -> None:
    """In a group of its own, because the program starts another one that must end with it."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        raise


def _registry() -> str:
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )
