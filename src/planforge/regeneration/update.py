"""Update of a file that people have edited: what changed above is merged in, and no word of theirs is lost.

Everything here is bytes in, bytes out; what becomes of them is decided in :mod:`planforge.regeneration.folders`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planforge.document.tree import Plan
from planforge.errors import OutputError
from planforge.reading.edited import EditedFile, read_edited
from planforge.regeneration.above import Difference
from planforge.regeneration.alignment import OurLine, align
from planforge.regeneration.edits import describe_clash, edits
from planforge.regeneration.lines import Line
from planforge.regeneration.merge import Merged, joined, merge
from planforge.regeneration.redline import steps
from planforge.regeneration.suspects import carried_over, suspects
from planforge.regeneration.textmerge import added_words
from planforge.rendering.properties import as_of
from planforge.rendering.revise import Step, revise


@dataclass(frozen=True, slots=True)
class Brought:
    """A merge done: the new file and its snapshot, how each line fared, and the steps that led there."""

    data: bytes
    plan: Plan
    merged: Merged
    ours: tuple[OurLine, ...]
    steps: tuple[Step, ...]

    def settle(self, above: Difference) -> tuple[str, ...]:
        """What a person has to decide, a sentence each."""
        return tuple(describe_clash(one, above.why(one.line.key)) for one in self.merged.clashes)

    def kept(self, above: Difference) -> int:
        """How many edits of a person there are."""
        return sum(1 for _ in edits(above.lines[0], self.ours))


def bring_up(data: bytes, name: str, above: Difference, *, redline: bool = False) -> Brought:
    """An edited file with the change above merged into it. Raises :class:`OutputError` rather than lose a word."""
    edited = read_edited(data, name)
    return bring_up_read(data, name, edited, aligned(edited, above), above, redline=redline)


def bring_up_read(
    data: bytes, name: str, edited: EditedFile, ours: tuple[OurLine, ...], above: Difference, *, redline: bool = False
) -> Brought:
    """The same for a file that has been read and aligned already."""
    merged = merge_lines(above, ours, edited)
    todo = steps(merged, ours, edited.paragraphs, above.why, reasons=redline)
    plan = carried_over(above.base, above.theirs, _unsettled(above, merged, ours))
    new = revise(data, name, todo, plan, as_of(above.theirs), redline=redline)
    _refuse_loss(above.lines[0], ours, new, name)
    return Brought(new, plan, merged, ours, todo)


def aligned(edited: EditedFile, above: Difference) -> tuple[OurLine, ...]:
    """The lines of the file, each known as the line of the base or of the new plan that it is."""
    return align(above.lines[0], edited.paragraphs, above.lines[1])


def merge_lines(above: Difference, ours: Sequence[OurLine], edited: EditedFile) -> Merged:
    """The merge of a file's lines.

    Lines in which other people's revisions or comments, a picture or a note hang are never taken away.
    """
    base, theirs = above.lines
    kept = {p.index for p in edited.paragraphs if p.pending or p.holds}
    return merge(
        base, [our.line for our in ours], theirs,
        {our.line.key: our.absorbed for our in ours if our.absorbed},
        twins={our.line.key for our in ours if our.twin},
        pinned={our.line.key for our in ours if kept.intersection(our.places)},
    )


def _unsettled(above: Difference, merged: Merged, ours: Sequence[OurLine]) -> tuple[str, ...]:
    """Lines that stay suspect after the update: conflicts, and own wording whose parent changed in another way."""
    base, theirs = ({line.key: line.text for line in side} for side in above.lines)
    doubtful = suspects(above.base, above.theirs)
    own = [
        our.line.key for our in ours
        if our.line.key in doubtful and our.line.text != base.get(our.line.key) == theirs.get(our.line.key)
    ]  # fmt: skip
    return tuple(dict.fromkeys([*(one.line.key for one in merged.clashes if one.line.zone == "body"), *own]))


_WORD = re.compile(r"\w+")


def _refuse_loss(base: Sequence[Line], ours: Sequence[OurLine], data: bytes, name: str) -> None:
    """The last look before writing: every word a person typed can still be read in the new file."""
    before = {line.key: line for line in joined(base, {our.line.key: our.absorbed for our in ours})}
    typed: Counter[str] = Counter()
    for our in ours:
        known = before.get(our.line.key)
        if known is None or known.text != our.line.text:
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
