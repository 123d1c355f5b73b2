"""A chain of plans brought up to date in one run: a plan that others were made under goes before them.

A plan is carried out below under the number and day it was issued with. When what stands above it changes, an issued
plan gets a draft beside it; until that is issued, the plans below stay as they are and are told what will come.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Directive
from planforge.catalogue.locations import templates_folder
from planforge.errors import PlanforgeError
from planforge.reading.edited import read_edited
from planforge.reading.snapshot import read_snapshot
from planforge.regeneration.fingerprints import Inputs, of_shells
from planforge.regeneration.folders import Progress, digest_of, update_all, update_folder
from planforge.regeneration.freshness import read_seen
from planforge.regeneration.groups import Files, groups
from planforge.regeneration.handing_down import as_yaml, hand_down, handed, handed_id
from planforge.regeneration.jobs import UpdateJob, UpdateSetup
from planforge.regeneration.manifest import Row, read_ledger
from planforge.regeneration.opened import open_file
from planforge.regeneration.present import Present, present
from planforge.regeneration.results import Options, Updated
from planforge.regeneration.shop import UpdateShop
from planforge.regeneration.storage import LookingStorage
from planforge.regeneration.successor import draft_path
from planforge.regeneration.update import bring_up

Facts = Mapping[str, str]


@dataclass(slots=True)
class _Superior:
    """The plans of one id that others were made under: the one that is in force, those it replaced, and drafts."""

    governing: Path | None = None
    issue: tuple[str, date] | None = None
    replaced: list[Path] = field(default_factory=list)
    drafts: list[Path] = field(default_factory=list)


def update_chain(
    catalogue: Catalogue, paths: Iterable[Path], options: Options, progress: Progress | None = None
) -> Iterator[Updated]:
    """Each plan's outcome, superiors first. Raises only for a path that is not there."""
    paths = list(paths)
    found = groups(paths)
    asked = {path: facts for folder, files in found.items() for path, facts in _facts(folder, files)}
    superiors = _superiors(catalogue, asked, options)
    if not superiors:
        yield from update_all(catalogue, paths, options, progress)
        return
    above = {key: one.governing or one.drafts[0] for key, one in superiors.items()}
    options = replace(options, directives={**options.directives, **above})
    results = list(_in_order(catalogue, found, asked, superiors, options, progress))
    with TemporaryDirectory() as folder:
        ahead = _coming(catalogue, superiors, options, Path(folder))
        if ahead:
            results = list(_foretold(catalogue, results, found, ahead, options))
    yield from results


def _facts(folder: Path, files: Files) -> Iterator[tuple[Path, Facts]]:
    """The request of each plan as the folder remembers it (its directive at least), else from the file itself."""
    storage = LookingStorage(folder)
    try:
        rows, seen = read_ledger(storage).rows, read_seen(storage)
    except PlanforgeError:
        # The folder's own turn tells what is wrong with it.
        rows, seen = {}, {}
    for name in files:
        digest, path = digest_of(folder / name), folder / name
        facts = _of_row(rows[name]) if name in rows and rows[name].output == digest else None
        if facts is None and name in seen and seen[name].output == digest:
            facts = {"unit": seen[name].unit, "directive": seen[name].asked}
        facts = facts or _inside(path)
        if facts:
            yield path, facts


def _inside(path: Path) -> Facts | None:
    try:
        return dict(read_snapshot(path).request)
    except PlanforgeError:
        return None


def _of_row(row: Row) -> Facts | None:
    try:
        return {str(key): str(value) for key, value in json.loads(row.head)["request"]}
    except (ValueError, KeyError, TypeError):
        return None


def _superiors(catalogue: Catalogue, asked: Mapping[Path, Facts], options: Options) -> dict[str, _Superior]:
    """Directives that stand among the plans, by id, whether the user named them or not."""
    here = {path.resolve() for path in asked}
    elsewhere = {key for key, path in options.directives.items() if path.resolve() not in here}
    missing = {facts.get("directive", "") for facts in asked.values()} - elsewhere
    wanted = {one for one in missing if one and not _is_known(catalogue, one)}
    found: dict[str, _Superior] = {}
    for path, facts in asked.items() if wanted else ():
        key = handed_id(facts if "as_of" in facts else _inside(path) or facts)
        if key in wanted:
            _sort_in(catalogue, found.setdefault(key, _Superior()), path)
    return found


def _is_known(catalogue: Catalogue, identity: str) -> bool:
    try:
        catalogue.directive(identity)
    except PlanforgeError:
        return False
    return True


