"""The tools of a worker: made once for each run, and for each thread, as a Dask worker may have several."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")
_KEPT = threading.local()


def tools(run: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gave this thread for ``run``; the tools of an earlier run are let go."""
    if getattr(_KEPT, "run", None) != run:
        _KEPT.tools, _KEPT.run = make(), run
    kept: T = _KEPT.tools
    return kept
