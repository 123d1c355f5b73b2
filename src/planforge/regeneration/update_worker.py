"""What a worker of an update does: one file after another, each made in memory, then staged."""

from __future__ import annotations

from dataclasses import replace

from planforge.errors import PlanforgeError
from planforge.regeneration.edited_files import bring_file_up, is_issued
from planforge.regeneration.fingerprints import of_bytes
from planforge.regeneration.jobs import Done, Made, UpdateJob, UpdateSetup
from planforge.regeneration.results import Updated
from planforge.regeneration.shop import UpdateShop
from planforge.regeneration.tools import tools
from planforge.regeneration.untouched import make_anew
from planforge.rendering.writing import check_whole


def update_chunk(setup: UpdateSetup, jobs: tuple[UpdateJob, ...]) -> tuple[Done, ...]:
    """How some files fared, their new bytes staged and settled. The function that travels to workers."""
    shop = tools(setup.stage, lambda: UpdateShop(setup))
    done = []
    for job in jobs:
        made = update_job(shop, job)
        if made.done.staged:
            setup.storage.stage(f"{setup.stage}/{made.done.staged}", made.data)
        done.append(replace(made.done, output=of_bytes(made.data)) if made.data else made.done)
    setup.storage.settle(f"{setup.stage}/{one.staged}" for one in done if one.staged)
    return tuple(done)


def update_job(shop: UpdateShop, job: UpdateJob) -> Made:
    """One file in memory; what stops it is told in its result."""
    try:
        row = job.row
        old = shop.old_pattern(row) if row and job.untouched and not shop.options.redline else None
        if row is not None and old is not None and not is_issued(old):
            return make_anew(shop, job, row, old)
        made = bring_file_up(shop, job)
        if made.data:
            check_whole(made.data)
        return made
    except PlanforgeError as error:
        return _stopped(job, str(error))
    except Exception as error:
        return _stopped(job, f"Lỗi trong chương trình ({type(error).__name__}: {error}). Tệp được giữ nguyên.")


def _stopped(job: UpdateJob, error: str) -> Made:
    return Made(Done(Updated(job.path, "refused", error=error)))
