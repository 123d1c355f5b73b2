"""Build ``catalog/don-vi/*.csv`` from the data of the PyPI package ``vietnamadminunits`` (MIT, see NOTICE).

    python tools/build_units.py FOLDER         # FOLDER: vietnamadminunits/data of version 1.0.4
    python tools/build_units.py --amendments   # only bien-dong.csv, after editing bien-dong-*.yaml

planforge does not need the package to run; this script and its output are both committed, so that every
change of the tables shows as a difference. The corrections below come from comparing the package with the
statistics office's table "Bảng chuyển đổi ĐVHC mới - cũ" (07/2025), its directory of 01/2025 and the
resolutions named.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "catalog" / "don-vi"
KINDS = {
    "Tỉnh": "tinh", "Thành phố": "thanh-pho", "Huyện": "huyen", "Quận": "quan", "Thị xã": "thi-xa",
    "Xã": "xa", "Phường": "phuong", "Thị trấn": "thi-tran", "Đặc khu": "dac-khu",
}  # fmt: skip

# Links old → new that the package makes between namesakes of different districts of one new province (it
# matches by name alone: "Phường 4" of Tân An and of Tây Ninh, "Xã Hòa Bình" of Kim Thành and of Vĩnh Bảo
# …). The office's table has none of them.
WRONG_LINKS = {
    ("06079", "06184"), ("10798", "11911"), ("11890", "10804"), ("11890", "10843"), ("25462", "27694"),
    ("27691", "25459"), ("28036", "28087"), ("28252", "29869"), ("28270", "29869"), ("28437", "29869"),
    ("28439", "29869"), ("28924", "29734"), ("29623", "29182"), ("29734", "28921"), ("29902", "29869"),
    ("29908", "29869"), ("31246", "31726"), ("31268", "31666"), ("31378", "31654"), ("31379", "31582"),
    ("31438", "31741"), ("31474", "31741"), ("31480", "31639"), ("31483", "31591"), ("31582", "31378"),
    ("31606", "31495"), ("31657", "31378"), ("31666", "31288"), ("31669", "31480"), ("31714", "31246"),
    ("31741", "31408"), ("31744", "31473"),
}  # fmt: skip
# Part of xã Văn Khê (Mê Linh) went to xã Ô Diên: in the office's table, missing from the package.
MISSING_LINKS = {("09013", "09817")}
# The package is right where the office's table slips, and stays: 00556 Đặng Xá → Thuận An, 01651 Mỹ Hưng →
# Phục Hòa, 02482 Phú Thịnh → Thái Bình (booked there under a neighbour's code), 23053 Hòa Thắng → Hồng
# Thái (a part, according to the list of Lâm Đồng), 27691 Phường 4 of Tân An (booked under Tiền Giang). Ba
# Chẽ is 06970 in the signed Quyết định 19/2025/QĐ-TTg (thanglequoc/vietnamese-provinces-database, pull
# request 202), not 06978.
OLD_NAMES = {  # directory of the statistics office, 01/2025
    "00181": "Văn Miếu - Quốc Tử Giám", "00226": "Phương Liên - Trung Tự", "06616": "Nông Trường Thái Bình",
}  # fmt: skip

BORDER_OLD = (  # 25 provinces: Nghị định 34/2014/NĐ-CP, phụ lục, as quoted by vietnamnet.vn, 05/2025
    "Quảng Ninh, Lạng Sơn, Cao Bằng, Hà Giang, Lào Cai, Lai Châu, Điện Biên, Sơn La, Thanh Hóa, Nghệ An, "
    "Hà Tĩnh, Quảng Bình, Quảng Trị, Huế, Quảng Nam, Kon Tum, Gia Lai, Đắk Lắk, Đắk Nông, Bình Phước, "
    "Tây Ninh, Long An, Đồng Tháp, An Giang, Kiên Giang"
)
COAST_OLD = (  # 28 provinces
    "Quảng Ninh, Hải Phòng, Thái Bình, Nam Định, Ninh Bình, Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình, "
    "Quảng Trị, Huế, Đà Nẵng, Quảng Nam, Quảng Ngãi, Bình Định, Phú Yên, Khánh Hòa, Ninh Thuận, Bình Thuận, "
    "Bà Rịa - Vũng Tàu, Hồ Chí Minh, Tiền Giang, Bến Tre, Trà Vinh, Sóc Trăng, Bạc Liêu, Cà Mau, Kiên Giang"
)
BORDER_SOURCE = "https://vietnamnet.vn/15-tinh-bien-gioi-sau-sap-nhap-thay-doi-ra-sao-2400214.html"
COAST_SOURCE = (
    "https://thuviennhadat.vn/bat-dong-san/"
    "chieu-dai-duong-bo-bien-cua-21-tinh-thanh-pho-sau-sap-nhap-tinh-thanh-2025-14869.html"
)
HAMLET_WORDS = [  # old province, trait, word, verified, evidence
    ("95", "nong-thon", "ấp", True, "Kế hoạch 153/KH-UBND Bạc Liêu 02/11/2022"),
    ("95", "do-thi", "khóm", True, "Kế hoạch 153/KH-UBND Bạc Liêu 02/11/2022"),
    ("66", "nong-thon", "thôn; buôn", True, "Kế hoạch 62/KH-UBND Đắk Lắk 02/4/2024"),
    ("66", "do-thi", "tổ dân phố", True, "Kế hoạch 62/KH-UBND Đắk Lắk 02/4/2024"),
    ("42", "nong-thon", "thôn", False, ""),
    ("42", "do-thi", "tổ dân phố", True, "Kế hoạch của phường Bắc Hồng 04/12/2023"),
    ("33", "nong-thon", "thôn", False, ""),
    ("33", "do-thi", "khu phố", True, "Kế hoạch của huyện Ân Thi 3/2023"),
    ("79", "nong-thon", "ấp", True, "Bộ mẫu văn bản xã An Thới Đông 10/2026"),
    ("79", "do-thi", "khu phố", False, ""),
]


def clean(text: str) -> str:
    """NFC, straight apostrophes, single spaces."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", " ", plain).strip()


