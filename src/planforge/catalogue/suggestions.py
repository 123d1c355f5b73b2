"""Nothing bears the given id: say so and offer the nearest ones."""

from __future__ import annotations

from collections.abc import Iterable

from planforge.errors import UnknownError
from planforge.text.folding import fold


def unknown(what: str, given: str, known: Iterable[str], command: str) -> UnknownError:
    """The error for ``given``, with up to three near ids of ``known``."""
    close = nearest(given, known)
    offer = f"Có phải ý bạn là: {', '.join(close)}?" if close else f"Xem danh sách: {command}"
    return UnknownError(f"Không có {what} nào mang mã '{given}' trong danh mục.", do=offer)


def nearest(given: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known ids most like ``given``, diacritics aside."""
    # A late import: only wrong input pays for it.
    from rapidfuzz import process
    from rapidfuzz.fuzz import WRatio

    key = fold(given).replace(" ", "-")
    return [match for match, _, _ in process.extract(key, list(known), scorer=WRatio, limit=limit, score_cutoff=70)]
