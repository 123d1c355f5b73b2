"""Run every command shown in README.md and docs/huong-dan.md again and put what it really prints below it.

A ``console`` block holds ``$`` lines and their output. Blocks of one page share one folder, which starts with the
files any page shows: a ``yaml`` block whose first line is ``# tên-tệp.yaml``, a ``text`` or ``csv`` block with the name
behind its kind. ``make`` runs in the checkout. A command that ends badly leaves its exit code as a last line,
``(mã thoát 2)``. What a reader does in Word stands in a ``console`` block inside an HTML comment.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/huong-dan.md")
BLOCK = re.compile(r"^```(?P<kind>console|yaml|text|csv)(?: (?P<name>[\w.-]+))?\n(?P<body>.*?)^```$", re.M | re.S)
FILE_NAME = re.compile(r"# ([\w.-]+\.yaml)\n")

Runner = Callable[[str], tuple[str, int]]


def main() -> int:
    for name in PAGES:
        page = ROOT / name
        with tempfile.TemporaryDirectory(prefix="planforge-") as folder:
            write_files(Path(folder))
            page.write_text(refreshed(page.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")
        print(name)
    return 0


def refreshed(text: str, folder: Path) -> str:
    """The page with the output of each command as it is now."""

    def renew(match: re.Match[str]) -> str:
        if match["kind"] != "console":
            write_file(match, folder)
            return match[0]
        shown = "".join(transcript(command, *run(command, folder)) for command in commands(match["body"]))
        return f"```console\n{shown}```"

    return BLOCK.sub(renew, text)


def write_files(folder: Path) -> None:
    """Every file that the pages show, into a folder."""
    for page in PAGES:
        for match in BLOCK.finditer((ROOT / page).read_text(encoding="utf-8")):
            if match["kind"] != "console":
                write_file(match, folder)


def write_file(block: re.Match[str], folder: Path) -> None:
    """A block with a file name becomes that file."""
    named = FILE_NAME.match(block["body"])
    name = block["name"] or (named[1] if named else None)
    if name:
        (folder / name).write_text(block["body"], encoding="utf-8")


def commands(body: str) -> list[str]:
    """The ``$`` lines of a block."""
    return [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]


def run(command: str, folder: Path) -> tuple[str, int]:
    """What one command prints, and its exit code."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # A make inside a make announces its folders; the reader's own does not.
    outside = {key: value for key, value in os.environ.items() if key not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    environment = outside | {"PATH": programs, "PYTHONUTF8": "1", "LINES": "50", "COLUMNS": "100"}
    place = folder
    if command.startswith("make "):
        place = ROOT
    else:  # What a reader added to the catalogue does not show here, nor the other way round.
        environment["PLANFORGE_USER_CATALOG"] = "danh-muc-rieng"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=place, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    return done.stdout, done.returncode


def transcript(command: str, output: str, code: int) -> str:
    """Command, output and, where it is not 0, exit code."""
    end = f"(mã thoát {code})\n" if code else ""
    return f"$ {command}\n{output.rstrip()}\n{end}" if output.strip() else f"$ {command}\n{end}"


if __name__ == "__main__":
    raise SystemExit(main())
