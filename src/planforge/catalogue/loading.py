"""A YAML file becomes a model, or every reason why it cannot, each with its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planforge.catalogue.entry import Entry
from planforge.catalogue.messages import explain
from planforge.catalogue.problems import FileProblems, Problem
from planforge.catalogue.yaml_reader import YamlFile, parse_yaml, read_yaml

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Loaded(Generic[E]):
    """A valid file: the model and, through ``source``, the line of each of its parts."""

    model: E
    source: YamlFile


def load_file(path: Path, model: type[E]) -> Loaded[E]:
    """Read and validate one file. Raises :class:`FileProblems` with all its problems."""
    return _validated(read_yaml(path), model)


def load_text(text: str, model: type[E], path: Path) -> E:
    """Validate YAML text as if it were the content of ``path``."""
    return _validated(parse_yaml(text, path), model).model


def _validated(source: YamlFile, model: type[E]) -> Loaded[E]:
    if not isinstance(source.data, dict):
        found = "tệp trống" if source.data is None else "tệp không bắt đầu bằng các dòng 'trường: giá trị'"
        first = next(iter(model.model_fields))
        raise FileProblems([Problem(source.path, 1, f"{found}; cần có các trường như '{first}:'")])
    try:
        return Loaded(model.model_validate(source.data), source)
    except ValidationError as error:
        details = [one for one in error.errors(include_url=False) if not _only_seems_short(one)]
        raise FileProblems(
            [Problem(source.path, source.line(one["loc"]), explain(one, model, source.data)) for one in details]
        ) from None


def _only_seems_short(error: ErrorDetails) -> bool:
    """Bad items are dropped before items are counted: a list that seems short then is no second mistake."""
    found = error["input"]
    return error["type"] == "too_short" and isinstance(found, list) and len(found) >= error["ctx"]["min_length"]
