"""An issued plan is history: what is new above goes into the draft of a plan that replaces it, or a person decides."""

from __future__ import annotations

import getpass
from dataclasses import replace

from planforge.regeneration.decisions import Decision, seen_above
from planforge.regeneration.issued import Issue
from planforge.regeneration.jobs import Done, Made
from planforge.regeneration.opened import Opened
from planforge.regeneration.successor import as_draft, draft_path
from planforge.regeneration.update import Brought
from planforge.text.dates import short_date


def settled_before(file: Opened) -> Made | None:
    """The file as settled: its replacing draft stands beside it, or what is above now has been decided upon."""
    draft, decision = draft_path(file.job.path), file.job.decision
    if draft.exists():
        return _settled(file, f"dự thảo thay thế đứng cạnh: {draft.name}", settled=False)
    if decision is None or (decision.output, decision.seen) != (file.digest, seen_above(file.above.theirs)):
        return None
    return _settled(file, decision.told, settled=True)


def _settled(file: Opened, note: str, *, settled: bool) -> Made:
    """``settled``: need not be opened again before something above changes."""
    told = replace(file.told, suspects=(), notes=(*file.told.notes, f"Kế hoạch đã ban hành, không sửa; {note}."))
    return Made(Done(told, file.digest, file.row(), settled=settled))


def beside(file: Opened, brought: Brought, issue: Issue) -> Made:
    """The draft of the replacing plan, and the record that it was proposed."""
    path = file.job.path
    draft = draft_path(path)
    issued = f"số {issue.number or '?'}, ngày {issue.day or '?'}"
    note = f"Kế hoạch đã ban hành ({issued}) nên không sửa. Dự thảo thay thế: {draft.name}."
    told = replace(
        file.told, outcome="refused", changes=file.above.changes, settle=brought.settle(file.above), draft=draft,
        notes=(*file.told.notes, note), suspects=(),
    )  # fmt: skip
    decision = decided(file, draft.name)
    data = as_draft(brought.data, path.name, issue)
    return Made(Done(told, file.digest, file.row(), staged=draft.name, decision=decision), data)


def decided(file: Opened, draft: str = "", by: str = "") -> Decision:
    """Today's decision about an issued file: a draft proposed, or (none) a person's word that it stands."""
    return Decision(
        file.job.path.name, file.digest, seen_above(file.above.theirs), short_date(file.today), by or user(), draft
    )


def user() -> str:
    """Who is at work, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "không rõ"
