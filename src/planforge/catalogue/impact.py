"""What rests on an instrument: all that must be looked at again when it is replaced."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.instruments import Instrument

KINDS = ("chi-dao", "nhiem-vu", "chuyen-de", "cach-dien-dat", "to-chuc", "van-ban")
HOW = {
    "rests_on": "căn cứ", "basis": "căn cứ của nhiệm vụ", "law": "luật của chuyên đề", "relations": "quan hệ",
    "id": "chính văn bản này ở dạng chỉ đạo", "instrument": "chính văn bản này ở dạng chỉ đạo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dependant:
    """One place that names the instrument. ``how`` says in Vietnamese in what way; ``part`` is the task or field."""

    kind: str
    id: str
    title: str
    file: str
    part: str
    how: str


def impact(instrument: Instrument, catalogue: Catalogue, templates: Path | None = None) -> tuple[Dependant, ...]:
    """Everything in the catalogue and the templates that names the instrument, by id or by number and symbol."""
    found = [one for kind in KINDS for one in _entries(kind, instrument, catalogue)]
    return (*found, *(_templates(instrument, templates) if templates else ()))


def _entries(kind: str, instrument: Instrument, catalogue: Catalogue) -> Iterator[Dependant]:
    texts = [instrument.id, *([instrument.number] if instrument.number else [])]
    for hit in catalogue.naming(kind, *texts):
        if kind == "van-ban" and hit.id == instrument.id:
            continue
        data = catalogue.data(hit)
        for part, how in dict.fromkeys(_places(data, instrument)):
            yield Dependant(kind, hit.id, hit.title, f"{hit.file.as_posix()}:{hit.line}", part, how)


def _places(value: Any, instrument: Instrument, field: str = "", owner: str = "") -> Iterator[tuple[str, str]]:
    """Where below ``value`` the instrument is named: the id of the nearest task, else the field."""
    if isinstance(value, dict):
        owner = str(value.get("id", owner)) if field else owner
        for key, inner in value.items():
            yield from _places(inner, instrument, field if key in ("kind", "target") else str(key), owner)
    elif isinstance(value, list):
        for inner in value:
            yield from _places(inner, instrument, field, owner)
    elif isinstance(value, str):
        if value == instrument.id:
            yield owner or field, HOW.get(field, "nêu mã")
        elif instrument.id in value.split("|"):
            yield owner or field, "nêu mã trong câu mẫu"
        elif _says(value, instrument) and field not in ("sources", "note"):
            yield owner or field, "nhắc số, ký hiệu trong câu"


def _says(text: str, instrument: Instrument) -> bool:
    return bool(instrument.number and instrument.number in text)


def _templates(instrument: Instrument, folder: Path) -> Iterator[Dependant]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".yaml", ".j2", ".docx") and _says(_text(path), instrument):
            name, template = (one.relative_to(folder).as_posix() for one in (path, path.parent))
            yield Dependant("mau", template, name, name, path.name, "nhắc số, ký hiệu")


def _text(path: Path) -> str:
    if path.suffix != ".docx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml"))
