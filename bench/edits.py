"""Random edits of plans against random changes above, and through a real LibreOffice: the full run of the proofs.

    python bench/edits.py --runs 1000 --office 30
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.regeneration.office import saved_again
from tests.regeneration.proofs import prove
from tests.regeneration.worlds import make_world


def once(seed: int, office: bool = False) -> tuple[int, str, Counter[str]]:
    """One run: seed, what went wrong (empty: nothing), and what was met on the way."""
    met: Counter[str] = Counter()
    try:
        world = make_world(random.Random(seed))
        if office:
            with tempfile.TemporaryDirectory() as folder:
                world = replace(world, edited=saved_again(world.edited, Path(folder)))
        proof = prove(world)
    except Exception as error:
        return seed, f"{type(error).__name__}: {str(error)[:300]}", met
    met.update(f"edit {name.strip('_')}" for name in world.done)
    met.update(f"conflict {one.clash}" for one in proof.plain.merged.clashes)
    met.update(f"step {one.action}" for one in proof.plain.merged.outcomes if one.action != "keep")
    return seed, "", met


def run(seeds: range, jobs: int, office: bool) -> int:
    """All seeds; prints what failed and what was met. Gives the number of failures."""
    start, failed, total = time.perf_counter(), 0, Counter[str]()
    with ProcessPoolExecutor(jobs) as pool:
        for seed, wrong, met in pool.map(once, seeds, [office] * len(seeds), chunksize=1 if office else 10):
            total += met
            if wrong:
                failed += 1
                print(f"seed {seed}: {wrong}")
    what = "through LibreOffice" if office else "random edit scripts"
    print(f"{len(seeds)} {what}: {failed} failed, {time.perf_counter() - start:.0f} s")
    print("  " + ", ".join(f"{name} {count}" for name, count in sorted(total.items())))
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--office", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    failed = run(range(asked.seed, asked.seed + asked.runs), asked.jobs, office=False)
    if asked.office and shutil.which("soffice") is None:
        print("soffice is not installed: the LibreOffice sample was not run")
        return 1
    failed += run(range(10_000, 10_000 + asked.office), asked.jobs, office=True) if asked.office else 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
