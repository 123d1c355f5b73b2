"""The catalogue and the templates speak in our own words, not in those of the plans we learn from."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from planforge import Catalogue

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "corpus" / "seeds"
RUN = 25
BREAK = " ¶ "
"""Stands where something was set aside, so that no run crosses it."""

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
CITED = re.compile(r"\bsố\s+\d+[\w/&.-]*(?:\s+ngày\s+[\d/\s]+(?:tháng\s+\d+\s+năm\s+\d+)?)?")


def words(text: str, titles: re.Pattern[str] | None) -> list[str]:
    """Lower-case words; quotations, citations and known titles are each one ``¶``."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    text = CITED.sub(BREAK, QUOTED.sub(BREAK, text)).lower()
    if titles:
        text = titles.sub(BREAK, text)
    return re.findall(r"\w+|¶", text)


def runs(found: list[str]) -> Iterator[tuple[str, ...]]:
    """Every run of ``RUN`` words that holds nothing set aside."""
    for start in range(len(found) - RUN + 1):
        run = tuple(found[start : start + RUN])
        if "¶" not in run:
            yield run


def strings(value: Any) -> Iterator[str]:
    """All strings inside a YAML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def sayings() -> Iterator[tuple[str, str]]:
    """Every sentence of ours with its file: YAML values, and the paragraphs of the shells."""
    yaml = YAML(typ="safe")
    for folder in ("catalog", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            place = path.relative_to(ROOT).as_posix()
            if path.suffix == ".yaml":
                for text in strings(yaml.load(path)):
                    yield place, text
            elif path.suffix == ".docx":
                with zipfile.ZipFile(path) as archive:
                    xml = archive.read("word/document.xml").decode()
                for paragraph in xml.split("</w:p>"):
                    yield place, re.sub(r"<[^>]+>", "", paragraph)


@pytest.fixture(scope="module")
def titles(catalogue: Catalogue) -> re.Pattern[str]:
    """Titles of all known documents, the longest first."""
    known = [one.title for one in catalogue.all_instruments() if one.title]
    known += [title for _, title in catalogue.directives()]
    spaced = sorted({" ".join(title.lower().split()) for title in known}, key=len, reverse=True)
    return re.compile("|".join(re.escape(title) for title in spaced if len(title.split()) > 3))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="không có kho kế hoạch mẫu bên cạnh")
class DescribeOwnWords:
    def it_shares_no_long_run_of_words_with_a_plan_of_the_corpus(self, titles: re.Pattern[str]) -> None:
        seeds = {
            run: path.name
            for path in sorted(SEEDS.glob("*.txt"))
            for run in runs(words(path.read_text(encoding="utf-8"), titles))
        }
        assert seeds, "kho kế hoạch mẫu không có chữ nào"
        copied: dict[str, str] = {}
        for place, text in sayings():
            for run in runs(words(text, titles)):
                if run in seeds:
                    copied.setdefault(f"{place}: {text[:60]}…", f"{seeds[run]}: … {' '.join(run)} …")
        assert not copied, "\n".join(f"{ours}\n    {theirs}" for ours, theirs in copied.items())


class DescribeTheMeasure:
    def it_sees_a_run_through_line_breaks_case_and_punctuation(self) -> None:
        original = " ".join(f"từ{n}" for n in range(RUN))
        copied = original.upper().replace(" ", ",\n", 3)
        assert set(runs(words(original, None))) == set(runs(words(copied, None)))

    def it_sets_quotations_and_citations_aside(self) -> None:
        head, tail = " ".join("a" for _ in range(20)), " ".join("b" for _ in range(20))
        assert not list(runs(words(f"{head} “trích nguyên văn” {tail}", None)))
        assert not list(runs(words(f"{head} số 62/KH-UBND ngày 02/4/2024 {tail}", None)))
