"""JSON Schema of each kind of catalogue file, for editors that know ``yaml-language-server`` comments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from planforge.catalogue.entry import Entry
from planforge.catalogue.files import FILE_KINDS
from planforge.catalogue.profiles import Profile
from planforge.catalogue.schema_words import FIELDS

PROFILE = "ho-so-don-vi"
_SHORT_DEADLINE = {
    "type": "string",
    "description": "Dạng ngắn: thuong-xuyen, 2026-12-15, 15/11, 10 ngày làm việc",
    "examples": ["thuong-xuyen", "hang-nam", "theo-cap-tren", "2026-12-15", "15/11", "10 ngày làm việc"],
}


def schemas() -> dict[str, dict[str, Any]]:
    """File name to schema, for every kind of file and for unit profiles."""
    made = {kind.schema: _schema(kind.model, kind.title) for kind in FILE_KINDS}
    made[PROFILE] = _schema(Profile, "Hồ sơ đơn vị (don-vi.yaml)")
    return {f"{name}.schema.json": schema for name, schema in made.items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write all schemas into ``folder`` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def _schema(model: type[Entry], title: str) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    for definition in (schema, *schema.get("$defs", {}).values()):
        _describe(definition)
    _allow_short_forms(schema.get("$defs", {}))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def _describe(definition: dict[str, Any]) -> None:
    """Vietnamese words for the fields; pydantic's generated English titles only repeat the names."""
    # Docstrings of the models speak to programmers.
    definition.pop("description", None)
    for name, field in definition.get("properties", {}).items():
        field.pop("title", None)
        if name in FIELDS:
            field["description"] = FIELDS[name]


def _allow_short_forms(definitions: dict[str, Any]) -> None:
    """What the models' before-validators accept and their schema cannot know."""
    if "Deadline" in definitions:
        long = definitions.pop("Deadline")
        definitions["Deadline"] = {"anyOf": [_SHORT_DEADLINE, long]}
    if "Assignment" in definitions:
        to = definitions["Assignment"]["properties"]["to"]
        definitions["Assignment"]["properties"]["to"] = {
            "anyOf": [to["items"], {key: to[key] for key in ("items", "type")}],
            "description": to["description"],
        }
