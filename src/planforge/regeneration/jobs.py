"""What travels between the run of an update and its workers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planforge.regeneration.decisions import Decision
from planforge.regeneration.fingerprints import Inputs
from planforge.regeneration.manifest import Row
from planforge.regeneration.results import Options, Updated
from planforge.regeneration.storage import Storage


@dataclass(frozen=True, slots=True)
class UpdateSetup:
    """What all workers of one folder know. ``made_from``: catalogue and shells of today (no directive's); ``stage``:
    where new files wait, unlike that of any other run.
    """

    catalogue: Path
    templates: Path
    made_from: Inputs
    options: Options
    storage: Storage
    stage: str


@dataclass(frozen=True, slots=True)
class UpdateJob:
    """One file. ``row``: what a batch's manifest knows of it, ``now``: today's inputs of that row.

    ``untouched``: its bytes are those planforge made; ``among``: it was met in a folder, nobody named it.
    """

    path: Path
    row: Row | None = None
    now: Inputs | None = None
    untouched: bool = False
    decision: Decision | None = None
    among: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """How a file fared. ``read``: SHA-256 of what was read; ``staged``: the name its new bytes are to get, ``output``
    their SHA-256; ``row``: what the manifest is to say; ``settled``: nothing is left to tell until something above
    changes.
    """

    updated: Updated
    read: str = ""
    row: Row | None = None
    staged: str = ""
    output: str = ""
    settled: bool = False
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The same with the new bytes, which are not on the disk yet; none: the file stays as it is."""

    done: Done
    data: bytes = b""
