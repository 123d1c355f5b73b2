"""Update: bring a plan a clerk has edited up to date with what stands above it, and lose no word of the clerk.

``update_file`` is the whole flow; each line is one step.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.locations import templates_folder
from planforge.catalogue.profiles import Profile
from planforge.derivation.assembling import Patterns
from planforge.document.tree import Plan
from planforge.errors import OutputError, PlanforgeError
from planforge.reading.edited import EditedFile, read_edited, settling
from planforge.reading.opening import load
from planforge.reading.snapshot import read_snapshot
from planforge.regeneration.above import Change, Difference
from planforge.regeneration.again import derive_again
from planforge.regeneration.alignment import OurLine, align
from planforge.regeneration.edits import describe_clash, edits
from planforge.regeneration.impact import Impact, impacts
from planforge.regeneration.issued import Issue, issue_of
from planforge.regeneration.lines import Line
from planforge.regeneration.merge import Merged, joined, merge
from planforge.regeneration.parents import Names, names_for
from planforge.regeneration.redline import steps
from planforge.regeneration.successor import as_draft, draft_path
from planforge.regeneration.suspects import carried_over, cleared, suspects
from planforge.regeneration.textmerge import added_words
from planforge.regeneration.workspace import Workspace
from planforge.rendering import render
from planforge.rendering.properties import as_of
from planforge.rendering.revise import Step, revise, with_snapshot
from planforge.rendering.writing import write_output

Result = Literal["written", "unchanged", "conflict", "refused"]


@dataclass(frozen=True, slots=True)
class Options:
    """``directives``: own directive files by id; ``profiles``: newer profiles by unit id; ``bases``: the plan behind
    a file whose snapshot was stripped; ``write`` off: only look; ``today``: the day for which law is looked up.
    ``quick``: leave plans unopened that the folder remembers as up to date; ``patterns``: shared by units alike.
    """

    write: bool = True
    redline: bool = False
    directives: Mapping[str, Path] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    base: Plan | None = None
    today: date = field(default_factory=date.today)
    quick: bool = True
    patterns: Patterns = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one file. ``outcome`` tells what was, or with ``write`` off would be, done.

    ``settle``: sentences on what a person has to decide; ``draft``: the new file proposed beside an issued plan.
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
    law: tuple[Impact, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """A merge done: the new file, how each line fared, and the steps that led there."""

    data: bytes
    merged: Merged
    ours: tuple[OurLine, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Copy:
    """A file opened: its bytes, and the plan it was made from."""

    path: Path
    data: bytes
    base: Plan


def update_file(catalogue: Catalogue, path: Path, options: Options) -> Updated:
    """Derive again, merge, write. Raises :class:`PlanforgeError`; the file is then as it was."""
    copy = _open(path, options)
    theirs = derive_again(catalogue, copy.base, options.directives, options.profiles, options.patterns)
    above = Difference(copy.base, theirs, _names(catalogue, copy.base, options))
    law = impacts(catalogue, copy.base, options.today)
    doubtful = tuple(suspects(copy.base, theirs))
    return replace(_brought_up(copy, above, options), law=law, suspects=doubtful)


def _brought_up(copy: _Copy, above: Difference, options: Options) -> Updated:
    """The file itself: nothing to do, issued already, or merged."""
    if above.nothing:
        return _nothing(copy)
    if not options.redline and not _is_issued(copy.base) and _rendered(copy.base) == copy.data:
        return _made_anew(copy, above, options)
    edited = read_edited(copy.data, copy.path.name)
    issue = issue_of((our.line for our in _aligned(edited, above)), signed=edited.signed)
    if issue is not None:
        return _beside(copy, above, issue, options)
    brought = bring_up(copy.data, copy.path.name, above, redline=options.redline)
    if options.write:
        write_output(copy.path, brought.data, force=True)
    return _told(copy.path, above, brought)


def _made_anew(copy: _Copy, above: Difference, options: Options) -> Updated:
    """Nobody touched the file: it becomes what ``generate`` would write today, layout and all."""
    plan = carried_over(above.base, above.theirs, ())
    if options.write:
        write_output(copy.path, _rendered(plan), force=True)
    return Updated(copy.path, "written", above.changes)


def _is_issued(plan: Plan) -> bool:
    return plan.header.number is not None and plan.header.day is not None


def _rendered(plan: Plan) -> bytes:
    own = Path(plan.template)
    return render(plan, "docx", own if (own / "shell.docx").is_file() else templates_folder())


def bring_up(data: bytes, name: str, above: Difference, *, redline: bool = False) -> Brought:
    """An edited file with the change above merged into it. Raises :class:`OutputError` rather than lose a word."""
    edited = read_edited(data, name)
    ours = _aligned(edited, above)
    merged = merge_lines(above, ours, edited)
    todo = steps(merged, ours, edited.paragraphs, above.why, reasons=redline)
    plan = carried_over(above.base, above.theirs, _unsettled(above, merged, ours))
    new = revise(data, name, todo, plan, as_of(above.theirs), redline=redline)
    _refuse_loss(above.lines[0], ours, new, name)
    return Brought(new, merged, ours, todo)


def _unsettled(above: Difference, merged: Merged, ours: Sequence[OurLine]) -> tuple[str, ...]:
    """Lines that stay suspect after the update: conflicts, and own wording whose parent changed in another way."""
    base, theirs = ({line.key: line.text for line in side} for side in above.lines)
    doubtful = suspects(above.base, above.theirs)
    own = [
        our.line.key for our in ours
        if our.line.key in doubtful and our.line.text != base.get(our.line.key) == theirs.get(our.line.key)
    ]  # fmt: skip
    return tuple(dict.fromkeys([*(one.line.key for one in merged.clashes if one.line.zone == "body"), *own]))


def clear(catalogue: Catalogue, path: Path, node_id: str, options: Options) -> Plan:
    """Records in the file that a person looked at a suspect line and lets it stand. Gives the new snapshot."""
    copy = _open(path, options)
    today = derive_again(catalogue, copy.base, options.directives, options.profiles, options.patterns)
    plan = cleared(copy.base, node_id, today, options.today)
    write_output(path, with_snapshot(copy.data, path.name, plan), force=True)
    return plan


def _aligned(edited: EditedFile, above: Difference) -> tuple[OurLine, ...]:
    return align(above.lines[0], edited.paragraphs, above.lines[1])


def merge_lines(above: Difference, ours: Sequence[OurLine], edited: EditedFile) -> Merged:
    """The merge of a file's lines; lines that hold other people's revisions or comments are never taken away."""
    base, theirs = above.lines
    pending = {p.index for p in edited.paragraphs if p.pending}
    return merge(
        base, [our.line for our in ours], theirs,
        {our.line.key: our.absorbed for our in ours if our.absorbed},
        twins={our.line.key for our in ours if our.twin},
        pinned={our.line.key for our in ours if pending.intersection(our.places)},
    )


def _open(path: Path, options: Options) -> _Copy:
    _, data = load(path)
    try:
        base = read_snapshot(data)
    except PlanforgeError:
        kept = options.base or _kept_beside(path)
        if kept is None:
            raise
        base = kept
    return _Copy(path, data, base)


def _kept_beside(path: Path) -> Plan | None:
    """The plan as the workspace beside the file keeps it, for a file whose snapshot was stripped."""
    try:
        return Workspace.open(path.parent).plan(path.name)
    except PlanforgeError:
        return None


def _names(catalogue: Catalogue, plan: Plan, options: Options) -> Names:
    name = dict(plan.request)["directive"]
    return names_for(catalogue, str(options.directives.get(name, name)))


def _nothing(copy: _Copy) -> Updated:
    count = settling(copy.data, copy.path.name)
    if not count:
        return Updated(copy.path, "unchanged")
    waiting = f"Còn {count} chỗ xung đột từ lần cập nhật trước chưa được xử lý trong Word."
    return Updated(copy.path, "conflict", settle=(waiting,))


def _beside(copy: _Copy, above: Difference, issue: Issue, options: Options) -> Updated:
    """An issued plan is history: the change goes into the draft of a plan that replaces it."""
    path = draft_path(copy.path)
    told = f"Kế hoạch đã ban hành (số {issue.number or '?'}, ngày {issue.day or '?'}) nên không sửa."
    if path.exists():
        return Updated(copy.path, "refused", above.changes, notes=(f"{told} Dự thảo thay thế đã có ở {path}.",))
    brought = bring_up(copy.data, copy.path.name, above)
    data = as_draft(brought.data, copy.path.name, issue)
    if options.write:
        write_output(path, data)
    settle = tuple(describe_clash(one, above.why(one.line.key)) for one in brought.merged.clashes)
    notes = (f"{told} Dự thảo kế hoạch thay thế: {path}.",)
    return Updated(copy.path, "refused", above.changes, settle, notes, draft=path)


def _told(path: Path, above: Difference, brought: Brought) -> Updated:
    settle = tuple(describe_clash(one, above.why(one.line.key)) for one in brought.merged.clashes)
    kept = sum(1 for _ in edits(above.lines[0], brought.ours))
    return Updated(path, "conflict" if settle else "written", above.changes, settle, kept=kept)


_WORD = re.compile(r"\w+")


def _refuse_loss(base: Sequence[Line], ours: Sequence[OurLine], data: bytes, name: str) -> None:
    """The last look before writing: every word a person typed can still be read in the new file."""
    before = {line.key: line for line in joined(base, {our.line.key: our.absorbed for our in ours})}
    typed: Counter[str] = Counter()
    for our in ours:
        known = before.get(our.line.key)
        typed.update(_words(added_words(known.text if known else "", our.line.text)))
    left = Counter(_words(p.text for p in read_edited(data, name).paragraphs))
    lost = typed - left
    if lost:
        raise OutputError(
            f"{name}: không ghi được mà vẫn giữ đủ lời của đơn vị (thiếu: {', '.join(list(lost)[:5])}).",
            "planforge không bao giờ bỏ phần người dùng đã sửa; tệp được giữ nguyên.",
            "Hãy báo cho người phát triển kèm tệp này.",
        )


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _WORD.findall(text)]
