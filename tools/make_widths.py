"""Write src/planforge/rendering/times.json: advance widths of Times New Roman, in units of 1/2048 em.

Usage: python tools/make_widths.py FOLDER   (a folder with LiberationSerif-*.ttf, release 2 or later)

Liberation Serif is metric-compatible with Times New Roman and free, so its `hmtx` table gives the same line
lengths. Marks are stripped before measuring, so base letters are enough; ơ and ư are letters of their own.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

STYLES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
EXTRA = "đĐơƠưƯ–—‘’“”…•−′″₫"
TARGET = Path(__file__).parent.parent / "src" / "planforge" / "rendering" / "times.json"


def widths(font_file: Path) -> dict[str, int]:
    """Advance width of every character in scope; all Liberation Serif fonts have 2048 units per em."""
    font = TTFont(font_file)
    if font["head"].unitsPerEm != 2048:
        raise SystemExit(f"{font_file}: unexpected units per em")
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    wanted = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))] + list(EXTRA)
    if ord("ự") not in glyphs:
        raise SystemExit(f"{font_file}: no Vietnamese letters; take release 2 or later")
    return {char: advances[glyphs[ord(char)]][0] for char in wanted if ord(char) in glyphs}


def main(folder: Path) -> None:
    """Write the data file."""
    table = {name: widths(folder / f"LiberationSerif-{part}.ttf") for name, part in STYLES.items()}
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
