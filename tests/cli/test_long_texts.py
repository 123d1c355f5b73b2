"""``planforge cite`` of a text longer than what is read at once: the same answer, one citation after the other."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from planforge import Catalogue
from planforge.api import cite
from planforge.citation.antecedents import ALIKE, REMEMBERED, Antecedents
from planforge.citation.model import Citation, Resolved
from planforge.cli.main import run
from planforge.reading.streaming import LONG

FIRST = (
    "Thực hiện Kế hoạch số 62/KH-UBND ngày 02/4/2024 của UBND tỉnh Đắk Lắk về phòng, chống ma túy;\n"
    "Căn cứ Kế hoạch số 611/KH-UBND ngày 02/3/2023 của UBND tỉnh Cà Mau;\n"
)
BETWEEN = (
    "Căn cứ Nghị định số {n}/2019/NĐ-CP ngày 04/12/2019 của Chính phủ quy định chi tiết việc thứ {n};\n"
    "Đơn vị tổ chức tuyên truyền, vận động nhân dân chấp hành tốt quy định và báo cáo kết quả đúng hạn cho cấp trên.\n"
)
LAST = "Các nhiệm vụ khác thực hiện theo Kế hoạch số 611/KH-UBND nêu trên.\n"


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dai") / "van-ban.txt"
    path.write_text(FIRST + "".join(BETWEEN.format(n=n) for n in range(1, 6000)) + LAST, encoding="utf-8")
    assert path.stat().st_size > 1.5 * LONG
    return path


@pytest.fixture(scope="module")
def whole(text: Path, catalogue: Catalogue) -> dict[str, Any]:
    """Read all at once."""
    return cite(catalogue, text)


def test_a_long_text_gives_what_it_gives_read_all_at_once(
    text: Path, whole: dict[str, Any], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["cite", str(text), "--format", "json"]) == 0
    (told,) = json.loads(capsysbinary.readouterr().out)["documents"]
    assert told == whole
    assert len(told["citations"]) == 6002


def test_a_short_form_at_the_end_means_the_full_form_at_the_beginning(whole: dict[str, Any]) -> None:
    last = whole["citations"][-1]
    assert last["text"] == "Kế hoạch số 611/KH-UBND"
    assert "đã viện dẫn đầy đủ trước đó: Kế hoạch số 611/KH-UBND ngày 02/3/2023" in last["evidence"]


def test_standard_input_and_a_file_for_the_result_do_as_well(
    text: Path, whole: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.read_bytes())))
    out = tmp_path / "vien-dan.json"
    assert run(["cite", "-", "-o", str(out)]) == 0
    (told,) = json.loads(out.read_bytes())["documents"]
    assert told["citations"] == whole["citations"] and told["file"] == "đầu vào chuẩn"


def test_a_long_text_of_old_fonts_or_of_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    legacy, blank = tmp_path / "cu.txt", tmp_path / "trong.txt"
    legacy.write_text("C¨n cø LuËt phßng, chèng ma tuý; ®Ò nghÞ\n" * 40_000, encoding="utf-8")
    blank.write_text(" \n" * LONG, encoding="utf-8")
    assert run(["cite", str(legacy), str(blank)]) == 2
    told = capsys.readouterr().err
    assert "TCVN3" in told and "không có chữ" in told


def test_memory_of_earlier_citations_has_an_end() -> None:
    earlier = Antecedents()
    for number in range(REMEMBERED + 10):
        citation = Citation(0, 1, "x", "ke-hoach", f"{number}/KH-UBND", issuer="UBND tỉnh")
        earlier.add(number, Resolved(citation))
    oldest, newest = (Citation(0, 1, "x", "ke-hoach", f"{n}/KH-UBND", form="number") for n in (0, REMEMBERED + 9))
    assert (earlier.find(oldest), len(earlier.find(newest))) == ((), 1)
    assert ALIKE < REMEMBERED
