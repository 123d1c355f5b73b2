"""Which plans of a folder were already brought up to date with today's inputs, told without opening them.

A plan is fresh when its bytes are those last seen and directive, catalogue and templates are those it was then
checked against: by a batch (its manifest), or by an earlier update (``.planforge/cap-nhat.jsonl``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.locations import templates_folder
from planforge.document.tree import Plan
from planforge.errors import PlanforgeError
from planforge.regeneration.fingerprints import Inputs, inputs, of_bytes
from planforge.regeneration.manifest import WORKSPACE, Row, read_ledger
from planforge.regeneration.storage import LocalStorage

LEDGER = f"{WORKSPACE}/cap-nhat.jsonl"


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan found up to date: its bytes, the directive asked for, and what that and the catalogue were."""

    output: str
    asked: str
    directive: str
    catalogue: str
    template: str


@dataclass(slots=True)
class Freshness:
    """What one folder remembers. ``own``: the user's directive files by id."""

    catalogue: Catalogue
    folder: Path
    own: dict[str, Path]
    seen: dict[str, Seen] = field(default_factory=dict)
    changed: bool = False
    _today: dict[str, Inputs | None] = field(default_factory=dict)

    @classmethod
    def open(cls, catalogue: Catalogue, folder: Path, own: dict[str, Path]) -> Freshness:
        """Both ledgers of the folder; a line that cannot be read is a plan looked at again."""
        storage = LocalStorage(folder)
        try:
            known = {row.file: _of_row(row) for row in read_ledger(storage).rows.values() if row.output}
        except PlanforgeError:
            known = {}
        for line in (storage.read(LEDGER) or b"").splitlines():
            try:
                file, values = json.loads(line)
                known[str(file)] = Seen(*map(str, values))
            except (ValueError, TypeError):
                continue
        return cls(catalogue, folder, own, known)

    def is_fresh(self, path: Path) -> bool:
        """Nothing above changed since the plan was made or last looked at, and it is the same file."""
        seen = self.seen.get(self._name(path))
        now = self._inputs(seen.asked) if seen else None
        if seen is None or now is None or (seen.directive, seen.catalogue, seen.template) != _trio(now):
            return False
        return of_bytes(path.read_bytes()) == seen.output

    def note(self, path: Path, plan: Plan) -> None:
        """The plan in the file is up to date as of now."""
        asked = dict(plan.request).get("directive", "")
        now = self._inputs(asked)
        if now is not None:
            self.seen[self._name(path)] = Seen(of_bytes(path.read_bytes()), asked, *_trio(now))
            self.changed = True

    def save(self) -> None:
        """Puts the ledger on the disk, if it says anything new."""
        if self.changed:
            lines = (json.dumps([file, _values(seen)], ensure_ascii=False) for file, seen in sorted(self.seen.items()))
            LocalStorage(self.folder).write(LEDGER, "".join(f"{line}\n" for line in lines).encode())

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _inputs(self, asked: str) -> Inputs | None:
        if asked not in self._today:
            try:
                self._today[asked] = inputs(self.catalogue, str(self.own.get(asked, asked)), templates_folder())
            except PlanforgeError:
                self._today[asked] = None
        return self._today[asked]


def _trio(now: Inputs) -> tuple[str, str, str]:
    return now.directive, now.catalogue, now.template


def _values(seen: Seen) -> list[str]:
    return [seen.output, seen.asked, seen.directive, seen.catalogue, seen.template]


def _of_row(row: Row) -> Seen:
    try:
        asked = dict(json.loads(row.head)["request"])["directive"]
    except (ValueError, KeyError, TypeError):
        asked = ""
    return Seen(row.output, asked, row.directive, row.catalogue, row.template)
