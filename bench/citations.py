"""Citations: how well the labelled seeds are read, and how fast: ``python bench/citations.py [--size N] [--stream N]``.

Precision and recall on ``tests/labels``; speed of joining, finding and resolving on the seeds' text repeated, on one
core, the time of twice the text beside it (linear growth), memory over a long stream, eyecite on English text of the
same length where that package is installed, and the first ``cite`` with 100,000 instruments in the catalogue.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from planforge import load_catalogue
from planforge.citation.find import find_citations, find_in_stream
from planforge.citation.grammar import load_grammar
from planforge.citation.model import Citation
from planforge.citation.register import register_of
from planforge.citation.resolve import resolve
from planforge.text.joining import JoinedText, join
from scale import scale

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests" / "labels"
SEEDS = ROOT.parent / "shared" / "corpus" / "seeds"
PARTS = ("found", "facts", "issuer", "title")
ENGLISH = (
    "The court relied on Brown v. Board of Education, 347 U.S. 483, 495 (1954). ",
    "The parties agreed that the order below had been entered without a hearing, and that nothing in the record "
    "showed why the clerk had closed the file before the reply was due. ",
)
DOCUMENT, DENSITY = 35_000, 2_600
"""Characters of an ordinary document, and of text for each citation, as in the seeds: both tools get the same."""


@dataclass
class Score:
    """Counts over one or more texts; ``right`` by part of a citation."""

    labels: int = 0
    found: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    wrong: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        right = {part: self.right[part] + other.right[part] for part in PARTS}
        return Score(self.labels + other.labels, self.found + other.found, right, self.wrong + other.wrong)

    def precision(self, part: str) -> float:
        base = self.found if part == "found" else self.right["found"]
        return self.right[part] / base if base else 0.0

    def recall(self, part: str) -> float:
        return self.right[part] / self.labels if self.labels else 0.0


def score_seed(labels: Path) -> Score:
    """Score of one labelled seed. Raises ValueError when a label no longer stands where it says."""
    data = YAML(typ="safe").load(labels)
    joined = join((SEEDS / data["seed"]).read_text(encoding="utf-8").split("\n"))
    unsure = {one["at"] for one in data.get("unsure", ())}
    catalogue = load_catalogue()
    grammar = load_grammar(catalogue.folder)
    found = find_citations(joined, grammar, register_of(catalogue))
    citations = [c for c in found if c.start not in unsure]
    return score(joined, data["citations"], citations)


def score(joined: JoinedText, labels: list[dict[str, Any]], citations: list[Citation]) -> Score:
    """Compare citations with labels; they meet where they start."""
    result = Score(len(labels), len(citations))
    by_start = {citation.start: citation for citation in citations}
    for label in labels:
        if not joined.text[label["at"][0] :].startswith(label["starts"]):
            raise ValueError(f"nhãn lệch chỗ: {label['starts']}")
        citation = by_start.get(label["at"][0])
        if citation is None:
            result.wrong.append(f"không thấy: {label['starts']}")
            continue
        checks = {
            "found": True,
            "facts": _facts(citation) == (label["type"], label.get("number"), label.get("issued"), label.get("year")),
            "issuer": citation.issuer == label.get("issuer"),
            "title": list(citation.parts.get("title", ())) == label.get("title", []) and citation.end == label["at"][1],
        }
        for part, right in checks.items():
            result.right[part] += right
            if not right:
                result.wrong.append(f"{part}: {citation.text}")
    starts = {label["at"][0] for label in labels}
    result.wrong += [f"thừa: {c.text}" for c in citations if c.start not in starts]
    return result


def _facts(citation: Citation) -> tuple[Any, ...]:
    by_name = citation.number is None and citation.issued is None
    return citation.type, citation.number, citation.issued, citation.year if by_name else None


def accuracy() -> None:
    total = Score()
    print(f"{'seed':8}{'labels':>8}{'found':>7}  " + "".join(f"{p + ' P/R':>18}" for p in PARTS))
    for path in sorted(LABELS.glob("*.yaml")):
        one = score_seed(path)
        total += one
        print(_line(path.stem, one))
    print(_line("all", total))
    for wrong in total.wrong:
        print("  ", wrong)


def _line(name: str, one: Score) -> str:
    cells = "".join(f"{one.precision(p):>11.3f}/{one.recall(p):.3f} " for p in PARTS)
    return f"{name:8}{one.labels:>8}{one.found:>7}  {cells}"


def text_of(megabytes: float) -> list[str]:
    """Lines of the seeds, repeated to about that many megabytes of UTF-8."""
    lines = [line for path in sorted(SEEDS.glob("*.txt")) for line in path.read_text(encoding="utf-8").split("\n")]
    size = sum(len(line.encode()) + 1 for line in lines)
    return lines * max(1, round(megabytes * 1e6 / size))


def speed(megabytes: float) -> None:
    catalogue = load_catalogue()
    grammar = load_grammar(catalogue.folder)
    resolve(find_citations(join(text_of(0.1)), grammar), catalogue)
    for factor in (1, 2):
        lines = text_of(megabytes * factor)
        size = sum(len(line.encode()) + 1 for line in lines) / 1e6
        marks = [time.process_time()]
        joined = join(lines)
        marks.append(time.process_time())
        citations = find_citations(joined, grammar)
        marks.append(time.process_time())
        resolve(citations, catalogue)
        marks.append(time.process_time())
        steps = [f"{size / (b - a):.1f}" for a, b in pairwise(marks)]
        print(
            f"{size:6.1f} MB, {len(citations)} citations: {size / (marks[-1] - marks[0]):.1f} MB/s "
            f"(join {steps[0]}, find {steps[1]}, resolve {steps[2]})"
        )


def stream(megabytes: float) -> None:
    lines = text_of(1)
    size = sum(len(line.encode()) + 1 for line in lines) / 1e6
    rounds = max(1, round(megabytes / size))

    def repeated() -> Iterator[str]:
        for _ in range(rounds):
            yield from lines

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    count = sum(1 for _ in find_in_stream(repeated(), load_grammar()))
    spent = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    done = size * rounds
    print(f"stream {done:.0f} MB: {done / spent:.1f} MB/s, {count} citations, memory grew by {grown:.0f} MB")


def eyecite(megabytes: float) -> None:
    """The same length of English in documents of the same length, about as many citations; planforge beside it."""
    try:
        from eyecite import get_citations, resolve_citations
    except ImportError:
        print("eyecite: chưa cài (pip install 'planforge[bench]'), bỏ qua phép so")
        return
    passage = ENGLISH[0] + ENGLISH[1] * (DENSITY // len(ENGLISH[1]))
    document = passage * (DOCUMENT // len(passage))
    rounds = max(1, round(megabytes * 1e6 / len(document)))
    get_citations(ENGLISH[0])
    start = time.process_time()
    count = 0
    for _ in range(rounds):
        found = get_citations(document)
        resolve_citations(found)
        count += len(found)
    theirs = len(document) * rounds / 1e6 / (time.process_time() - start)
    ours = _documents(megabytes)
    print(
        f"eyecite, documents of {DOCUMENT} characters: {theirs:.2f} MB/s ({count} citations); planforge {ours:.2f} MB/s"
    )


def _documents(megabytes: float) -> float:
    catalogue = load_catalogue()
    grammar = load_grammar(catalogue.folder)
    seeds = [path.read_text(encoding="utf-8").split("\n") for path in sorted(SEEDS.glob("*.txt"))]
    size = sum(len(line.encode()) + 1 for lines in seeds for line in lines) / 1e6
    rounds = max(1, round(megabytes / size))
    start = time.process_time()
    for _ in range(rounds):
        for lines in seeds:
            resolve(find_citations(join(lines), grammar), catalogue)
    return size * rounds / (time.process_time() - start)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=5, help="megabytes of text for speed")
    parser.add_argument("--stream", type=float, default=50, help="megabytes of the stream")
    parser.add_argument("--scale", type=int, default=100_000, help="instruments of the large catalogue")
    wanted = parser.parse_args()
    scale(wanted.scale)
    if not SEEDS.is_dir():
        print(f"không có {SEEDS}: không đo được")
        return 0
    accuracy()
    stream(wanted.stream)
    speed(wanted.size)
    eyecite(min(wanted.size, 2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
