"""The workspace ``.planforge/`` beside the outputs: the manifest, and every plan's tree in compact form.

Units of the same traits share a pattern (``khuon/<fingerprint>.json``); a row of the manifest has the rest. A plan
read back here equals the snapshot inside its .docx, also when an editor has stripped that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from planforge.document.canonical import HEADS, encode, from_json, shared_json
from planforge.document.pattern import fit
from planforge.document.tree import Plan
from planforge.errors import PlanforgeError, UnknownError
from planforge.reading.snapshot import read_snapshot
from planforge.regeneration.manifest import STAGE, WORKSPACE, Row, read_ledger
from planforge.regeneration.storage import LocalStorage, Storage

PATTERNS = f"{WORKSPACE}/khuon"
_CUT_SHORT = re.compile(r"\.(?:(?:manifest|journal)\.jsonl|tong-hop\.(?:json|xlsx)|[0-9a-f]{64}\.json)\.\w+\.tmp")


def pattern_file(pattern: str) -> str:
    """Where the pattern with that fingerprint lies."""
    return f"{PATTERNS}/{pattern}.json"


def pattern_text(pattern: Plan) -> bytes:
    """The pattern as it lies in the workspace: nothing of the unit it was last fitted to."""
    return shared_json(pattern).encode() + b"\n"


def head_of(plan: Plan) -> str:
    """Header, request and signature as one line of JSON."""
    return encode({name: getattr(plan, name) for name in HEADS})


def clear(place: Storage) -> None:
    """Removes what killed runs left: staged files, and files cut short before they got their name."""
    place.remove(STAGE)
    for folder in (".", WORKSPACE, PATTERNS):
        for name in filter(_CUT_SHORT.fullmatch, place.names(folder)):
            place.remove(f"{folder}/{name}")


def drop_unused(place: Storage, rows: Iterable[Row]) -> None:
    """Deletes the patterns that no row needs any more."""
    used = {pattern_file(row.pattern) for row in rows if row.pattern}
    for name in place.names(PATTERNS):
        if f"{PATTERNS}/{name}" not in used:
            place.remove(f"{PATTERNS}/{name}")


def plan_of(path: Path, data: bytes) -> Plan:
    """The plan a file was made from: its own snapshot, else, where an editor stripped it, the one kept beside it.

    Raises :class:`PlanforgeError` where there is neither.
    """
    try:
        return read_snapshot(data)
    except PlanforgeError as error:
        try:
            return Workspace.open(path.parent).plan(path.name)
        except PlanforgeError:
            raise error from None


@dataclass(frozen=True, slots=True)
class Workspace:
    """Read access to what a batch left beside its outputs."""

    storage: Storage
    rows: dict[str, Row]

    @classmethod
    def open(cls, folder: Path) -> Workspace:
        """The workspace of ``folder``; empty when no batch ever wrote there."""
        storage = LocalStorage(folder)
        return cls(storage, dict(read_ledger(storage).rows))

    def plan(self, file: str) -> Plan:
        """The tree of a file as planforge last wrote it. Raises ``UnknownError`` for a file it did not write."""
        row = self.rows.get(file)
        text = self.storage.read(pattern_file(row.pattern)) if row and row.pattern else None
        if row is None or text is None:
            raise UnknownError(
                f"Sổ theo dõi không có bản gốc của {file}.", "Tệp không do planforge batch tạo trong thư mục này.",
                "Hãy dùng bản gốc nằm trong chính tệp .docx.",
            )  # fmt: skip
        pattern = from_json(json.dumps({**json.loads(text), **json.loads(row.head)}))
        return fit(pattern, row.name)
