"""``catalogue add``, ``catalogue impact`` and the tree of ``catalogue show``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from planforge import load_catalogue
from planforge.cli.main import run

NEW = {
    "type": "Quyết định", "number": "4321/QĐ-UBND", "issued": "05/3/2026", "issuer": "Ủy ban nhân dân tỉnh Đắk Lắk",
    "title": "Ban hành Quy chế thử nghiệm", "effective_from": "2026-03-05", "source": "https://example.vn/4321",
    "validity_basis": "dieu-khoan", "state": "Còn hiệu lực",
}  # fmt: skip


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cua-toi"
    monkeypatch.setenv("PLANFORGE_USER_CATALOG", str(folder))
    return folder


def written(path: Path, data: Any) -> str:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_a_new_instrument_is_written_and_then_known(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["catalogue", "add", "--json", written(tmp_path / "moi.json", NEW)]) == 0
    assert "mới: Quyết định số 4321/QĐ-UBND ngày 05/3/2026" in capsys.readouterr().out
    assert (own / "van-ban" / "bo-sung.yaml").is_file()
    (one,) = load_catalogue().instruments(number="4321/QĐ-UBND")
    assert one.verified and one.validity_verified and one.sources == ("https://example.vn/4321",)
    assert run(["catalogue", "show", "4321/QĐ-UBND", "--as-of", "2026-11-22"]) == 0
    shown = capsys.readouterr().out
    assert "còn hiệu lực" in shown and "example.vn" in shown and "kiểm ngày" in shown


def test_a_known_one_is_never_overwritten_without_yes(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = {
        "type": "quyet-dinh", "number": "140/QĐ-TTg", "issued": "2024-02-02", "issuer": "Thủ tướng Chính phủ",
        "title": "Một tên khác", "source": "x",
    }  # fmt: skip
    file = written(tmp_path / "khac.json", changed)
    assert run(["catalogue", "add", "--json", file]) == 1
    shown = capsys.readouterr()
    assert "title:" in shown.out and "→ Một tên khác" in shown.out and "--yes" in shown.err
    assert not own.exists()
    assert run(["catalogue", "add", "--json", file, "--yes"]) == 0
    (one,) = load_catalogue().instruments(number="140/QĐ-TTg")
    assert one.title == "Một tên khác", "the user's entry takes the place of the one that came with planforge"


def test_a_disk_that_refuses_is_told_and_nothing_is_left_behind(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.write_text("một tệp đứng chỗ của thư mục")
    target = own / "van-ban" / "bo-sung.yaml"
    assert run(["catalogue", "add", "--json", written(tmp_path / "moi.json", NEW), "--into", str(target)]) == 2
    assert "Không ghi được tệp" in capsys.readouterr().err
    assert own.read_text() == "một tệp đứng chỗ của thư mục"


def test_fields_left_empty_keep_what_is_known(own: Path, tmp_path: Path) -> None:
    (known,) = load_catalogue().instruments(number="73/2021/QH14")
    fields = {
        "type": "Luật", "number": "73/2021/QH14", "issued": known.issued.isoformat() if known.issued else "",
        "issuer": known.issuer, "note": "Đã hỏi Sở Tư pháp", "source": "https://example.vn/73",
    }  # fmt: skip
    assert known.relations and known.aliases and known.validity_verified
    assert run(["catalogue", "add", "--json", written(tmp_path / "them.json", fields), "--yes"]) == 0
    (one,) = load_catalogue().instruments(number="73/2021/QH14")
    assert (one.note, one.sources) == ("Đã hỏi Sở Tư pháp", (*known.sources, "https://example.vn/73"))
    told = {"note", "sources", "checked", "evidence"}
    assert one.model_dump(exclude=told) == known.model_dump(exclude=told)


def test_a_new_end_without_proof_is_not_called_verified(own: Path, tmp_path: Path) -> None:
    (known,) = load_catalogue().instruments(number="73/2021/QH14")
    fields = {"id": known.id, "type": "Luật", "issuer": known.issuer, "effective_to": "01/01/2030"}
    assert run(["catalogue", "add", "--json", written(tmp_path / "het.json", fields), "--yes"]) == 0
    (one,) = load_catalogue().instruments(number="73/2021/QH14")
    assert str(one.in_force_periods[-1].end) == "2030-01-01" and not one.validity_verified
    assert one.in_force_periods[-1].start == known.in_force_periods[-1].start and one.title == known.title


def test_a_csv_export_is_mapped_by_a_small_file(own: Path, tmp_path: Path) -> None:
    table = tmp_path / "xuat.csv"
    table.write_text(
        "Số hiệu;Loại;Ngày;Cơ quan;Trích yếu;Tình trạng\n"
        "55/2026/NĐ-CP;Nghị định;06/4/2026;Chính phủ;Quy định thử;Còn hiệu lực\n", encoding="utf-8",
    )  # fmt: skip
    mapping = tmp_path / "cot.yaml"
    mapping.write_text(
        "columns: {number: Số hiệu, type: Loại, issued: Ngày, issuer: Cơ quan, title: Trích yếu, state: Tình trạng}\n"
        "constants: {source: 'https://example.vn'}\n", encoding="utf-8",
    )  # fmt: skip
    assert run(["catalogue", "add", "--csv", str(table), "--map", str(mapping)]) == 0
    (one,) = load_catalogue().instruments(number="55/2026/NĐ-CP")
    assert one.id == "nd-55-2026-nd-cp" and one.state == "con-hieu-luc" and not one.validity_verified
    before = (own / "van-ban" / "bo-sung.yaml").read_bytes()
    assert run(["catalogue", "add", "--csv", str(table), "--map", str(mapping)]) == 0
    assert (own / "van-ban" / "bo-sung.yaml").read_bytes() == before


@pytest.mark.parametrize(("field", "value", "said"), [
    ("type", "Sắc phong", "Không có loại văn bản 'Sắc phong'"), ("issued", "30/02/2026", "không phải ngày có thật"),
    ("replaces", "999/QĐ-XYZ", "không có trong danh mục"), ("la", "x", "Không có trường 'la'"),
])  # fmt: skip
def test_a_wrong_field_is_named_with_its_place(
    field: str, value: str, said: str, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "sai.json", [NEW, {**NEW, field: value}])
    assert run(["catalogue", "add", "--json", file]) == 2
    told = capsys.readouterr().err
    assert said in told and "mục 2" in told and not own.exists()


def test_questions_are_asked_when_no_file_is_given(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Nghị định", "77/2026/NĐ-CP", "01/4/2026", "Chính phủ", "Quy định thử", "", "", "", "nguồn"])
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    assert run(["catalogue", "add"]) == 0
    assert load_catalogue().instruments(number="77/2026/NĐ-CP")


def test_impact_lists_what_rests_on_an_instrument(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "impact", "luat-73-2021-qh14", "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["instruments"]
    kinds = {one["kind"] for one in told["dependants"]}
    assert {"chi-dao", "chuyen-de", "van-ban"} <= kinds
    assert run(["catalogue", "impact", "1452/QĐ-TTg"]) == 0
    shown = capsys.readouterr().out
    assert "kh-198-kh-ubnd-2021-10-06" in shown and "chỗ dựa trên văn bản này" in shown
    assert run(["catalogue", "impact", "khong-co-ma-nay"]) == 2


def test_show_draws_the_relations_as_a_tree(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "show", "luat-73-2021-qh14"]) == 0
    shown = capsys.readouterr().out
    assert "├─" in shown and "được thay thế bởi: Luật Phòng, chống ma túy năm 2025 [luat-120-2025-qh15]" in shown


def test_show_reads_as_a_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "show", "luat-73-2021-qh14", "--as-of", "2026-11-22"]) == 0
    shown = capsys.readouterr().out
    for line in (
        "Luật Phòng, chống ma túy năm 2021 [luat-73-2021-qh14]",
        "Thay bằng: Luật Phòng, chống ma túy năm 2025 [luat-120-2025-qh15].",
        "Loại: Luật", "Ngày ban hành: 30/3/2021", "Hiệu lực: từ ngày 01/01/2022 đến hết ngày 30/6/2026",
        "Nguồn, kiểm ngày 22/11/2026:",
    ):  # fmt: skip
        assert line in shown, line


@pytest.mark.parametrize("name", [
    "kh-62-kh-ubnd-dak-lak-2024", "nd-105-2021-nd-cp", "cong-an-xa", "ma-tuy.xa.cong-an.1", "phong-chong-ma-tuy",
])  # fmt: skip
def test_nothing_shown_looks_like_a_program(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "show", name, "--as-of", "2026-11-22"]) == 0
    shown = capsys.readouterr().out
    keys = r"\b(?:kind|target|start|end|text|value|comparator|true|false|None)\b"
    found = re.search(rf"{keys}|\{{'|\['|\d{{4}}-\d\d-\d\d", shown)
    assert found is None, found


def test_every_status_names_its_source_and_the_day_it_was_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "kh.txt"
    plan.write_text("Căn cứ Luật Phòng, chống ma túy năm 2021;", encoding="utf-8")
    for command in ("cite", "check"):
        run([command, str(plan), "--as-of", "2026-11-22", "--format", "json"])
        told = capsys.readouterr().out
        assert "Nguồn: https://" in told and "kiểm ngày 22/11/2026" in told, command
