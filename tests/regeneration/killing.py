"""Kills batches at random instants and resumes them. Used by the tests and by ``bench/kill.py``."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

DIRECTIVE, ISSUED = "qd-140-qd-ttg-2024", "2026-11-22"
JOURNAL = Path(".planforge") / "journal.jsonl"
_DONE, _PATIENCE = 0, 120


@dataclass
class Tally:
    """What happened: kills that hit a working run, and those that hit one with files published already."""

    runs: int = 0
    hits: int = 0
    midway: int = 0


def write_units(path: Path, unit_ids: list[str]) -> None:
    path.write_text("unit,chair\n" + "".join(f"{one},Nguyễn Văn A\n" for one in unit_ids), encoding="utf-8")


def start(units: Path, folder: Path, jobs: int = 2) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-c", "from planforge.cli.main import main; main()", "batch", DIRECTIVE,
            "--units", str(units), "--issued", ISSUED, "-o", str(folder), "--jobs", str(jobs)]  # fmt: skip
    return subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def finish(units: Path, folder: Path) -> None:
    """Runs to the end; an orphan of a killed run may hold nothing that stops it."""
    process = start(units, folder)
    _, said = process.communicate(timeout=_PATIENCE)
    assert process.returncode == _DONE, said.decode()


def digest(folder: Path) -> dict[str, str]:
    """Every file of the folder, the workspace included, by its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def unreadable(folder: Path) -> list[str]:
    """Files under a final name that are not whole."""
    return [path.name for path in folder.glob("*.docx") if not _whole(path)]


def _whole(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False


def kill_somewhere(units: Path, folder: Path, chance: random.Random, tally: Tally) -> None:
    """One kill -9 of a batch, of the parent alone or of all its processes, early or in the midst of the work."""
    process = start(units, folder)
    if chance.random() < 0.75:
        limit = time.monotonic() + _PATIENCE
        while not (folder / JOURNAL).exists() and process.poll() is None and time.monotonic() < limit:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 1.2))
    else:
        time.sleep(chance.uniform(0, 1.5))
    if process.poll() is None:
        tally.hits += 1
        tally.midway += bool(list(folder.glob("*.docx")))
        if chance.random() < 0.5:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    if process.stderr:
        process.stderr.close()


def one_run(units: Path, folder: Path, wanted: dict[str, str], chance: random.Random, tally: Tally) -> None:
    """Killed once, twice or three times, then finished; every look in between finds whole files only."""
    tally.runs += 1
    for _ in range(chance.choice((1, 1, 2, 3))):
        kill_somewhere(units, folder, chance, tally)
        torn = unreadable(folder)
        assert not torn, f"tệp hỏng dưới tên thật: {torn}"
        for name, found in digest(folder).items():
            if name.endswith(".docx") and "/" not in name:
                assert wanted.get(name) == found, f"{name} khác với lần chạy không gián đoạn"
    finish(units, folder)
    found = digest(folder)
    assert found == wanted, f"khác nhau: {sorted(set(found.items()) ^ set(wanted.items()))[:6]}"
