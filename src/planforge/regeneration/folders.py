"""Update many plans, a folder at a time; one bad file does not stop the others.

:class:`_Round` is one folder's turn. A run killed at any instant leaves whole files and a manifest that tells the
truth: new files are staged, recorded, and only then given their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from secrets import token_hex

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.loading import load_file
from planforge.catalogue.locations import templates_folder
from planforge.catalogue.profiles import Profile
from planforge.errors import OutputError, PlanforgeError
from planforge.regeneration.decisions import Decision, read_decisions, write_decisions
from planforge.regeneration.executors import in_turn, open_executor
from planforge.regeneration.fingerprints import Inputs, of_bytes, of_shells
from planforge.regeneration.freshness import Freshness, Today, asked_of
from planforge.regeneration.groups import Files, groups
from planforge.regeneration.jobs import Done, UpdateJob, UpdateSetup
from planforge.regeneration.locking import hold
from planforge.regeneration.manifest import JOURNAL, STAGE, Ledger, Row, begin, close, read_ledger, record, settle
from planforge.regeneration.publishing import PREVIOUS, hindrance, publish
from planforge.regeneration.results import Options, Updated
from planforge.regeneration.storage import LocalStorage, LookingStorage
from planforge.regeneration.update_worker import update_chunk
from planforge.regeneration.workspace import clear, drop_unused

Progress = Callable[[int, int], None]
_RUN = "cap-nhat"
_LIGHT, _HEAVY, _ENOUGH = 1.5, 45, 1200
"""Milliseconds for a file nobody touched and for one that is merged; from how many on processes are worth starting."""


def update_all(
    catalogue: Catalogue, paths: Iterable[Path], options: Options, progress: Progress | None = None
) -> Iterator[Updated]:
    """Each plan's outcome, folder by folder. Raises only for a path that is not there."""
    for folder, files in groups(paths).items():
        yield from update_folder(catalogue, folder, files, options, progress)


def update_file(catalogue: Catalogue, path: Path, options: Options) -> Updated:
    """One plan. Raises ``PlanforgeError`` where the file cannot be brought up to date; it is then as it was."""
    (result,) = update_all(catalogue, [path], options)
    if result.error:
        raise PlanforgeError(result.error)
    return result


def update_folder(
    catalogue: Catalogue, folder: Path, files: Files, options: Options, progress: Progress | None = None, *,
    later: bool = False,
) -> Iterator[Updated]:
    """The files of one folder; where the folder refuses, that is told behind what was done.

    ``later``: other files of this folder had their turn in the same run.
    """
    told: dict[str, Updated] = {}
    stopped: list[Updated] = []
    try:
        with hold(folder) if options.write else nullcontext():
            _Round.open(catalogue, folder, files, options, told, later=later).go(progress)
    except OutputError as error:
        stopped = [Updated(folder, "refused", error=str(error))]
    yield from (told[name] for name in files if name in told)
    yield from stopped


