"""Batch: one directive, many units. ``run_batch`` is the whole flow; each line is one step.

A run killed at any instant leaves only whole files, each known to the journal; the same call made again goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from secrets import token_hex

from planforge.catalogue.catalogue import Catalogue
from planforge.derivation.patterns import kin
from planforge.regeneration.executors import in_turn, open_executor
from planforge.regeneration.fingerprints import Inputs, fingerprint, inputs, of_bytes, of_request
from planforge.regeneration.locking import hold
from planforge.regeneration.manifest import STAGE, Ledger, Outcome, Row, begin, close, read_ledger, record, settle
from planforge.regeneration.roster import Entry
from planforge.regeneration.storage import LocalStorage, Storage
from planforge.regeneration.summary import write_summary
from planforge.regeneration.worker import Job, Setup, make_chunk
from planforge.regeneration.workspace import clear, drop_unused

_MAX_CHUNK = 96
_SMALL = 12
"""Fewer units than this are made faster here than by starting processes."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked: ``folder`` holds the outputs, ``entries`` the units (:mod:`planforge.regeneration.roster`)."""

    directive: str
    entries: tuple[Entry, ...]
    folder: Path
    templates: Path
    as_of: date
    jobs: int = 1
    executor: str = "local"


@dataclass(frozen=True, slots=True)
class Report:
    """How it went, one row a unit in the order asked; ``made`` counts units that were worked on in this call.

    ``names``: what people call the unit of a row, by the row's key.
    """

    rows: tuple[Row, ...]
    made: int
    names: Mapping[str, str]

    @property
    def counts(self) -> Counter[Outcome]:
        """Units by outcome."""
        return Counter(row.outcome for row in self.rows)


def run_batch(
    catalogue: Catalogue, batch: Batch, progress: Progress | None = None, storage: Storage | None = None
) -> Report:
    """Makes or brings up to date the plans of all units; a bad unit gets a row that says why and stops nobody.

    Raises ``OutputError`` where the folder refuses (the journal stays true: call again to go on).
    """
    place = storage or LocalStorage(batch.folder)
    with hold(batch.folder):
        now = inputs(catalogue, batch.directive, batch.templates)
        blanks = tuple(_blank(entry, now) for entry in batch.entries)
        run = fingerprint(*(part for row in blanks for part in (row.key, row.request, *_made_from(now))))
        ledger = read_ledger(place)
        found = _found(place, {row.file for row in blanks} | {row.file for row in (ledger.begun or {}).values()})
        last = settle(ledger, found)
        resumed = ledger.run == run
        done, jobs = _sort_out(catalogue, batch, blanks, last, found, set(ledger.begun or ()) if resumed else set())
        if jobs:
            setup = Setup(catalogue.folder, batch.templates, now, place, f"{STAGE}/{token_hex(6)}")
            _prepare(place, run, ledger, last, done if resumed else {}, resumed)
            done |= _make(setup, batch, jobs, progress)
        rows = tuple(done[row.key] for row in blanks)
        report = Report(rows, len(jobs), _names(catalogue, batch, blanks))
        _finish(place, batch, run, report, last, changed=bool(jobs) or ledger.begun is not None)
    return report


def _made_from(now: Inputs) -> tuple[str, ...]:
    return now.directive, now.catalogue, now.template


def _blank(entry: Entry, now: Inputs) -> Row:
    """What is known of a unit before any work."""
    if entry.unit is None or entry.request is None:
        return Row(entry.asked, "", "refused", message=entry.refused)
    return Row(
        entry.unit.id, entry.file, "refused", entry.unit.name, "", of_request(entry.request), *_made_from(now)
    )


def _names(catalogue: Catalogue, batch: Batch, blanks: tuple[Row, ...]) -> dict[str, str]:
    named = ((blank.key, entry.unit) for entry, blank in zip(batch.entries, blanks, strict=True))
    return {key: catalogue.units.path(unit, batch.as_of) for key, unit in named if unit}


def _found(place: Storage, files: Iterable[str]) -> dict[str, str]:
    """SHA-256 of the files that stand in the folder: looked at, not trusted from sizes and times."""
    there = set(place.names("."))
    contents = ((file, place.read(file)) for file in sorted(files) if file in there)
    return {file: of_bytes(data) for file, data in contents if data is not None}


