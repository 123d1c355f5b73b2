"""A real LibreOffice, for round trips. Without one the tests are skipped, unless PLANFORGE_REQUIRE_TOOLS=1."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
REQUIRED = os.environ.get("PLANFORGE_REQUIRE_TOOLS") == "1"
needs_office = pytest.mark.skipif(SOFFICE is None and not REQUIRED, reason="LibreOffice is not installed")


def saved_as(data: bytes, suffix: str, folder: Path, source: str = "docx", options: str = "") -> bytes:
    """The document saved again by LibreOffice in another format."""
    assert SOFFICE, "LibreOffice is required"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"in.{source}").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    job = [SOFFICE, profile, "--headless", "--norestore", "--convert-to", suffix + options, "--outdir", str(out)]
    subprocess.run([*job, str(folder / f"in.{source}")], check=True, capture_output=True, timeout=120)
    return (out / f"in.{suffix}").read_bytes()
