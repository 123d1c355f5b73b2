"""What a plan's file says now, line by line, beside what planforge wrote into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from planforge.document.tree import Plan
from planforge.errors import PlanforgeError
from planforge.reading.edited import Paragraph, read_edited
from planforge.reading.opening import load
from planforge.regeneration.alignment import OurLine, align
from planforge.regeneration.lines import Line, plan_lines
from planforge.regeneration.textmerge import CELL, MARK
from planforge.regeneration.workspace import plan_of
from planforge.text.folding import nfc, squeeze


@dataclass(frozen=True)
class Present:
    """A file opened. ``plan``: what it was made from; ``paragraphs``: what stands there now."""

    plan: Plan
    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def base(self) -> tuple[Line, ...]:
        """The lines as planforge wrote them."""
        return plan_lines(self.plan)

    @cached_property
    def ours(self) -> tuple[OurLine, ...]:
        """The lines as they read now."""
        return align(self.base, self.paragraphs)


def present(path: Path) -> Present:
    """The file at ``path``. Raises :class:`PlanforgeError` where it cannot be read or no plan of ours is behind it."""
    name, data = load(path)
    return Present(plan_of(path, data), read_edited(data, name).paragraphs)


def present_both(old: Path, new: Path) -> tuple[Present, Present]:
    """Two files; where an editor stripped one of its plan, it is read as a copy of the other."""
    data = {path: load(path)[1] for path in (old, new)}
    plans: dict[Path, Plan] = {}
    for path in (old, new):
        with suppress(PlanforgeError):
            plans[path] = plan_of(path, data[path])
    if not plans:
        plan_of(new, data[new])
    first, second = (plans.get(path) or next(iter(plans.values())) for path in (old, new))
    return (
        Present(first, read_edited(data[old], str(old)).paragraphs),
        Present(second, read_edited(data[new], str(new)).paragraphs),
    )


def shown(text: str) -> str:
    """A line's text for people: one line, cells set apart."""
    return squeeze(nfc(text.replace(MARK, " ").replace(CELL, " | ")))


def with_places(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Each line of the body with its place as printed: ``mục IV.1.a``."""
    path: list[tuple[int, str]] = []
    for line in lines:
        if line.zone != "body":
            yield line, ""
            continue
        while path and path[-1][0] >= line.level:
            path.pop()
        number = line.number.rstrip(".)")
        if number.isalnum():
            path.append((line.level, number))
        yield line, f"mục {'.'.join(number for _, number in path)}" if path else "phần mở đầu"
