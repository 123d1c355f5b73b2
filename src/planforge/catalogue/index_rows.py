"""What the index holds of each catalogue file: entries as JSON, relations, text to search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from planforge.catalogue.directives import Directive
from planforge.catalogue.entry import Entry
from planforge.catalogue.files import (
    CalendarFile,
    EraFile,
    InstrumentFile,
    OrganFile,
    SectorFile,
)
from planforge.catalogue.instruments import Instrument
from planforge.catalogue.loading import Loaded
from planforge.catalogue.organs import Organ
from planforge.catalogue.standard_tasks import StandardTaskSet, Theme
from planforge.catalogue.wording import Wording
from planforge.text.folding import fold

LISTS: dict[type[Entry], tuple[str, str]] = {
    InstrumentFile: ("instruments", "van-ban"),
    OrganFile: ("organs", "to-chuc"),
    SectorFile: ("sectors", "linh-vuc"),
    EraFile: ("eras", "thoi-ky"),
}


class Row(NamedTuple):
    """One entry. ``key``: what else finds it (an instrument's folded number, a task set's theme).

    ``text`` is what search sees of it; ``json``: the entry, compact, under its YAML names.
    """

    kind: str
    id: str
    key: str
    title: str
    file: str
    line: int
    text: str
    json: str


def file_rows(loaded: Loaded[Entry], relative: Path) -> Iterator[Row]:
    """The entries of one loaded file."""
    model, file = loaded.model, relative.as_posix()
    if type(model) in LISTS:
        field, kind = LISTS[type(model)]
        for position, entry in enumerate(getattr(model, field)):
            yield _row(kind, entry, file, loaded.source.line((field, position)))
    elif isinstance(model, Directive):
        yield Row("chi-dao", model.id, model.theme, model.action, file, 1, _directive_text(model), _json(model))
    elif isinstance(model, Theme):
        yield _row("chuyen-de", model, file, 1)
    elif isinstance(model, StandardTaskSet):
        name = f"{model.theme}/{relative.stem}"
        yield Row("nhiem-vu", name, model.theme, f"Nhiệm vụ mẫu {name}", file, 1, _task_text(model), _json(model))
    elif isinstance(model, Wording):
        yield Row("cach-dien-dat", relative.stem, "", relative.stem, file, 1, "", _json(model))
    elif isinstance(model, CalendarFile):
        yield Row("ngay-nghi", relative.stem, "", relative.stem, file, 1, "", _json(model))


def _row(kind: str, entry: Entry, file: str, line: int) -> Row:
    if isinstance(entry, Instrument):
        title = entry.title or "(chưa có trích yếu)"
        words = (entry.id, entry.number, title, entry.issuer, entry.signer, *entry.aliases)
        return Row(kind, entry.id, folded_number(entry.number), title, file, line, _joined(*words), _json(entry))
    if isinstance(entry, Organ):
        words = (entry.id, entry.name, *entry.aliases, *entry.abbr)
        return Row(kind, entry.id, entry.level, entry.name, file, line, _joined(*words), _json(entry))
    if isinstance(entry, Theme):
        words = (entry.id, entry.name, entry.subject, *entry.keywords)
        return Row(kind, entry.id, "", entry.name, file, line, _joined(*words), _json(entry))
    identity = getattr(entry, "id", None) or getattr(entry, "sector", "")
    label = str(getattr(entry, "label", identity))
    return Row(kind, str(identity), "", label, file, line, _joined(str(identity), label), _json(entry))


def _json(entry: Entry) -> str:
    return entry.model_dump_json(by_alias=True, exclude_defaults=True)


def folded_number(number: str | None) -> str:
    """A number and symbol as a key: no diacritics, no white space."""
    return fold(number).replace(" ", "") if number else ""


def _joined(*words: str | None) -> str:
    return "\n".join(word for word in words if word)


def _directive_text(directive: Directive) -> str:
    tasks = (task.text for task in directive.all_tasks())
    return _joined(directive.id, directive.action, directive.goal, *(t.text for t in directive.targets), *tasks)


def _task_text(tasks: StandardTaskSet) -> str:
    return _joined(tasks.theme, *(task.text for body in tasks.bodies for task in body.tasks))
