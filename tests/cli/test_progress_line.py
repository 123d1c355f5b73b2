"""Long work shows one line on a terminal, and only there."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

from planforge.cli import progress_line as module
from planforge.cli.progress_line import progress_line
from planforge.progress import listen, tell


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[[io.StringIO, float], str]:
    def on(stream: io.StringIO, seconds_a_step: float) -> str:
        clock = iter(step * seconds_a_step for step in range(100))
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setattr(module.time, "monotonic", lambda: next(clock))
        listen(progress_line)
        for done in range(5):
            tell("Đang làm", done, 4)
        return stream.getvalue()

    return on


def it_shows_the_share_of_long_work_and_takes_the_line_away(told: Callable[[io.StringIO, float], str]) -> None:
    shown = told(Terminal(), 1.0)
    assert "Đang làm: 75%" in shown and shown.endswith("\r\x1b[K")


def it_says_nothing_of_short_work(told: Callable[[io.StringIO, float], str]) -> None:
    assert told(Terminal(), 0.1) == ""


def it_says_nothing_where_nobody_looks(told: Callable[[io.StringIO, float], str]) -> None:
    assert told(io.StringIO(), 1.0) == ""
