"""kill -9 at random instants: nothing torn is ever seen, and a resumed run ends as one never interrupted."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from planforge import Catalogue
from tests.regeneration.killing import Tally, digest, finish, one_run, write_units

UNITS, RUNS = 60, 20


@pytest.fixture(scope="module")
def units(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("units") / "units.csv"
    write_units(path, [unit.id for unit in catalogue.units.all_communes(date(2026, 11, 22))[:: 3321 // UNITS][:UNITS]])
    return path


@pytest.fixture(scope="module")
def undisturbed(units: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("undisturbed")
    finish(units, folder)
    found = digest(folder)
    assert len([name for name in found if name.endswith(".docx")]) == UNITS
    return found


@pytest.mark.slow
def it_ends_with_the_bytes_of_an_undisturbed_run_however_often_it_is_killed(
    units: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    chance, tally = random.Random(20261122), Tally()
    for number in range(RUNS):
        one_run(units, tmp_path / str(number), undisturbed, chance, tally)
    assert tally.runs == RUNS
    assert tally.hits >= RUNS // 2, "quá ít lần dừng trúng lúc đang chạy, phép thử không nói lên điều gì"
