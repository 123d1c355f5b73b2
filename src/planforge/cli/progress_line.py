"""One line on a terminal for work that takes longer than a person waits without wondering."""

from __future__ import annotations

import sys
import time

PATIENCE = 2.0
"""Seconds; quicker work says nothing."""
_started: dict[str, float] = {}


def progress_line(what: str, done: int, whole: int) -> None:
    """Shows the share that is done; the line goes when all is. Nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        return
    now = time.monotonic()
    late = now - _started.setdefault(what, now) > PATIENCE
    if done >= whole:
        del _started[what]
    if late:
        sys.stderr.write("\r\x1b[K" if done >= whole else f"\r\x1b[K{what}: {100 * done // whole}%")
        sys.stderr.flush()
