"""Everything that is wrong with a catalogue, in one list: each file by itself, then the files together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from planforge.catalogue.files import catalogue_files
from planforge.catalogue.loading import load_file
from planforge.catalogue.problems import FileProblems, Problem
from planforge.catalogue.validation_bodies import directives_have_carriers, standard_tasks_have_carriers
from planforge.catalogue.validation_context import Context
from planforge.catalogue.validation_links import (
    directives_point_somewhere,
    ids_are_unique,
    instruments_point_somewhere,
    organs_follow_each_other,
    organs_point_somewhere,
    sectors_point_somewhere,
    standard_tasks_point_somewhere,
)
from planforge.catalogue.validation_wording import wording_works

Check = Callable[[Context], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (
    ids_are_unique,
    instruments_point_somewhere,
    organs_point_somewhere,
    organs_follow_each_other,
    sectors_point_somewhere,
    standard_tasks_point_somewhere,
    directives_point_somewhere,
    standard_tasks_have_carriers,
    directives_have_carriers,
    wording_works,
)


def validate(folder: Path) -> list[Problem]:
    """All problems of the catalogue in ``folder``, in file and line order.

    The files are compared with one another only when each of them is sound: a reference into a broken file
    would be reported as dangling, which it may not be.
    """
    loaded, problems = [], list[Problem]()
    for path, kind in catalogue_files(folder):
        try:
            loaded.append(load_file(path, kind.model))
        except FileProblems as broken:
            problems += broken.problems
    if not problems:
        context = Context(folder, loaded)
        problems = [problem for check in CHECKS for problem in check(context)]
    return sorted(set(problems), key=lambda problem: (problem.file.as_posix(), problem.line, problem.message))
