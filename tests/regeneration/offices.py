"""An operator's office: a province's directive file, the plans of some of its communes, and what happens to them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx

from planforge import Catalogue
from planforge.api import update_plans
from planforge.catalogue.locations import templates_folder
from planforge.regeneration.batch import Batch, Report, run_batch
from planforge.regeneration.results import Updated
from planforge.regeneration.roster import read_roster
from planforge.regeneration.workspace import Workspace

from .desks import DIRECTIVE, every

DAY = date(2026, 11, 22)
WARDS = (
    "phường Buôn Ma Thuột, Đắk Lắk", "phường Tân An, Đắk Lắk", "xã Cư M'gar, Đắk Lắk", "xã Hòa Phú, Đắk Lắk",
)  # fmt: skip


class Office:
    """``folder``: the plans; ``directive``: the province's own file."""

    def __init__(self, home: Path, catalogue: Catalogue, wards: tuple[str, ...] = WARDS) -> None:
        self.home, self.catalogue, self.folder = home, catalogue, home / "xa"
        self.directive, self.units = home / "chi-dao.yaml", home / "units.csv"
        self.directive.write_text(DIRECTIVE, "utf-8")
        self.units.write_text("unit\n" + "".join(f'"{ward}"\n' for ward in wards), "utf-8")

    def batch(self, templates: Path | None = None) -> Report:
        entries = read_roster(self.catalogue, str(self.directive), str(self.units), DAY)
        made = Batch(str(self.directive), entries, self.folder, templates or templates_folder(), DAY)
        return run_batch(self.catalogue, made)

    def outcomes(self) -> dict[str, int]:
        """What a batch says now."""
        return dict(self.batch().counts)

    def update(self, *paths: Path, **given: object) -> dict[str, Updated]:
        found = update_plans(self.catalogue, paths or (self.folder,), directives=[self.directive], **given)  # type: ignore[arg-type]
        return {one.path.name: one for one in found}

    def files(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("*.docx"))

    def rows(self) -> dict[str, object]:
        return dict(Workspace.open(self.folder).rows)

    def superior_says(self, old: str, new: str) -> None:
        text = self.directive.read_text("utf-8")
        assert old in text
        self.directive.write_text(text.replace(old, new), "utf-8")


def types(path: Path, old: str, new: str) -> None:
    """A clerk retypes the first paragraph that holds the words."""
    document = docx.Document(str(path))
    paragraph = next(p for p in every(document) if old in p.text)
    paragraph.runs[0].text = paragraph.text.replace(old, new)
    for run in paragraph.runs[1:]:
        run.text = ""
    document.save(str(path))


def issues(path: Path) -> None:
    """Number and date are filled in."""
    types(path, "Số:      /KH", "Số: 45/KH")
    types(path, ", ngày       tháng", ", ngày 25 tháng")


def reads(path: Path) -> str:
    return "\n".join(p.text for p in every(docx.Document(str(path))))
