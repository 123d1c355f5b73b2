"""planforge: từ văn bản chỉ đạo của cấp trên đến kế hoạch của đơn vị.

The public names, a dozen; further ones, for tools, are in :mod:`planforge.api`, and the command line uses nothing
else. They are imported on first use, so that ``import planforge`` costs next to nothing.

>>> catalogue = load_catalogue()                                                          # doctest: +SKIP
>>> plan = derive(catalogue, Request("kh-62-kh-ubnd-dak-lak-2024", "phường Buôn Ma Thuột", date(2026, 11, 22)))
>>> write_output(Path("kh.docx"), render(plan, "docx"))                                   # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planforge.api import (
        Catalogue,
        Plan,
        Request,
        check,
        cite,
        derive,
        load_catalogue,
        read_plan,
        render,
        update_plans,
        write_output,
    )
    from planforge.errors import PlanforgeError

__all__ = [
    "Catalogue",
    "Plan",
    "PlanforgeError",
    "Request",
    "check",
    "cite",
    "derive",
    "load_catalogue",
    "read_plan",
    "render",
    "update_plans",
    "write_output",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'planforge' has no attribute {name!r}")
    home = "planforge.errors" if name == "PlanforgeError" else "planforge.api"
    return getattr(import_module(home), name)
