"""Search words in the catalogue, with or without diacritics."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planforge.catalogue.index import Index
from planforge.text.folding import fold, squeeze

RANKED = 4000
"""Up to so many matches are put in order of fit."""


@dataclass(frozen=True)
class Hit:
    """One entry found; ``file`` lies below the catalogue folder."""

    kind: str
    id: str
    title: str
    file: Path
    line: int


def entries(index: Index, kind: str | None = None, entry_id: str | None = None) -> tuple[Hit, ...]:
    """Entries of a kind or with an id (a directive and its instrument share one), in file order."""
    sql = (
        "SELECT kind, id, title, file, line FROM entry "
        "WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR id = ?2) ORDER BY number"
    )
    return tuple(_hit(row) for row in index.rows(sql, kind, entry_id))


def search(index: Index, query: str, kinds: Collection[str] | None = None, limit: int = 20) -> tuple[Hit, ...]:
    """Entries that hold every word of ``query``, best first.

    Words written with diacritics must stand so in the entry; if no entry has them, diacritics are set aside.
    """
    words = squeeze(query).lower()
    if not any(char.isalnum() for char in words):
        return ()
    if words != fold(query):
        found = _matches(index, "marked", words, kinds, limit)
        if found:
            return found
    return _matches(index, "folded", fold(query), kinds, limit)


def _matches(index: Index, column: str, words: str, kinds: Collection[str] | None, limit: int) -> tuple[Hit, ...]:
    match, chosen = f"{column} : ({_terms(words)})", sorted(kinds or ())
    where = f"AND kind IN ({', '.join('?' * len(chosen))})" if chosen else ""
    sql = (
        "SELECT kind, id, title, file, line FROM words JOIN entry ON entry.number = words.rowid "
        f"WHERE words MATCH ? {where} ORDER BY {_order(index, match)} LIMIT ?"
    )
    return tuple(_hit(row) for row in index.rows(sql, match, *chosen, limit))


def _order(index: Index, match: str) -> str:
    """Best first; words that thousands of entries hold cannot tell which is best, and ranking all is slow."""
    probe = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
    (count,) = index.rows(probe, match, RANKED + 1)[0]
    return "bm25(words)" if count <= RANKED else "words.rowid"


def _hit(row: tuple[Any, ...]) -> Hit:
    kind, identity, title, file, line = row
    return Hit(kind, identity, title, Path(file), line)


def _terms(words: str) -> str:
    """Each word a quoted prefix, so that no sign of the query can be read as FTS syntax."""
    quoted = (word.replace('"', '""') for word in words.split() if any(char.isalnum() for char in word))
    return " AND ".join(f'"{word}"*' for word in quoted)
