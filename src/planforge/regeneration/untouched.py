"""A file that nobody touched since a batch or an update made it: it becomes what a batch would make today.

The manifest has its tree, so the file is not opened, and units alike share what is compared and drawn.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from planforge.document.tree import Plan
from planforge.regeneration.fingerprints import Inputs, of_bytes, of_request
from planforge.regeneration.jobs import Done, Made, UpdateJob
from planforge.regeneration.manifest import Row
from planforge.regeneration.results import Updated
from planforge.regeneration.shop import UpdateShop
from planforge.regeneration.worker import Drawn
from planforge.regeneration.workspace import head_of

NEW_LOOK = "Cách trình bày (mẫu hoặc phiên bản planforge) đã đổi."


def make_anew(shop: UpdateShop, job: UpdateJob, row: Row, old: Plan) -> Made:
    """The new bytes, or none when they would be the old ones. Raises ``PlanforgeError``."""
    facts = dict(old.request)
    request = shop.asked(facts)
    drawn = shop.workshop.draw(request)
    same = Updated(
        job.path, "unchanged", law=shop.law(old, request, row.pattern), unit=facts["unit"],
        name=shop.unit_name(request), directive=facts["directive"],
    )  # fmt: skip
    asked = of_request(request) if facts["unit"] in shop.options.profiles else row.request
    seen = replace(looked_at(row, job.now, drawn), request=asked)
    if drawn.content == row.content:
        return Made(Done(same, row.output, seen, settled=True))
    data = drawn.cast()
    if of_bytes(data) == row.output:
        return Made(Done(same, row.output, seen, settled=True))
    found = shop.changes(row, old, drawn, request)
    changes = (*found.changes, *found.silent)
    told = replace(same, outcome="written", changes=changes, notes=() if changes else (NEW_LOOK,))
    new = replace(seen, outcome="written", pattern=drawn.pattern, head=head_of(drawn.plan), output=of_bytes(data))
    return Made(Done(told, row.output, new, staged=Path(row.file).name, settled=True), data)


def looked_at(row: Row, now: Inputs | None, drawn: Drawn, message: str = "") -> Row:
    """The row of a file that says all it should under today's inputs."""
    now = now or Inputs(row.directive, row.catalogue, row.template)
    return replace(
        row, outcome="unchanged", message=message, directive=now.directive, catalogue=now.catalogue,
        template=now.template, content=drawn.content, name=drawn.name,
    )  # fmt: skip
