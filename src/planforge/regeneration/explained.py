"""Explain a file as it is now: lines somebody typed over, typed in or struck out stand beside those we wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Directive
from planforge.derivation.explaining import Explanation, State, explain_plan, no_such_line
from planforge.regeneration.edits import EditKind, edits
from planforge.regeneration.present import Present, present, shown
from planforge.regeneration.textmerge import same

_STATES: dict[EditKind, State] = {"inserted": "added", "duplicated": "added", "deleted": "deleted"}


def explain_file(
    catalogue: Catalogue, path: Path, node: str | None = None, own: Mapping[str, Directive] | None = None
) -> tuple[Explanation, ...]:
    """All lines in the order of the page, those struck out last; or the one with id ``node``.

    ``own``: directives that are files of the user's, by id. Raises ``UnknownError`` when no line has the id.
    """
    told = tuple(one for one in _explained(catalogue, present(path), own or {}) if node in (None, one.id))
    if not told:
        raise no_such_line(node or "")
    return told


def _explained(catalogue: Catalogue, file: Present, own: Mapping[str, Directive]) -> Iterator[Explanation]:
    made = {one.id: one for one in explain_plan(catalogue, file.plan, own=own)}
    base = {line.key: line for line in file.base}
    for our in file.ours:
        line, was = our.line, base.get(our.line.key)
        if line.zone != "body":
            continue
        if was is None or our.twin:
            yield Explanation(line.key, line.level, line.number, shown(line.text), (), (), "added")
            continue
        before = " ".join([was.text, *(base[key].full for key in our.absorbed)])
        known = replace(made[line.key], number=line.number)
        edited = not same(before, line.text)
        yield replace(known, text=shown(line.text), state="edited", was=shown(before)) if edited else known
    for edit in edits(file.base, file.ours):
        line_before = base.get(edit.key)
        outside = line_before is None or line_before.zone != "body"
        if edit.kind == "deleted" and not outside:
            yield replace(made[edit.key], state="deleted", was=shown(edit.before))
        elif outside and not any(our.line.key == edit.key and our.line.zone == "body" for our in file.ours):
            state = _STATES.get(edit.kind, "edited")
            yield Explanation(edit.key, 0, "", shown(edit.after or edit.before), (), (), state, shown(edit.before))
