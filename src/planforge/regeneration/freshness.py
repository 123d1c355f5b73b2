"""Which plans of a folder were already brought up to date with today's inputs, told without opening them.

A plan is fresh when its bytes are those last seen and directive, catalogue and templates are those it was then
checked against: by a batch (its manifest), or by an earlier update (``.planforge/cap-nhat.jsonl``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planforge.catalogue.catalogue import Catalogue
from planforge.errors import PlanforgeError
from planforge.regeneration.fingerprints import Inputs, inputs
from planforge.regeneration.manifest import WORKSPACE, Row
from planforge.regeneration.storage import Storage

LEDGER = f"{WORKSPACE}/cap-nhat.jsonl"


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan found up to date: its bytes, unit and directive asked for, and what directive and catalogue were."""

    output: str
    unit: str
    asked: str
    directive: str
    catalogue: str
    template: str

    @property
    def made_from(self) -> Inputs:
        """What it was checked against."""
        return Inputs(self.directive, self.catalogue, self.template)


@dataclass(slots=True)
class Today:
    """The inputs of today, by the directive asked for. ``own``: the user's directive files by id."""

    catalogue: Catalogue
    templates: Path
    own: Mapping[str, Path]
    _known: dict[str, Inputs | None] = field(default_factory=dict)

    def of(self, asked: str) -> Inputs | None:
        """None where there is no such directive."""
        if asked not in self._known:
            try:
                self._known[asked] = inputs(self.catalogue, str(self.own.get(asked, asked)), self.templates)
            except PlanforgeError:
                self._known[asked] = None
        return self._known[asked]


@dataclass(slots=True)
class Freshness:
    """What one folder remembers of its plans, by file."""

    today: Today
    seen: dict[str, Seen]
    changed: bool = False

    @classmethod
    def open(cls, today: Today, storage: Storage, rows: Iterable[Row]) -> Freshness:
        """Both ledgers of the folder; a line that cannot be read is a plan looked at again."""
        known = {row.file: _of_row(row) for row in rows if row.output and row.outcome != "conflict"}
        return cls(today, known | read_seen(storage))

    def fresh(self, file: str, digest: str) -> Seen | None:
        """What was seen, if nothing above changed since and the file's bytes are the same."""
        seen = self.seen.get(file)
        return seen if seen and seen.output == digest and seen.made_from == self.today.of(seen.asked) else None

    def note(self, file: str, digest: str, unit: str, asked: str) -> None:
        """The plan in the file is up to date as of now."""
        now = self.today.of(asked)
        if now is not None:
            self.seen[file] = Seen(digest, unit, asked, now.directive, now.catalogue, now.template)
            self.changed = True

    def save(self, storage: Storage, rows: Mapping[str, Row]) -> None:
        """Puts on the disk what the manifest does not say, if there is anything new."""
        if not self.changed:
            return
        noted = {file: seen for file, seen in self.seen.items() if file not in rows or _of_row(rows[file]) != seen}
        lines = (json.dumps([file, _values(seen)], ensure_ascii=False) for file, seen in sorted(noted.items()))
        storage.write(LEDGER, "".join(f"{line}\n" for line in lines).encode())


def read_seen(storage: Storage) -> dict[str, Seen]:
    """What earlier updates noted, by file."""
    known: dict[str, Seen] = {}
    for line in (storage.read(LEDGER) or b"").splitlines():
        try:
            file, values = json.loads(line)
            known[str(file)] = Seen(*map(str, values))
        except (ValueError, TypeError):
            continue
    return known


def _values(seen: Seen) -> list[str]:
    return [seen.output, seen.unit, seen.asked, seen.directive, seen.catalogue, seen.template]


def _of_row(row: Row) -> Seen:
    return Seen(row.output, row.unit, asked_of(row), row.directive, row.catalogue, row.template)


def asked_of(row: Row) -> str:
    """The id of the directive a row's plan was made from."""
    try:
        return str(dict(json.loads(row.head)["request"])["directive"])
    except (ValueError, KeyError, TypeError):
        return ""
