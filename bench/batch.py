"""Speed of a batch, as ratios measured in one run: ``python bench/batch.py [--units N] [--jobs 2] [--sample 40]``.

All communes of the country, one central directive made for this (``bench/data``), one full-size plan each. Beside it,
on the same machine with as many processes: docxtpl filling the same shells with the same trees (a sample of units, its
time per plan taken as that of all), and the bare work of deflating the same parts and writing the same bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))

import docxtpl_way

DATA = Path(__file__).resolve().parent / "data"
DIRECTIVE, ISSUED = "qd-do-toc-do-2026", "2026-11-22"
_SMALL = 300


@dataclass(frozen=True)
class Line:
    """One line of the table; ``met`` is None where there is no target."""

    what: str
    found: str
    target: str = ""
    met: bool | None = None


@dataclass(frozen=True)
class Run:
    """One call of ``planforge batch``: seconds, and megabytes at the peak of the largest process and of all."""

    seconds: float
    largest: float
    together: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, help="only that many units (default: all)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int, default=40, help="plans docxtpl renders")
    asked = parser.parse_args()
    lines = measure(asked.units, asked.jobs, asked.sample)
    width = max(len(line.what) for line in lines)
    for line in lines:
        verdict = {True: "đạt", False: "CHƯA ĐẠT", None: ""}[line.met]
        print(f"{line.what:{width}}  {line.found:>26}  {line.target:>10}  {verdict}".rstrip())
    return 0


def measure(units: int | None = None, jobs: int = 2, sample: int = 40) -> list[Line]:
    """The whole table. Everything lies in a temporary folder and is removed."""
    with tempfile.TemporaryDirectory(prefix="planforge-bench-") as name, _no_environment():
        folder = Path(name)
        catalogue = overlay(folder / "catalog")
        total = _csv(catalogue, folder / "all.csv", units)
        _csv(catalogue, folder / "few.csv", min(_SMALL, total))
        _batch(catalogue, folder, "few.csv", folder / "warm", 1)
        few = _batch(catalogue, folder, "few.csv", folder / "few", jobs)
        whole = _batch(catalogue, folder, "all.csv", folder / "all", jobs)
        again = _batch(catalogue, folder, "all.csv", folder / "all", jobs)
        files = sorted((folder / "all").glob("*.docx"))
        assert len(files) == total, f"{len(files)} tệp, cần {total}"
        picked = [str(file) for file in files[:: max(1, len(files) // sample)][:sample]]
        many = [(str(file), folder / "bare") for file in files[:: max(1, total // 400)][:400]]
        bare, moving = _timed(jobs, many, deflate_and_write), _timed(jobs, many, deflate_moving)
        same = _timed(jobs, [(f, "context") for f in picked], docxtpl_way.render_one)
        loops = _timed(jobs, [(f, "loops") for f in picked], docxtpl_way.render_one)
        return _table(total, jobs, few, whole, again, bare, moving, same, loops, files)


def _table(
    total: int, jobs: int, few: Run, whole: Run, again: Run, bare: float, moving: float, same: float, loops: float,
    files: list[Path],
) -> list[Line]:
    each = whole.seconds / total
    size = sum(file.stat().st_size for file in files)
    pages = docxtpl_way.pages(files[0])
    grown = whole.largest / few.largest
    return [
        Line(f"lô {total} kế hoạch, {jobs} tiến trình", f"{whole.seconds:.1f} s, {1 / each:.0f} kế hoạch/s"),
        Line("một kế hoạch", f"{each * 1000:.1f} ms, {size / total / 1000:.0f} kB, {pages}", "≥ 12 trang",
             int(pages.split()[0]) >= 12 if pages[0].isdigit() else None),
        _ratio("docxtpl, cùng ngữ cảnh / lô", same, each, 12), _ratio("docxtpl, vòng lặp / lô", loops, each, 12),
        _ratio("lô / nén và ghi cùng số byte", each, bare, 2.5, most=True),
        _ratio("lô / chỉ nén phần thay đổi và ghi", each, moving, None, most=True),
        Line(f"bộ nhớ {total} so với {min(_SMALL, total)} đơn vị",
             f"{few.largest:.0f} → {whole.largest:.0f} MB (×{grown:.2f})", "≤ ×1,25", grown <= 1.25),
        Line("bộ nhớ, mọi tiến trình cộng lại", f"{few.together:.0f} → {whole.together:.0f} MB"),
        Line("chạy lại, không có gì đổi", f"{again.seconds:.2f} s", "≤ 2 s", again.seconds <= 2),
    ]  # fmt: skip


def _ratio(what: str, over: float, under: float, limit: float | None, most: bool = False) -> Line:
    ratio = over / under
    sign = "≤" if most else "≥"
    met = None if limit is None else (ratio <= limit if most else ratio >= limit)
    times = f"{over * 1000:.1f} / {under * 1000:.1f} ms = ×{ratio:.2f}"
    return Line(what, times, f"{sign} ×{limit:g}".replace(".", ",") if limit else "", met)


def overlay(folder: Path) -> Path:
    """The catalogue with the benchmark's directive in it."""
    from planforge.catalogue.locations import catalogue_folder

    shutil.copytree(catalogue_folder(), folder)
    (folder / "chi-dao" / "do-toc-do").mkdir()
    shutil.copy(DATA / "chi-dao.yaml", folder / "chi-dao" / "do-toc-do" / f"{DIRECTIVE}.yaml")
    shutil.copy(DATA / "van-ban.yaml", folder / "van-ban" / "do-toc-do.yaml")
    return folder


