"""Root without its right to write anywhere, so that read-only folders are read-only in a container too."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION = 0x20080522
"""``_LINUX_CAPABILITY_VERSION_3`` (man 2 capset)."""
_OVERRIDES = 1 << 1 | 1 << 2
"""``CAP_DAC_OVERRIDE`` and ``CAP_DAC_READ_SEARCH``."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Set(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def rights_of_a_user() -> Iterator[bool]:
    """Whether the process now has no more rights over files than any user; they are given back at the end."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield sys.platform != "win32"
        return
    if sys.platform != "linux":
        yield False
        return
    libc, header, sets = ctypes.CDLL(None, use_errno=True), _Header(_VERSION, 0), (_Set * 2)()
    if libc.capget(ctypes.byref(header), sets) != 0:
        yield False
        return
    before = sets[0].effective
    sets[0].effective = before & ~_OVERRIDES
    try:
        yield libc.capset(ctypes.byref(header), sets) == 0
    finally:
        sets[0].effective = before
        libc.capset(ctypes.byref(header), sets)
