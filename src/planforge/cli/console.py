"""Printing: tables for people, plain lines for pipes, one JSON document for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

FORMAT_OPTION = click.option(
    "--format", "output", type=click.Choice(["human", "json"]), default="human", show_default=True,
    help="Dạng in ra: cho người đọc, hoặc một tài liệu JSON.",
)  # fmt: skip


def print_json(document: Any) -> None:
    """One document on standard output and nothing else."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under headings on a terminal; aligned plain lines, one a row, everywhere else."""
    if _terminal():
        from rich import box
        from rich.console import Console
        from rich.table import Table

        table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
        for row in rows:
            table.add_row(*(_plain(cell) for cell in row))
        Console(highlight=False).print(table)
        return
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(len(columns) - 1)]
    for row in rows:
        click.echo("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]))


def print_fields(title: str, fields: Sequence[tuple[str, str]]) -> None:
    """A heading and ``label: value`` lines; empty values are left out."""
    shown = [(label, value) for label, value in fields if value]
    if _terminal():
        from rich.console import Console
        from rich.table import Table

        console = Console(highlight=False)
        console.print(_plain(title), style="bold")
        grid = Table.grid(padding=(0, 2))
        for label, value in shown:
            grid.add_row(f"[dim]{label}[/dim]", _plain(value))
        console.print(grid)
        return
    click.echo(title)
    for label, value in shown:
        lines = value.split("\n")
        click.echo(f"  {label}: {value}" if len(lines) == 1 else f"  {label}:")
        for line in lines if len(lines) > 1 else ():
            click.echo(f"    {line}")


def _plain(text: str) -> Any:
    # Catalogue text may hold "[…]", which rich would read as markup.
    from rich.text import Text

    return Text(text)


def _terminal() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
