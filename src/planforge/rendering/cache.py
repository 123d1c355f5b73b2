"""Shells read once are kept on disk, so that a normal run imports neither docx nor docxtpl nor lxml."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from planforge.files import replace_with
from planforge.rendering.shell import Shell
from planforge.rendering.styles import STYLES
from planforge.rendering.tags import TAGS

_FORMAT = "1"
"""Raise it whenever ``compiling`` gives other sources for the same shell."""


def load_shell(data: bytes, name: str, folder: Path | None = None) -> Shell:
    """The shell whose bytes are ``data``, from disk when the same bytes were read before."""
    path = _path(data, folder)
    shell = _read(path)
    if shell is None:
        from planforge.rendering.compiling import read_shell

        shell = read_shell(data, name)
        _write(path, shell)
    return shell


def _path(data: bytes, folder: Path | None) -> Path:
    if folder is None:
        from platformdirs import user_cache_path

        folder = user_cache_path("planforge", appauthor=False) / "mau"
    contract = repr((_FORMAT, STYLES, sorted(TAGS.items()))).encode()
    return folder / f"{hashlib.sha256(contract + data).hexdigest()}.json"


def _read(path: Path) -> Shell | None:
    try:
        data = json.loads(path.read_text("utf-8"))
        return Shell(**{**data, "sections": tuple(data["sections"]), "kept": tuple(data["kept"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write(path: Path, shell: Shell) -> None:
    """Best effort: without a writable cache the next run is slower, nothing else."""
    with suppress(OSError):
        replace_with(path, json.dumps(asdict(shell), ensure_ascii=False).encode())
