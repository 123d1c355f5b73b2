"""Where a batch runs changes nothing of what it writes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from planforge import Catalogue
from planforge.catalogue.locations import templates_folder
from planforge.errors import MissingToolError, OutOfScopeError, PlanforgeError
from planforge.regeneration.batch import Batch, run_batch
from planforge.regeneration.executors import open_executor
from planforge.regeneration.roster import read_roster
from tests.regeneration.killing import digest

DAY = date(2026, 11, 22)


def _run(catalogue: Catalogue, units: Path, folder: Path, executor: str) -> None:
    entries = read_roster(catalogue, "qd-140-qd-ttg-2024", str(units), DAY)
    run_batch(catalogue, Batch("qd-140-qd-ttg-2024", entries, folder, templates_folder(), DAY, 2, executor))


@pytest.mark.filterwarnings("ignore")
def it_writes_the_same_bytes_on_a_dask_cluster(catalogue: Catalogue, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="cần planforge[cluster]")
    units = tmp_path / "units.csv"
    units.write_text("unit\n" + "\n".join(u.id for u in catalogue.units.all_communes(DAY)[3::200]), "utf-8")
    _run(catalogue, units, tmp_path / "local", "local")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp://"
    ) as cluster:
        _run(catalogue, units, tmp_path / "dask", cluster.scheduler_address.replace("tcp://", "dask://"))
    assert digest(tmp_path / "dask") == digest(tmp_path / "local")


def it_says_in_one_sentence_that_dask_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingToolError, match="dask"), open_executor("dask://127.0.0.1:1", 2):
        pass


def it_says_which_executors_there_are() -> None:
    with pytest.raises(OutOfScopeError, match="local hoặc dask"), open_executor("ray://x", 2):
        pass


@pytest.mark.filterwarnings("ignore")
def it_says_that_no_cluster_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="cần planforge[cluster]")

    def refuse(*_: object, **__: object) -> None:
        raise OSError("Timed out trying to connect")

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(PlanforgeError, match="Không nối được"), open_executor("dask://127.0.0.1:9", 2):
        pass
