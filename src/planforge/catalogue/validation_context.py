"""What the cross-file checks look at: all entries with the place each was written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from planforge.catalogue.directives import Directive
from planforge.catalogue.entry import Entry
from planforge.catalogue.files import EraFile, InstrumentFile, OrganFile, SectorFile, SourceFile
from planforge.catalogue.instruments import Instrument
from planforge.catalogue.loading import Loaded
from planforge.catalogue.messages import where
from planforge.catalogue.organ_map import OrganMap
from planforge.catalogue.organs import EraSpan, Organ, SectorMap
from planforge.catalogue.problems import Problem, Severity
from planforge.catalogue.standard_tasks import StandardTaskSet, Theme
from planforge.catalogue.yaml_reader import Place, YamlFile

if TYPE_CHECKING:
    from planforge.catalogue.units import Units

E = TypeVar("E", bound=Entry)


class Found(Generic[E]):
    """An entry and where it stands."""

    def __init__(self, entry: E, source: YamlFile, place: Place = ()) -> None:
        self.entry, self.source, self.place = entry, source, place

    def problem(self, message: str, *part: str | int, severity: Severity = "error") -> Problem:
        """A problem of the part of the entry under ``part``."""
        place = (*self.place, *part)
        return Problem(
            self.source.path,
            self.source.line(place),
            f"{where(place, self.source.data)}: {message}",
            severity,
        )


class Context:
    """All entries of a catalogue whose files are sound."""

    def __init__(self, folder: Path, loaded: list[Loaded[Entry]]) -> None:
        self.folder = folder
        self.loaded = loaded

    def whole(self, model: type[E]) -> Iterator[Found[E]]:
        """Files that are one entry each."""
        for file in self.loaded:
            if isinstance(file.model, model):
                yield Found(file.model, file.source)

    def listed(self, file_model: type[Entry], field: str, model: type[E]) -> Iterator[Found[E]]:
        """Entries of files that are lists."""
        for file in self.loaded:
            if isinstance(file.model, file_model):
                for position, entry in enumerate(getattr(file.model, field)):
                    assert isinstance(entry, model)
                    yield Found(entry, file.source, (field, position))

    @cached_property
    def instruments(self) -> list[Found[Instrument]]:
        """All instruments."""
        return list(self.listed(InstrumentFile, "instruments", Instrument))

    @cached_property
    def organs(self) -> list[Found[Organ]]:
        """All organs."""
        return list(self.listed(OrganFile, "organs", Organ))

    @cached_property
    def sectors(self) -> list[Found[SectorMap]]:
        """All sectors."""
        return list(self.listed(SectorFile, "sectors", SectorMap))

    @cached_property
    def eras(self) -> list[Found[EraSpan]]:
        """All eras."""
        return list(self.listed(EraFile, "eras", EraSpan))

    @cached_property
    def themes(self) -> list[Found[Theme]]:
        """All themes."""
        return list(self.whole(Theme))

    @cached_property
    def task_sets(self) -> list[Found[StandardTaskSet]]:
        """All sets of standard tasks."""
        return list(self.whole(StandardTaskSet))

    @cached_property
    def directives(self) -> list[Found[Directive]]:
        """All directives."""
        return list(self.whole(Directive))

    @cached_property
    def instrument_ids(self) -> frozenset[str]:
        """Ids of all instruments."""
        return frozenset(found.entry.id for found in self.instruments)

    @cached_property
    def organ_ids(self) -> frozenset[str]:
        """Ids of all organs."""
        return frozenset(found.entry.id for found in self.organs)

    @cached_property
    def sector_ids(self) -> frozenset[str]:
        """Ids of all sectors."""
        return frozenset(found.entry.sector for found in self.sectors)

    @cached_property
    def theme_ids(self) -> frozenset[str]:
        """Ids of all themes."""
        return frozenset(found.entry.id for found in self.themes)

    @cached_property
    def source_keys(self) -> frozenset[str]:
        """Keys of all sources."""
        return frozenset(key for found in self.whole(SourceFile) for key in found.entry.sources)

    @cached_property
    def organ_map(self) -> OrganMap:
        """The bodies as the program looks them up; only where all that organs and sectors name exists."""
        return OrganMap(
            (found.entry for found in self.organs),
            (found.entry for found in self.sectors),
            (found.entry for found in self.eras),
        )

    @cached_property
    def units(self) -> Units | None:
        """The administrative units, where the catalogue has them."""
        if not (self.folder / "don-vi").is_dir():
            return None
        from planforge.catalogue.units import Units

        return Units.load(self.folder / "don-vi")
