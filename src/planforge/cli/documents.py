"""What ``cite`` and ``check`` share: several documents in, one list out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from planforge.errors import ExitCode, PlanforgeError

FORMATS = ("human", "json", "xlsx", "html")
T = TypeVar("T")

FILES = click.argument("files", metavar="TỆP…", nargs=-1, required=True)
AS_OF = click.option("--as-of", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), metavar="NĂM-THÁNG-NGÀY",
                     help="Xét tại ngày; mặc định: ngày ghi trên từng văn bản.")  # fmt: skip
FORMAT = click.option("--format", "output", type=click.Choice(FORMATS), help="Dạng kết quả (mặc định: cho người đọc).")
OUT = click.option("-o", "--output", "path", type=click.Path(path_type=Path), metavar="TỆP_RA",
                   help="Ghi kết quả vào tệp; đuôi tệp cho biết dạng.")  # fmt: skip
FORCE = click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")


def day_of(as_of: datetime | None) -> date | None:
    """The day given on the command line."""
    return as_of.date() if as_of else None


def source_of(file: str) -> tuple[str, bytes]:
    """What to call a file (``-`` is standard input) and its bytes, read once."""
    from planforge.reading.opening import load

    return load(file)


def stream(data: bytes) -> io.BytesIO:
    """Bytes as a document to read."""
    return io.BytesIO(data)


def each(files: Sequence[str], work: Callable[[str, bytes], T]) -> tuple[list[T], bool]:
    """``work`` for every file, and whether all could be read."""
    failed: list[str] = []
    done = list(one_by_one(files, lambda file: work(*source_of(file)), failed))
    return done, not failed


def one_by_one(files: Sequence[str], work: Callable[[str], T], failed: list[str]) -> Iterator[T]:
    """``work`` for every file when it is asked for.

    A file that cannot be read is told on standard error, joins ``failed``, and does not stop the others.
    """
    for file in dict.fromkeys(files):
        try:
            one = work(file)
        except PlanforgeError as error:
            click.echo(f"Lỗi: {error}", err=True)
            failed.append(file)
        else:
            yield one


def chosen_format(output: str | None, path: Path | None, extra: tuple[str, ...] = ()) -> str:
    """The format asked for, else the one the file's suffix names, else for people."""
    suffix = path.suffix.lower().removeprefix(".") if path else ""
    if output is None:
        output = {"json": "json", "xlsx": "xlsx", "html": "html", "htm": "html"}.get(suffix, "human")
        output = suffix if suffix in extra else output
    if output == "xlsx" and path is None:
        raise click.UsageError("Bảng Excel phải ghi vào tệp; thêm: -o ket-qua.xlsx")
    return output


def put(data: bytes | Iterable[bytes], path: Path | None, force: bool) -> None:
    """Into the file, else on standard output; whole, or in pieces as they come."""
    if path is None:
        sys.stdout.buffer.writelines((data,) if isinstance(data, bytes) else data)
        sys.stdout.buffer.flush()
        return
    from planforge.api import write_output

    write_output(path, data, force)
    click.echo(f"Đã ghi {path}", err=True)


def as_json(document: Any) -> bytes:
    """One JSON document as bytes."""
    import json

    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def exit_code(whole: bool, findings: bool = False) -> int:
    """2 when a file could not be read, 1 with findings, else 0."""
    if not whole:
        return int(ExitCode.BAD_INPUT)
    return int(ExitCode.FINDINGS if findings else ExitCode.FINE)
