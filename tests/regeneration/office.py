"""A real LibreOffice opens the file and saves it again."""

from __future__ import annotations

import subprocess
from pathlib import Path


def saved_again(data: bytes, folder: Path) -> bytes:
    """What LibreOffice makes of the file; its own profile, so that several may run."""
    folder.mkdir(parents=True, exist_ok=True)
    source, out = folder / "in.docx", folder / "out"
    source.write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx",
        "--outdir", str(out), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (out / "in.docx").read_bytes()
