"""Bodies at a day: who carries a sector, who followed whom, who is meant by a name."""

from __future__ import annotations

from datetime import date

import pytest

from planforge import Catalogue
from planforge.catalogue.entry import Level
from planforge.catalogue.organ_map import OrganMap
from planforge.errors import UnknownError

BEFORE, BETWEEN, SUMMER, TODAY = date(2024, 4, 2), date(2025, 4, 1), date(2025, 9, 1), date(2026, 11, 22)


@pytest.fixture(scope="module")
def organs(catalogue: Catalogue) -> OrganMap:
    return catalogue.organs


def ids(found: object) -> list[str]:
    return [organ.id for organ in found]  # type: ignore[attr-defined]


class DescribeAnEra:
    @pytest.mark.parametrize(
        ("day", "era"),
        [
            (date(2010, 1, 1), "3-cap"),
            (date(2025, 2, 28), "3-cap"),
            (date(2025, 3, 1), "chuyen-tiep"),
            (date(2025, 6, 30), "chuyen-tiep"),
            (date(2025, 7, 1), "2-cap"),
            (date(2025, 12, 31), "2-cap"),
            (date(2026, 1, 1), "2-cap-2026"),
            (TODAY, "2-cap-2026"),
        ],
    )
    def it_is_chosen_by_the_day(self, organs: OrganMap, day: date, era: str) -> None:
        assert organs.era(day).id == era


class DescribeCarriers:
    @pytest.mark.parametrize(
        ("sector", "level", "kind", "before", "between", "summer", "today"),
        [
            ("ma-tuy-cai-nghien", "tinh", None, ["so-ldtbxh"], ["cong-an-tinh"], ["cong-an-tinh"], ["cong-an-tinh"]),
            ("ma-tuy-cai-nghien", "xa", None, ["cc-vh-xh-xa"], ["cong-an-xa"], ["cong-an-xa"], ["cong-an-xa"]),
            ("cong-an", "huyen", None, ["cong-an-huyen"], ["cong-an-tinh"], [], []),
            ("y-te", "xa", None, ["tram-y-te-xa-cu"], ["tram-y-te-xa-cu"], ["tram-y-te-xa-cu", "phong-vh-xh-xa"],
             ["tram-y-te-xa", "phong-vh-xh-xa"]),
            ("tai-chinh-ngan-sach", "xa", "phuong", ["cc-tc-kt-xa"], ["cc-tc-kt-xa"], ["phong-kt-ht-dt-phuong"],
             ["phong-kt-ht-dt-phuong"]),
            ("tai-chinh-ngan-sach", "xa", "dac-khu", ["cc-tc-kt-xa"], ["cc-tc-kt-xa"], ["phong-kinh-te-xa"],
             ["phong-kinh-te-xa"]),
            ("bao-tro-xa-hoi-tre-em", "tinh", None, ["so-ldtbxh"], ["so-y-te"], ["so-y-te"], ["so-y-te"]),
            ("toa-an", "xa", None, [], [], [], []),
            ("khu-dan-cu", "xa", "phuong", ["to-dan-pho"], ["to-dan-pho"], ["to-dan-pho"], ["to-dan-pho"]),
            ("ubnd", "xa", None, ["ubnd-xa-cu"], ["ubnd-xa-cu"], ["ubnd-xa"], ["ubnd-xa"]),
        ],
    )  # fmt: skip
    def they_change_with_the_era_and_the_kind_of_unit(
        self, organs: OrganMap, sector: str, level: Level, kind: str | None,
        before: list[str], between: list[str], summer: list[str], today: list[str],
    ) -> None:  # fmt: skip
        found = [ids(organs.carriers(sector, level, day, kind)) for day in (BEFORE, BETWEEN, SUMMER, TODAY)]
        assert found == [before, between, summer, today]

    def they_are_none_at_a_level_that_is_gone(self, organs: OrganMap) -> None:
        assert all(organs.carriers(sector, "huyen", TODAY) == () for sector in organs.sectors)

    def but_an_unknown_sector_is_answered_with_a_near_one(self, organs: OrganMap) -> None:
        with pytest.raises(UnknownError, match="y-te"):
            organs.carriers("y-tee", "xa", TODAY)


