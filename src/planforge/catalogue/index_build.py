"""Writes the index: tables of entries, relations between instruments, and a full-text table."""

from __future__ import annotations

import sqlite3
from itertools import chain
from pathlib import Path

from planforge.catalogue.problems import FileProblems, Problem
from planforge.text.folding import fold

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE entry (
  number INTEGER PRIMARY KEY, kind TEXT, id TEXT, key TEXT, title TEXT, file TEXT, line INTEGER, json TEXT
);
CREATE TABLE calendar (day TEXT PRIMARY KEY, working INTEGER);
CREATE TABLE relation (target TEXT, source TEXT, kind TEXT, verified INTEGER);
CREATE VIRTUAL TABLE words USING fts5(
  marked, folded, content = '', tokenize = 'unicode61 remove_diacritics 0'
);
"""
_INDEXES = """
CREATE UNIQUE INDEX entry_id ON entry (kind, id);
CREATE INDEX entry_key ON entry (kind, key);
CREATE INDEX relation_target ON relation (target);
"""


def build_index(connection: sqlite3.Connection, folder: Path, user: Path | None = None) -> None:
    """Fill an empty database from the YAML below ``folder``. Raises FileProblems when a file is bad.

    Entries below ``user`` join them; one with a known id takes the place of the entry that came with planforge.
    """
    # The models load here only: an up-to-date index is opened without them.
    from planforge.catalogue.index_rows import Row, rows_of
    from planforge.catalogue.instruments import Instrument
    from planforge.catalogue.working_days import INDEXED_YEARS, exceptional_days

    connection.executescript(_TABLES)
    seen: dict[tuple[str, str], Row] = {}
    own = list(rows_of(user)) if user else []
    replaced = {(row.kind, row.id) for row in own}
    theirs = (row for row in rows_of(folder) if (row.kind, row.id) not in replaced)
    for number, row in enumerate(chain(theirs, own), start=1):
        first = seen.setdefault((row.kind, row.id), row)
        if first is not row:
            message = f"mã '{row.id}' đã dùng ở {first.file}:{first.line}"
            raise FileProblems([Problem((user if row in own and user else folder) / row.file, row.line, message)])
        connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, row.kind, row.id, row.key, row.title, row.file, row.line, row.json()),
        )
        if row.text:
            connection.execute(
                "INSERT INTO words (rowid, marked, folded) VALUES (?, ?, ?)",
                (number, row.text.lower(), fold(row.text)),
            )
        if isinstance(row.entry, Instrument):
            connection.executemany(
                "INSERT INTO relation VALUES (?, ?, ?, ?)",
                [(r.target, row.id, r.kind, r.verified) for r in row.entry.relations],
            )
    # Asking the holidays package costs a plan 80 ms; asking once here costs nothing.
    connection.executemany(
        "INSERT INTO calendar VALUES (?, ?)", [(d.isoformat(), w) for d, w in exceptional_days(INDEXED_YEARS)]
    )
    connection.executescript(_INDEXES)
    connection.commit()
