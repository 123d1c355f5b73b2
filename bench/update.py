"""Speed of an update of all communes: ``python bench/update.py [--units N] [--jobs 2] [--edited 200]``.

A real batch is made first; then nothing has changed, one target has changed, and one has changed under plans that
clerks have edited. Seconds by the clock of the whole command; the number of interest is that of a plan.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import docx

import batch

_OLD, _NEW = "Kìm giữ mức gia tăng", "Kìm giữ chặt mức gia tăng"
_TYPED = ("Chủ động phòng ngừa", "Chủ động, kịp thời phòng ngừa")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, help="only that many units (default: all)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--edited", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="planforge-bench-") as name, batch._cache_of_its_own():
        folder = Path(name)
        catalogue = batch.overlay(folder / "catalog")
        total = batch._csv(catalogue, folder / "all.csv", asked.units)
        batch._batch(catalogue, folder, "all.csv", folder / "all", asked.jobs)
        _tell(f"update, không có gì đổi, {total} kế hoạch", _update(catalogue, folder / "all", asked.jobs), total, 2)
        _edit(folder / "all", folder / "edited", asked.edited)
        chief = catalogue / "chi-dao" / "do-toc-do" / f"{batch.DIRECTIVE}.yaml"
        chief.write_text(chief.read_text("utf-8").replace(_OLD, _NEW), "utf-8")
        look = _update(catalogue, folder / "all", asked.jobs, "--dry-run")
        _tell(f"update --dry-run, một chỉ tiêu đổi, {total} kế hoạch chưa ai sửa", look, total)
        _tell(f"update, ghi lại {total} kế hoạch", _update(catalogue, folder / "all", asked.jobs), total)
        merged = _update(catalogue, folder / "edited", asked.jobs)
        _tell(f"update, gộp {asked.edited} kế hoạch đã sửa tay", merged, asked.edited)
    return 0


def _update(catalogue: Path, folder: Path, jobs: int, *more: str) -> float:
    call = [sys.executable, "-c", "from planforge.cli.main import main; main()", "--catalog", str(catalogue), "update",
            str(folder), "--jobs", str(jobs), *more]  # fmt: skip
    start = time.perf_counter()
    subprocess.run(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _edit(made: Path, folder: Path, count: int) -> None:
    """Some of the plans, with a few words typed into each."""
    shutil.copytree(made / ".planforge", folder / ".planforge")
    files = sorted(made.glob("*.docx"))
    for file in files[:: max(1, len(files) // count)][:count]:
        document = docx.Document(str(file))
        paragraph = next(p for p in document.paragraphs if _TYPED[0] in p.text)
        paragraph.runs[0].text = paragraph.text.replace(*_TYPED)
        for run in paragraph.runs[1:]:
            run.text = ""
        document.save(str(folder / file.name))


def _tell(what: str, seconds: float, plans: int, most: float | None = None) -> None:
    verdict = "" if most is None else f"  ≤ {most:g} s  {'đạt' if seconds <= most else 'CHƯA ĐẠT'}"
    print(f"{what:68}  {seconds:6.2f} s  {seconds * 1000 / plans:6.1f} ms/kế hoạch{verdict}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
