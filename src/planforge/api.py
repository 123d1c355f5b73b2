"""The public functions, each a thin door to its room. Heavy rooms are entered only when a door is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Directive
from planforge.catalogue.profiles import Profile
from planforge.checking.findings import Report
from planforge.derivation.explaining import Explanation
from planforge.derivation.request import Request
from planforge.document.tree import Plan

if TYPE_CHECKING:
    from planforge.regeneration.comparison import TaskChange
    from planforge.regeneration.folders import Progress
    from planforge.regeneration.results import Updated

Format = Literal["docx", "html", "json", "xlsx", "pdf"]


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue in ``folder`` (the installed one by default), validated and indexed.

    Raises ``CatalogueError`` naming file, line and field of the first mistake.
    """
    return Catalogue.load(folder, _plan_as_directive)


def _plan_as_directive(catalogue: Catalogue, path: Path) -> Directive:
    from planforge.regeneration.handing_down import hand_down

    return hand_down(catalogue, path)


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
    from planforge.catalogue.locations import shells_folder
    from planforge.rendering import render as render_plan

    return render_plan(plan, output, templates or shells_folder(plan.template))


def write_output(path: Path, data: bytes | Iterable[bytes], force: bool = False) -> None:
    """Writes under a temporary name, re-opens, verifies, renames; ``data`` may come in pieces.

    Raises ``OutputError``; nothing half-written.
    """
    from planforge.rendering.writing import write_output as write

    write(path, data, force)


def read_plan(path: Path) -> Plan:
    """The plan inside a .docx that planforge wrote. Raises ``PlanforgeError`` where there is none."""
    from planforge.reading.snapshot import read_snapshot

    return read_snapshot(path)


def made_from(path: Path) -> Plan:
    """The plan a .docx was made from: inside it, or kept beside it by a batch. Raises ``PlanforgeError``."""
    from planforge.regeneration.present import present

    return present(path).plan


def import_plan(catalogue: Catalogue, path: Path) -> str:
    """A plan of planforge's own (.docx) as the YAML of the directive it is to the level below, edits included.

    Raises ``PlanforgeError`` for other documents, and for a plan without a number or a day.
    """
    from planforge.regeneration.handing_down import as_yaml, hand_down

    return as_yaml(hand_down(catalogue, path))


def explain(catalogue: Catalogue, plan: Plan, node: str | None = None) -> tuple[Explanation, ...]:
    """Where each line (or one) comes from: superior clause, standard task, wording, answer, with every change.

    Raises ``UnknownError`` when no node bears the id.
    """
    from planforge.derivation.explaining import explain_plan

    return explain_plan(catalogue, plan, node)


def explain_file(
    catalogue: Catalogue, path: Path, node: str | None = None, directives: Iterable[Path] = ()
) -> tuple[Explanation, ...]:
    """The same for a plan's .docx as it reads now: lines edited, added and deleted by hand say so.

    ``directives``: the user's own files that the plan was made from. Raises ``PlanforgeError``.
    """
    from planforge.regeneration.explained import explain_file as explain_lines

    found = [catalogue.directive(one) for one in directives]
    return explain_lines(catalogue, path, node, {one.id: one for one in found})


def update_plans(
    catalogue: Catalogue, paths: Iterable[Path], *, write: bool = True, redline: bool = False,
    directives: Iterable[Path] = (), profiles: Iterable[Path] = (), base: Path | None = None, quick: bool = True,
    jobs: int = 1, progress: Progress | None = None,
) -> tuple[Updated, ...]:
    """Plans (files, or folders of them) brought up to date, what people edited kept; see :class:`Updated`.

    A plan that others among them were made under goes first.

    ``redline`` writes the changes as tracked ones; ``directives`` and ``profiles`` are the user's own files;
    ``base`` is the untouched plan behind a file that lost its snapshot; ``quick`` leaves plans unopened that a folder
    remembers as up to date; ``jobs``: processes; ``progress`` is told how many files of how many are done. Raises
    ``PlanforgeError`` for a path that is not there.
    """
    from planforge.regeneration.chain import update_chain
    from planforge.regeneration.folders import with_files
    from planforge.regeneration.results import Options

    options = Options(write=write, redline=redline, base=read_plan(base) if base else None, quick=quick, jobs=jobs)
    return tuple(update_chain(catalogue, paths, with_files(options, catalogue, directives, profiles), progress))


