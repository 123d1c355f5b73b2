"""What is wrong in a catalogue file: where, what was found, what is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planforge.errors import CatalogueError

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One finding; ``line`` counts from 1, ``message`` is a Vietnamese sentence."""

    file: Path
    line: int
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{shown(self.file)}:{self.line}: {self.message}"


class FileProblems(CatalogueError):
    """One catalogue file (or more) cannot be used; ``problems`` lists every reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        # A misspelt field is also a missing one; the slip tells more.
        slips = [problem for problem in problems if problem.message.endswith("?")]
        self.problems = tuple(dict.fromkeys([*slips, *problems]))
        first = str(self.problems[0])
        super().__init__(
            found=first if first.endswith((".", "?")) else f"{first}.",
            why=_others(self.problems),
            do="Sửa rồi chạy lại.",
        )


def _others(problems: Sequence[Problem]) -> str:
    """Where else to look, so that one run is enough to mend a file."""
    first, *rest = problems
    if not rest:
        return ""
    lines = sorted({problem.line for problem in rest if problem.file == first.file})
    shown_lines = ", ".join(map(str, lines[:10])) + ("…" if len(lines) > 10 else "")
    return f"Còn {len(rest)} lỗi khác trong tệp này, ở dòng {shown_lines}."


def shown(path: Path) -> str:
    """The path as a reader finds it: relative to the working folder when it lies below it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
