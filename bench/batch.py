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
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))

import docxtpl_way

DATA = Path(__file__).resolve().parent / "data"
DIRECTIVE, ISSUED = "qd-do-toc-do-2026", "2026-11-22"
_SMALL = 300
_CHANGES = (
    ("chỉ xã, đặc khu", "nhiem-vu/phong-chong-ma-tuy/xa-2-cap.yaml", "id: ma-tuy.xa.nong-dan.1\n        text: >-\n",
     "id: ma-tuy.xa.nong-dan.1\n        text: >-\n          Hằng quý,\n"),
    ("mọi đơn vị", f"chi-dao/do-toc-do/{DIRECTIVE}.yaml", "Phát hiện sớm, can thiệp sớm", "Phát hiện, can thiệp sớm"),
)
"""Whom a change reaches, its file in the catalogue, the words before and after."""


@dataclass(frozen=True)
class Line:
    """One line of the table; ``met`` is None where there is no target."""

    what: str
    found: str
    target: str = ""
    met: bool | None = None


@dataclass(frozen=True)
class Run:
    """One call of ``planforge batch``: seconds by the clock and of all processors, megabytes at the peak."""

    clock: float
    processor: float
    largest: float
    together: float
    counts: Counter[str]


@dataclass(frozen=True)
class Made:
    """The plans of a batch: how many, bytes of one, pages of the first."""

    total: int
    size: float
    pages: str


@dataclass(frozen=True)
class Each:
    """Seconds a plan, by the clock with all processes at work and of the processor."""

    clock: float
    processor: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, help="only that many units (default: all)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int, default=40, help="plans docxtpl renders a round")
    parser.add_argument("--rounds", type=int, default=3, help="all take turns; the best round of each counts")
    asked = parser.parse_args()
    lines = measure(asked.units, asked.jobs, asked.sample, asked.rounds)
    width = max(len(line.what) for line in lines)
    for line in lines:
        verdict = {True: "đạt", False: "CHƯA ĐẠT", None: ""}[line.met]
        print(f"{line.what:{width}}  {line.found:>30}  {line.target:>10}  {verdict}".rstrip())
    return 0


def measure(units: int | None = None, jobs: int = 2, sample: int = 40, rounds: int = 3) -> list[Line]:
    """The whole table. Everything lies in a temporary folder, which is removed at the end and not before: for a minute
    after many files were deleted, ext4 takes ten times as long to make new ones.
    """
    with tempfile.TemporaryDirectory(prefix="planforge-bench-") as name, _cache_of_its_own():
        folder = Path(name)
        catalogue = overlay(folder / "catalog")
        total = _csv(catalogue, folder / "all.csv", units)
        _csv(catalogue, folder / "few.csv", min(_SMALL, total))
        few = _batch(catalogue, folder, "few.csv", folder / "few", jobs)
        runs, others = [], []
        for number in range(rounds):
            runs.append(_batch(catalogue, folder, "all.csv", folder / f"all-{number}", jobs))
            others.append(_beside(sorted((folder / f"all-{number}").glob("*.docx")), jobs, sample, number))
        last = folder / f"all-{rounds - 1}"
        files = sorted(last.glob("*.docx"))
        assert len(files) == total, f"{len(files)} tệp, cần {total}"
        size, pages = sum(file.stat().st_size for file in files) / total, docxtpl_way.pages(files[0])
        best = {way: _best(one[way] for one in others) for way in others[0]}
        lines = _table(jobs, few, runs, best, Made(total, size, pages))
        return lines + _afterwards(catalogue, folder, last, jobs, runs)


