"""Which model a catalogue file follows, decided by its folder and name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from pydantic import Field

from planforge.catalogue.directives import Directive
from planforge.catalogue.entry import Entry, Text
from planforge.catalogue.instruments import Instrument
from planforge.catalogue.organs import EraSpan, Organ, SectorMap
from planforge.catalogue.standard_tasks import StandardTaskSet, Theme
from planforge.catalogue.wording import Wording


class InstrumentFile(Entry):
    """Văn bản được viện dẫn: luật, nghị định, quyết định, văn bản của Đảng, kế hoạch."""

    instruments: tuple[Instrument, ...] = Field(min_length=1)


class OrganFile(Entry):
    """Cơ quan, tổ chức của một cấp."""

    organs: tuple[Organ, ...] = Field(min_length=1)


class SectorFile(Entry):
    """Lĩnh vực và cơ quan phụ trách ở từng cấp, từng thời kỳ."""

    sectors: tuple[SectorMap, ...] = Field(min_length=1)


class EraFile(Entry):
    """Các thời kỳ của chính quyền địa phương."""

    eras: tuple[EraSpan, ...] = Field(min_length=1)


class SourceFile(Entry):
    """Nguồn tra cứu, mỗi nguồn một khóa ngắn."""

    sources: dict[str, Text]


class DayOverride(Entry):
    """One day on which the public sector did not follow the ordinary calendar."""

    day: date
    working: bool
    source: Text
    note: Text | None = None


class CalendarFile(Entry):
    """Ngày làm việc, ngày nghỉ khác với lịch thường."""

    days: tuple[DayOverride, ...] = Field(min_length=1)


@dataclass(frozen=True)
class FileKind:
    """A kind of file: ``pattern`` fits its path below ``catalog/``; ``schema`` names its JSON Schema."""

    schema: str
    title: str
    pattern: str
    model: type[Entry]


FILE_KINDS: tuple[FileKind, ...] = (
    FileKind("van-ban", "Văn bản được viện dẫn", "van-ban/**", InstrumentFile),
    FileKind("linh-vuc", "Lĩnh vực", "to-chuc/linh-vuc.yaml", SectorFile),
    FileKind("thoi-ky", "Thời kỳ", "to-chuc/thoi-ky.yaml", EraFile),
    FileKind("nguon", "Nguồn tra cứu", "to-chuc/nguon.yaml", SourceFile),
    FileKind("to-chuc", "Cơ quan, tổ chức", "to-chuc/**", OrganFile),
    FileKind("chi-dao", "Văn bản chỉ đạo", "chi-dao/**", Directive),
    FileKind("chuyen-de", "Chuyên đề", "nhiem-vu/**/theme.yaml", Theme),
    FileKind("nhiem-vu", "Nhiệm vụ mẫu", "nhiem-vu/**", StandardTaskSet),
    FileKind("cach-dien-dat", "Cách diễn đạt", "cach-dien-dat/**", Wording),
    FileKind("ngay-nghi", "Lịch làm việc", "lich/**", CalendarFile),
)


def kind_of(relative: PurePosixPath) -> FileKind | None:
    """The kind of a file by its path below the catalogue folder; None for files planforge does not read."""
    for kind in FILE_KINDS:
        folder, _, name = kind.pattern.rpartition("/")
        if relative.parts[0] == folder.removesuffix("/**") and name in ("**", relative.name):
            return kind
    return None


def catalogue_files(folder: Path) -> Iterator[tuple[Path, FileKind]]:
    """Every YAML file below ``folder`` that has a kind, in a fixed order."""
    for path in sorted(folder.rglob("*.yaml")):
        kind = kind_of(PurePosixPath(path.relative_to(folder).as_posix()))
        if kind:
            yield path, kind
