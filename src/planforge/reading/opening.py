"""From a path, a stream or standard input to bytes, with every way it can go wrong said in words."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import BinaryIO

from planforge.errors import UnreadableError

MAX_FILE = 256 * 1024 * 1024
"""Bytes of one document; the longest plans with pictures are a tenth of that."""

STANDARD_INPUT = "đầu vào chuẩn"


def load(source: str | Path | BinaryIO, name: str | None = None) -> tuple[str, bytes]:
    """What to call the document, and its bytes: not empty, not larger than :data:`MAX_FILE`."""
    if source == "-":
        shown, data = name or STANDARD_INPUT, sys.stdin.buffer.read(MAX_FILE + 1)
    elif isinstance(source, str | Path):
        shown, data = name or display(source), _read(source)
    else:
        shown, data = name or display(getattr(source, "name", "tệp")), source.read(MAX_FILE + 1)
    if not data:
        raise empty(shown)
    if len(data) > MAX_FILE:
        raise too_large(shown, MAX_FILE)
    return shown, data


def check_path(path: str | Path) -> int:
    """The size of a regular file that exists; anything else is refused."""
    shown = display(path)
    try:
        found = Path(path).stat()
    except FileNotFoundError as error:
        raise UnreadableError(
            f"Không thấy {shown}.", "Tệp không có ở đường dẫn đó.", "Hãy kiểm tra lại đường dẫn và tên tệp."
        ) from error
    except (OSError, ValueError) as error:
        raise refused(shown) from error
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableError(
            f"{shown} là thư mục, không phải tệp.",
            "Mỗi lần chỉ đọc được một văn bản.",
            "Hãy chỉ rõ tệp trong thư mục.",
        )
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableError(
            f"{shown} không phải tệp thường.",
            "Thiết bị và ống dẫn có thể không bao giờ hết dữ liệu.",
            "Hãy lưu nội dung thành tệp, hoặc đưa vào qua đầu vào chuẩn (-).",
        )
    return found.st_size


def display(path: object) -> str:
    """A path as messages show it: no character a terminal cannot print."""
    text = str(path).encode("utf-8", "replace").decode()
    return "".join(char if char.isprintable() else "?" for char in text)


def too_large(shown: str, limit: int) -> UnreadableError:
    """The file is beyond what can be read at once."""
    return UnreadableError(
        f"{shown} lớn hơn {limit // (1024 * 1024)} MB.",
        "Văn bản hành chính không lớn đến thế; đọc cả tệp có thể làm hết bộ nhớ.",
        "Hãy tách nhỏ tệp, hoặc bỏ bớt hình ảnh rồi lưu lại.",
    )


def _read(path: str | Path) -> bytes:
    shown = display(path)
    if check_path(path) > MAX_FILE:
        raise too_large(shown, MAX_FILE)
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise refused(shown) from error


def empty(shown: str) -> UnreadableError:
    """Not one byte."""
    return UnreadableError(
        f"{shown} trống, không có byte nào.", "Không có gì để đọc.", "Hãy lấy lại tệp từ nơi gửi."
    )


def refused(shown: str) -> UnreadableError:
    """The system does not let us open it."""
    return UnreadableError(
        f"Không mở được {shown}.",
        "Hệ điều hành từ chối: không có quyền đọc, hoặc đường dẫn không hợp lệ.",
        "Hãy kiểm tra quyền của tệp và thư mục.",
    )