def _afterwards(catalogue: Path, folder: Path, target: Path, jobs: int, runs: list[Run]) -> list[Line]:
    """What a folder that stands costs: nothing changed, then one task changed that reaches some units, or all."""
    again = min(_batch(catalogue, folder, "all.csv", target, jobs).clock for _ in range(2))
    update = [_run(catalogue, "update", str(target), "--jobs", str(jobs)) for _ in range(2)]
    assert all(run.counts["written"] == run.counts["conflict"] == 0 for run in update), update
    standing = min(run.clock for run in update)
    lines = [
        Line("chạy lại, không có gì đổi", f"{again:.2f} s", "≤ 2 s", again <= 2),
        Line("planforge update cả thư mục, không có gì đổi", f"{standing:.2f} s", "≤ 2 s", standing <= 2),
    ]
    whole = min(run.clock for run in runs)
    for whom, file, old, new in _CHANGES:
        _edit(catalogue / file, old, new)
        before = _states(target)
        run = _batch(catalogue, folder, "all.csv", target, jobs)
        touched = sum(before[name] != state for name, state in _states(target).items())
        found = f"{touched} tệp ghi lại, {run.clock:.2f} s (×{run.clock / whole:.2f} lần lập mới)"
        lines.append(Line(f"một nhiệm vụ đổi, {whom}", found, "chỉ tệp đổi", touched == run.counts["written"]))
    return lines


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _states(target: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in target.glob("*.docx")}


