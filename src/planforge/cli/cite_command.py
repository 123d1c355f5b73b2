"""``planforge cite``: every citation of a document, with its status on a day."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from planforge.cli.catalogue_show import STATES
from planforge.cli.documents import (
    AS_OF,
    FILES,
    FORCE,
    FORMAT,
    OUT,
    as_json,
    chosen_format,
    day_of,
    each,
    exit_code,
    put,
    stream,
)

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
    from planforge.api import cite as cite_document
    from planforge.api import load_catalogue

    known, form = load_catalogue(folder), chosen_format(output, path)
    documents, whole = each(files, lambda name, data: cite_document(known, stream(data), day_of(as_of), name))
    if form == "json":
        put(as_json({"version": 1, "documents": documents}), path, force)
    elif form in ("xlsx", "html"):
        put(_list(documents, form), path, force)
    elif documents:
        put("\n".join(_human(one) for one in documents).encode() + b"\n", path, force)
    return exit_code(whole)


def _list(documents: list[dict[str, Any]], form: str) -> bytes:
    from planforge.rendering.lists import Listing, lists_html, lists_xlsx

    rows = [
        (
            document["file"], one["text"], one["type"], one["number"] or "", _day(one["issued"]), one["issuer"] or "",
            one["title"] or "", STATES[one["status"]], ", ".join(one["replaced_by"]), one["evidence"],
        )
        for document in documents for one in document["citations"]
    ]  # fmt: skip
    listing = Listing("Viện dẫn", COLUMNS, rows, (18, 60, 12, 20, 12, 26, 50, 18, 20, 50))
    title = "Danh sách viện dẫn"
    return lists_xlsx(title, [listing]) if form == "xlsx" else lists_html(title, [listing])


def _human(document: dict[str, Any]) -> str:
    citations = document["citations"]
    lines = [f"{document['file']} (xét tại ngày {_day(document['as_of']) or 'chưa rõ'}: {document['as_of_source']})"]
    for one in citations:
        lines.append(f"  {one['text']}")
        lines.append(f"      {STATES[one['status']]}: {one['evidence']}")
    counts = Counter(one["status"] for one in citations)
    told = ", ".join(f"{counts[state]} {name}" for state, name in STATES.items() if counts[state])
    lines.append(f"{len(citations)} viện dẫn{': ' + told if told else ''}")
    return "\n".join(lines)


def _day(iso: str | None) -> str:
    from planforge.text.dates import short_date

    return short_date(date.fromisoformat(iso)) if iso else ""