def cite(
    catalogue: Catalogue, source: str | Path | BinaryIO, as_of: date | None = None, name: str | None = None
) -> dict[str, Any]:
    """The citations of one document (path, stream, or ``"-"``) with their status: a document of the ``cite`` contract.

    The day is ``as_of``, else the document's own. Raises ``PlanforgeError`` for a document that cannot be read.
    """
    from planforge.citation.citing import cite as cite_blocks
    from planforge.reading import read

    document = read(source, name)
    found = cite_blocks([block.text for block in document.blocks], catalogue, as_of)
    day = found.as_of.isoformat() if found.as_of else None
    return {"file": document.file, "as_of": day, "as_of_source": found.as_of_why, "citations": list(found.rows)}


def cite_stream(catalogue: Catalogue, source: str, as_of: date | None = None) -> tuple[dict[str, Any], Iterator[Any]]:
    """:func:`cite` for a file (or ``"-"``) of any length: the document without its citations, and these one by one.

    Raises ``PlanforgeError`` for a document that cannot be read.
    """
    from planforge.citation.citing import cite_stream as cite_blocks
    from planforge.reading import read_blocks

    name, blocks = read_blocks(source)
    found = cite_blocks((block.text for block in blocks), catalogue, as_of)
    day = found.as_of.isoformat() if found.as_of else None
    return {"file": name, "as_of": day, "as_of_source": found.as_of_why}, found.rows


def check(
    catalogue: Catalogue, source: str | Path | BinaryIO, as_of: date | None = None, select: Sequence[str] = (),
    profile: Literal["draft", "final"] = "final", name: str | None = None,
) -> Report:
    """What is wrong with one document (path, stream, or ``"-"``), and which rules could not judge it.

    Raises ``PlanforgeError`` for a document that cannot be read and ``UnknownError`` for a code no rule has.
    """
    from planforge.checking.api import check_document
    from planforge.reading import read

    return check_document(read(source, name), catalogue, as_of, select, profile)


def clear_suspect(
    catalogue: Catalogue, path: Path, node: str | None, directives: Iterable[Path] = (), by: str = ""
) -> str:
    """Records that a person (``by``) looked at the line and lets it stand, though a parent changed: in the file; or,
    without ``node``, at a whole plan that has been issued: beside it. Gives what was recorded, as a sentence.

    Raises ``UnknownError`` when no node bears the id, ``OutOfScopeError`` when there is nothing to decide.
    """
    from planforge.regeneration.clearing import clear
    from planforge.regeneration.folders import with_files
    from planforge.regeneration.results import Options

    return clear(catalogue, path, node, with_files(Options(), catalogue, directives, ()), by)


def compare(catalogue: Catalogue, old: str, new: str) -> tuple[TaskChange, ...]:
    """What differs between two directives (ids or files) or two plans (.docx, as edited), task by task.

    A plan beside a directive counts as the directive it is to those below. Raises ``PlanforgeError`` when one is not
    found.
    """
    from planforge.regeneration.comparison import compare_directives, compare_plans
    from planforge.regeneration.present import present_both

    if all(one.lower().endswith(".docx") for one in (old, new)):
        return compare_plans(*present_both(Path(old), Path(new)))
    return compare_directives(catalogue.directive(old), catalogue.directive(new))


__all__ = [
    "Catalogue",
    "Explanation",
    "Format",
    "Plan",
    "Profile",
    "Report",
    "Request",
    "check",
    "cite",
    "cite_stream",
    "clear_suspect",
    "compare",
    "derive",
    "explain",
    "explain_file",
    "import_plan",
    "load_catalogue",
    "load_profile",
    "made_from",
    "read_plan",
    "render",
    "update_plans",
    "validate_catalogue",
    "write_output",
]  # fmt: skip