@contextmanager
def _no_environment() -> Iterator[None]:
    """A cache of its own, so that the user's is neither read nor filled."""
    with tempfile.TemporaryDirectory(prefix="planforge-bench-") as cache:
        before = os.environ.get("XDG_CACHE_HOME")
        os.environ["XDG_CACHE_HOME"] = cache
        try:
            yield
        finally:
            os.environ.pop("XDG_CACHE_HOME")
            if before is not None:
                os.environ["XDG_CACHE_HOME"] = before


def _csv(catalogue: Path, path: Path, units: int | None) -> int:
    from datetime import date

    from planforge import load_catalogue

    every = load_catalogue(catalogue).units.all_communes(date.fromisoformat(ISSUED))
    step = max(1, len(every) // units) if units else 1
    picked = every[::step][:units] if units else every
    path.write_text("unit\n" + "".join(f"{unit.id}\n" for unit in picked), encoding="utf-8")
    return len(picked)


def _batch(catalogue: Path, folder: Path, units: str, target: Path, jobs: int) -> Run:
    """Calls the command line as an operator would, and watches the memory of its processes."""
    call = [sys.executable, "-c", "from planforge.cli.main import main; main()", "--catalog", str(catalogue), "batch",
            DIRECTIVE, "--units", str(folder / units), "--issued", ISSUED, "-o", str(target), "--jobs", str(jobs),
            "--format", "json"]  # fmt: skip
    start = time.perf_counter()
    process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    peaks: dict[int, float] = {}
    together = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peaks, together), daemon=True)
    watcher.start()
    out, _ = process.communicate()
    seconds = time.perf_counter() - start
    watcher.join()
    if process.returncode != 0:
        raise SystemExit(f"planforge batch: mã thoát {process.returncode}")
    assert set(json.loads(out)["counts"]) == {"written", "unchanged", "conflict", "refused"}
    return Run(seconds, max(peaks.values(), default=0.0), together[0])


def _watch(process: subprocess.Popen[bytes], peaks: dict[int, float], together: list[float]) -> None:
    """Linux only; elsewhere memory reads as nothing."""
    while process.poll() is None:
        now = {pid: _resident(pid) for pid in _tree(process.pid)}
        for pid, megabytes in now.items():
            peaks[pid] = max(peaks.get(pid, 0.0), megabytes)
        together[0] = max(together[0], sum(now.values()))
        time.sleep(0.05)


def _tree(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return [pid]
    return [pid, *(one for child in text.split() for one in _tree(int(child)))]


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6
    except (OSError, IndexError, ValueError):
        return 0.0


def _timed(jobs: int, tasks: list[tuple[str, object]], work: Callable[[list[tuple[str, object]]], float]) -> float:
    """Seconds a plan takes when ``jobs`` processes work at once; each warms up on its first task, not counted."""
    shares = [tasks[n::jobs] for n in range(jobs)]
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        slowest = max(pool.map(work, shares))
    return slowest / max(len(share) for share in shares) / jobs


def deflate_and_write(tasks: list[tuple[str, object]]) -> float:
    """Deflate every part of each file at the level the files have, and write as many bytes."""
    return _deflating(tasks, lambda name: True)


def deflate_moving(tasks: list[tuple[str, object]]) -> float:
    """The same for the parts alone that differ between units."""
    return _deflating(tasks, lambda name: name.startswith(("word/document", "customXml/item1.", "docProps")))


def _deflating(tasks: list[tuple[str, object]], wanted: Callable[[str], bool]) -> float:
    spent = 0.0
    for number, (file, target) in enumerate(tasks):
        data = Path(file).read_bytes()
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if wanted(name)]
        folder = Path(str(target))
        folder.mkdir(exist_ok=True)
        start = time.perf_counter()
        for part in parts:
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            packer.compress(part)
            packer.flush()
        (folder / f"{os.getpid()}-{number}").write_bytes(data)
        spent += time.perf_counter() - start
    return spent


if __name__ == "__main__":
    sys.exit(main())
