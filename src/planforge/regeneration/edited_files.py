"""One file that people may have worked on: left alone, made anew, or merged with what is new above."""

from __future__ import annotations

from dataclasses import replace

from planforge.catalogue.locations import shells_folder
from planforge.document.tree import Plan
from planforge.reading.edited import read_edited, settling
from planforge.regeneration.fingerprints import of_bytes
from planforge.regeneration.issued import issue_of
from planforge.regeneration.issued_files import beside, settled_before
from planforge.regeneration.jobs import Done, Made, UpdateJob
from planforge.regeneration.opened import NotOurs, Opened, open_file
from planforge.regeneration.results import Updated
from planforge.regeneration.shop import UpdateShop
from planforge.regeneration.suspects import carried_over, suspects
from planforge.regeneration.update import Brought, aligned, bring_up_read
from planforge.regeneration.workspace import head_of
from planforge.rendering import render

NOT_OURS = "Không phải kế hoạch do planforge lập; bỏ qua."


def bring_file_up(shop: UpdateShop, job: UpdateJob) -> Made:
    """The file's new bytes, or none when there is nothing to do. Raises ``PlanforgeError``."""
    try:
        file = open_file(shop, job)
    except NotOurs:
        return Made(Done(Updated(job.path, "refused", notes=(NOT_OURS,))))
    redline, base = shop.options.redline, file.above.base
    if file.above.nothing and not file.only_sources_changed:
        return _nothing(file)
    if not redline and job.row is None and not is_issued(base) and _rendered(base) == file.data:
        return _made_anew(file)
    if file.above.nothing:
        return _nothing(file)
    edited = read_edited(file.data, job.path.name)
    ours = aligned(edited, file.above)
    issue = issue_of((our.line for our in ours), signed=edited.signed)
    if issue is not None and (known := settled_before(file)) is not None:
        return known
    tracked = redline and issue is None
    brought = bring_up_read(file.data, job.path.name, edited, ours, file.above, redline=tracked)
    return beside(file, brought, issue) if issue else _merged(file, brought)


def is_issued(plan: Plan) -> bool:
    """Whether number and day were given when the plan was made."""
    return plan.header.number is not None and plan.header.day is not None


def _nothing(file: Opened) -> Made:
    """Nothing new above; what an earlier update left to be decided is still told."""
    count = settling(file.data, file.job.path.name)
    told, row = file.told, file.row(_waiting(count))
    if count:
        told = replace(told, outcome="conflict", settle=(f"Còn {_waiting(count)}",))
    return Made(Done(told, file.digest, row, settled=not (count or told.suspects)))


def _waiting(count: int) -> str:
    return f"{count} chỗ xung đột từ lần cập nhật trước chưa được xử lý trong Word." if count else ""


def _made_anew(file: Opened) -> Made:
    """Nobody touched the file: it becomes what ``generate`` would write today, layout and all."""
    data = _rendered(carried_over(file.above.base, file.above.theirs, ()))
    changes = (*file.above.changes, *file.above.silent)
    told = replace(file.told, outcome="written", changes=changes, suspects=())
    return Made(Done(told, file.digest, staged=file.job.path.name, settled=True), data)


def _merged(file: Opened, brought: Brought) -> Made:
    left = settling(file.data, file.job.path.name)
    settle = (*brought.settle(file.above), *((f"Còn {_waiting(left)}",) if left else ()))
    told = replace(
        file.told, outcome="conflict" if settle else "written", changes=file.above.changes, settle=settle,
        kept=brought.kept(file.above),
    )  # fmt: skip
    count = len(brought.merged.clashes) + left
    row = file.row(f"{count} chỗ xung đột phải xử lý trong Word." if count else "")
    if row is not None and file.drawn is not None:
        plan = replace(file.drawn.plan, request=brought.plan.request)
        made = of_bytes(file.drawn.mould.cast(plan, file.drawn.name))
        row = replace(
            row, outcome="written", pattern=file.drawn.pattern, head=head_of(plan), output=made,
            merged=of_bytes(brought.data),
        )  # fmt: skip
    settled = not (settle or suspects(brought.plan, file.above.theirs))
    return Made(Done(told, file.digest, row, staged=file.job.path.name, settled=settled), brought.data)


def _rendered(plan: Plan) -> bytes:
    return render(plan, "docx", shells_folder(plan.template))
