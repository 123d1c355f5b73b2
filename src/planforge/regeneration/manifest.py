"""The manifest of a batch: for each unit its file, what it was made from, and how it went.

Two files in ``.planforge/``. ``journal.jsonl`` grows while a run works: a row is on the disk before its file gets
its name, so a file that stands in the folder is always known. ``manifest.jsonl`` is written whole when a run ends,
sorted, without dates or places, so that a run resumed ends with the same bytes as one never interrupted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Literal

from planforge.errors import OutputError
from planforge.regeneration.storage import Storage

WORKSPACE = ".planforge"
STAGE = f"{WORKSPACE}/tam"
"""Where files wait that have no final name yet."""
MANIFEST, JOURNAL = f"{WORKSPACE}/manifest.jsonl", f"{WORKSPACE}/journal.jsonl"
Outcome = Literal["written", "unchanged", "conflict", "refused"]


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of a batch. ``output``: SHA-256 of the plan as planforge makes it, nobody's edits in it (empty: never).
    ``merged``: that of the file in which an update put a person's edits together with it (empty: no update did).

    ``request``, ``directive``, ``catalogue``, ``template``: fingerprints of what the last run saw. ``content``: of what
    the plan says. ``pattern`` and ``head`` (canonical JSON of header, request, signature) hold the tree itself.
    """

    unit: str
    file: str
    outcome: Outcome
    name: str = ""
    message: str = ""
    request: str = ""
    directive: str = ""
    catalogue: str = ""
    template: str = ""
    content: str = ""
    output: str = ""
    pattern: str = ""
    head: str = ""
    merged: str = ""

    @property
    def stands(self) -> str:
        """SHA-256 of the file as planforge last wrote it."""
        return self.merged or self.output

    @property
    def key(self) -> str:
        """What identifies the row: its file, or what was asked where no unit was found."""
        return self.file or self.unit

    def same_inputs(self, other: Row) -> bool:
        """Whether both were made from the same request, directive, catalogue and shells."""
        mine = (self.request, self.directive, self.catalogue, self.template)
        return mine == (other.request, other.directive, other.catalogue, other.template)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the folder remembers: ``rows`` of the last finished run, ``begun`` those of one cut short, and its id."""

    rows: Mapping[str, Row]
    run: str = ""
    begun: Mapping[str, Row] | None = None


def read_ledger(storage: Storage) -> Ledger:
    """Both files. A torn last line of the journal is a row whose file was never named: it is dropped."""
    _, rows = _parse(storage.read(MANIFEST), MANIFEST, strict=True)
    run, begun = _parse(storage.read(JOURNAL), JOURNAL, strict=False)
    return Ledger(rows, run, begun if run else None)


def begin(storage: Storage, run: str, begun: Iterable[Row] = ()) -> None:
    """Starts the journal of a run, with the rows that still hold of an earlier start."""
    storage.write(JOURNAL, _heading(run) + b"".join(map(_line, begun)))


def record(storage: Storage, rows: Iterable[Row]) -> None:
    """Puts rows on the disk before their files are named."""
    storage.append(JOURNAL, b"".join(map(_line, rows)))


def close(storage: Storage, run: str, rows: Mapping[str, Row]) -> None:
    """Ends a run: the whole manifest, then no journal."""
    storage.write(MANIFEST, _heading(run) + b"".join(_line(rows[key]) for key in sorted(rows)))
    storage.remove(JOURNAL)


def settle(ledger: Ledger, found: Mapping[str, str]) -> dict[str, Row]:
    """The rows that are true after a run cut short. ``found``: SHA-256 of the files there are.

    A row of the journal whose file did not get its name gives way to the row before it, if there is one.
    """
    rows = dict(ledger.rows)
    for key, row in (ledger.begun or {}).items():
        if row.outcome != "written" or found.get(row.file) == row.stands:
            rows[key] = row
    return rows


_FIELDS = tuple(field.name for field in fields(Row))
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _line(row: Row) -> bytes:
    values = ((name, getattr(row, name)) for name in _FIELDS)
    return f"{_encode({name: value for name, value in values if value or name != 'merged'})}\n".encode()


def _heading(run: str) -> bytes:
    return f"{_encode({'run': run})}\n".encode()


def _parse(data: bytes | None, name: str, *, strict: bool) -> tuple[str, dict[str, Row]]:
    if not data:
        return "", {}
    lines = data.split(b"\n")
    rows: dict[str, Row] = {}
    try:
        run = str(json.loads(lines[0])["run"])
        for line in lines[1:-1]:
            values = json.loads(line)
            row = Row(**{key: str(value) for key, value in values.items() if key in _FIELDS})  # type: ignore[arg-type]
            rows[row.key] = row
    except (ValueError, KeyError, TypeError, AttributeError):
        if strict:
            raise OutputError(
                f"Sổ theo dõi {name} bị hỏng.", "Không biết tệp nào đã có người sửa nên không ghi đè tệp nào.",
                f"Hãy lấy lại {name} từ bản sao lưu, hoặc chọn thư mục khác.",
            ) from None  # fmt: skip
        return "", rows
    return run, rows
