"""The committed tables: well-formed, normalised, in step with their sources."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from planforge.catalogue.unit_names import KIND_WORDS, full_name, name_key, name_keys, tone_key

FOLDER = Path(__file__).parents[2] / "catalog" / "don-vi"
TABLES = ("tinh-2025.csv", "xa-2025.csv", "tinh-cu.csv", "huyen-cu.csv", "xa-cu.csv")


def rows(file: str) -> list[list[str]]:
    return [line.split(",") for line in (FOLDER / file).read_text(encoding="utf-8").splitlines()[1:]]


class DescribeTheFiles:
    @pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda p: p.name)
    def they_are_nfc_with_straight_apostrophes_and_unix_lines(self, path: Path) -> None:
        text = path.read_bytes().decode("utf-8")
        assert unicodedata.is_normalized("NFC", text)
        assert not set(text) & set("’‘\r\t\u200b\ufeff")
        assert "  " not in text or path.suffix == ".yaml"
        assert text.endswith("\n")

    def they_stay_small(self) -> None:
        assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000


class DescribeTheRows:
    @pytest.mark.parametrize("file", TABLES)
    def they_have_five_columns_a_known_type_and_a_unique_code(self, file: str) -> None:
        table = rows(file)
        assert all(len(row) == 5 and row[1] in KIND_WORDS and row[2] for row in table)
        assert len({row[0] for row in table}) == len(table)

    @pytest.mark.parametrize("file", TABLES)
    def they_start_every_syllable_of_a_name_with_a_capital(self, file: str) -> None:
        wrong = [row for row in rows(file) if any(word[0].islower() for word in row[2].split())]
        assert wrong == []

    def they_refer_only_to_units_that_exist(self) -> None:
        codes = {file: {row[0] for row in rows(file)} for file in TABLES}
        assert {row[3] for row in rows("xa-2025.csv")} == codes["tinh-2025.csv"]
        assert {row[3] for row in rows("huyen-cu.csv")} == codes["tinh-cu.csv"]
        assert {row[3] for row in rows("xa-cu.csv")} <= codes["huyen-cu.csv"]
        heirs = {
            heir for file in ("xa-cu.csv", "huyen-cu.csv") for r in rows(file) for heir in r[4].split("+")
        }
        assert heirs - {""} == codes["xa-2025.csv"]
        assert {row[4] for row in rows("tinh-cu.csv")} == codes["tinh-2025.csv"]


class DescribeTheAmendments:
    def they_are_the_same_in_yaml_and_csv(self) -> None:
        expected = []
        for path in sorted(FOLDER.glob("bien-dong-*.yaml")):
            for entry in YAML(typ="safe").load(path.read_text(encoding="utf-8")):
                assert entry["basis"] and entry["sources"] and isinstance(entry["verified"], bool)
                for unit in entry["units"]:
                    old = unit.get("old_name", unit["name"])
                    day = entry["effective"].isoformat()
                    expected.append([day, unit["id"], unit["from"], unit["to"], old, unit["name"]])
        assert rows("bien-dong.csv") == sorted(expected)

    def they_name_units_as_the_tables_do(self) -> None:
        names = {f"{row[0]}@2-cap": row for file in ("tinh-2025.csv", "xa-2025.csv") for row in rows(file)}
        for _, unit, kind, _, name, _ in rows("bien-dong.csv"):
            if unit.endswith("2-cap"):
                assert names[unit][1:3] == [kind, name]


class DescribeNames:
    @pytest.mark.parametrize(
        ("kind", "name", "expected"),
        [
            ("phuong", "Bắc Hồng", "phường Bắc Hồng"),
            ("phuong", "1", "Phường 1"),
            ("quan", "10", "Quận 10"),
            ("thanh-pho", "Hà Nội", "thành phố Hà Nội"),
            ("thanh-pho", "Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
            ("phuong", "Điện Biên Phủ", "Phường Điện Biên Phủ"),
            ("quan", "Hai Bà Trưng", "Quận Hai Bà Trưng"),
        ],
    )
    def they_take_the_capitals_of_decree_30(self, kind: str, name: str, expected: str) -> None:
        persons = frozenset((FOLDER / "ten-nguoi-su-kien.txt").read_text(encoding="utf-8").splitlines())
        assert full_name(kind, name, persons) == expected

    def they_have_the_same_key_one_by_one_and_all_at_once(self) -> None:
        names = [row[2] for file in TABLES for row in rows(file)]
        assert name_keys(names) == [name_key(name) for name in names]

    def they_are_equal_wherever_the_tone_mark_stands(self) -> None:
        assert tone_key("Hoà") == tone_key("Hòa") == tone_key(unicodedata.normalize("NFD", "hòa"))
        assert tone_key("Hòa") != tone_key("Hóa")
        assert tone_key("Thuỷ") == tone_key("Thủy")
