"""Units at a date: counts, names, ancestry, succession (units.md §3 and §3.1 of the domain notes)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from planforge.catalogue.units import Units
from planforge.errors import CatalogueError, UnknownError

FOLDER = Path(__file__).parents[2] / "catalog" / "don-vi"
TODAY = date(2026, 11, 22)
AUGUST_2025 = date(2025, 8, 1)
BEFORE = date(2024, 4, 2)


@pytest.fixture(scope="module")
def units() -> Units:
    return Units.load(FOLDER)


def kinds(units: Units, as_of: date, province: str | None = None) -> Counter[str]:
    return Counter(unit.kind for unit in units.all_communes(as_of, province))


class DescribeTheCountryToday:
    def it_has_34_provincial_units_of_which_9_are_cities(self, units: Units) -> None:
        provinces = units.children("vn", TODAY)
        assert len(provinces) == 34
        cities = {p.name for p in provinces if p.kind == "thanh-pho"}
        assert cities >= {"Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"}
        assert cities >= {"Đồng Nai", "Quảng Ninh", "Bắc Ninh"} and len(cities) == 9

    def it_has_3321_communal_units(self, units: Units) -> None:
        assert len(units.all_communes(TODAY)) == 3321
        assert kinds(units, TODAY) == {"phuong": 709, "xa": 2599, "dac-khu": 13}

    def it_names_no_two_communes_of_a_province_alike(self, units: Units) -> None:
        names = Counter((u.parent, u.full_name) for u in units.all_communes(TODAY))
        assert max(names.values()) == 1


class DescribeTheCountryInJuly2025:
    def it_has_28_provinces_and_6_cities(self, units: Units) -> None:
        assert Counter(u.kind for u in units.children("vn", AUGUST_2025)) == {"tinh": 28, "thanh-pho": 6}

    def it_has_687_wards_2621_communes_and_13_special_zones(self, units: Units) -> None:
        assert kinds(units, AUGUST_2025) == {"phuong": 687, "xa": 2621, "dac-khu": 13}


class DescribeTheCountryBefore:
    def it_has_63_provinces_696_districts_and_10035_communes(self, units: Units) -> None:
        provinces = units.children("vn", BEFORE)
        assert len(provinces) == 63
        assert sum(len(units.children(p.id, BEFORE)) for p in provinces) == 696
        assert len(units.all_communes(BEFORE)) == 10035

    def it_has_five_island_districts_without_communes(self, units: Units) -> None:
        districts = [d for p in units.children("vn", BEFORE) for d in units.children(p.id, BEFORE)]
        empty = {d.name for d in districts if not units.children(d.id, BEFORE)}
        assert empty == {"Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo"}


class DescribeAmendments:
    def it_splits_dong_nai_33_to_62_from_30_april_2026(self, units: Units) -> None:
        assert kinds(units, date(2026, 4, 29), "75") == {"phuong": 23, "xa": 72}
        assert kinds(units, date(2026, 4, 30), "75") == {"phuong": 33, "xa": 62}
        assert units.get("75@2-cap", date(2026, 4, 30)).full_name == "thành phố Đồng Nai"

    def it_counts_697_wards_between_dong_nai_and_bac_ninh(self, units: Units) -> None:
        assert kinds(units, date(2026, 7, 25)) == {"phuong": 697, "xa": 2611, "dac-khu": 13}

    @pytest.mark.parametrize(
        ("code", "last_day_as_province"),
        [("75", date(2026, 4, 29)), ("22", date(2026, 8, 31)), ("24", date(2026, 9, 19))],
    )
    def it_turns_a_province_into_a_city_overnight(
        self, units: Units, code: str, last_day_as_province: date
    ) -> None:
        unit_id = f"{code}@2-cap"
        assert units.get(unit_id, last_day_as_province).kind == "tinh"
        assert units.get(unit_id, last_day_as_province.replace(day=1)).kind == "tinh"
        assert units.get(unit_id, date.fromordinal(last_day_as_province.toordinal() + 1)).kind == "thanh-pho"

    def it_leaves_quang_ninh_a_province_on_15_august_2026(self, units: Units) -> None:
        ha_long = units.find("phường Hạ Long, Quảng Ninh", date(2026, 8, 15))
        assert units.path(ha_long, date(2026, 8, 15)) == "phường Hạ Long, tỉnh Quảng Ninh"
        assert units.path(ha_long, TODAY) == "phường Hạ Long, thành phố Quảng Ninh"

    def it_knows_hue_by_its_older_name(self, units: Units) -> None:
        assert units.get("46@3-cap", BEFORE).full_name == "tỉnh Thừa Thiên Huế"
        assert units.get("46@3-cap", date(2025, 1, 1)).full_name == "thành phố Huế"


class DescribeCodesOfTwoEras:
    def it_reads_one_code_as_two_units(self, units: Units) -> None:
        assert units.get("00004@3-cap", BEFORE).name == "Trúc Bạch"
        assert units.get("00004@2-cap", TODAY).name == "Ba Đình"

    @pytest.mark.parametrize(
        ("code", "then", "now"),
        [
            ("15", "Yên Bái", "Lào Cai"),
            ("24", "Bắc Giang", "Bắc Ninh"),
            ("52", "Bình Định", "Gia Lai"),
            ("80", "Long An", "Tây Ninh"),
            ("82", "Tiền Giang", "Đồng Tháp"),
            ("91", "Kiên Giang", "An Giang"),
        ],
    )
    def it_gives_six_provinces_the_code_of_another(
        self, units: Units, code: str, then: str, now: str
    ) -> None:
        assert units.find(code, BEFORE).name == then
        assert units.find(code, TODAY).name == now

    def it_refuses_an_id_of_an_era_that_is_over(self, units: Units) -> None:
        with pytest.raises(UnknownError, match=r"hết hiệu lực ngày 01/7/2025; nay là phường Bắc Hồng Lĩnh"):
            units.get("18115@3-cap", TODAY)

    def it_refuses_an_id_of_an_era_to_come(self, units: Units) -> None:
        with pytest.raises(UnknownError, match=r"chỉ có từ ngày 01/7/2025"):
            units.get("18115@2-cap", BEFORE)

    @pytest.mark.parametrize("wrong", ["99999@2-cap", "18115", "18115@4-cap", "", "@2-cap"])
    def it_says_so_when_an_id_is_not_one(self, units: Units, wrong: str) -> None:
        with pytest.raises(UnknownError, match="Không có đơn vị hành chính mang mã"):
            units.get(wrong, TODAY)


class DescribeAncestry:
    def it_climbs_from_ward_to_nation(self, units: Units) -> None:
        ward = units.get("18115@3-cap", BEFORE)
        assert [u.full_name for u in units.chain(ward, BEFORE)] == [
            "phường Bắc Hồng",
            "thị xã Hồng Lĩnh",
            "tỉnh Hà Tĩnh",
            "Việt Nam",
        ]
        assert [u.level for u in units.chain(ward, BEFORE)] == ["xa", "huyen", "tinh", "trung-uong"]

    def it_has_no_district_today(self, units: Units) -> None:
        ward = units.find("phường Buôn Ma Thuột", TODAY)
        assert [u.level for u in units.chain(ward, TODAY)] == ["xa", "tinh", "trung-uong"]
        assert units.path(ward) == "phường Buôn Ma Thuột, tỉnh Đắk Lắk"

    def it_lists_the_communes_of_one_province(self, units: Units) -> None:
        assert len(units.all_communes(TODAY, "66")) == len(units.all_communes(TODAY, "66@2-cap")) == 102
        assert len(units.children("66@2-cap", TODAY)) == 102


class DescribeTheSeedPlaces:
    def it_follows_bac_lieu_into_ca_mau(self, units: Units) -> None:
        assert [u.full_name for u in units.successors("95@3-cap")] == ["tỉnh Cà Mau"]
        city = units.find("thành phố Bạc Liêu", date(2022, 11, 2))
        assert {u.full_name for u in units.successors(city.id)} >= {
            "phường Bạc Liêu",
            "phường Vĩnh Trạch",
            "phường Hiệp Thành",
        }

    def it_joins_phu_yen_to_dak_lak(self, units: Units) -> None:
        assert {u.name for u in units.predecessors("66@2-cap")} == {"Đắk Lắk", "Phú Yên"}

    def it_makes_bac_hong_linh_of_four_old_communes(self, units: Units) -> None:
        assert {u.full_name for u in units.predecessors("18115@2-cap")} == {
            "phường Bắc Hồng",
            "phường Trung Lương",
            "phường Đức Thuận",
            "xã Xuân Lam",
        }

    def it_divides_an_thi_among_five_communes(self, units: Units) -> None:
        assert {u.name for u in units.successors("329@3-cap")} == {
            "Ân Thi",
            "Phạm Ngũ Lão",
            "Xuân Trúc",
            "Nguyễn Trãi",
            "Hồng Quang",
        }
        town = units.find("thị trấn Ân Thi", date(2023, 3, 1))
        assert [u.name for u in units.successors(town.id)] == ["Ân Thi"]


class DescribeSuccession:
    def it_gives_every_old_unit_an_heir_and_every_new_one_a_source(self, units: Units) -> None:
        assert all(units.successors(u.id) for u in units.all_communes(BEFORE))
        assert all(units.predecessors(u.id) for u in units.all_communes(TODAY))

    def it_keeps_every_heir_in_the_heir_of_the_province(self, units: Units) -> None:
        for province in units.children("vn", BEFORE):
            heir = units.successors(province.id)[0].id
            for commune in units.all_communes(BEFORE, province.id):
                assert {u.parent for u in units.successors(commune.id)} == {heir}, commune

    def it_divides_441_old_communes(self, units: Units) -> None:
        """The office's table has 442: two booked under a neighbour's code, one left out."""
        divided = [u for u in units.all_communes(BEFORE) if len(units.successors(u.id)) > 1]
        assert len(divided) == 441

    def it_joins_land_of_several_districts_in_297_new_communes(self, units: Units) -> None:
        """By district code, as in the office's table; 477 would count its spelling variants too."""
        crossing = [
            u for u in units.all_communes(TODAY) if len({p.parent for p in units.predecessors(u.id)}) > 1
        ]
        assert len(crossing) == 297

    def it_tells_whole_from_part(self, units: Units) -> None:
        whole = units.successions("18115@3-cap")
        assert [(s.new.name, s.extent) for s in whole] == [("Bắc Hồng Lĩnh", "toan-bo")]
        assert {(s.new.name, s.extent) for s in units.successions("23053@3-cap")} == {
            ("Hồng Thái", "mot-phan"),
            ("Hòa Thắng", "mot-phan"),
        }
        assert {s.old.name for s in units.successions("18115@2-cap")} >= {"Xuân Lam"}

    def it_has_no_successors_of_a_unit_of_today(self, units: Units) -> None:
        assert units.successors("18115@2-cap") == []
        assert units.predecessors("18115@3-cap") == []

    @pytest.mark.parametrize("namesake", ["25462", "27691", "28270", "11890"])
    def it_does_not_mix_up_namesakes_of_one_new_province(self, units: Units, namesake: str) -> None:
        assert len(units.successors(f"{namesake}@3-cap")) == 1


