"""How far a long piece of work is, told on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic

import click

_LINE_EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal."""


@contextmanager
def progress(doing: str, noun: str, *, ending: bool = True) -> Iterator[Callable[[int, int], None]]:
    """A bar with rate and time left on a terminal; elsewhere a line now and then. Both on standard error.

    ``ending``: a last line also when all was done before the first was due.
    """
    if not sys.stderr.isatty():
        yield _lines(noun, ending)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
               TextColumn("còn"), TimeRemainingColumn())  # fmt: skip
    with ExitStack() as shown:
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        task, start = bar.add_task("", total=None, rate=""), monotonic()

        def advance(done: int, total: int) -> None:
            # The bar has a thread; it starts late because worker processes are best forked before there is one.
            if not bar.live.is_started:
                shown.enter_context(bar)
            bar.update(task, completed=done, total=total, rate=f"{_rate(done, start):.0f} {noun}/giây")

        yield advance


def _lines(noun: str, ending: bool) -> Callable[[int, int], None]:
    start = monotonic()
    said = start

    def advance(done: int, total: int) -> None:
        nonlocal said
        now = monotonic()
        if now - said < _LINE_EVERY and (done < total or (said == start and not ending)):
            return
        said = now
        rate = _rate(done, start)
        left = f", còn khoảng {(total - done) / rate:.0f} giây" if done < total else ""
        click.echo(f"{done}/{total} {noun}, {rate:.0f} {noun}/giây{left}", err=True)

    return advance


def _rate(done: int, start: float) -> float:
    return done / max(monotonic() - start, 0.001)
