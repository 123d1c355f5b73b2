"""A file that people may have worked on, opened: the plan it was made from, and the same plan made again today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planforge.document.pattern import fit
from planforge.document.tree import Plan, Source
from planforge.errors import PlanforgeError
from planforge.reading.edited import read_edited
from planforge.reading.opening import load
from planforge.reading.snapshot import read_snapshot
from planforge.regeneration.above import Difference
from planforge.regeneration.fingerprints import of_bytes
from planforge.regeneration.jobs import UpdateJob
from planforge.regeneration.manifest import Row
from planforge.regeneration.parents import Names
from planforge.regeneration.results import Updated
from planforge.regeneration.shop import UpdateShop
from planforge.regeneration.suspects import suspects, without_decisions
from planforge.regeneration.untouched import looked_at
from planforge.regeneration.worker import Drawn
from planforge.text.folding import shorten

_SHOWN = 70
OLD_LOOK = (
    "Có sửa tay nên giữ cách trình bày cũ, dù mẫu hoặc phiên bản planforge đã đổi. Muốn theo mẫu mới: lập lại bằng "
    "planforge generate rồi chép phần sửa tay sang."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """``above``: from base to theirs; ``told``: what is known to tell so far; ``drawn``: theirs, for a batch's row."""

    job: UpdateJob
    data: bytes
    above: Difference
    told: Updated
    today: date
    drawn: Drawn | None = None
    old_look: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 of the file as read."""
        return of_bytes(self.data)

    @property
    def only_sources_changed(self) -> bool:
        """No line reads otherwise, but parents of some do."""
        return self.above.nothing and without_decisions(self.above.base) != without_decisions(self.above.theirs)

    def row(self, message: str = "") -> Row | None:
        """The row of the manifest once all that is new above has been brought to the file."""
        if self.job.row is None or self.drawn is None:
            return None
        said = (message, OLD_LOOK if self.old_look else "")
        return looked_at(self.job.row, self.job.now, self.drawn, " ".join(part for part in said if part))


class NotOurs(PlanforgeError):
    """A file met in a folder is no plan of ours."""


def open_file(shop: UpdateShop, job: UpdateJob) -> Opened:
    """Raises ``NotOurs``, and ``PlanforgeError`` for a file that cannot be read or derived again."""
    _, data = load(job.path)
    base = _base(shop, job, data)
    facts = dict(base.request)
    request = shop.asked(facts)
    drawn = shop.workshop.draw(request) if job.row else None
    theirs = fit(drawn.plan, drawn.name) if drawn else shop.derive(request)
    look = _has_old_look(shop, job)
    names, doubtful = shop.names(request), suspects(base, theirs)
    told = Updated(
        job.path, "unchanged", law=shop.law(base, request), suspects=tuple(doubtful),
        doubts=tuple(_in_words(base, doubtful, names)), notes=(OLD_LOOK,) if look else (), unit=facts["unit"],
        name=shop.unit_name(request), directive=facts["directive"],
    )  # fmt: skip
    return Opened(job, data, Difference(base, theirs, names), told, shop.options.today, drawn, look)


def _base(shop: UpdateShop, job: UpdateJob, data: bytes) -> Plan:
    """The plan behind the file: from the file itself, from the user, or from the workspace."""
    try:
        return read_snapshot(data)
    except PlanforgeError as error:
        if shop.options.base is not None:
            return shop.options.base
        kept = shop.old_pattern(job.row) if job.row else None
        if kept is not None and job.row is not None:
            return fit(kept, job.row.name)
        if job.among and not any(p.ids for p in read_edited(data, job.path.name).paragraphs):
            raise NotOurs(error.found) from error
        raise


def _in_words(plan: Plan, doubtful: Mapping[str, tuple[Source, ...]], names: Names) -> Iterator[str]:
    """``«b) Kiểm tra …» (mã 2c757d6eb9a5) theo Văn bản số 150/KH-UBND, mục III.2``."""
    for _, node in plan.nodes():
        if node.id in doubtful:
            text = f"{node.number} {node.text}".strip()
            after = "; ".join(map(names.of, doubtful[node.id]))
            yield f"«{shorten(text, _SHOWN)}» (mã {node.id}){f' theo {after}' if after else ''}"


def _has_old_look(shop: UpdateShop, job: UpdateJob) -> bool:
    """Whether the shells changed since the file of a batch was made; told until the file is made again."""
    row = job.row
    if row is None or job.untouched:
        return False
    if job.now is None or row.template == job.now.template:
        return OLD_LOOK in row.message
    old = shop.old_pattern(row)
    return OLD_LOOK in row.message or (old is not None and not shop.looks_as_before(row, old))
