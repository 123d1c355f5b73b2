"""A catalogue of 100,000 instruments made up for the bench: what a first ``cite``, a look-up, a change cost."""

from __future__ import annotations

import gc
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from planforge import Catalogue, load_catalogue
from planforge.checking.knowledge import knowledge
from planforge.citation.register import register_of

A_FILE = 1000
KINDS = (
    ("quyet-dinh", "QĐ-UBND", "Ủy ban nhân dân tỉnh"), ("ke-hoach", "KH-UBND", "Ủy ban nhân dân tỉnh"),
    ("nghi-dinh", "NĐ-CP", "Chính phủ"), ("thong-tu", "TT-BTC", "Bộ Tài chính"),
    ("quyet-dinh", "QĐ-TTg", "Thủ tướng Chính phủ"),
)  # fmt: skip
PLACES = ("Đắk Lắk", "Nghệ An", "Hà Tĩnh", "Lào Cai", "Cà Mau", "An Giang", "Quảng Trị", "Gia Lai")
PAGE = """Căn cứ Luật Phòng, chống ma túy ngày 30 tháng 3 năm 2021;
Căn cứ Nghị định số 105/2021/NĐ-CP ngày 04/12/2021 của Chính phủ quy định chi tiết Luật Phòng, chống ma túy;
Thực hiện Quyết định số 1452/QĐ-TTg ngày 31/8/2021 của Thủ tướng Chính phủ; Kế hoạch số 62/KH-UBND ngày 02/4/2024 của
UBND tỉnh Đắk Lắk; Kế hoạch 198; Quyết định số 77/QĐ-UBND ngày 05/6/2019 của UBND tỉnh Nghệ An.
"""
CITE = "import sys; from planforge.cli.main import main; main(['--catalog', sys.argv[1], 'cite', sys.argv[2]])"


def scale(count: int) -> None:
    """Prints one line a cost: processor seconds of fresh processes, milliseconds of look-ups."""
    with TemporaryDirectory(prefix="planforge-bench-") as name:
        os.environ["PLANFORGE_CACHE"] = str(Path(name) / "cache")
        real, large, page = load_catalogue().folder, Path(name) / "catalog", Path(name) / "page.txt"
        page.write_text(PAGE, encoding="utf-8")
        shutil.copytree(real, large)
        words = syllables(load_catalogue())
        for first in range(0, count, A_FILE):
            write_file(large / "van-ban" / f"made-up-{first}.yaml", range(first, min(first + A_FILE, count)), words)
        print(f"index built at {count}: {spent(large, page):.1f} s")
        first_file = large / "van-ban" / "made-up-0.yaml"
        first_file.write_text(first_file.read_text(encoding="utf-8").replace("Về ", "Về việc ", 1), encoding="utf-8")
        print(f"index built again, one file changed: {spent(large, page):.1f} s")
        spent(real, page)
        print(f"first cite at {count}: {least(large, page):.2f} s; at {len(Catalogue.load(real).all_instruments())}: "
              f"{least(real, page):.2f} s")  # fmt: skip
        look_ups(Catalogue.load(large), words)


def syllables(known: Catalogue) -> list[str]:
    """All syllables of the real titles, so that made-up ones share them as often."""
    return [word for one in known.all_instruments() for word in re.findall(r"\w+", (one.title or "").lower())]


def write_file(path: Path, numbers: range, words: list[str]) -> None:
    lines = ["instruments:"]
    for number in numbers:
        chance = random.Random(number)
        kind, symbol, issuer = KINDS[number % len(KINDS)]
        day = date(2005, 1, 1) + timedelta(days=chance.randrange(7500))
        year = f"/{day.year}" if kind in ("nghi-dinh", "thong-tu") else ""
        place = f" {chance.choice(PLACES)}" if issuer.endswith("tỉnh") else ""
        lines += [
            f"  - id: made-up-{number}", f"    type: {kind}", f"    number: {chance.randrange(1, 6000)}{year}/{symbol}",
            f"    issued: {day}", f"    issuer: {issuer}{place}",
            f"    title: Về {' '.join(chance.choices(words, k=chance.randrange(6, 20)))}",
            f"    in_force_periods: [{{start: {day}}}]", "    state: con-hieu-luc", "    validity_basis: dieu-khoan",
            "    validity_verified: true", "    sources: [made up]", "    evidence: mot-nguon", "    verified: true",
            "    checked: 2026-11-22",
        ]  # fmt: skip
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def spent(catalogue: Path, page: Path) -> float:
    """Processor seconds of one ``planforge cite`` in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", CITE, str(catalogue), str(page)], check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(catalogue: Path, page: Path, rounds: int = 5) -> float:
    return min(spent(catalogue, page) for _ in range(rounds))


def look_ups(catalogue: Catalogue, words: list[str]) -> None:
    """The slowest of many look-ups of each kind, each asked for the first time."""
    register, known = register_of(catalogue), knowledge(catalogue)
    register.find("name", "")
    known.titled("một hai ba bốn")
    asked: dict[str, Callable[[int], object]] = {
        "number": lambda i: register.find("number", f"{i}qdubnd"),
        "day": lambda i: register.find("day", (date(2010, 1, 1) + timedelta(days=i)).isoformat()),
        "short number": lambda i: register.find("short", f"quyet-dinh {i}"),
        "nearest number": lambda i: known.near_number(f"{i}/201{i % 10}/NĐ-CPP"),
        "nearest title": lambda i: known.titled(" ".join(random.Random(i).choices(words, k=9))),
        "search": lambda i: catalogue.search(" ".join(random.Random(i).choices(words, k=3))),
    }
    # As timeit does: what this process made before is no cost of a look-up.
    gc.collect()
    gc.freeze()
    for name, look in asked.items():
        times = []
        for number in range(1, 101):
            start = time.process_time()
            look(number)
            times.append((time.process_time() - start) * 1000)
        times.sort()
        print(f"look-up by {name}: median {times[50]:.1f} ms, most {times[-1]:.1f} ms")