@dataclass(slots=True)
class _Round:
    """``told``: what became of each file, filled as it goes; ``rows``: the manifest as it will be."""

    folder: Path
    options: Options
    setup: UpdateSetup
    told: dict[str, Updated]
    ledger: Ledger
    rows: dict[str, Row]
    fresh: Freshness
    decisions: dict[str, Decision]
    later: bool
    jobs: list[UpdateJob] = field(default_factory=list)
    decided: dict[str, Decision] = field(default_factory=dict)
    begun: bool = False

    @classmethod
    def open(
        cls, catalogue: Catalogue, folder: Path, files: Files, options: Options, told: dict[str, Updated], *,
        later: bool,
    ) -> _Round:
        """The ledgers of the folder read, and its files sorted into those that need no look and those that do."""
        storage = LocalStorage(folder) if options.write else LookingStorage(folder)
        templates = templates_folder()
        made_from = Inputs("", catalogue.fingerprint, of_shells(templates))
        setup = UpdateSetup(catalogue.folder, templates, made_from, options, storage, f"{STAGE}/{token_hex(6)}")
        ledger = read_ledger(storage)
        found = {name: digest_of(folder / name) for name in {*files, *(ledger.begun or {})}}
        rows = settle(ledger, found)
        today = Today(catalogue, templates, options.directives)
        fresh = Freshness.open(today, storage, rows.values())
        new = cls(folder, options, setup, told, ledger, rows, fresh, read_decisions(storage), later)
        for name, among in files.items():
            new.take(name, found[name], among)
        return new

    def take(self, name: str, digest: str, among: bool) -> None:
        """Tells of a file that is up to date, or puts it among the jobs."""
        path, row = self.folder / name, self.rows.get(name)
        seen = self.fresh.fresh(name, digest) if among and self.options.quick else None
        if seen and seen.unit not in self.options.profiles:
            self.told[name] = Updated(path, "unchanged", unit=seen.unit, directive=seen.asked)
            return
        now = self.fresh.today.of(asked_of(row)) if row and row.pattern else None
        row = row if now else None
        untouched = row is not None and digest == row.output
        self.jobs.append(UpdateJob(path, row, now, untouched, self.decisions.get(name), among))

    def go(self, progress: Progress | None) -> None:
        """All jobs, a chunk at a time: made by workers, then recorded, then given their names."""
        storage, count = self.setup.storage, 0
        if self.options.write and self.ledger.begun is not None:
            clear(storage)
        weight = sum(_LIGHT if job.untouched else _HEAVY for job in self.jobs)
        with open_executor("local", self.options.jobs if weight >= _ENOUGH else 1) as executor:
            chunks = list(_chunks(self.jobs, self.options.jobs))
            for done in in_turn(executor, partial(update_chunk, self.setup), chunks, 2 * self.options.jobs):
                self.finish(done)
                count += len(done)
                if progress:
                    progress(count, len(self.jobs))
        if self.options.write:
            self.close()

    def finish(self, chunk: Sequence[Done]) -> None:
        """Records and publishes what workers made; what has no leave to be written is told."""
        if self.options.write:
            chunk = [self.without_known_row(self.allowed(done)) for done in chunk]
            rows = [done.row for done in chunk if done.row]
            self.begin(writing=bool(rows) or any(done.staged for done in chunk))
            if self.begun:
                record(self.setup.storage, rows)
        for done in chunk:
            self.told[done.updated.path.name] = self.published(done)

    def allowed(self, done: Done) -> Done:
        """The same, or its refusal when the file is not as it was read."""
        why = hindrance(self.folder, self.setup.stage, done) if done.staged else ""
        return Done(_refused(done.updated, why)) if why else done

    def without_known_row(self, done: Done) -> Done:
        """The same; a row that says what the manifest says already leaves it as it is, so that runs end alike."""
        old = self.rows.get(done.row.key) if done.row else None
        same = old and done.row == replace(old, outcome="unchanged") and old.outcome == "written"
        return replace(done, row=None) if same or done.row == old else done

    def published(self, done: Done) -> Updated:
        """The file under its name, and remembered. What is only looked at stays as it is."""
        told, name = done.updated, done.updated.path.name
        if not self.options.write:
            return told
        if done.staged:
            try:
                told = replace(told, previous=publish(self.folder, self.setup.stage, done))
            except OutputError as error:
                return _refused(told, str(error))
        if done.row is not None:
            self.rows[done.row.key] = done.row
        if done.decision is not None:
            self.decided[name] = done.decision
        if done.settled:
            self.fresh.note(name, done.output if done.staged == name else done.read, told.unit, told.directive)
        return told

    def begin(self, *, writing: bool) -> None:
        """Opens the journal when the first thing is to be written; what a killed run had recorded becomes the truth."""
        if self.begun or not writing:
            return
        self.begun, storage, done = True, self.setup.storage, self.ledger.begun or {}
        if self.ledger.run != _RUN:
            # A killed update that goes on leaves what its first part put aside; any other run starts afresh.
            if done:
                close(storage, self.ledger.run, self.rows)
            if not self.later:
                storage.remove(PREVIOUS)
            done = {}
        begin(storage, _RUN, (row for key, row in self.rows.items() if key in done))

    def close(self) -> None:
        """The manifest, where there is one, and what else is to be remembered."""
        storage = self.setup.storage
        if self.begun or self.ledger.begun is not None:
            if self.rows:
                close(storage, _RUN, self.rows)
            storage.remove(JOURNAL)
            drop_unused(storage, self.rows.values())
        if any(job.among for job in self.jobs):
            self.fresh.save(storage, self.rows)
        if self.decided:
            write_decisions(storage, self.decisions | self.decided)
        clear(storage)


def _refused(told: Updated, why: str) -> Updated:
    """The file is as it was; what would have changed is still told."""
    return replace(told, outcome="refused", settle=(), draft=None, error=why)


def _chunks(jobs: Sequence[UpdateJob], workers: int) -> Iterator[tuple[UpdateJob, ...]]:
    """Files that were alike stand together, so that few workers compare the same patterns; merges go in few at once."""
    for untouched, most in ((True, 96), (False, 8)):
        alike = [job for job in jobs if job.untouched == untouched]
        alike.sort(key=lambda job: (job.row.pattern if job.row else "", job.path.name))
        size = max(1, min(most, len(alike) // (workers * 4)))
        yield from (tuple(alike[start : start + size]) for start in range(0, len(alike), size))


def digest_of(path: Path) -> str:
    """SHA-256 of a file; empty where it cannot be read, which its own turn will tell."""
    try:
        return of_bytes(path.read_bytes())
    except OSError:
        return ""


def with_files(options: Options, catalogue: Catalogue, directives: Iterable[Path], profiles: Iterable[Path]) -> Options:
    """The options with own directive files and newer profiles, each under the id requests carry."""
    own = {catalogue.directive(path).id: path for path in directives}
    newer = [load_file(path, Profile).model for path in profiles]
    units = [catalogue.units.find(one.unit, one.as_of or date.today()).id for one in newer]
    return replace(options, directives=own, profiles=dict(zip(units, newer, strict=True)))