class DescribeCovers:
    def it_lets_the_nation_cover_all(self, units: Units) -> None:
        assert units.covers("vn", units.find("phường Buôn Ma Thuột", TODAY), TODAY)
        assert not units.covers("66@2-cap", units.get("vn", TODAY), TODAY)

    def it_sees_old_dak_lak_in_buon_ma_thuot_but_not_in_tuy_hoa(self, units: Units) -> None:
        assert units.covers("66@3-cap", units.find("phường Buôn Ma Thuột", TODAY), TODAY)
        assert not units.covers("66@3-cap", units.find("phường Tuy Hòa", TODAY), TODAY)
        assert units.covers("66@2-cap", units.find("phường Tuy Hòa", TODAY), TODAY)

    def it_sees_an_old_district_in_the_communes_that_took_it_over(self, units: Units) -> None:
        assert units.covers("329@3-cap", units.find("xã Nguyễn Trãi, Hưng Yên", TODAY), TODAY)
        assert not units.covers("329@3-cap", units.find("phường Phố Hiến", TODAY), TODAY)

    def it_sees_a_province_of_today_in_an_old_ward(self, units: Units) -> None:
        assert units.covers("96@2-cap", units.get("95@3-cap", BEFORE), BEFORE)
        assert not units.covers("66@2-cap", units.get("95@3-cap", BEFORE), BEFORE)

    def it_covers_itself_and_its_parents_land_in_part(self, units: Units) -> None:
        ward = units.get("18115@2-cap", TODAY)
        assert units.covers(ward.id, ward, TODAY)
        assert units.covers(ward.id, units.get("42@2-cap", TODAY), TODAY)

    def it_reads_a_bare_code_in_the_era_of_the_day(self, units: Units) -> None:
        tuy_hoa = units.find("phường Tuy Hòa", TODAY)
        assert units.covers("66", tuy_hoa, TODAY)
        assert not units.covers("66", tuy_hoa, BEFORE)


