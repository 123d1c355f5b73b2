"""Which encoding bytes are in: marks at the start first, then UTF-8, then the old Windows page for Vietnamese."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple
from unicodedata import is_normalized

from planforge.errors import UnreadableError
from planforge.text.folding import nfc

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65536
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_INVISIBLE = re.compile("[\u200b-\u200d\ufeff\u00ad]")
_MOST_CONTROLS = 0.002
WINDOWS = "cp1258"
WINDOWS_NOTE = "Tệp không phải UTF-8; đã đọc theo bảng mã Windows-1258, hãy xem lại dấu tiếng Việt."


class Decoded(NamedTuple):
    """Text, and what had to be assumed to get it."""

    text: str
    notes: tuple[str, ...]


def marked(head: bytes) -> str | None:
    """The encoding a byte order mark, or the pattern of zero bytes of unmarked UTF-16, gives away."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:_SAMPLE]
    if len(sample) >= 8 and sample.count(0) > len(sample) // 6:
        if sample[1::2].count(0) > 4 * sample[0::2].count(0):
            return "utf-16-le"
        if sample[0::2].count(0) > 4 * sample[1::2].count(0):
            return "utf-16-be"
    return None


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text. Raises :class:`UnreadableError` when the bytes are no text."""
    for encoding in (marked(data[:_SAMPLE]), "utf-8", declared):
        if encoding is None or not _known(encoding):
            continue
        try:
            return _checked(Decoded(data.decode(encoding), ()), name)
        except UnicodeDecodeError:
            continue
    return _checked(Decoded(data.decode(WINDOWS, "replace"), (WINDOWS_NOTE,)), name)


def no_text(name: str) -> UnreadableError:
    """The bytes are no text in any encoding we know."""
    return UnreadableError(
        f"{name} không phải văn bản: nội dung là dữ liệu nhị phân.",
        "Không nhận ra định dạng nào đọc được (.docx, .pdf, .html, .txt).",
        "Hãy kiểm tra lại tệp; có thể tệp bị hỏng khi tải về.",
    )


def binary(text: str) -> bool:
    """More control characters than any text has."""
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) > max(2, _MOST_CONTROLS * len(sample))


def composed(text: str) -> str:
    """NFC without zero-width characters; quick where the text is so already, as most is."""
    return text if is_normalized("NFC", text) and not _INVISIBLE.search(text) else nfc(text)


def _known(encoding: str) -> bool:
    """A codec for text; ``declared`` is what a stranger wrote."""
    try:
        return bool(getattr(codecs.lookup(encoding), "_is_text_encoding", False)) and len(encoding) < 40
    except (LookupError, ValueError):
        return False


def _checked(decoded: Decoded, name: str) -> Decoded:
    if binary(decoded.text):
        raise no_text(name)
    return decoded
