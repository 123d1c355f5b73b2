"""Run as a program of its own: the text of the PDF on standard input, as JSON on standard output.

A PDF of 300 KB can make PDFium take 12 GB, and nothing inside the process can stop it; a process of its own can be
given a limit and be killed. Imports nothing of planforge, so that it starts fast and runs isolated.

Output: ``{"signed": …, "pages": […]}`` or ``{"error": "locked" | "damaged" | "pages" | "characters"}``.
"""

from __future__ import annotations

import json
import sys
from typing import Any

_MEMORY = 448 * 1024 * 1024
"""Beside the file itself."""
_MAX_PAGES = 3_000
_MAX_CHARACTERS = 5_000_000
_LOCKED = 4
"""PDFium's code for a missing password."""


def main() -> None:
    """Read, answer, end."""
    data = sys.stdin.buffer.read()
    _limit_memory(_MEMORY + len(data))
    import pypdfium2  # type: ignore[import-untyped,import-not-found,unused-ignore]

    try:
        answer = _read(pypdfium2, data)
    except pypdfium2.PdfiumError as error:
        answer = {"error": "locked" if getattr(error, "err_code", None) == _LOCKED else "damaged"}
    sys.stdout.write(json.dumps(answer))


def _read(pdfium: Any, data: bytes) -> dict[str, object]:
    document = pdfium.PdfDocument(data)
    if not 0 < len(document) <= _MAX_PAGES:
        return {"error": "pages" if len(document) else "damaged"}
    pages, characters = [], 0
    for index in range(len(document)):
        page = document[index]
        layer = page.get_textpage()
        count = layer.count_chars()
        characters += count
        if characters > _MAX_CHARACTERS:
            return {"error": "characters"}
        pages.append(layer.get_text_range() if count else "")
        layer.close()
        page.close()
    signed = pdfium.raw.FPDF_GetSignatureCount(document.raw) > 0
    document.close()
    return {"signed": signed, "pages": pages}


def _limit_memory(most: int) -> None:
    """Where the system has such limits; elsewhere the time limit of the caller is all there is."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
