"""From a merge to steps on the clerk's file: which paragraph is cut, put in, taken out, moved or commented on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from planforge.document.tree import NodeKind
from planforge.reading.edited import Paragraph
from planforge.regeneration.alignment import OurLine
from planforge.regeneration.lines import Line
from planforge.regeneration.merge import Clash, Merged, Outcome
from planforge.regeneration.textmerge import CELL, MARK, splices
from planforge.rendering.revise import Anchor, Comment, Insert, Note, Remove, Rewrite, Step
from planforge.rendering.revise_runs import Cut
from planforge.rendering.styles import NODE_STYLES

PARKED = "NỘI DUNG CẦN XEM LẠI (planforge giữ lại từ bản của đơn vị, chưa xếp được vào kế hoạch)"
_ENDS = re.compile(f"[{MARK}{CELL}]")
_ASK: dict[Clash, str] = {
    "both-changed": "XUNG ĐỘT: đơn vị đã sửa dòng này và cấp trên cũng thay đổi đúng chỗ đó. "
    "Giữ lời của đơn vị; lời mới ở đoạn chèn kế bên. Chọn một, xóa đoạn còn lại và ghi chú này.",
    "gone-above": "XUNG ĐỘT: cấp trên đã bỏ nội dung này, nhưng đơn vị đã sửa nên vẫn giữ. Quyết định giữ hay bỏ.",
    "gone-here": "XUNG ĐỘT: đơn vị đã bỏ dòng này, nay cấp trên thay đổi nội dung. Chấp nhận đoạn chèn nếu phải làm.",
    "place-gone": "XUNG ĐỘT: cấp trên thêm nội dung này vào mục mà đơn vị đã bỏ. Chấp nhận đoạn chèn nếu phải làm.",
    "twin": "Hai đoạn mang cùng một mã; giữ đoạn này lại để đơn vị xem.",
    "orphan": "Mục chứa đoạn này không còn trong kế hoạch; giữ lại để đơn vị xem.",
}

Why = Callable[[str], str]
"""Key of a line to the reason of its change: the superior's clause in words."""


@dataclass(slots=True)
class _Page:
    ours: dict[str, OurLine]
    texts: Sequence[Paragraph]
    why: Why
    reasons: bool
    merged: Merged


def steps(
    merged: Merged, ours: Sequence[OurLine], texts: Sequence[Paragraph], why: Why, *, reasons: bool
) -> tuple[Step, ...]:
    """The steps in order. ``reasons``: say in a comment why each line changes (conflicts always do)."""
    page = _Page({our.line.key: our for our in ours}, texts, why, reasons, merged)
    outcomes = merged.outcomes
    out: list[Step] = []
    for index, one in enumerate(outcomes):
        out += _step(page, outcomes, index, one)
    out += [step for key in merged.removed for step in _removals(page, page.ours[key])]
    return tuple(out)


def _step(page: _Page, outcomes: Sequence[Outcome], index: int, one: Outcome) -> Iterator[Step]:
    our = page.ours.get(one.line.key)
    if one.action in ("keep", "change") and our is not None:
        yield from _rewrites(page, one, our)
    elif one.action == "move" and our is not None:
        note = Note(_asked(page, one), settle=True) if one.clash else None
        yield from _moves(page, _anchor(page, outcomes, index), our, one.line, note)
    elif one.action == "park" and our is not None:
        if not any(earlier.action == "park" for earlier in outcomes[:index]):
            yield Insert(Anchor(None), PARKED, style=NODE_STYLES["section"].name)
        note = Note(_ASK[one.clash or "orphan"], settle=True)
        yield from _moves(page, Anchor(None), our, one.line, note)
    else:
        yield _insertion(page, outcomes, index, one)


def _rewrites(page: _Page, one: Outcome, our: OurLine) -> Iterator[Step]:
    places, before = our.places, [page.texts[place].text for place in our.places]
    same = one.action == "keep" and one.line.zone != "recipients"
    parts = before if same else shown_parts(one.line, our, _tail(page, one, our))
    if len(parts) != len(places):
        yield Comment(places[0], Note(f"{_ASK['both-changed']}\nLời mới: {one.line.text}", settle=True))
        return
    for place, old, new in zip(places, before, parts, strict=True):
        if old != new:
            yield Rewrite(place, old, cuts(old, new))
    if one.clash is not None:
        yield Comment(places[0], Note(_asked(page, one), settle=True))
    elif page.reasons and one.action == "change" and (why := page.why(one.line.key)):
        yield Comment(places[0], Note(why))


def shown_parts(line: Line, our: OurLine, tail: str) -> list[str]:
    """What the paragraphs of a line have to read."""
    if line.zone == "rows":
        return _ENDS.split(f"{line.number}{CELL}{line.text}")
    prefix = our.prefix
    if line.number != our.line.number:
        gap = our.prefix[len(our.line.number) :] or " "
        prefix = f"{line.number}{gap}" if line.number else ""
    return f"{prefix}{line.text}{tail}".split(MARK)


