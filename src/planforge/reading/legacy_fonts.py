"""Text typed for the old fonts (TCVN3 ``.VnTime``, VNI): Latin letters that only look Vietnamese in those fonts."""

from __future__ import annotations

import re

from planforge.document.source import SourceDocument
from planforge.errors import UnsupportedError

_SAMPLE = 200_000
_ENOUGH = 8
_TCVN3 = re.compile("[A-Za-z®][µ¸¶·¹¨»¾¼½©®«§­]|®[A-Za-z­]")
_VNI = re.compile(r"[aeiouyAEIOUYöôÖÔ][øØûÛõÕïÏùÙäÄàÀáÁåÅãÃâÂ](?![øØûÛõÕïÏ])|ñ(?=[aeiouöô])|Ñ(?=[AEIOUÖÔ])")
_UNICODE = re.compile("[\u1ea0-\u1ef9ơƠưƯđĐăĂ]")


_CODES = (("TCVN3 (phông .Vn…)", _TCVN3), ("VNI (phông VNI-…)", _VNI))


def refuse_legacy_text(document: SourceDocument) -> None:
    """Raise :class:`UnsupportedError` when the text is in an old code: what it says cannot be trusted."""
    sample = _sample(document)
    counts = [(len(pattern.findall(sample)), code, pattern) for code, pattern in _CODES]
    most, code, pattern = max(counts, key=lambda count: count[0])
    if most >= _ENOUGH and most > 3 * len(_UNICODE.findall(sample)):
        raise UnsupportedError(
            f"{document.file} gõ theo bảng mã cũ {code}, ví dụ: “{_example(sample, pattern)}”.",
            "Chữ chỉ đúng khi xem bằng phông cũ; đọc như Unicode sẽ sai hết dấu.",
            "Hãy chuyển sang Unicode (UniKey: Ctrl+Shift+F6) rồi lưu lại.",
        )


def _sample(document: SourceDocument) -> str:
    parts, room = [], _SAMPLE
    for block in document.blocks:
        parts.append(block.text[:room])
        room -= len(parts[-1])
        if room <= 0:
            break
    return " ".join(parts)


def _example(sample: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(sample)
    start = max(0, found.start() - 15) if found else 0
    return " ".join(sample[start : start + 40].split())
