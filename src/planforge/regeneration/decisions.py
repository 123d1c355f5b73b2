"""What was decided about plans that have been issued: such a file is history, so the decision lies beside it.

A decision holds for the file as it was and for what stood above that day; when either changes, it is asked again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from planforge.document.tree import Plan
from planforge.regeneration.fingerprints import fingerprint
from planforge.regeneration.lines import plan_lines
from planforge.regeneration.manifest import WORKSPACE
from planforge.regeneration.storage import Storage

LEDGER = f"{WORKSPACE}/quyet-dinh.jsonl"


@dataclass(frozen=True, slots=True)
class Decision:
    """``output``: SHA-256 of the issued file; ``seen``: fingerprint of what the plan would say that day.

    ``draft``: name of the replacing plan that was proposed; empty when a person (``by``) found that none is needed.
    """

    file: str
    output: str
    seen: str
    day: str
    by: str
    draft: str = ""

    @property
    def told(self) -> str:
        """The decision in words."""
        if self.draft:
            return f"ngày {self.day} đã lập dự thảo thay thế {self.draft}"
        return f"ngày {self.day} {self.by} đã xem thay đổi ở trên và để nguyên"


def seen_above(theirs: Plan) -> str:
    """The fingerprint of what a plan says to its reader."""
    return fingerprint(*(part for line in plan_lines(theirs) for part in (line.key, line.number, line.text)))


def read_decisions(storage: Storage) -> dict[str, Decision]:
    """By file; a line that cannot be read is a question asked again."""
    found: dict[str, Decision] = {}
    for line in (storage.read(LEDGER) or b"").splitlines():
        try:
            one = Decision(**{key: str(value) for key, value in json.loads(line).items()})
        except (ValueError, TypeError, AttributeError):
            continue
        found[one.file] = one
    return found


def write_decisions(storage: Storage, decisions: Mapping[str, Decision]) -> None:
    """The whole ledger, sorted."""
    lines = (json.dumps(asdict(decisions[file]), ensure_ascii=False) for file in sorted(decisions))
    storage.write(LEDGER, "".join(f"{line}\n" for line in lines).encode())
