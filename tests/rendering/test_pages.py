"""Pages as LibreOffice lays them out. Skipped without LibreOffice and poppler, unless tools are required."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from planforge.errors import MissingToolError
from planforge.rendering import pdf, render

from .conftest import TEMPLATES
from .samples import report, ward

TOOLS = ("soffice", "pdftotext", "pdfinfo")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
REQUIRED = os.environ.get("PLANFORGE_REQUIRE_TOOLS") == "1"
needs_tools = pytest.mark.skipif(bool(MISSING) and not REQUIRED, reason=f"chưa cài {', '.join(MISSING)}")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The lines of each page of the ward's plan."""
    path = tmp_path_factory.mktemp("pdf") / "kh.pdf"
    path.write_bytes(render(ward(), "pdf", TEMPLATES))
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    (path.parent / "kh.txt").write_text(text)
    return [[line.strip() for line in page.split("\n") if line.strip()] for page in text.split("\f")[:-1]]


def appendix_page(pages: list[list[str]]) -> int:
    return next(n for n, page in enumerate(pages) if page[0] == "Phụ lục")


@needs_tools
class DescribePages:
    def it_numbers_from_the_second_page_in_the_top_margin(self, pages: list[list[str]]) -> None:
        assert not re.fullmatch(r"\d+", pages[0][0])
        upright = pages[: appendix_page(pages)]
        assert len(upright) >= 5
        assert [page[0] for page in upright[1:]] == [str(n) for n in range(2, len(upright) + 1)]

    def it_counts_the_appendix_from_one_again_and_hides_the_one(self, pages: list[list[str]]) -> None:
        appendix = pages[appendix_page(pages) :]
        assert len(appendix) >= 2
        assert [page[0] for page in appendix[1:]] == [str(n) for n in range(2, len(appendix) + 1)]

    def it_repeats_the_table_head_on_every_page_of_the_appendix(self, pages: list[list[str]]) -> None:
        for page in pages[appendix_page(pages) :]:
            assert any(line.startswith("STT") for line in page)

    def it_has_no_blank_page(self, pages: list[list[str]]) -> None:
        assert all(len(page) > 1 for page in pages)

    def it_keeps_the_signature_with_the_end_of_the_text(self, pages: list[list[str]]) -> None:
        (closing,) = [page for page in pages if any("Nơi nhận:" in line for line in page)]
        text = "\n".join(closing)
        assert text.index("./.") < text.index("Nơi nhận:") < text.index("Nguyễn Văn An")

    def it_sets_header_lines_side_by_side(self, pages: list[list[str]]) -> None:
        first = pages[0]
        assert re.match(r"ỦY BAN NHÂN DÂN\s+CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$", first[0])
        assert any(re.match(r"Số:\s+/KH-UBND\s+Bắc Hồng, ngày", line) for line in first[:4])

    def it_prints_a4_upright_then_lying(self, tmp_path: Path) -> None:
        (tmp_path / "kh.pdf").write_bytes(render(ward(rows=2), "pdf", TEMPLATES))
        info = subprocess.run(
            ["pdfinfo", "-f", "1", "-l", "99", tmp_path / "kh.pdf"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        sizes = [(float(w), float(h)) for w, h in re.findall(r"size:\s+([\d.]+) x ([\d.]+)", info)]
        assert sizes[0] == pytest.approx((595.3, 841.9), abs=0.2)
        assert sizes[-1] == pytest.approx((841.9, 595.3), abs=0.2)

    def it_gives_the_same_bytes_twice(self) -> None:
        first = render(report(), "pdf", TEMPLATES)
        assert render(report(), "pdf", TEMPLATES) == first
        assert b"D:20261122000000Z" in first


class DescribeWithoutLibreOffice:
    def it_says_how_to_install_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf.shutil, "which", lambda _: None)
        with pytest.raises(MissingToolError, match="Hãy cài LibreOffice"):
            render(ward(rows=0), "pdf", TEMPLATES)
