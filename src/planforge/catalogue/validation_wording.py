"""Wording rules: patterns compile, references exist, examples come out as promised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planforge.catalogue.problems import Problem
from planforge.catalogue.validation_context import Context, Found
from planforge.catalogue.wording import DeclineRule, LoweringRule, Wording
from planforge.text.folding import squeeze

CASE_MACROS = {"TEN": ""}
"""Macros that a derivation fills in for its own case; an example stands without them."""
_MACRO = re.compile(r"(?<!\?P)<([A-Z_]+)>")


def wording_works(context: Context) -> Iterator[Problem]:
    """All rules of all wording files, with the macros of all of them."""
    files = list(context.whole(Wording))
    macros = {name: text for found in files for name, text in found.entry.macros.items()} | CASE_MACROS
    yield from _keys_are_unique(files)
    for found in files:
        for number, rule in enumerate(found.entry.lowering):
            yield from _lowering(found, rule, macros, number)
        for field in ("declines", "fulfilled"):
            for number, decline in enumerate(getattr(found.entry, field, ())):
                yield from _decline(found, decline, macros, field, number)


def expand(pattern: str, macros: dict[str, str]) -> str:
    """``pattern`` with its ``<NAME>`` parts replaced; macros may name macros, three deep."""
    for _ in range(3):
        pattern = _MACRO.sub(lambda match: macros.get(match[1], match[0]), pattern)
    return pattern


def _lowering(found: Found[Wording], rule: LoweringRule, macros: dict[str, str], number: int) -> Iterator[Problem]:
    pattern = expand(rule.pattern, macros)
    yield from _macros_exist(found, pattern, "lowering", number, "pattern")
    compiled, broken = _compiled(pattern)
    if compiled is None:
        yield found.problem(f"biểu thức không dịch được: {broken}", "lowering", number, "pattern")
        return
    for e, (before, after) in enumerate(rule.examples):
        place = ("lowering", number, "examples", e)
        try:
            got = compiled.sub(rule.replace, before)
        except (re.error, IndexError) as error:
            yield found.problem(f"'replace' dùng nhóm không có: {error}", "lowering", number, "replace")
            return
        if _plain(got) != _plain(after):
            yield found.problem(f"ví dụ '{before}' cho ra '{squeeze(got)}', không phải '{after}'", *place)


def _decline(
    found: Found[Wording], rule: DeclineRule, macros: dict[str, str], field: str, number: int
) -> Iterator[Problem]:
    compiled: dict[str, re.Pattern[str]] = {}
    for name in ("pattern", "exempt"):
        text = getattr(rule, name)
        if text is None:
            continue
        pattern = expand(text, macros)
        yield from _macros_exist(found, pattern, field, number, name)
        good, broken = _compiled(pattern)
        if good is None:
            yield found.problem(f"biểu thức không dịch được: {broken}", field, number, name)
            return
        compiled[name] = good
    for e, example in enumerate(rule.examples):
        exempt = "exempt" in compiled and compiled["exempt"].search(example)
        if exempt or not compiled["pattern"].search(example):
            yield found.problem(f"ví dụ '{example}' không khớp quy tắc", field, number, "examples", e)


def _compiled(pattern: str) -> tuple[re.Pattern[str] | None, str]:
    try:
        return re.compile(pattern, re.IGNORECASE), ""
    except re.error as error:
        return None, f"{error.msg} (ký tự thứ {(error.pos or 0) + 1})"


def _macros_exist(found: Found[Wording], pattern: str, *place: str | int) -> Iterator[Problem]:
    for name in dict.fromkeys(_MACRO.findall(pattern)):
        yield found.problem(f"không có macro '<{name}>' trong 'macros'", *place)


def _keys_are_unique(files: list[Found[Wording]]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Found[Wording]] = {}
    for found in files:
        for field in ("macros", "phrases", "ranks", "type_names"):
            for key in getattr(found.entry, field):
                yield from _once(seen, found, (field, key), field, key)
        for field in ("lowering", "declines", "fulfilled"):
            for number, rule in enumerate(getattr(found.entry, field, ())):
                yield from _once(seen, found, (field, rule.id), field, number, "id")


def _once(
    seen: dict[tuple[str, str], Found[Wording]],
    found: Found[Wording],
    key: tuple[str, str],
    *place: str | int,
) -> Iterator[Problem]:
    if key in seen:
        yield found.problem(f"'{key[1]}' đã có trong {seen[key].source.path.name}", *place)
    else:
        seen[key] = found


def _plain(text: str) -> str:
    return squeeze(text).strip(" ,;.").lower()
