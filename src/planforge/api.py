"""The public functions, each a thin door to its room. Heavy rooms are entered only when a door is used."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.profiles import Profile
from planforge.derivation.explaining import Explanation
from planforge.derivation.request import Request
from planforge.document.tree import Plan

if TYPE_CHECKING:
    from planforge.regeneration.update import Updated

Format = Literal["docx", "html", "json", "xlsx", "pdf"]


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue in ``folder`` (the installed one by default), validated and indexed.

    Raises ``CatalogueError`` naming file, line and field of the first mistake.
    """
    return Catalogue.load(folder)


def load_profile(path: Path) -> Profile:
    """A unit's profile (``don-vi.yaml``). Raises ``CatalogueError`` naming file, line and field of a mistake."""
    from planforge.catalogue.loading import load_file

    return load_file(path, Profile).model


def validate_catalogue(folder: Path | None = None) -> list[str]:
    """All mistakes of the catalogue in ``folder`` as Vietnamese sentences; an empty list when there are none."""
    from planforge.catalogue.locations import catalogue_folder
    from planforge.catalogue.validation import validate

    return [str(problem) for problem in validate(folder or catalogue_folder())]


def derive(catalogue: Catalogue, request: Request) -> Plan:
    """The plan of one unit under one directive on one signing date, every line with its lineage.

    Raises ``UnknownError``, ``AmbiguousError``, ``OutOfScopeError`` or ``UnsupportedError``.
    """
    from planforge.derivation.assembling import derive_plan

    return derive_plan(catalogue, request)


def render(plan: Plan, output: Format = "docx", templates: Path | None = None) -> bytes:
    """The plan as a file's bytes; the same plan always gives the same bytes (pdf aside: LibreOffice makes it).

    ``templates``: folder of shells; by default planforge's own, or the folder ``plan.template`` if that is a path.

    Raises ``TemplateError`` for a broken shell and ``MissingToolError`` where a program or extra is missing.
    """
    from planforge.catalogue.locations import templates_folder
    from planforge.rendering import render as render_plan

    own = Path(plan.template)
    return render_plan(plan, output, templates or (own if (own / "shell.docx").is_file() else templates_folder()))


def write_output(path: Path, data: bytes, force: bool = False) -> None:
    """Writes under a temporary name, re-opens, verifies, renames. Raises ``OutputError``; nothing half-written."""
    from planforge.rendering.writing import write_output as write

    write(path, data, force)


def read_plan(path: Path) -> Plan:
    """The plan inside a .docx that planforge wrote. Raises ``PlanforgeError`` where there is none."""
    from planforge.reading.snapshot import read_snapshot

    return read_snapshot(path)


def explain(catalogue: Catalogue, plan: Plan, node: str | None = None) -> tuple[Explanation, ...]:
    """Where each line (or one) comes from: superior clause, standard task, wording, answer, with every change.

    Raises ``UnknownError`` when no node bears the id.
    """
    from planforge.derivation.explaining import explain_plan

    return explain_plan(catalogue, plan, node)


def update_plans(
    catalogue: Catalogue, paths: Iterable[Path], *, write: bool = True, redline: bool = False,
    directives: Iterable[Path] = (), profiles: Iterable[Path] = (), base: Path | None = None,
) -> tuple[Updated, ...]:
    """Plans (files, or folders of them) brought up to date, what people edited kept; see :class:`Updated`.

    ``redline`` writes the changes as tracked ones; ``directives`` and ``profiles`` are the user's own files;
    ``base`` is the untouched plan behind a file that lost its snapshot. Raises ``PlanforgeError`` for a path that
    is not there.
    """
    from planforge.regeneration.folders import update_all, with_files
    from planforge.regeneration.update import Options

    options = Options(write=write, redline=redline, base=read_plan(base) if base else None)
    return tuple(update_all(catalogue, paths, with_files(options, catalogue, directives, profiles)))


__all__ = [
    "Catalogue", "Explanation", "Format", "Plan", "Profile", "Request", "derive", "explain", "load_catalogue",
    "load_profile", "read_plan", "render", "update_plans", "validate_catalogue", "write_output",
]  # fmt: skip
