"""The five seeds, labelled by hand: what must be found, and how well."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"
sys.path.insert(0, str(BENCH))
from citations import LABELS, SEEDS, Score, score_seed  # noqa: E402

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="không có shared/corpus")
WANTED = {"found": 0.98, "facts": 0.97, "issuer": 0.95, "title": 0.90}


def test_the_seeds_are_read_as_labelled() -> None:
    total = Score()
    for path in sorted(LABELS.glob("*.yaml")):
        total += score_seed(path)
    assert total.labels > 40
    for part, least in WANTED.items():
        assert total.precision(part) >= least, (part, total.wrong)
        assert total.recall(part) >= least, (part, total.wrong)