class DescribeSuccession:
    def it_depends_on_the_sector_where_a_body_was_split(self, organs: OrganMap) -> None:
        labour = organs.get("so-ldtbxh")
        after = {
            sector: ids(organs.successors(labour, sector, TODAY))
            for sector in ("ma-tuy-cai-nghien", "giao-duc-nghe-nghiep", "giam-ngheo", "nguoi-co-cong")
        }
        assert after == {
            "ma-tuy-cai-nghien": ["cong-an-tinh"],
            "giao-duc-nghe-nghiep": ["so-giao-duc-va-dao-tao"],
            "giam-ngheo": ["so-nong-nghiep-va-moi-truong"],
            "nguoi-co-cong": ["so-noi-vu"],
        }

    def it_is_followed_to_the_body_of_the_day(self, organs: OrganMap) -> None:
        tax = organs.get("cuc-thue-tinh")
        assert [ids(organs.successors(tax, "thue", day)) for day in (BEFORE, BETWEEN, TODAY)] == [
            ["cuc-thue-tinh"],
            ["chi-cuc-thue-khu-vuc"],
            ["thue-tinh"],
        ]

    def it_leaves_a_living_body_alone(self, organs: OrganMap) -> None:
        assert ids(organs.successors(organs.get("so-y-te"), None, TODAY)) == ["so-y-te"]


class DescribeCounterparts:
    @pytest.mark.parametrize(
        ("organ", "sector", "level", "kind", "found"),
        [
            ("so-y-te", None, "xa", "phuong", ["tram-y-te-xa", "phong-vh-xh-xa"]),
            ("so-ldtbxh", "ma-tuy-cai-nghien", "xa", "phuong", ["cong-an-xa"]),
            ("bo-cong-an", None, "tinh", None, ["cong-an-tinh"]),
            ("cong-an-tinh", None, "xa", "xa", ["cong-an-xa"]),
            ("ubmttq-tinh", None, "xa", "xa", ["ubmttq-xa"]),
            ("so-tu-phap", None, "xa", "xa", ["vp-hdnd-ubnd-xa"]),
            ("tand-tinh", None, "xa", "xa", []),
            ("ubnd-huyen", None, "xa", "xa", ["ubnd-xa"]),
            ("tinh-uy", None, "xa", "xa", ["dang-uy-xa"]),
            ("so-noi-vu-cu", None, "tinh", "tinh", ["so-noi-vu"]),
        ],
    )
    def they_do_below_what_the_superiors_body_does(
        self, organs: OrganMap, organ: str, sector: str | None, level: Level, kind: str | None, found: list[str]
    ) -> None:
        assert ids(organs.counterparts(organs.get(organ), sector, level, TODAY, kind)) == found


class DescribeAName:
    @pytest.mark.parametrize(
        ("text", "day", "level", "organ"),
        [
            ("Công an các huyện, thị xã, thành phố", BEFORE, None, "cong-an-huyen"),
            ("Sở LĐ-TB&XH", BEFORE, None, "so-ldtbxh"),
            ("so lao dong - thuong binh va xa hoi tinh Dak Lak", None, None, "so-ldtbxh"),
            ("Sở Nội vụ", BEFORE, None, "so-noi-vu-cu"),
            ("Sở Nội vụ", TODAY, None, "so-noi-vu"),
            ("Công an phường Bắc Hồng", None, None, "cong-an-xa"),
            ("Tỉnh đoàn", None, None, "doan-tnchcm-tinh"),
            ("Đoàn TNCS Hồ Chí Minh phường", None, "xa", "doan-tnchcm-xa"),
            ("Trạm Y tế", TODAY, "xa", "tram-y-te-xa"),
            ("Thường trực Đảng ủy", None, None, "dang-uy-xa"),
            ("Bộ LĐTBXH", None, None, "bo-ldtbxh"),
        ],
    )
    def it_is_recognised(self, organs: OrganMap, text: str, day: date | None, level: Level | None, organ: str) -> None:
        assert organ in ids(organs.by_name(text, day, level))

    def it_may_be_nobodys(self, organs: OrganMap) -> None:
        assert organs.by_name("Câu lạc bộ Cờ vua") == ()

    def it_is_listed_longest_first(self, organs: OrganMap) -> None:
        lengths = [len(name) for name, _ in organs.names()]
        assert lengths == sorted(lengths, reverse=True)