def cuts(before: str, after: str) -> tuple[Cut, ...]:
    """The smallest changes by whole words."""
    return tuple(Cut(one.start, one.end, one.text) for one in splices(before, after))


def _moves(page: _Page, at: Anchor, our: OurLine, line: Line, note: Note | None = None) -> Iterator[Step]:
    row = line.zone == "rows"
    if row:
        yield Insert(at, f"{line.number}{CELL}{line.text}", our.places[0], row=True, note=note)
        yield Remove(our.places[0], row=True)
        return
    for count, (place, text) in enumerate(zip(our.places, shown_parts(line, our, our.tail), strict=True)):
        old = page.texts[place].text
        node = line.key if count == 0 and line.zone == "body" and not line.key.startswith("+") else ""
        yield Insert(
            at, text, node=node, copy_of=place, cuts=cuts(old, text) if old != text else (),
            note=note if count == 0 else None,
        )
        yield Remove(place)


def _insertion(page: _Page, outcomes: Sequence[Outcome], index: int, one: Outcome) -> Insert:
    line, propose = one.line, one.action == "propose"
    note = _proposal_note(page, outcomes, index, one) if propose else None
    if note is None and page.reasons and (why := page.why(line.key)):
        note = Note(why)
    style = NODE_STYLES[_kind(line)].name if line.zone == "body" else ""
    model = _model(page, outcomes, index, line)
    row = line.zone == "rows" and model is not None
    listed = model is not None and page.texts[model].listed
    full = line.text if listed else line.full
    text = f"{line.number}{CELL}{line.text}" if row else full + _tail(page, one, None)
    shown = text.replace(MARK, " ") if row else text.replace(MARK, " ").replace(CELL, " | ")
    node = line.key if line.zone == "body" and not propose else ""
    return Insert(_anchor(page, outcomes, index), shown, model, style, node, row, note, propose)


def _proposal_note(page: _Page, outcomes: Sequence[Outcome], index: int, one: Outcome) -> Note:
    """A proposal beside the clerk's line needs only its reason; alone it has to ask."""
    if one.clash is not None:
        return Note(_asked(page, one), settle=True)
    return Note(page.why(one.line.key) or "Lời mới theo thay đổi của cấp trên.")


def _asked(page: _Page, one: Outcome) -> str:
    why = page.why(one.line.key)
    question = _ASK[one.clash or "both-changed"]
    return f"{question}\n{why}" if why else question


def _removals(page: _Page, our: OurLine) -> Iterator[Step]:
    why = page.why(our.line.key)
    note = Note(why) if page.reasons and why else None
    if our.line.zone == "rows":
        yield Remove(our.places[0], row=True)
        return
    for count, place in enumerate(our.places):
        yield Remove(place, note=note if count == 0 else None)


def _still(page: _Page, one: Outcome) -> OurLine | None:
    """A line that stays where it is, to hang others on."""
    return page.ours.get(one.line.key) if one.action in ("keep", "change") else None


def _anchor(page: _Page, outcomes: Sequence[Outcome], index: int) -> Anchor:
    """Behind the last line that stays; ahead of the next one where only that is in the same part of the page."""
    zone = outcomes[index].line.zone
    before = next((o for one in reversed(outcomes[:index]) if (o := _still(page, one))), None)
    after = next((o for one in outcomes[index + 1 :] if (o := _still(page, one))), None)
    if after is not None and after.line.zone == zone and (before is None or before.line.zone != zone):
        return Anchor(after.places[0], before=True)
    return Anchor(before.places[-1] if before is not None else None)


def _model(page: _Page, outcomes: Sequence[Outcome], index: int, line: Line) -> int | None:
    """The nearest line of the same kind shows how a new one looks; failing that one that goes."""
    near = sorted(range(len(outcomes)), key=lambda other: (abs(other - index), other > index))
    stay = [our for other in near if (our := _still(page, outcomes[other]))]
    alike = (our for our in (*stay, *page.ours.values()) if _like(our, line))
    return next((our.places[0] for our in alike), None)


def _like(our: OurLine, line: Line) -> bool:
    same = our.line.zone == line.zone and our.line.kind == line.kind
    return same and (our.known or line.zone != "body")


def _kind(line: Line) -> NodeKind:
    kinds: dict[str, NodeKind] = {kind: kind for kind in NODE_STYLES}  # type: ignore[misc]
    return kinds.get(line.kind, "paragraph")


def _tail(page: _Page, one: Outcome, our: OurLine | None) -> str:
    """Recipients end with ``;``, the last with a full stop, as the clerk has them; only where the list changed."""
    if one.line.zone != "recipients":
        return our.tail if our is not None else ""
    listed = [o for o in page.merged.outcomes if o.line.zone == "recipients" and o.action != "propose"]
    gone = any(page.ours[key].line.zone == "recipients" for key in page.merged.removed)
    same = not gone and all(o.action in ("keep", "change") for o in listed)
    if our is not None and (same or our.tail not in (";", ".") or not our.known):
        return our.tail
    return "." if listed and listed[-1].line.key == one.line.key else ";"