def _sort_out(
    catalogue: Catalogue, batch: Batch, blanks: tuple[Row, ...], last: Mapping[str, Row], found: Mapping[str, str],
    begun: set[str],
) -> tuple[dict[str, Row], list[Job]]:
    """Rows that need no work, and the jobs of the others. ``begun``: keys an earlier start of this run has done."""
    done: dict[str, Row] = {}
    jobs: list[Job] = []
    for entry, blank in zip(batch.entries, blanks, strict=True):
        row, stands = last.get(blank.key), found.get(blank.file)
        if entry.request is None:
            done[blank.key] = blank
        elif row and row.same_inputs(blank) and (kept := _still_true(row, stands, blank.key in begun)):
            done[blank.key] = kept
        else:
            intact = bool(row and row.output and stands == row.output)
            jobs.append(Job(entry.request, blank, row, bool(stands) and not intact, intact, _kin(catalogue, entry)))
    return done, jobs


def _still_true(row: Row, stands: str | None, begun: bool) -> Row | None:
    """The row of a unit made from the same inputs before, if nothing is left to do for it.

    A file that a person has edited since is theirs; with nothing new from above there is nothing to bring to it.
    """
    if begun and (row.outcome != "written" or stands == row.output):
        return row
    if row.outcome == "refused":
        return row
    if stands and row.output and row.outcome != "conflict":
        return replace(row, outcome="unchanged")
    return None


def _kin(catalogue: Catalogue, entry: Entry) -> str:
    unit, request = entry.unit, entry.request
    if unit is None or request is None:
        return ""
    return kin(catalogue, unit, catalogue.units.get(unit.parent, request.as_of) if unit.parent else None)


def _prepare(
    place: Storage, run: str, ledger: Ledger, last: Mapping[str, Row], done: Mapping[str, Row], resumed: bool
) -> None:
    """Clears what killed runs left and opens the journal; what another run had begun becomes the truth first."""
    clear(place)
    if ledger.begun is not None and not resumed:
        close(place, ledger.run, last)
    begun = ledger.begun or {}
    begin(place, run, (row for key, row in done.items() if key in begun))


def _make(setup: Setup, batch: Batch, jobs: list[Job], progress: Progress | None) -> dict[str, Row]:
    """All jobs, a chunk at a time: made by workers, then recorded, then given their names."""
    done: dict[str, Row] = {}
    workers = 1 if len(jobs) < _SMALL and batch.executor == "local" else batch.jobs
    with open_executor(batch.executor, workers) as executor:
        chunks = _chunks(jobs, batch.jobs)
        for rows in in_turn(executor, partial(make_chunk, setup), chunks, 2 * max(batch.jobs, workers)):
            record(setup.storage, rows)
            for row in rows:
                if row.outcome == "written":
                    setup.storage.publish(f"{setup.stage}/{row.file}", row.file)
                done[row.key] = row
            if progress:
                progress(len(done), len(jobs))
    return done


def _chunks(jobs: list[Job], workers: int) -> list[tuple[Job, ...]]:
    """Units alike stand together, and apart from others, so that few workers draw the same pattern; the many first."""
    alike: dict[str, list[Job]] = {}
    for job in sorted(jobs, key=lambda job: job.blank.file):
        alike.setdefault(job.kin, []).append(job)
    size = max(1, min(_MAX_CHUNK, len(jobs) // (workers * 4)))
    families = sorted(alike.values(), key=len, reverse=True)
    return [tuple(family[start : start + size]) for family in families for start in range(0, len(family), size)]


def _finish(
    place: Storage, batch: Batch, run: str, report: Report, last: Mapping[str, Row], *, changed: bool
) -> None:
    """Summary, manifest, and no leftovers. Nothing is touched when the folder said all this before."""
    whole = {key: row for key, row in last.items() if row.file} | {row.key: row for row in report.rows}
    if not changed and _said_before(report.rows, last):
        return
    write_summary(place, batch.directive, batch.as_of, report.rows, report.names)
    close(place, run, whole)
    drop_unused(place, whole.values())
    clear(place)


def _said_before(rows: tuple[Row, ...], last: Mapping[str, Row]) -> bool:
    """Whether the rows say what the last run left behind: written is unchanged now, the rest is word for word."""
    before = (last.get(row.key) for row in rows)
    return all(
        old is not None and (row == old or (row.outcome == "unchanged" and row.output == old.output))
        for row, old in zip(rows, before, strict=True)
    )
