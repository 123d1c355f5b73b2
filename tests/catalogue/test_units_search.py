"""Finding units by what people write."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from planforge.catalogue.units import Units
from planforge.errors import AmbiguousError, UnknownError

FOLDER = Path(__file__).parents[2] / "catalog" / "don-vi"
TODAY = date(2026, 11, 22)
THEN = date(2024, 4, 2)


@pytest.fixture(scope="module")
def units() -> Units:
    return Units.load(FOLDER)


class DescribeFind:
    @pytest.mark.parametrize(
        ("query", "path"),
        [
            ("phuong Buon Ma Thuot, Dak Lak", "phường Buôn Ma Thuột, tỉnh Đắk Lắk"),
            ("Buon Ma Thuot Dak Lak", "phường Buôn Ma Thuột, tỉnh Đắk Lắk"),
            ("Buôn Ma Thuột", "phường Buôn Ma Thuột, tỉnh Đắk Lắk"),
            ("P. Buôn Ma Thuột", "phường Buôn Ma Thuột, tỉnh Đắk Lắk"),
            ("xã Ân Thi, Hưng Yên", "xã Ân Thi, tỉnh Hưng Yên"),
            ("xã An Thi, tỉnh Hưng Yên", "xã Ân Thi, tỉnh Hưng Yên"),
            ("UBND phường Bắc Hồng Lĩnh", "phường Bắc Hồng Lĩnh, tỉnh Hà Tĩnh"),
            ("Ủy ban nhân dân xã Ân Thi", "xã Ân Thi, tỉnh Hưng Yên"),
            ("tỉnh Đắk Lắk", "tỉnh Đắk Lắk"),
            ("dak lak", "tỉnh Đắk Lắk"),
            ("TP Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
            ("TP.HCM", "Thành phố Hồ Chí Minh"),
            ("thành phố Hà Nội", "thành phố Hà Nội"),
            ("phường Hoà Khánh", "phường Hòa Khánh, thành phố Đà Nẵng"),
            ("xã Ea Hleo", "xã Ea H'Leo, tỉnh Đắk Lắk"),
            ("xã Ea H’Leo", "xã Ea H'Leo, tỉnh Đắk Lắk"),
            ("xã Tịnh Khê", "xã Tịnh Khê, tỉnh Quảng Ngãi"),
            ("Trảng Bom, tỉnh Đồng Nai", "phường Trảng Bom, thành phố Đồng Nai"),
            ("đặc khu Phú Quốc", "đặc khu Phú Quốc, tỉnh An Giang"),
            ("Phường Văn Miếu – Quốc Tử Giám", "phường Văn Miếu - Quốc Tử Giám, thành phố Hà Nội"),
            ("phường Phú Lợi, Cần Thơ, Việt Nam", "phường Phú Lợi, thành phố Cần Thơ"),
            ("18115", "phường Bắc Hồng Lĩnh, tỉnh Hà Tĩnh"),
            ("18115@2-cap", "phường Bắc Hồng Lĩnh, tỉnh Hà Tĩnh"),
            ("vn", "Việt Nam"),
        ],
    )
    def it_finds_a_unit_of_today(self, units: Units, query: str, path: str) -> None:
        assert units.path(units.find(query, TODAY), TODAY) == path

    @pytest.mark.parametrize(
        ("query", "path"),
        [
            ("UBND phường Bắc Hồng, thị xã Hồng Lĩnh", "phường Bắc Hồng, thị xã Hồng Lĩnh, tỉnh Hà Tĩnh"),
            (
                "phường Bắc Hồng thị xã Hồng Lĩnh tỉnh Hà Tĩnh",
                "phường Bắc Hồng, thị xã Hồng Lĩnh, tỉnh Hà Tĩnh",
            ),
            ("huyện Ân Thi", "huyện Ân Thi, tỉnh Hưng Yên"),
            ("huyện An Thi, Hưng Yên", "huyện Ân Thi, tỉnh Hưng Yên"),
            ("Q.1", "Quận 1, Thành phố Hồ Chí Minh"),
            ("P.01, Q5, TP.HCM", "Phường 1, Quận 5, Thành phố Hồ Chí Minh"),
            ("huyện Côn Đảo", "huyện Côn Đảo, tỉnh Bà Rịa - Vũng Tàu"),
            ("Bà Rịa-Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu"),
            ("Phường Phường Đúc", "phường Phường Đúc, quận Thuận Hóa, tỉnh Thừa Thiên Huế"),
            ("18115", "phường Bắc Hồng, thị xã Hồng Lĩnh, tỉnh Hà Tĩnh"),
        ],
    )
    def it_finds_a_unit_of_then(self, units: Units, query: str, path: str) -> None:
        assert units.path(units.find(query, THEN), THEN) == path

    def it_means_the_city_of_the_province_before_the_province(self, units: Units) -> None:
        assert units.find("phường Phú Sơn, thành phố Thanh Hóa", THEN).id == "14770@3-cap"

    def it_finds_every_unit_by_its_own_path(self, units: Units) -> None:
        for day in (TODAY, THEN):
            for unit in units.all_communes(day)[::37]:
                assert units.find(units.path(unit, day), day) is unit

    def it_prefers_the_spelling_with_the_same_diacritics(self, units: Units) -> None:
        assert units.find("xã Ba Tô, Quảng Ngãi", TODAY).name == "Ba Tô"
        assert units.find("xã Ba Tơ, Quảng Ngãi", TODAY).name == "Ba Tơ"


class DescribeAmbiguity:
    def it_lists_namesakes_of_several_provinces(self, units: Units) -> None:
        with pytest.raises(AmbiguousError) as caught:
            units.find("xã Tân Tiến", TODAY)
        assert len(caught.value.candidates) == 7  # type: ignore[attr-defined]
        assert "xã Tân Tiến, tỉnh Cà Mau [32188@2-cap, từ 01/7/2025]" in caught.value.found
        assert caught.value.why
        assert "Ghi rõ loại và cấp trên" in caught.value.do

    def it_counts_246_names_in_more_than_one_province(self, units: Units) -> None:
        july = date(2025, 7, 1)
        names: dict[str, set[str | None]] = {}
        for unit in units.all_communes(july):
            names.setdefault(unit.full_name, set()).add(unit.parent)
        assert sum(len(provinces) > 1 for provinces in names.values()) == 246

    def it_does_not_choose_between_town_and_district(self, units: Units) -> None:
        with pytest.raises(AmbiguousError):
            units.find("Ân Thi", THEN)
        assert units.find("huyện Ân Thi", THEN).level == "huyen"
        assert units.find("thị trấn Ân Thi", THEN).level == "xa"

    def it_lists_both_spellings_when_diacritics_are_left_out(self, units: Units) -> None:
        with pytest.raises(AmbiguousError, match=r"Ba Tơ.*Ba Tô"):
            units.find("xa ba to, quang ngai", TODAY)


class DescribeUnitsOfAnotherTime:
    def it_says_what_an_old_ward_became(self, units: Units) -> None:
        with pytest.raises(UnknownError) as caught:
            units.find("phường Bắc Hồng, thị xã Hồng Lĩnh", TODAY)
        assert "hết hiệu lực ngày 01/7/2025; nay là phường Bắc Hồng Lĩnh, tỉnh Hà Tĩnh" in caught.value.found
        assert [u.id for u in caught.value.candidates] == ["18115@2-cap"]  # type: ignore[attr-defined]

    def it_names_all_communes_an_old_district_became(self, units: Units) -> None:
        with pytest.raises(UnknownError, match="xã Xuân Trúc, tỉnh Hưng Yên"):
            units.find("huyện Ân Thi", TODAY)

    def it_says_that_a_city_is_not_one_yet(self, units: Units) -> None:
        with pytest.raises(UnknownError, match="chỉ có từ ngày 01/9/2026; trước đó là tỉnh Quảng Ninh"):
            units.find("thành phố Quảng Ninh", date(2026, 8, 15))

    def it_says_that_a_province_is_a_city_by_now(self, units: Units) -> None:
        with pytest.raises(UnknownError, match="thành phố Quảng Ninh"):
            units.find("tỉnh Quảng Ninh", TODAY)
        assert units.find("tỉnh Quảng Ninh", date(2026, 8, 15)).id == "22@2-cap"

    def it_says_when_a_commune_became_a_ward(self, units: Units) -> None:
        with pytest.raises(UnknownError, match="hết hiệu lực ngày 20/9/2026; nay là phường Tiên Du"):
            units.find("xã Tiên Du, Bắc Ninh", TODAY)

    def it_knows_a_code_of_the_other_era(self, units: Units) -> None:
        with pytest.raises(UnknownError, match="Huyện Ân Thi"):
            units.find("329", TODAY)


class DescribeWhatIsUnknown:
    def it_suggests_but_never_chooses_a_similar_name(self, units: Units) -> None:
        with pytest.raises(UnknownError, match=r"Có phải: phường Buôn Ma Thuột, tỉnh Đắk Lắk"):
            units.find("Buôn Ma Thuộc", TODAY)

    def it_suggests_the_same_name_elsewhere_first(self, units: Units) -> None:
        with pytest.raises(UnknownError, match="Có phải: phường Tuy Hòa, tỉnh Đắk Lắk"):
            units.find("phường Tuy Hòa, Phú Yên", TODAY)

    @pytest.mark.parametrize("query", ["", " ", ",", "???", "xã", "phường ,", "1", "x" * 5000, "@", "a\x00b"])
    def it_refuses_nonsense_politely(self, units: Units, query: str) -> None:
        with pytest.raises(UnknownError) as caught:
            units.find(query, TODAY)
        assert caught.value.found and caught.value.why and caught.value.do


class DescribeCandidates:
    def it_offers_the_likeliest_first(self, units: Units) -> None:
        assert units.candidates("Buôn Ma Thuộc", TODAY, 3)[0].name == "Buôn Ma Thuột"
        assert len(units.candidates("Tân Tiến", TODAY, 5)) == 5
        assert units.candidates("18115", TODAY, 1)[0].name == "Bắc Hồng Lĩnh"

    def it_offers_nothing_for_nonsense(self, units: Units) -> None:
        assert units.candidates("", TODAY) == []


class DescribeStartUp:
    def it_loads_neither_yaml_nor_rapidfuzz_nor_old_tables_for_a_unit_of_today(self) -> None:
        script = (
            "import sys; from datetime import date; from pathlib import Path\n"
            "from planforge.catalogue.units import Units\n"
            f"units = Units.load(Path({str(FOLDER)!r}))\n"
            "units.find('phuong Buon Ma Thuot, Dak Lak', date(2026, 11, 22))\n"
            "print(sorted({'ruamel.yaml', 'rapidfuzz', 'pydantic'} & set(sys.modules)),"
            " 'legacy' in vars(units._tables))"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[] False"
