"""The pages a reader meets first stay true: their commands run, their examples load, their links lead somewhere."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tools import refresh_docs as docs

from planforge.api import Catalogue, Request, derive, load_profile
from planforge.catalogue.profiles import Profile
from planforge.derivation.request import PROFILE_KEYS

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "CHANGELOG.md", *(p.relative_to(ROOT).as_posix() for p in sorted(ROOT.glob("docs/**/*.md")))]
GUIDE = ROOT / "docs" / "huong-dan.md"


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every YAML file the guide shows."""
    folder = tmp_path_factory.mktemp("vi-du")
    docs.write_files(folder)
    return folder


class DescribeTheGuide:
    def it_shows_a_directive_of_forty_lines_that_derives(self, examples: Path, catalogue: Catalogue) -> None:
        path = examples / "kh-15.yaml"
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 41, "40 dòng và dòng tên tệp"
        plan = derive(catalogue, Request(str(path), "xã Can Lộc, Hà Tĩnh", date(2026, 10, 12)))
        assert {entry.status for entry in plan.coverage} == {"taken"}

    def it_explains_every_field_of_a_profile(self, examples: Path) -> None:
        shown = (examples / "don-vi.yaml").read_text(encoding="utf-8")
        for field in Profile.model_fields:
            assert re.search(rf"^(# .*)?\b{field}:", shown, re.M), field
        assert load_profile(examples / "don-vi.yaml").unit

    def it_names_every_key_of_set(self) -> None:
        text = GUIDE.read_text(encoding="utf-8")
        for key in (*PROFILE_KEYS, "chi-tieu.<mã>", "bao-cao.<mã>"):
            assert f"`{key}`" in text, key


class DescribePages:
    @pytest.mark.slow
    @pytest.mark.parametrize("page", docs.PAGES)
    def its_commands_end_as_shown(self, page: str, tmp_path: Path) -> None:
        docs.write_files(tmp_path)
        for match in docs.BLOCK.finditer(read(page)):
            if match["kind"] != "console":
                docs.write_file(match, tmp_path)
                continue
            for shown in re.split(r"^\$ ", match["body"], flags=re.M)[1:]:
                command = shown.partition("\n")[0]
                if command.startswith("make "):
                    continue
                output, code = docs.run(command, tmp_path)
                ended = re.search(r"^\(mã thoát (\d+)\)$", shown, re.M)
                assert code == (int(ended[1]) if ended else 0), f"{command}\n{output}"

    @pytest.mark.parametrize("page", PAGES)
    def its_links_lead_somewhere(self, page: str) -> None:
        for target in re.findall(r"\]\(([^)#][^)]*)\)", read(page)):
            path, _, anchor = target.partition("#")
            there = (ROOT / page).parent / path
            assert there.exists(), target
            if anchor:
                assert anchor in anchors(there.read_text(encoding="utf-8")), target

    def its_pictures_are_small_and_used(self) -> None:
        for picture in (ROOT / "docs" / "images").glob("*.png"):
            assert picture.stat().st_size <= 200 * 1024, picture.name
            assert f"docs/images/{picture.name}" in read("README.md")


def anchors(text: str) -> set[str]:
    """Anchors as GitHub makes them from headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
