"""``planforge batch`` as an operator types it: what is printed where, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planforge.cli.main import run

CENTRAL = "qd-140-qd-ttg-2024"


def _csv(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def _batch(tmp_path: Path, units: str, *more: str) -> int:
    where = ["-o", str(tmp_path / "out"), "--issued", "2026-11-22", "-j", "1"]
    return run(["batch", CENTRAL, "--units", units, *where, *more])


def it_says_how_many_plans_were_written_and_where_the_summary_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _batch(tmp_path, _csv(tmp_path / "u.csv", "unit", "24133@2-cap")) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("1 đơn vị: 1 đã ghi.")
    assert "tong-hop.xlsx" in shown.out
    assert "1/1 đơn vị" in shown.err
    assert [path.name for path in (tmp_path / "out").glob("*.docx")] == [
        "24133-phuong-buon-ma-thuot.qd-140-qd-ttg-2024.docx"
    ]


def it_prints_one_json_document_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _batch(tmp_path, _csv(tmp_path / "u.csv", "unit", "24133@2-cap"), "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["counts"] == {"written": 1, "unchanged": 0, "conflict": 0, "refused": 0}
    assert document["units"][0]["outcome"] == "written"
    assert document["units"][0]["name"] == "phường Buôn Ma Thuột, tỉnh Đắk Lắk"


def it_exits_1_when_some_units_are_refused_and_2_when_all_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _batch(tmp_path, _csv(tmp_path / "u.csv", "unit", "24133@2-cap", "xã Không Có")) == 1
    assert "không lập được: xã Không Có (dòng 3)" in capsys.readouterr().out
    assert _batch(tmp_path, _csv(tmp_path / "u.csv", "unit", "xã Không Có")) == 2


def it_exits_4_when_a_file_there_is_somebody_elses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "24133-phuong-buon-ma-thuot.qd-140-qd-ttg-2024.docx").write_bytes(b"mine")
    assert _batch(tmp_path, _csv(tmp_path / "u.csv", "unit", "24133@2-cap")) == 4
    assert "xung đột: phường Buôn Ma Thuột, tỉnh Đắk Lắk: " in capsys.readouterr().out


@pytest.mark.parametrize(("units", "says"), [
    ("moi-xa", "province:MÃ_TỈNH"), ("province:24133", "không phải tỉnh"), ("khong-co.csv", "Không đọc được danh sách"),
])  # fmt: skip
def it_exits_2_when_it_cannot_tell_who_is_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], units: str, says: str
) -> None:
    assert _batch(tmp_path, units) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def it_takes_all_units_the_directive_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """This one addresses provinces."""
    assert _batch(tmp_path, "all") == 0
    assert capsys.readouterr().out.startswith("34 đơn vị: 34 đã ghi.")