def split_name(full: str) -> tuple[str, str]:
    """``"Thị Xã Hồng Lĩnh"`` becomes ``("thi-xa", "Hồng Lĩnh")``; each syllable starts with a capital.

    "Phường Phường Đúc" keeps its second "Phường": it is part of the name. "Xã Đại áng", "Xã Pa ủ" are slips.
    """
    text = clean(full)
    for word, kind in KINDS.items():
        if text.lower().startswith(word.lower() + " "):
            words = text[len(word) + 1 :].split(" ")
            return kind, " ".join(w[0].upper() + w[1:] for w in words)
    raise ValueError(f"no type word in {full!r}")


def write(name: str, header: str, rows: Iterable[Iterable[str]]) -> None:
    lines = [header, *(",".join(row) for row in rows)]
    assert all(line.count(",") == header.count(",") for line in lines), name
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines) - 1} rows")


class Source:
    """The package's two tables and its links, with codes instead of names; corrections applied."""

    def __init__(self, folder: Path) -> None:
        base = sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)
        base.row_factory = sqlite3.Row
        self.new = base.execute("select * from admin_units").fetchall()
        # Five island districts have no commune: their row has neither ward nor ward code.
        self.old = base.execute("select * from admin_units_legacy").fetchall()
        base.close()
        conversion = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
        self.provinces: dict[str, list[str]] = conversion["DICT_PROVINCE"]
        self.links = self._links(conversion)

    def _links(self, conversion: dict[str, dict[str, dict[str, list[Any]]]]) -> dict[str, list[str]]:
        """Old commune (or commune-less district) code → new commune codes, the main heir first."""
        new = {(r["provinceKey"], r["wardKey"]): str(r["wardCode"]) for r in self.new}
        old = {
            "_".join((r["provinceKey"], r["districtKey"], r["wardKey"] or "")): r["wardCode"]
            or r["districtCode"]
            for r in self.old
        }
        links: dict[str, list[str]] = defaultdict(list)
        for province, heirs in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, sources in heirs.items():
                for source in sources:
                    links[old[source]].append(new[province, ward])
        for province, divided in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
            for source, parts in divided.items():
                for part in sorted(parts, key=lambda p: (not p["isDefaultNewWard"], p["newWardKey"])):
                    links[old[source]].append(new[province, part["newWardKey"]])
        for source, heir in sorted(MISSING_LINKS):
            links[source].append(heir)
        for source, heir in WRONG_LINKS:
            links[source].remove(heir)
        return links


def build(folder: Path) -> None:
    source = Source(folder)
    new_codes = {r["provinceKey"]: r["provinceCode"] for r in source.new}
    old_codes = {r["provinceKey"]: r["provinceCode"] for r in source.old}
    parts = {new_codes[k]: sorted(old_codes[o] for o in olds) for k, olds in source.provinces.items()}
    became = {old: new for new, olds in parts.items() for old in olds}
    _write_new(source, parts)
    _write_old(source, became)
    _write_traits(source, parts)


