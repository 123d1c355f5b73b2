"""An error nobody foresaw: the details go to a file, the person gets one calm message."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path


def report(error: BaseException) -> str:
    """Write the crash log and say where it is; ``PLANFORGE_DEBUG=1`` shows the details instead."""
    details = "".join(traceback.format_exception(error))
    if os.environ.get("PLANFORGE_DEBUG"):
        return details
    try:
        place = f"Chi tiết ghi ở: {_write(details)}"
    except OSError:
        place = "Không ghi được tệp chi tiết; chạy lại với biến môi trường PLANFORGE_DEBUG=1 để xem."
    return f"Lỗi trong chương trình ({type(error).__name__}). Không có tệp nào bị ghi dở. {place}"


def _write(details: str) -> Path:
    from platformdirs import user_log_path

    head = f"planforge, Python {platform.python_version()}, {platform.platform()}\n{' '.join(sys.argv[1:])}\n\n"
    try:
        folder = user_log_path("planforge", appauthor=False, ensure_exists=True)
        handle, name = tempfile.mkstemp(prefix="loi-", suffix=".log", dir=folder)
    except OSError:
        handle, name = tempfile.mkstemp(prefix="planforge-loi-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(head + details)
    return Path(name)
