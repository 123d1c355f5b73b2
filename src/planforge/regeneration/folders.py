"""Update many plans: files named one by one and folders looked through; one bad file does not stop the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.loading import load_file
from planforge.catalogue.profiles import Profile
from planforge.errors import PlanforgeError, UnreadableError
from planforge.reading.opening import check_path
from planforge.reading.snapshot import read_snapshot
from planforge.regeneration.freshness import Freshness
from planforge.regeneration.update import Options, Updated, update_file


def update_all(catalogue: Catalogue, paths: Iterable[Path], options: Options) -> Iterator[Updated]:
    """Each plan's outcome, in order of name within a folder. Raises only for a path that is not there."""
    for path in paths:
        if path.is_dir():
            yield from _update_folder(catalogue, path, options)
        else:
            check_path(path)
            yield update_one(catalogue, path, options)


def _update_folder(catalogue: Catalogue, folder: Path, options: Options) -> Iterator[Updated]:
    found = sorted(_plans(folder))
    if not found:
        raise UnreadableError(
            f"{folder} không có tệp .docx nào.", "Không có kế hoạch để cập nhật.", "Hãy kiểm tra lại thư mục."
        )
    known = Freshness.open(catalogue, folder, dict(options.directives))
    for path in found:
        if options.quick and not options.profiles and known.is_fresh(path):
            yield Updated(path, "unchanged")
            continue
        result = update_one(catalogue, path, options)
        yield result
        if options.write and _settled(result):
            known.note(path, read_snapshot(path))
    known.save()


def _settled(result: Updated) -> bool:
    """Nothing is left to say about the file until something above it changes."""
    return result.outcome in ("written", "unchanged") and not (result.suspects or result.error)


def update_one(catalogue: Catalogue, path: Path, options: Options) -> Updated:
    """One plan; what stops it is told in its result."""
    try:
        return update_file(catalogue, path, options)
    except PlanforgeError as error:
        return Updated(path, "refused", error=str(error))


def with_files(options: Options, catalogue: Catalogue, directives: Iterable[Path], profiles: Iterable[Path]) -> Options:
    """The options with own directive files and newer profiles, each under the id requests carry."""
    own = {catalogue.directive(path).id: path for path in directives}
    newer = [load_file(path, Profile).model for path in profiles]
    units = [catalogue.units.find(one.unit, one.as_of or date.today()).id for one in newer]
    return replace(options, directives=own, profiles=dict(zip(units, newer, strict=True)))


def _plans(folder: Path) -> Iterator[Path]:
    """Every .docx below, leaving out hidden folders and the lock files of word processors."""
    for path in folder.rglob("*.docx"):
        inside = path.relative_to(folder).parts
        if not any(part.startswith((".", "~$")) for part in inside) and path.is_file():
            yield path