def _write_new(source: Source, parts: dict[str, list[str]]) -> None:
    provinces = {r["provinceCode"]: split_name(r["province"]) for r in source.new}
    # A code that gives the new province its seat comes first, so that it is read as the main part.
    write(
        "tinh-2025.csv",
        "ma,loai,ten,thuoc,truoc",
        (
            (c, *provinces[c], "", "+".join(sorted(parts[c], key=lambda o: (o != c, o))))
            for c in sorted(provinces)
        ),
    )
    origin: dict[str, Counter[str]] = defaultdict(Counter)
    for row in source.old:
        for heir in source.links[row["wardCode"] or row["districtCode"]]:
            origin[heir][row["provinceCode"]] += 1
    rows = sorted(source.new, key=lambda r: (r["provinceCode"], r["wardCode"]))
    write(
        "xa-2025.csv",
        "ma,loai,ten,thuoc,truoc",
        (
            (r["wardCode"], *split_name(r["ward"]), r["provinceCode"],
             "+".join(c for c, _ in origin[r["wardCode"]].most_common()))
            for r in rows
        ),
    )  # fmt: skip


def _write_old(source: Source, became: dict[str, str]) -> None:
    header = "ma,loai,ten,thuoc,nay"
    provinces = {r["provinceCode"]: split_name(r["province"]) for r in source.old}
    write("tinh-cu.csv", header, ((c, *provinces[c], "", became[c]) for c in sorted(provinces)))
    districts = {
        r["districtCode"]: (
            *split_name(r["district"]),
            r["provinceCode"],
            "" if r["wardCode"] else "+".join(source.links[r["districtCode"]]),
        )
        for r in source.old
    }
    write(
        "huyen-cu.csv",
        header,
        ((c, *districts[c]) for c in sorted(districts, key=lambda c: (districts[c][2], c))),
    )
    communes = sorted(
        (r for r in source.old if r["wardCode"]), key=lambda r: (r["provinceCode"], r["wardCode"])
    )
    rows = []
    for row in communes:
        kind, name = split_name(row["ward"])
        code = row["wardCode"]
        rows.append(
            (code, kind, OLD_NAMES.get(code, name), row["districtCode"], "+".join(source.links[code]))
        )
    write("xa-cu.csv", header, rows)


def _write_traits(source: Source, parts: dict[str, list[str]]) -> None:
    names = {split_name(r["province"])[1]: r["provinceCode"] for r in source.old}
    rows: list[tuple[str, ...]] = []
    for trait, listed, origin in (
        ("bien-gioi", BORDER_OLD, BORDER_SOURCE),
        ("bo-bien", COAST_OLD, COAST_SOURCE),
    ):
        has = {names[name] for name in listed.split(", ")}
        rows += [
            (f"{c}@3-cap", trait, "co" if c in has else "khong", "true", origin)
            for c in sorted(names.values())
        ]
        # A merged province has what any of its parts had; the result agrees with the 21 coastal provinces of
        # the source and with the four units that have neither.
        rows += [
            (f"{c}@2-cap", trait, "co" if has & set(olds) else "khong", "true", origin)
            for c, olds in sorted(parts.items())
        ]
    rows += [(f"{c}@3-cap", trait, word, str(ok).lower(), seen) for c, trait, word, ok, seen in HAMLET_WORDS]
    write("dac-diem.csv", "don-vi,dac-diem,gia-tri,kiem-chung,nguon", rows)


def build_amendments() -> None:
    """``bien-dong.csv``, read at start-up, where a YAML parser would cost more than all the rest."""
    from ruamel.yaml import YAML

    rows = []
    for path in sorted(OUT.glob("bien-dong-*.yaml")):
        for entry in YAML(typ="safe").load(path.read_text(encoding="utf-8")):
            rows += [
                (
                    entry["effective"].isoformat(),
                    u["id"],
                    u["from"],
                    u["to"],
                    u.get("old_name", u["name"]),
                    u["name"],
                )
                for u in entry["units"]
            ]
    write("bien-dong.csv", "ngay,don-vi,loai-cu,loai-moi,ten-cu,ten-moi", sorted(rows))


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--amendments", action="store_true")
    options = parser.parse_args(arguments)
    if not options.folder and not options.amendments:
        parser.error("name the data folder of vietnamadminunits 1.0.4, or --amendments")
    if options.folder:
        build(options.folder)
    build_amendments()


if __name__ == "__main__":
    main(sys.argv[1:])
