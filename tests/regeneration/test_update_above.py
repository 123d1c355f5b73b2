"""What moves above the plans, law and bodies and wording included, and what an operator is told of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from planforge import Catalogue, Request, derive, load_catalogue, render
from planforge.api import update_plans
from planforge.catalogue.locations import catalogue_folder
from planforge.regeneration.results import Updated

from .offices import Office, reads, types

OFFICE = "Phòng Kinh tế, Hạ tầng và Đô thị"
CENTRAL, WARD = "qd-140-qd-ttg-2024", "phường Buôn Ma Thuột, Đắk Lắk"
NEW_LAW = """\
  - id: luat-999-2026-qh16
    type: luat
    number: 999/2026/QH16
    issued: 2026-10-01
    issuer: Quốc hội
    title: Luật Phòng, chống ma túy
    in_force_periods: [{start: 2026-11-01}]
    state: con-hieu-luc
    validity_basis: dieu-khoan
    validity_verified: true
    relations:
      - {kind: thay-the, target: luat-120-2025-qh15}
    sources: [đặt ra để kiểm thử]
    evidence: nhieu-nguon
    verified: true
    checked: 2026-11-22
"""


class Law:
    """A copy of the catalogue that the ministry keeps changing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "catalog"
        shutil.copytree(catalogue_folder(), self.folder)

    def load(self) -> Catalogue:
        return load_catalogue(self.folder)

    def replaces(self, old: str, period: str) -> None:
        """A new law in place of ``old``, whose ``period`` of force ends the day before."""
        path = self.folder / "van-ban" / "luat.yaml"
        head, mark, tail = path.read_text("utf-8").partition(f"  - id: {old}\n")
        now, ends = f"{{start: {period}}}]\n    state: con", f"{{start: {period}, end: 2026-10-31}}]\n    state: het"
        ended = tail.replace(now, ends, 1)
        assert ended != tail
        path.write_text(head + mark + ended + NEW_LAW.replace("luat-120-2025-qh15", old), "utf-8")

    def says(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def law(tmp_path: Path) -> Law:
    return Law(tmp_path)


def plan(catalogue: Catalogue, path: Path, day: date = date(2026, 11, 22)) -> Path:
    path.write_bytes(render(derive(catalogue, Request(CENTRAL, WARD, day)), "docx"))
    return path


def update(catalogue: Catalogue, path: Path, **given: object) -> Updated:
    (one,) = update_plans(catalogue, [path], **given)  # type: ignore[arg-type]
    return one


class DescribeImpactOfLaw:
    def it_names_the_replaced_instrument_where_it_stands_and_its_successor(
        self, catalogue: Catalogue, tmp_path: Path
    ) -> None:
        old = plan(catalogue, tmp_path / "kh.docx", date(2025, 8, 1))
        told = update(catalogue, old, write=False, quick=False)
        (found,) = (one for one in told.law if one.instrument == "luat-73-2021-qh14")
        assert found.status == "đã bị thay thế" and "120/2025/QH15" in found.now
        assert found.places == ("qua văn bản cấp trên",)
        assert told.outcome == "unchanged", "the plan keeps the law of its day"

    def it_is_told_of_plans_whose_words_need_not_change_in_a_whole_folder(
        self, law: Law, tmp_path: Path
    ) -> None:
        office = Office(tmp_path, law.load())
        office.superior_says("verified: true", "rests_on: [luat-55-2024-qh15]\nverified: true")
        office.batch()
        law.replaces("luat-55-2024-qh15", "2025-07-01")
        office.catalogue = law.load()
        told = office.update(write=False, quick=False)
        assert len(told) == 4
        for one in told.values():
            assert [(found.instrument, found.status) for found in one.law] == [("luat-55-2024-qh15", "đã bị thay thế")]
            assert "999/2026/QH16" in one.law[0].now

    def it_takes_a_basis_out_that_is_no_longer_in_force_and_says_what_replaced_it(
        self, law: Law, tmp_path: Path
    ) -> None:
        kh = plan(law.load(), tmp_path / "kh.docx")
        types(kh, "Tổ chức", "Tổ chức, duy trì")
        law.replaces("luat-120-2025-qh15", "2026-07-01")
        told = update(law.load(), kh)
        (gone,) = (change for change in told.changes if change.kind == "removed")
        assert gone.causes == ("120/2025/QH15 Luật Phòng, chống ma túy",)
        (found,) = (one for one in told.law if one.instrument == "luat-120-2025-qh15")
        assert found.places == ("căn cứ 2",) and found.now == "Nay dùng: 999/2026/QH16 Luật Phòng, chống ma túy."
        assert "Luật Phòng, chống ma túy ngày 10" not in reads(kh) and "Tổ chức, duy trì" in reads(kh)


class DescribeBodiesAndWording:
    @pytest.fixture
    def kh(self, law: Law, tmp_path: Path) -> Path:
        path = plan(law.load(), tmp_path / "kh.docx")
        types(path, "Tổ chức", "Tổ chức, duy trì")
        return path

    def it_follows_a_body_that_the_catalogue_names_otherwise(self, law: Law, kh: Path) -> None:
        path = law.folder / "to-chuc" / "xa.yaml"
        path.write_text(path.read_text("utf-8").replace(f": {OFFICE}\n", ": Phòng Kinh tế và Đô thị\n"), "utf-8")
        told = update(law.load(), kh)
        assert told.outcome == "written" and "Tổ chức, duy trì" in reads(kh)
        assert "Phòng Kinh tế và Đô thị" in reads(kh) and OFFICE not in reads(kh)

    def it_drops_a_body_abolished_before_the_signing_date(self, law: Law, kh: Path) -> None:
        self.abolish(law, "2026-11-01")
        told = update(law.load(), kh)
        assert any(change.kind == "removed" and OFFICE in change.before for change in told.changes)
        assert OFFICE not in reads(kh) and "Tổ chức, duy trì" in reads(kh)

    def it_keeps_a_body_that_there_was_on_the_signing_date(self, law: Law, kh: Path) -> None:
        self.abolish(law, "2026-12-01")
        assert update(law.load(), kh).outcome == "unchanged" and OFFICE in reads(kh)

    def abolish(self, law: Law, day: str) -> None:
        path = law.folder / "to-chuc" / "xa.yaml"
        head, mark, tail = path.read_text("utf-8").partition("  - id: phong-kt-ht-dt-phuong\n")
        ended = tail.replace("    valid_from: 2025-07-01\n", f"    valid_from: 2025-07-01\n    valid_to: {day}\n", 1)
        path.write_text(head + mark + ended, "utf-8")

    def it_follows_a_standard_task(self, law: Law, kh: Path) -> None:
        path = law.folder / "nhiem-vu" / "phong-chong-ma-tuy" / "xa-2-cap.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("{ubnd}", "{ubnd} và người đứng đầu"), "utf-8")
        told = update(law.load(), kh)
        assert told.changes and all("nhiệm vụ mẫu" in "; ".join(change.causes) for change in told.changes)
        assert "và người đứng đầu" in reads(kh) and "Tổ chức, duy trì" in reads(kh)

    def it_follows_our_own_wording(self, law: Law, kh: Path) -> None:
        law.says("cach-dien-dat/cau-mau.yaml", "muc-dich.tieu-de: Mục đích\n", "muc-dich.tieu-de: Mục đích, ý nghĩa\n")
        told = update(law.load(), kh)
        assert [change.causes for change in told.changes] == [("câu mẫu muc-dich.tieu-de",)]
        assert "Mục đích, ý nghĩa" in reads(kh)

    def it_leaves_every_plan_alone_when_the_catalogue_grows_by_what_it_does_not_use(self, law: Law, kh: Path) -> None:
        with (law.folder / "van-ban" / "luat.yaml").open("a", encoding="utf-8") as file:
            file.write(NEW_LAW.replace("    relations:\n      - {kind: thay-the, target: luat-120-2025-qh15}\n", ""))
        before = kh.read_bytes()
        assert update(law.load(), kh).outcome == "unchanged" and kh.read_bytes() == before


class DescribeTheSuperiorsReportDate:
    def it_moves_the_units_own_report_ahead_of_it(self, catalogue: Catalogue, tmp_path: Path) -> None:
        office = Office(tmp_path, catalogue)
        duty = "{id: bc-1, frequency: nam, due: {day: 15, month: 11}}"
        office.superior_says("sources:", f"reporting:\n- {duty}\nsources:")
        office.batch()
        edited = office.files()[0]
        types(edited, "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        office.superior_says("{day: 15, month: 11}", "{day: 10, month: 10}")
        told = office.update()
        assert {one.outcome for one in told.values()} == {"written"}
        assert "rút kinh nghiệm" in reads(edited)
        for one in told.values():
            assert any("/10" in change.after and "/11" in change.before for change in one.changes)


class DescribeANewProfile:
    def it_brings_the_chairs_name_to_the_unit_it_is_of_and_to_no_other(
        self, catalogue: Catalogue, tmp_path: Path
    ) -> None:
        office = Office(tmp_path, catalogue)
        office.batch()
        profile = tmp_path / "don-vi.yaml"
        profile.write_text("unit: phường Buôn Ma Thuột, Đắk Lắk\nchair: Nguyễn Thị Bình\n", "utf-8")
        told = office.update(profiles=[profile])
        outcomes = {one.name: one.outcome for one in told.values()}
        assert outcomes.pop("phường Buôn Ma Thuột") == "written" and set(outcomes.values()) == {"unchanged"}
        assert "Nguyễn Thị Bình" in reads(office.files()[0])
        types(office.files()[0], "Diễn tập phương án", "Diễn tập, rút kinh nghiệm phương án")
        office.superior_says("ít nhất một lần", "ít nhất hai lần")
        office.update()
        assert "Nguyễn Thị Bình" in reads(office.files()[0]), "the profile stays with the plan"