def _sort_in(catalogue: Catalogue, superior: _Superior, path: Path) -> None:
    try:
        document = hand_down(catalogue, path).document
    except PlanforgeError:
        superior.drafts.append(path)
        return
    issue = (document.number, document.issued) if document else None
    if superior.issue is None or (issue and issue[1] >= superior.issue[1]):
        if superior.governing:
            superior.replaced.append(superior.governing)
        superior.governing, superior.issue = path, issue
    else:
        superior.replaced.append(path)


def _in_order(
    catalogue: Catalogue, found: Mapping[Path, Files], asked: Mapping[Path, Facts],
    superiors: Mapping[str, _Superior], options: Options, progress: Progress | None,
) -> Iterator[Updated]:
    replaced = {path: one.governing for one in superiors.values() for path in one.replaced if one.governing}
    depths = {path: _depth(path, asked, superiors) for path in asked}
    seen: set[Path] = set()
    for depth in sorted({0, *depths.values()}):
        for folder, files in found.items():
            now = {
                name: among for name, among in files.items()
                if depths.get(folder / name, 0) == depth and folder / name not in replaced
            }  # fmt: skip
            if now:
                yield from update_folder(catalogue, folder, now, options, progress, later=folder in seen)
                seen.add(folder)
    for path, heir in replaced.items():
        facts = asked[path]
        note = f"Đã được thay thế bằng {heir.name}; không cập nhật nữa."
        yield Updated(path, "unchanged", notes=(note,), unit=facts["unit"], directive=facts["directive"])


def _depth(path: Path, asked: Mapping[Path, Facts], superiors: Mapping[str, _Superior]) -> int:
    """How many plans stand above this one; a plan cannot stand above itself."""
    seen: list[Path] = []
    current: Path | None = path
    while current is not None and current not in seen:
        seen.append(current)
        superior = superiors.get(asked[current].get("directive", "")) if current in asked else None
        current = superior.governing if superior else None
    return len(seen) - 1


def _coming(
    catalogue: Catalogue, superiors: Mapping[str, _Superior], options: Options, folder: Path
) -> dict[str, Path]:
    """Directives as they will read, by id: each issued plan's draft, or what the draft would say."""
    ahead: dict[str, Path] = {}
    for _ in superiors:
        for key, one in superiors.items():
            directive = _next(catalogue, one, replace(options, directives={**options.directives, **ahead}))
            if directive is not None:
                ahead[key] = folder / f"{key}.yaml"
                ahead[key].write_text(as_yaml(directive), "utf-8")
    return ahead


def _next(catalogue: Catalogue, superior: _Superior, options: Options) -> Directive | None:
    """The plan in force as it will read, under its present number; None where nothing will change."""
    path, issue = superior.governing, superior.issue
    if path is None or issue is None:
        return None
    drafts = [one for one in (*superior.drafts, draft_path(path)) if one.is_file() and one not in superior.replaced]
    try:
        file = present(drafts[0]) if drafts else _merged(catalogue, path, options)
        return handed(catalogue, file, path.name, issue) if file else None
    except PlanforgeError:
        return None


def _merged(catalogue: Catalogue, path: Path, options: Options) -> Present | None:
    templates = templates_folder()
    made_from = Inputs("", catalogue.fingerprint, of_shells(templates))
    setup = UpdateSetup(catalogue.folder, templates, made_from, options, LookingStorage(path.parent), "")
    file = open_file(UpdateShop(setup), UpdateJob(path))
    if file.above.nothing:
        return None
    brought = bring_up(file.data, path.name, file.above)
    return Present(brought.plan, read_edited(brought.data, path.name).paragraphs)


def _foretold(
    catalogue: Catalogue, results: Iterable[Updated], found: Mapping[Path, Files], ahead: Mapping[str, Path],
    options: Options,
) -> Iterator[Updated]:
    """The results, each plan below one that will change with what that will bring."""
    looking = replace(options, write=False, redline=False, quick=False, directives={**options.directives, **ahead})
    results = list(results)
    below = [one.path for one in results if one.directive in ahead]
    told: dict[Path, Updated] = {}
    for folder, files in found.items():
        names = {name: among for name, among in files.items() if folder / name in below}
        told |= {one.path: one for one in update_folder(catalogue, folder, names, looking)} if names else {}
    for one in results:
        later = told.get(one.path)
        coming = tuple(
            change for change in (later.changes if later else ())
            if change.kind != "source" and change not in one.changes
        )  # fmt: skip
        note = "Kế hoạch cấp trên sẽ đổi; khi bản thay thế có số, ngày thì chạy lại lệnh này để kế hoạch đổi theo."
        yield replace(one, coming=coming, notes=(*one.notes, note)) if coming else one
