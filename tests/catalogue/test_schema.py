"""JSON Schemas: current, pointed to by every file, and in agreement with the models."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from planforge.catalogue.files import FileKind, catalogue_files
from planforge.catalogue.locations import catalogue_folder
from planforge.catalogue.schema import schemas
from planforge.catalogue.yaml_reader import read_yaml

FOLDER = catalogue_folder()
CASES = [pytest.param(path, kind, id=path.relative_to(FOLDER).as_posix()) for path, kind in catalogue_files(FOLDER)]


class DescribeTheSchemas:
    def they_are_current(self) -> None:
        written = {path.name: json.loads(path.read_text("utf-8")) for path in (FOLDER / "schema").iterdir()}
        assert written == schemas(), "run: planforge catalogue schema"

    @pytest.mark.parametrize(("path", "kind"), CASES)
    def they_accept_every_shipped_file(self, path: Path, kind: FileKind) -> None:
        jsonschema.Draft202012Validator(schemas()[f"{kind.schema}.schema.json"]).validate(read_yaml(path).data)

    @pytest.mark.parametrize(("path", "kind"), CASES)
    def they_are_named_at_the_head_of_every_file(self, path: Path, kind: FileKind) -> None:
        head = path.read_text("utf-8").split("\n", 1)[0]
        assert head.startswith("# yaml-language-server: $schema=")
        target = (path.parent / head.partition("$schema=")[2]).resolve()
        assert target == (FOLDER / "schema" / f"{kind.schema}.schema.json").resolve()

    def they_refuse_an_unknown_field(self) -> None:
        schema = schemas()["chuyen-de.schema.json"]
        theme = {"id": "a", "name": "A", "subject": "a", "standing": "y-te"}
        jsonschema.validate(theme, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**theme, "x": 1}, schema)
