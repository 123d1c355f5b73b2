"""Central decision → province → commune: the top changes, each level follows, each level's own words stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx

from planforge import Catalogue, Request, derive, render
from planforge.regeneration.folders import with_files
from planforge.regeneration.handing_down import hand_down
from planforge.regeneration.update import Options, Updated, update_file

from .desks import every

TOP = "qd-140-qd-ttg-2024"
OLD, NEW = "Hằng năm, số vụ phạm tội về ma túy", "Hằng quý, số vụ phạm tội về ma túy"


class DescribeAChainOfThreeLevels:
    def it_hands_a_change_at_the_top_down_and_keeps_the_words_of_every_level(
        self, tmp_path: Path, catalogue: Catalogue
    ) -> None:
        top = tmp_path / "trung-uong.yaml"
        source = next((catalogue.folder / "chi-dao").rglob(f"{TOP}.yaml")).read_text("utf-8")
        top.write_text(source, "utf-8")
        province, handed, commune = (tmp_path / name for name in ("tinh.docx", "tinh.yaml", "xa.docx"))

        write(catalogue, province, top, "tỉnh Đắk Lắk", date(2026, 3, 2))
        type_in(province, "gây ra giảm so với năm trước", "gây ra giảm ít nhất 5% so với năm trước")
        pass_down(catalogue, province, handed, top)
        write(catalogue, commune, handed, "phường Buôn Ma Thuột, Đắk Lắk", date(2026, 4, 2))
        type_in(commune, "thanh, thiếu niên gây ra giảm", "thanh, thiếu niên của phường gây ra giảm")

        top.write_text(source.replace(OLD, NEW), "utf-8")
        changed = update(catalogue, province, top)
        assert any("Hằng quý" in change.after for change in changed.changes)
        assert NEW in read(province) and "giảm ít nhất 5%" in read(province)

        pass_down(catalogue, province, handed, top)
        changed = update(catalogue, commune, handed)
        assert [change.kind for change in changed.changes] == ["changed"]
        assert "45/KH-UBND" in changed.changes[0].causes[0]
        line = next(text for text in read(commune).split("\n") if "số vụ phạm tội về ma túy" in text)
        assert "Hằng quý" in line and "ít nhất 5%" in line and "của phường gây ra" in line


def write(catalogue: Catalogue, path: Path, directive: Path, unit: str, day: date) -> None:
    path.write_bytes(render(derive(catalogue, Request(str(directive), unit, day)), "docx"))


def pass_down(catalogue: Catalogue, plan: Path, to: Path, superior: Path) -> None:
    to.write_text(hand_down(catalogue, plan, "45/KH-UBND", date(2026, 3, 10), superior), "utf-8")


def update(catalogue: Catalogue, path: Path, directive: Path) -> Updated:
    return update_file(catalogue, path, with_files(Options(), catalogue, [directive], []))


def type_in(path: Path, old: str, new: str) -> None:
    document = docx.Document(str(path))
    paragraph = next(p for p in every(document) if old in p.text)
    paragraph.runs[0].text = paragraph.text.replace(old, new)
    document.save(str(path))


def read(path: Path) -> str:
    return "\n".join(p.text for p in every(docx.Document(str(path))))
