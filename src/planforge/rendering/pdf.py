"""The .docx as PDF through LibreOffice, in a profile of its own so that a running office is left alone."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from planforge.errors import MissingToolError, OutputError

_TIMEOUT = 120.0
_NAMES = ("soffice", "libreoffice")
_DATES = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}")
_MARKS = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


def render_pdf(docx: bytes, *, day: date | None = None, timeout: float = _TIMEOUT) -> bytes:
    """The PDF of that document; with ``day`` as its date, the same document gives the same bytes.

    The same bytes need the same LibreOffice and fonts; those are the machine's, not ours.
    """
    program = next((path for path in map(shutil.which, _NAMES) if path), None)
    if program is None:
        raise MissingToolError(
            "Không tìm thấy LibreOffice trên máy.",
            "PDF được tạo bằng LibreOffice.",
            "Hãy cài LibreOffice Writer từ https://www.libreoffice.org rồi thử lại.",
        )
    with tempfile.TemporaryDirectory(prefix="planforge-") as folder:
        pdf = _convert(program, Path(folder), docx, timeout)
    return pdf if day is None else _dated(pdf, day)


def _convert(program: str, folder: Path, docx: bytes, timeout: float) -> bytes:
    source, target = folder / "van-ban.docx", folder / "van-ban.pdf"
    source.write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    job = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    try:
        subprocess.run([program, profile, *job], check=True, capture_output=True, timeout=timeout)
        return target.read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise OutputError(
            "LibreOffice không tạo được PDF.",
            "Chương trình dừng giữa chừng hoặc quá thời gian chờ.",
            "Hãy thử lại, hoặc tạo .docx rồi lưu PDF bằng Word.",
        ) from error


def _dated(pdf: bytes, day: date) -> bytes:
    """LibreOffice stamps the clock and marks derived from it; put the plan's date and a digest instead.

    Every replacement is as long as what it replaces, so that the offsets inside the file stay right.
    """
    stamped = _DATES.sub(lambda match: match[1] + day.strftime("%Y%m%d000000").encode(), pdf)
    body, trailer, marks = stamped.rpartition(b"trailer")
    digest = hashlib.sha256(body).hexdigest()[:32].upper().encode()
    return body + trailer + _MARKS.sub(digest, marks)