class DescribeTraits:
    def it_finds_four_provinces_with_neither_border_nor_coast(self, units: Units) -> None:
        neither = {p.name for p in units.children("vn", TODAY) if not p.border and not p.coast}
        assert neither == {"Hà Nội", "Thái Nguyên", "Phú Thọ", "Bắc Ninh"}

    def it_counts_coasts_and_borders(self, units: Units) -> None:
        assert sum(bool(p.coast) for p in units.children("vn", TODAY)) == 21
        assert sum(bool(p.coast) for p in units.children("vn", BEFORE)) == 28
        assert sum(bool(p.border) for p in units.children("vn", BEFORE)) == 25

    def it_says_no_of_a_commune_only_when_its_province_has_none(self, units: Units) -> None:
        assert units.find("phường Ba Đình", TODAY).border is False
        assert units.find("phường Buôn Ma Thuột", TODAY).border is None

    def it_takes_the_hamlet_word_from_the_old_province(self, units: Units) -> None:
        assert units.find("phường Buôn Ma Thuột", TODAY).hamlet_word == "tổ dân phố"
        assert units.find("phường Tuy Hòa", TODAY).hamlet_word is None
        assert units.find("phường Bạc Liêu", TODAY).hamlet_word == "khóm"
        an_thi = units.find("xã Ân Thi", TODAY)
        assert (an_thi.hamlet_word, an_thi.hamlet_verified) == ("thôn", False)


class DescribeABrokenTable:
    def it_names_file_and_line(self, tmp_path: Path) -> None:
        for file in FOLDER.iterdir():
            (tmp_path / file.name).write_bytes(file.read_bytes())
        (tmp_path / "tinh-2025.csv").write_text(
            "ma,loai,ten,thuoc,truoc\n01,thanh-pho,Hà Nội\n", encoding="utf-8"
        )
        with pytest.raises(CatalogueError, match=r"tinh-2025\.csv, dòng 2: có 3 cột, cần 5"):
            Units.load(tmp_path)

    def it_says_which_table_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(CatalogueError, match=r"Không đọc được tinh-2025\.csv"):
            Units.load(tmp_path)
