"""``planforge cite``: every citation of a document, with its status on a day."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import click

from planforge.cli.catalogue_words import STATES
from planforge.cli.documents import (
    AS_OF,
    FILES,
    FORCE,
    FORMAT,
    OUT,
    chosen_format,
    day_of,
    exit_code,
    one_by_one,
    put,
)

Document = tuple[dict[str, Any], Iterable[dict[str, Any]]]
COLUMNS = ("Tệp", "Viện dẫn", "Loại", "Số, ký hiệu", "Ngày", "Cơ quan ban hành", "Trích yếu", "Tình trạng",
           "Thay bằng", "Bằng chứng")  # fmt: skip


@click.command()
@FILES
@AS_OF
@FORMAT
@OUT
@FORCE
@click.pass_obj
def cite(folder: Path | None, files: tuple[str, ...], as_of: datetime | None, output: str | None, path: Path | None,
         force: bool) -> int:  # fmt: skip
    """Liệt kê mọi viện dẫn trong TỆP (.docx, .pdf, .html, .txt, .md; "-" là đầu vào chuẩn), kèm hiệu lực tại ngày."""
    from planforge.api import cite_stream, load_catalogue

    known, form = load_catalogue(folder), chosen_format(output, path)
    failed: list[str] = []
    documents = one_by_one(files, lambda file: cite_stream(known, file, day_of(as_of)), failed)
    if form == "json":
        put(_json(documents), path, force)
    elif form in ("xlsx", "html"):
        put(_list(documents, form), path, force)
    elif first := next(documents, None):
        put((f"{line}\n".encode() for one in chain((first,), documents) for line in _human(*one)), path, force)
    return exit_code(not failed)


def _json(documents: Iterable[Document]) -> Iterator[bytes]:
    """One document of the contract, each citation as it is found."""
    yield b'{\n  "version": 1,\n  "documents": ['
    after: bytes = b"]\n}\n"
    for number, (head, citations) in enumerate(documents):
        whole = _indented({**head, "citations": []}, 4).removesuffix(b"]\n    }")
        yield b"," * (number > 0) + whole
        end = b"]\n    }"
        for place, one in enumerate(citations):
            yield b"," * (place > 0) + _indented(one, 8)
            end = b"\n      ]\n    }"
        yield end
        after = b"\n  ]\n}\n"
    yield after


def _indented(value: dict[str, Any], indent: int) -> bytes:
    import json

    return ("\n" + textwrap.indent(json.dumps(value, ensure_ascii=False, indent=2), " " * indent)).encode()


def _list(documents: Iterable[Document], form: str) -> bytes:
    from planforge.rendering.lists import Listing, lists_html, lists_xlsx

    rows = [
        (
            head["file"], one["text"], one["type"], one["number"] or "", _day(one["issued"]), one["issuer"] or "",
            one["title"] or "", STATES[one["status"]], ", ".join(one["replaced_by"]), one["evidence"],
        )
        for head, citations in documents for one in citations
    ]  # fmt: skip
    listing = Listing("Viện dẫn", COLUMNS, rows, (18, 60, 12, 20, 12, 26, 50, 18, 20, 50))
    title = "Danh sách viện dẫn"
    return lists_xlsx(title, [listing]) if form == "xlsx" else lists_html(title, [listing])


def _human(head: dict[str, Any], citations: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield f"{head['file']} (xét tại ngày {_day(head['as_of']) or 'chưa rõ'}: {head['as_of_source']})"
    counts = Counter[str]()
    for one in citations:
        counts[one["status"]] += 1
        yield f"  {one['text']}"
        yield f"      {STATES[one['status']]}: {one['evidence']}"
    told = ", ".join(f"{counts[state]} {name}" for state, name in STATES.items() if counts[state])
    yield f"{counts.total()} viện dẫn{': ' + told if told else ''}"


def _day(iso: str | None) -> str:
    from planforge.text.dates import short_date

    return short_date(date.fromisoformat(iso)) if iso else ""