def _beside(files: list[Path], jobs: int, sample: int, number: int) -> dict[str, Each]:
    """What the others take for plans picked evenly, other ones each round."""
    step = max(1, len(files) // sample)
    picked = [str(file) for file in files[number % step :: step][:sample]]
    many = [str(file) for file in files[number % 8 :: max(1, len(files) // 400)][:400]]
    return {
        "bare": _timed(jobs, [(file, "all") for file in many], deflate_and_write),
        "moving": _timed(jobs, [(file, "moving") for file in many], deflate_and_write),
        "context": _timed(jobs, [(file, "context") for file in picked], docxtpl_way.render_some),
        "loops": _timed(jobs, [(file, "loops") for file in picked], docxtpl_way.render_some),
    }


def _best(each: Iterable[Each]) -> Each:
    every = list(each)
    return Each(min(one.clock for one in every), min(one.processor for one in every))


def _table(jobs: int, few: Run, runs: list[Run], others: dict[str, Each], made: Made) -> list[Line]:
    total, size, pages = made.total, made.size, made.pages
    ours = _best(Each(run.clock / total, run.processor / total) for run in runs)
    largest, together = min(run.largest for run in runs), min(run.together for run in runs)
    grown = largest / few.largest if few.largest else 1.0
    enough = int(pages.split()[0]) >= 12 if pages[0].isdigit() else None
    return [
        Line(f"lô {total} kế hoạch, {jobs} tiến trình", f"{ours.clock * total:.1f} s, {1 / ours.clock:.0f} kế hoạch/s"),
        Line("một kế hoạch trong lô", f"{ours.clock * 1000:.2f} ms, {size / 1000:.0f} kB"),
        Line("dài (LibreOffice)", pages, "≥ 12 trang", enough),
        _ratio("docxtpl (vòng lặp trên cây) / lô", others["loops"].clock, ours.clock, 12),
        _ratio("docxtpl (nhận sẵn thân văn bản) / lô", others["context"].clock, ours.clock, 12),
        _ratio("  vòng lặp, theo thời gian bộ xử lý", others["loops"].processor, ours.processor),
        _ratio("  nhận sẵn, theo thời gian bộ xử lý", others["context"].processor, ours.processor),
        _ratio("lô / nén và ghi cùng số byte", ours.clock, others["bare"].clock, 2.5, most=True),
        _ratio("  theo thời gian bộ xử lý", ours.processor, others["bare"].processor, most=True),
        _ratio("lô / chỉ nén các phần khác nhau và ghi", ours.clock, others["moving"].clock, most=True),
        Line(f"bộ nhớ tiến trình lớn nhất, {min(_SMALL, total)} → {total} đơn vị",
             f"{few.largest:.0f} → {largest:.0f} MB (×{grown:.2f})", "≤ ×1,25", grown <= 1.25),
        Line("bộ nhớ mọi tiến trình cộng lại", f"{few.together:.0f} → {together:.0f} MB"),
    ]  # fmt: skip


def _ratio(what: str, over: float, under: float, limit: float | None = None, most: bool = False) -> Line:
    ratio = over / under
    sign = "≤" if most else "≥"
    met = None if limit is None else (ratio <= limit if most else ratio >= limit)
    times = f"{over * 1000:.2f} / {under * 1000:.2f} ms = ×{ratio:.2f}"
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
def _cache_of_its_own() -> Iterator[None]:
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
    return _run(catalogue, "batch", DIRECTIVE, "--units", str(folder / units), "--issued", ISSUED, "-o", str(target),
                "--jobs", str(jobs))  # fmt: skip


def _run(catalogue: Path, *arguments: str) -> Run:
    """Calls the command line as an operator would, and watches the memory of its processes."""
    call = [sys.executable, "-c", "from planforge.cli.main import main; main()", "--catalog", str(catalogue),
            *arguments, "--format", "json"]  # fmt: skip
    start = time.perf_counter()
    process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    watched = _Watched()
    watcher = threading.Thread(target=watched.follow, args=(process,), daemon=True)
    watcher.start()
    out, _ = process.communicate()
    clock = time.perf_counter() - start
    watcher.join()
    if process.returncode != 0:
        raise SystemExit(f"planforge {arguments[0]}: mã thoát {process.returncode}")
    told = json.loads(out)
    counts = Counter(told["counts"] if "counts" in told else (plan["outcome"] for plan in told["documents"]))
    return Run(clock, sum(watched.processor.values()), max(watched.peaks.values(), default=0.0), watched.together,
               counts)  # fmt: skip


@dataclass
class _Watched:
    """The processes of a run as /proc shows them (Linux; elsewhere all reads as nothing)."""

    peaks: dict[int, float] = field(default_factory=dict)
    processor: dict[int, float] = field(default_factory=dict)
    together: float = 0.0

    def follow(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            now = {pid: _looked_at(pid) for pid in _tree(process.pid)}
            for pid, (megabytes, seconds) in now.items():
                self.peaks[pid] = max(self.peaks.get(pid, 0.0), megabytes)
                self.processor[pid] = max(self.processor.get(pid, 0.0), seconds)
            self.together = max(self.together, sum(megabytes for megabytes, _ in now.values()))
            time.sleep(0.03)


def _tree(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return [pid]
    return [pid, *(one for child in text.split() for one in _tree(int(child)))]


def _looked_at(pid: int) -> tuple[float, float]:
    """Megabytes in memory and seconds of processor so far."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except (OSError, IndexError, ValueError):
        return 0.0, 0.0
    return pages * os.sysconf("SC_PAGESIZE") / 1e6, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _timed(
    jobs: int, tasks: list[tuple[str, str]], work: Callable[[list[tuple[str, str]]], tuple[float, float]]
) -> Each:
    """What a plan takes when ``jobs`` processes work at once."""
    shares = [share for n in range(jobs) if (share := tasks[n::jobs])]
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        spent = list(pool.map(work, shares))
    clock = max(seconds / len(share) for (seconds, _), share in zip(spent, shares, strict=True)) / len(shares)
    return Each(clock, sum(processor for _, processor in spent) / len(tasks))


def deflate_and_write(tasks: list[tuple[str, str]]) -> tuple[float, float]:
    """Deflates the parts of each file at the level the files have and writes as many bytes as the file has.

    A task is a file and ``all`` parts, or only the ``moving`` ones, which differ between units.
    """
    moving = ("word/document", "customXml/item1.", "docProps")
    clock = processor = 0.0
    folder = docxtpl_way.room(tasks)
    for number, (file, which) in enumerate(tasks):
        data = Path(file).read_bytes()
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if which == "all" or name.startswith(moving)]
            parts = [archive.read(name) for name in names]
        before = time.perf_counter(), time.process_time()
        for part in parts:
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            packer.compress(part)
            packer.flush()
        (folder / str(number)).write_bytes(data)
        clock, processor = clock + time.perf_counter() - before[0], processor + time.process_time() - before[1]
    return clock, processor


if __name__ == "__main__":
    sys.exit(main())
