"""The pictures of the README: pages of a plan generated now, as LibreOffice shows them.

Needs LibreOffice and pdftoppm (poppler-utils); each picture is grey and below 200 KB.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from planforge import PlanforgeError, Request, derive, load_catalogue, render

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"
REQUEST = Request("kh-62-kh-ubnd-dak-lak-2024", "phường Buôn Ma Thuột, Đắk Lắk", date(2026, 11, 22))
DOTS_PER_INCH = 76
LIMIT = 200 * 1024


def main() -> int:
    if shutil.which("pdftoppm") is None:
        print("Cần pdftoppm (gói poppler-utils).", file=sys.stderr)
        return 2
    try:
        pdf = render(derive(load_catalogue(), REQUEST), "pdf")
    except PlanforgeError as error:
        print(error, file=sys.stderr)
        return int(error.exit_code)
    with tempfile.TemporaryDirectory(prefix="planforge-") as name:
        pages = draw(pdf, Path(name))
        FOLDER.mkdir(parents=True, exist_ok=True)
        for title, page in choose(pages).items():
            target = FOLDER / f"{title}.png"
            shutil.copyfile(page, target)
            print(f"{target.relative_to(FOLDER.parents[1])}  {target.stat().st_size // 1024} KB")
            if target.stat().st_size > LIMIT:
                print("Quá 200 KB.", file=sys.stderr)
                return 1
    return 0


def draw(pdf: bytes, folder: Path) -> list[Path]:
    """One grey picture a page, in order."""
    source = folder / "kh.pdf"
    source.write_bytes(pdf)
    command = ["pdftoppm", "-png", "-gray", "-r", str(DOTS_PER_INCH), str(source), str(folder / "trang")]
    subprocess.run(command, check=True)
    return sorted(folder.glob("trang*.png"))


def choose(pages: list[Path]) -> dict[str, Path]:
    """The first page, the page that is signed (the last upright one) and the first of the appendix."""
    lying = next(n for n, page in enumerate(pages) if _lies(page))
    return {"trang-dau": pages[0], "trang-ky": pages[lying - 1], "phu-luc": pages[lying]}


def _lies(picture: Path) -> bool:
    """Wider than high; a PNG says so in bytes 16 to 24."""
    head = picture.read_bytes()[16:24]
    return int.from_bytes(head[:4], "big") > int.from_bytes(head[4:], "big")


if __name__ == "__main__":
    raise SystemExit(main())
