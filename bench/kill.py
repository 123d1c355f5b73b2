"""``python bench/kill.py [--runs 200] [--seed N]``: batches killed at random instants and resumed, bytes compared."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.regeneration.killing import ISSUED, Tally, digest, finish, one_run, write_units


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--units", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    from planforge import load_catalogue

    chance, tally = random.Random(asked.seed), Tally()
    with tempfile.TemporaryDirectory(prefix="planforge-kill-") as name:
        folder = Path(name)
        every = load_catalogue().units.all_communes(date.fromisoformat(ISSUED))
        write_units(folder / "units.csv", [unit.id for unit in every[:: len(every) // asked.units][: asked.units]])
        finish(folder / "units.csv", folder / "undisturbed")
        wanted = digest(folder / "undisturbed")
        for number in range(asked.runs):
            one_run(folder / "units.csv", folder / str(number), wanted, chance, tally)
    print(f"{tally.runs} lượt (hạt giống {asked.seed}): {tally.hits} lần kill -9 trúng lúc đang chạy, "
          f"{tally.midway} lần khi đã có tệp; mọi lượt chạy tiếp đều cho đúng từng byte của lượt không gián đoạn")
    return 0


if __name__ == "__main__":
    sys.exit(main())
