"""kill -9 in the midst of an update: whole files only, a manifest that tells the truth, and the same end."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from planforge import Catalogue
from planforge.regeneration.manifest import JOURNAL
from tests.regeneration.killing import digest, unreadable

from .offices import Office, types

PLANS, EDITED, RUNS = 24, 12, 6


@pytest.fixture(scope="module")
def office(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Office:
    every = [unit for unit in catalogue.units.all_communes(date(2026, 11, 22)) if unit.parent == "66@2-cap"]
    wards = tuple(unit.id for unit in every[:PLANS])
    office = Office(tmp_path_factory.mktemp("office"), catalogue, wards)
    assert office.outcomes() == {"written": PLANS}
    for path in office.files()[:EDITED]:
        types(path, "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
    office.superior_says("ít nhất một lần", "ít nhất hai lần")
    return office


def start(office: Office, folder: Path) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-c", "from planforge.cli.main import main; main()", "update", str(folder),
            "--directive", str(office.directive), "--jobs", "2"]  # fmt: skip
    return subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.mark.slow
def it_ends_with_the_bytes_of_an_undisturbed_update_however_often_it_is_killed(office: Office, tmp_path: Path) -> None:
    chance, midway = random.Random(20261122), 0
    calm = shutil.copytree(office.folder, tmp_path / "calm")
    assert start(office, calm).wait(120) == 0
    before, wanted = digest(office.folder), digest(calm)
    for number in range(RUNS):
        folder = shutil.copytree(office.folder, tmp_path / str(number))
        for _ in range(chance.choice((1, 2))):
            midway += killed_midway(office, folder, chance)
            assert not unreadable(folder)
            for name, found in digest(folder).items():
                assert not name.endswith(".docx") or "/" in name or found in (before[name], wanted[name])
        assert start(office, folder).wait(120) == 0
        assert digest(folder) == wanted
    assert midway >= RUNS // 2, "quá ít lần dừng trúng lúc đang ghi, phép thử không nói lên điều gì"


def killed_midway(office: Office, folder: Path, chance: random.Random) -> bool:
    """One kill of all its processes, some time after the journal was opened; whether it was still at work."""
    process = start(office, folder)
    limit = time.monotonic() + 120
    while not (folder / JOURNAL).exists() and process.poll() is None and time.monotonic() < limit:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.3))
    working = process.poll() is None
    if working:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return working
