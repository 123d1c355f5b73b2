"""The jinja environment of shells: sandboxed, strict, autoescaping."""

from __future__ import annotations

from functools import cache

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment


@cache
def shell_environment() -> SandboxedEnvironment:
    """What docxtpl is given with ``autoescape=True``; XML we write ourselves comes as ``Markup`` and passes
    as it is.
    """
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=False)
