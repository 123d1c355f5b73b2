"""Lines that stand at the edge of page after page (``CÔNG BÁO/Số 12/Ngày 05-3-2024``) and cut sentences in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 2
"""Lines at the top, and at the bottom, among which a running head is looked for."""
_PAGES = 3
"""Pages on which a line must stand to be one; and on a third of all, since odd and even pages may differ."""
_PAGE_NUMBER = re.compile(r"^[\s\d|–-]+|[\s\d|–-]+$")


def without_running_heads(pages: Sequence[str]) -> list[str]:
    """The pages with each running head only where it stands first; an empty line keeps its place."""
    split = [page.splitlines() for page in pages]
    edges = [_edges(lines) for lines in split]
    counts = Counter(key for page in edges for key in set(page.values()))
    running = {key for key, count in counts.items() if count >= max(_PAGES, len(pages) / 3)}
    met = set[str]()
    for lines, page in zip(split, edges, strict=True):
        for at, key in page.items():
            if key in met:
                lines[at] = ""
        met |= running & set(page.values())
    return ["\n".join(lines) for lines in split]


def _edges(lines: Sequence[str]) -> dict[int, str]:
    """The lines at the edges that have words, by their place; a page number beside them makes no difference."""
    full = [at for at, line in enumerate(lines) if line.strip()]
    keys = {at: " ".join(_PAGE_NUMBER.sub("", lines[at]).split()) for at in (*full[:_EDGE], *full[-_EDGE:])}
    return {at: key for at, key in keys.items() if sum(char.isalpha() for char in key) >= 4}
