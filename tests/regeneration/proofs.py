"""What must hold of every update of an edited file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree

from planforge import Plan
from planforge.document.tree import Source
from planforge.reading.edited import read_edited, settling
from planforge.reading.snapshot import read_snapshot
from planforge.regeneration.above import Difference
from planforge.regeneration.update import Brought, bring_up
from planforge.rendering.revise import Comment

from .revisions import accept_all, reject_all, shape
from .worlds import World, unpack


class PlainNames:
    """Parents by their own ids: no catalogue."""

    def of(self, source: Source) -> str:
        return source.ref


def difference(base: Plan, theirs: Plan) -> Difference:
    return Difference(base, theirs, PlainNames())  # type: ignore[arg-type]


@dataclass(frozen=True)
class Proof:
    """One update, plainly and as a redline."""

    plain: Brought
    redline: Brought


def document(data: bytes) -> etree._Element:
    return etree.fromstring(unpack(data)["word/document.xml"])


def prove(world: World) -> Proof:
    """Both updates of a world, with everything that must hold checked."""
    above = difference(world.base, world.theirs)
    plain = bring_up(world.edited, "x.docx", above)
    redline = bring_up(world.edited, "x.docx", above, redline=True)
    for one in (plain, redline):
        words_are_kept(world, one.data)
        the_snapshot_is_the_new_plan(world, one.data)
    revisions_are_complete(world, plain.data, redline.data)
    conflicts_are_listed(plain)
    nothing_is_left_to_do(world, plain.data)
    other_peoples_comments_stay(world, plain.data)
    other_peoples_comments_stay(world, redline.data)
    return Proof(plain, redline)


def words_are_kept(world: World, data: bytes) -> None:
    said = Counter(re.findall(r"\w+", " ".join(p.text for p in read_edited(data, "x.docx").paragraphs)))
    lost = [word for word in world.typed if not said[word]]
    assert not lost, f"lost {lost} after {world.done}"


def the_snapshot_is_the_new_plan(world: World, data: bytes) -> None:
    saved = read_snapshot(data)
    assert (saved.body, saved.recipients, saved.appendix) == (
        world.theirs.body, world.theirs.recipients, world.theirs.appendix
    )  # fmt: skip


def revisions_are_complete(world: World, plain: bytes, redline: bytes) -> None:
    """Rejecting all gives the clerk's file, accepting all gives the merged one."""
    marked = document(redline)
    assert shape(reject_all(marked)) == shape(document(world.edited)), world.done
    assert shape(accept_all(marked)) == shape(accept_all(document(plain))), world.done


def conflicts_are_listed(one: Brought) -> None:
    proposals = sum(1 for outcome in one.merged.outcomes if outcome.action == "propose")
    assert proposals <= len(one.merged.clashes)
    assert settling(one.data, "x.docx") >= len(one.merged.clashes)


def nothing_is_left_to_do(world: World, data: bytes) -> None:
    """A second update against the same world above changes no paragraph."""
    again = bring_up(data, "x.docx", difference(read_snapshot(data), world.theirs))
    changing = [step for step in again.steps if not isinstance(step, Comment)]
    assert not changing, (changing[:3], world.done)


def other_peoples_comments_stay(world: World, data: bytes) -> None:
    """Their comment and its anchor, unless a later edit of theirs took the anchor away."""
    anchored = unpack(world.edited)["word/document.xml"].count(b"commentReference")
    if anchored:
        assert "Chị Hoa".encode() in unpack(data)["word/comments.xml"]
        left = [n for n in document(data).iter() if str(n.tag).endswith("}commentReference") and n.values() == ["0"]]
        assert len(left) == anchored, world.done
