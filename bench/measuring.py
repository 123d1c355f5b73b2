"""Measuring: candidates take turns, so that a busy moment of the machine hits all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Spread(NamedTuple):
    """Seconds over all rounds."""

    median: float
    least: float
    most: float


def take_turns(candidates: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Spread]:
    """Each candidate once a round, after one round that does not count."""
    seen: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds + 1):
        for name, candidate in candidates.items():
            start = time.perf_counter()
            candidate()
            if number:
                seen[name].append(time.perf_counter() - start)
    return {name: Spread(statistics.median(times), min(times), max(times)) for name, times in seen.items()}


def process(*arguments: str, folder: Path) -> Callable[[], object]:
    """A fresh Python process with these arguments; its output goes nowhere."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def peak_memory(arguments: Sequence[str], folder: Path) -> float:
    """The most memory one fresh Python process held, in MB; 0 where the system does not tell (Windows).

    A process starts out with its parent's peak, so a small parent of its own stands between.
    """
    if not hasattr(os, "wait4"):
        return 0.0
    command = [sys.executable, "-S", "-c", _WATCH, sys.executable, *arguments]
    said = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    return int(said.rsplit(maxsplit=1)[-1]) / (1024 * 1024 if sys.platform == "darwin" else 1024)


_WATCH = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
print(os.wait4(child, 0)[2].ru_maxrss)
"""


def table(title: str, spreads: Mapping[str, Spread], against: str) -> str:
    """The spreads as text, each with its ratio to ``against``."""
    base = spreads[against].median
    lines = [title, f"  {'':<44}{'trung vị':>11}{'ít nhất':>11}{'nhiều nhất':>12}{'tỉ lệ':>9}"]
    for name, one in spreads.items():
        times = f"{_ms(one.median):>11}{_ms(one.least):>11}{_ms(one.most):>12}"
        lines.append(f"  {name:<44}{times}{one.median / base:>8.2f}×")
    return "\n".join(lines)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
