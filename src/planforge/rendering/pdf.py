"""The .docx as PDF through LibreOffice, in a profile of its own so that a running office is left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from planforge.errors import MissingToolError, OutputError

_TIMEOUT = 120
_NAMES = ("soffice", "libreoffice")


def render_pdf(docx: bytes, *, epoch: int | None = None, timeout: float = _TIMEOUT) -> bytes:
    """The PDF of that document. ``epoch``: seconds since 1970 that LibreOffice notes as its date, for same
    bytes.
    """
    program = next((path for path in map(shutil.which, _NAMES) if path), None)
    if program is None:
        raise MissingToolError(
            "Không tìm thấy LibreOffice trên máy.", "PDF được tạo bằng LibreOffice.",
            "Hãy cài LibreOffice Writer từ https://www.libreoffice.org rồi thử lại.",
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="planforge-") as folder:
        return _convert(program, Path(folder), docx, epoch, timeout)


def _convert(program: str, folder: Path, docx: bytes, epoch: int | None, timeout: float) -> bytes:
    source, target = folder / "van-ban.docx", folder / "van-ban.pdf"
    source.write_bytes(docx)
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore",
               "--convert-to", "pdf", "--outdir", str(folder), str(source)]  # fmt: skip
    clock = {} if epoch is None else {"SOURCE_DATE_EPOCH": str(epoch)}
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=timeout, env={**os.environ, **clock})
        return target.read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise OutputError(
            "LibreOffice không tạo được PDF.", "Chương trình dừng giữa chừng hoặc quá thời gian chờ.",
            "Hãy thử lại, hoặc tạo .docx rồi lưu PDF bằng Word.",
        ) from error  # fmt: skip
