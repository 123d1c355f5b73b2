"""The catalogue's index: one SQLite file in the user's cache, built from the YAML by content hash.

The YAML is the source and the index can always be thrown away. A pointer file per catalogue folder remembers
the folder's signature (path, size and time of every file), so that an unchanged catalogue opens without being
read; when the signature differs the content hash decides whether a new index is due. Files are replaced,
never changed in place, so readers need no lock. Where the cache cannot be written the index lives in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planforge.catalogue.index_build import build_index
from planforge.files import replace_with, staging

_CODE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Stamp:
    """Identity of a catalogue folder: a cheap local ``signature``, and the content's hash ``fingerprint``."""

    signature: str
    fingerprint: str
    index: str
    size: int
    code: str = ""


class Index:
    """Read access to one catalogue's entries."""

    def __init__(self, folder: Path, cache: Path | None = None, user: Path | None = None) -> None:
        self.folder = folder
        self.user = user
        self._cache = cache if cache is not None else default_cache()
        self.fingerprint, self._connection = self._open()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of a query. A damaged file is thrown away and built again, once."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "syntax" in str(error):
                raise
            self.rebuild()
            return self._connection.execute(sql, values).fetchall()

    def rebuild(self) -> None:
        """Forget the cached file and build it again."""
        self._connection.close()
        with contextlib.suppress(OSError):
            self._pointer.unlink()
        self.fingerprint, self._connection = self._open()

    @property
    def _folders(self) -> tuple[Path, ...]:
        return (self.folder, self.user) if self.user else (self.folder,)

    def _content(self) -> str:
        hashes = [content_hash(folder, data_files(folder)) for folder in self._folders]
        return hashes[0] if len(hashes) == 1 else hashlib.sha256(" ".join(hashes).encode()).hexdigest()

    @property
    def _pointer(self) -> Path:
        name = hashlib.sha256("|".join(map(str, self._folders)).encode()).hexdigest()[:24]
        return self._cache / f"{name}.json"

    def _open(self) -> tuple[str, sqlite3.Connection]:
        signature = folder_signature(*self._folders)
        stamp = self._stamp()
        if stamp and stamp.signature == signature:
            connection = self._connect(stamp)
            if connection:
                return stamp.fingerprint, connection
        return self._renew(signature, stamp)

    def _renew(self, signature: str, old: Stamp | None) -> tuple[str, sqlite3.Connection]:
        fingerprint = self._content()
        code = content_hash(_CODE, sorted(_CODE.glob("*.py")))
        name = hashlib.sha256(f"{fingerprint} {code}".encode()).hexdigest()[:32] + ".sqlite"
        if old and old.index == name:
            connection = self._connect(old)
            if connection:
                self._save(Stamp(signature, fingerprint, name, old.size, code))
                return fingerprint, connection
        # An index of this very name is here because it could not be opened.
        reusable = old and old.code == code and old.index != name and (self._cache / old.index).is_file()
        earlier = self._cache / old.index if old and reusable else None
        stored = self._build(name, earlier)
        if stored:
            stamp = Stamp(signature, fingerprint, name, stored.stat().st_size, code)
            connection = self._connect(stamp)
            if connection and self._save(stamp):
                if old and old.index != name:
                    with contextlib.suppress(OSError):
                        (self._cache / old.index).unlink()
                return fingerprint, connection
        memory = sqlite3.connect(":memory:", check_same_thread=False)
        build_index(memory, self.folder, self.user, earlier)
        return fingerprint, memory

    def _build(self, name: str, earlier: Path | None) -> Path | None:
        path = self._cache / name
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            with staging(path) as temporary:
                with contextlib.closing(sqlite3.connect(temporary)) as connection:
                    build_index(connection, self.folder, self.user, earlier)
                temporary.replace(path)
        except (OSError, sqlite3.DatabaseError):
            return None
        return path

    def _stamp(self) -> Stamp | None:
        try:
            stamp = Stamp(**json.loads(self._pointer.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return stamp if isinstance(stamp.index, str) and Path(stamp.index).name == stamp.index else None

    def _save(self, stamp: Stamp) -> bool:
        try:
            replace_with(self._pointer, json.dumps(stamp.__dict__).encode())
        except OSError:
            return False
        return True

    def _connect(self, stamp: Stamp) -> sqlite3.Connection | None:
        path = self._cache / stamp.index
        try:
            if path.stat().st_size != stamp.size:
                return None
            # Never changed in place, hence immutable: no locks, no journal, works on a read-only disk.
            connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True, check_same_thread=False)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (OSError, sqlite3.DatabaseError):
            return None
        return connection


def default_cache() -> Path:
    """The user's cache folder for planforge; ``PLANFORGE_CACHE`` names another."""
    if named := os.environ.get("PLANFORGE_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("planforge", appauthor=False)


def data_files(folder: Path) -> list[Path]:
    """Every file whose content matters, in a fixed order (generated schemas do not)."""
    return sorted(path for path in _walk(folder) if path.suffix in (".yaml", ".csv", ".json", ".gz"))


def folder_signature(*folders: Path) -> str:
    """Path, size and time of the catalogue's files and of the code that models them."""
    digest = hashlib.sha256()
    for path in (*(path for folder in folders for path in data_files(folder)), *sorted(_CODE.glob("*.py"))):
        stat = path.stat()
        digest.update(f"{path}|{stat.st_size}|{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def content_hash(folder: Path, files: list[Path]) -> str:
    """SHA-256 over names and bytes, the same on every machine."""
    digest = hashlib.sha256()
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}|{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "schema":
                    yield from _walk(Path(entry.path))
            elif entry.is_file():
                yield Path(entry.path)
