"""What an update is asked, and what it tells about each file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from planforge.catalogue.profiles import Profile
from planforge.document.tree import Plan
from planforge.regeneration.above import Change
from planforge.regeneration.impact import Impact

Result = Literal["written", "unchanged", "conflict", "refused"]


@dataclass(frozen=True, slots=True)
class Options:
    """``directives``: own directive files by id; ``profiles``: newer profiles by unit id; ``base``: the plan behind
    a file whose snapshot was stripped; ``write`` off: only look; ``today``: the day for which law is looked up.
    ``quick``: leave plans unopened that the folder remembers as up to date; ``jobs``: processes at work.
    """

    write: bool = True
    redline: bool = False
    directives: Mapping[str, Path] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    base: Plan | None = None
    today: date = field(default_factory=date.today)
    quick: bool = True
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one file. ``outcome`` tells what was, or with ``write`` off would be, done.

    ``settle``: sentences on what a person has to decide; ``draft``: the new file proposed beside an issued plan;
    ``kept``: how many edits of a person; ``suspects``: ids of lines to
    look at again, ``doubts`` the same in words; ``previous``: the file as it was before;
    ``unit`` and ``directive``: ids; ``name``: the unit's; ``coming``: what will change once the plan above, whose
    successor is a draft, is issued anew.
    """

    path: Path
    outcome: Result
    changes: tuple[Change, ...] = ()
    settle: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    draft: Path | None = None
    kept: int = 0
    error: str = ""
    suspects: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    law: tuple[Impact, ...] = ()
    previous: Path | None = None
    unit: str = ""
    name: str = ""
    directive: str = ""
    coming: tuple[Change, ...] = ()
