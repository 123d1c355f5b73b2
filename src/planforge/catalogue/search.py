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
KIN = 200
"""About so many entries are compared one by one."""


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


def naming(index: Index, kind: str, *texts: str) -> tuple[Hit, ...]:
    """Entries of a kind that hold one of the texts anywhere, as written."""
    held = " OR ".join(["instr(json, ?)"] * len(texts))
    sql = f"SELECT kind, id, title, file, line FROM entry WHERE kind = ? AND ({held}) ORDER BY number"
    return tuple(_hit(row) for row in index.rows(sql, kind, *texts))


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


def kin(index: Index, words: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Id and title of instruments that share the rarest of ``words`` (folded), about :data:`KIN` of them at most.

    Words that thousands of entries hold count only together, so that the look-up stays quick however the catalogue
    grows.
    """
    (whole,) = index.rows("SELECT max(number) FROM entry")[0]
    marks = ", ".join("?" * len(words))
    known = index.rows(f"SELECT word, entries FROM word WHERE word IN ({marks}) ORDER BY entries, word", *words)
    groups, group, expected, together = [], list[str](), float(whole or 0), 0.0
    for word, count in known:
        group.append(f'"{word}"')
        expected *= count / whole
        if expected <= KIN:
            groups.append(" AND ".join(group))
            together, group, expected = together + expected, [], float(whole)
        if together > KIN:
            break
    if group and not groups:
        groups.append(" AND ".join(group))
    if not groups:
        return ()
    match = f"folded : ({' OR '.join(f'({one})' for one in groups)})"
    # The plus keeps SQLite from walking all instruments by their kind.
    sql = (
        "SELECT id, title FROM entry "
        "WHERE number IN (SELECT rowid FROM words WHERE words MATCH ? LIMIT ?) AND +kind = 'van-ban'"
    )
    return tuple((identity, title) for identity, title in index.rows(sql, match, 2 * KIN))


def _matches(index: Index, column: str, words: str, kinds: Collection[str] | None, limit: int) -> tuple[Hit, ...]:
    match, chosen = f"{column} : ({_terms(words)})", sorted(kinds or ())
    where = f"AND +kind IN ({', '.join('?' * len(chosen))})" if chosen else ""
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
