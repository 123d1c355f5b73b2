"""Writes the index: tables of entries, what finds an instrument, relations between them, and a full-text table."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from planforge.catalogue.problems import FileProblems, Problem
from planforge.progress import tell
from planforge.text.folding import fold

if TYPE_CHECKING:
    from planforge.catalogue.index_rows import Row

WORK = "Danh mục đã đổi, đang lập lại chỉ mục"
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE file (own INTEGER, path TEXT, hash TEXT, entries INTEGER, PRIMARY KEY (own, path)) WITHOUT ROWID;
CREATE TABLE entry (
  number INTEGER PRIMARY KEY, kind TEXT, id TEXT, key TEXT, title TEXT, file TEXT, line INTEGER, text TEXT, json TEXT,
  own INTEGER
);
CREATE TABLE found_by (means TEXT, key TEXT, entry INTEGER);
CREATE TABLE calendar (day TEXT PRIMARY KEY, working INTEGER);
CREATE TABLE relation (target TEXT, source TEXT, kind TEXT, verified INTEGER);
CREATE VIRTUAL TABLE words USING fts5(
  marked, folded, content = '', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, col);
CREATE TABLE word (word TEXT PRIMARY KEY, entries INTEGER) WITHOUT ROWID;
"""
_INDEXES = """
CREATE UNIQUE INDEX entry_id ON entry (kind, id);
CREATE INDEX entry_key ON entry (kind, key);
CREATE INDEX entry_file ON entry (file);
CREATE INDEX found_by_key ON found_by (means, key, entry);
CREATE INDEX relation_target ON relation (target);
INSERT INTO word SELECT term, doc FROM vocabulary WHERE col = 'folded';
"""


def build_index(
    connection: sqlite3.Connection, folder: Path, user: Path | None = None, earlier: Path | None = None
) -> None:
    """Fill an empty database from the YAML below ``folder``. Raises FileProblems when a file is bad.

    Entries below ``user`` join them; one with a known id takes the place of the entry that came with planforge.
    ``earlier``: an index of the same code; what it holds of files that did not change is taken from there.
    """
    connection.executescript(_TABLES)
    with closing(_Earlier(earlier)) as known:
        own = list(_rows(connection, user, True, known)) if user else []
        mine = {(row.kind, row.id) for row in own}
        theirs = (row for row in _rows(connection, folder, False, known) if (row.kind, row.id) not in mine)
        seen: dict[tuple[str, str], str] = {}
        for number, row in enumerate(chain(theirs, own), start=1):
            if (row.kind, row.id) in seen:
                where = user if user and row in own else folder
                message = f"mã '{row.id}' đã dùng ở {seen[row.kind, row.id]}"
                raise FileProblems([Problem(where / row.file, row.line, message)])
            seen[row.kind, row.id] = f"{row.file}:{row.line}"
            _insert(connection, number, row, (row.kind, row.id) in mine)
    _calendar(connection)
    connection.executescript(_INDEXES)
    connection.commit()


def _rows(connection: sqlite3.Connection, folder: Path, own: bool, known: _Earlier) -> Iterator[Row]:
    """All entries below ``folder``, in file order."""
    # The models load here only: an up-to-date index is opened without them.
    from planforge.catalogue.files import catalogue_files
    from planforge.catalogue.index_rows import file_rows
    from planforge.catalogue.loading import load_file

    files = list(catalogue_files(folder))
    for done, (path, kind) in enumerate(files):
        tell(WORK, done, len(files))
        name = path.relative_to(folder).as_posix()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        rows = known.rows(own, name, digest)
        if rows is None:
            rows = list(file_rows(load_file(path, kind.model), Path(name)))
        connection.execute("INSERT INTO file VALUES (?, ?, ?, ?)", (own, name, digest, len(rows)))
        yield from rows
    tell(WORK, len(files), len(files))


def _insert(connection: sqlite3.Connection, number: int, row: Row, own: bool) -> None:
    from planforge.catalogue.keys import keys_of

    connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *row, own))
    if row.text:
        connection.execute(
            "INSERT INTO words (rowid, marked, folded) VALUES (?, ?, ?)", (number, row.text.lower(), fold(row.text))
        )
    if row.kind == "van-ban":
        data = json.loads(row.json)
        connection.executemany(
            "INSERT INTO found_by VALUES (?, ?, ?)", [(by, key, number) for by, key in keys_of(data)]
        )
        connection.executemany(
            "INSERT INTO relation VALUES (?, ?, ?, ?)",
            [(one["target"], row.id, one["kind"], one.get("verified", True)) for one in data.get("relations", ())],
        )


def _calendar(connection: sqlite3.Connection) -> None:
    """Asking the holidays package costs a plan 80 ms; asking once here costs nothing."""
    from planforge.catalogue.working_days import INDEXED_YEARS, exceptional_days

    connection.executemany(
        "INSERT INTO calendar VALUES (?, ?)", [(d.isoformat(), w) for d, w in exceptional_days(INDEXED_YEARS)]
    )


class _Earlier:
    """An index built before, as far as it can be read: reading YAML is most of the work of a build."""

    def __init__(self, path: Path | None) -> None:
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) if path else None

    def rows(self, own: bool, file: str, digest: str) -> list[Row] | None:
        """The entries of that file if it held these bytes and none of its entries was left out."""
        from planforge.catalogue.index_rows import Row

        if self._connection is None:
            return None
        try:
            found = self._connection.execute(
                "SELECT kind, id, key, title, file, line, text, json FROM entry WHERE own = ? AND file = ? "
                "ORDER BY number", (own, file),
            ).fetchall()  # fmt: skip
            same = self._connection.execute(
                "SELECT 1 FROM file WHERE own = ? AND path = ? AND hash = ? AND entries = ?",
                (own, file, digest, len(found)),
            ).fetchone()
        except sqlite3.DatabaseError:
            self.close()
            return None
        return [Row(*one) for one in found] if same else None

    def close(self) -> None:
        """Not needed any more."""
        if self._connection:
            self._connection.close()
            self._connection = None
