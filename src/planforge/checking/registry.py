"""All rules, found by their files."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module

from planforge.checking import rules
from planforge.checking.rule import Rule
from planforge.errors import UnknownError


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """One of each rule, in the order of their codes."""
    found: list[Rule] = []
    for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        if not module.ispkg:
            loaded = import_module(module.name)
            found += [
                one() for one in vars(loaded).values()
                if isinstance(one, type) and issubclass(one, Rule) and one.__module__ == loaded.__name__
            ]
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule(code: str) -> Rule:
    """The rule with that code or name. Raises UnknownError with the nearest ones."""
    wanted = code.strip().casefold()
    for one in all_rules():
        if wanted in (one.code.casefold(), one.name):
            return one
    from rapidfuzz import process

    names = [word for one in all_rules() for word in (one.code, one.name)]
    close = [match for match, _, _ in process.extract(code, names, limit=3, score_cutoff=60)]
    raise UnknownError(
        f"Không có quy tắc nào mang mã '{code}'.",
        do=f"Có phải ý bạn là: {', '.join(close)}?" if close else "Xem danh sách: planforge rule",
    )


def selected(codes: Sequence[str]) -> tuple[Rule, ...]:
    """Rules whose code, name, or beginning of the code is among ``codes``; all when it is empty."""
    if not codes:
        return all_rules()
    chosen: dict[str, Rule] = {}
    for code in codes:
        group = [one for one in all_rules() if one.code.casefold().startswith(code.strip().casefold())]
        for one in group or [rule(code)]:
            chosen[one.code] = one
    return tuple(sorted(chosen.values(), key=lambda one: one.code))
