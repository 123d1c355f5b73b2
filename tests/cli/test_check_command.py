"""``planforge check``, ``cite`` and ``rule`` as a legal officer types them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from planforge.cli.main import run

LINES = (
    "ỦY BAN NHÂN DÂN PHƯỜNG BUÔN MA THUỘT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Số: 15/KH-UBND", "Buôn Ma Thuột, ngày 22 tháng 11 năm 2026", "KẾ HOẠCH", "Phòng, chống ma túy",
    "Căn cứ Luật phòng chống ma túy năm 2021;",
    "Thực hiện Quyết định 1452/QĐ–TTg, ngày 31/8/2021 của Thủ tướng Chính phủ phê duyệt Chương trình phòng, chống "
    "ma túy giai đoạn 2021 - 2025, Ủy ban nhân dân phường xây dựng kế hoạch.",
)  # fmt: skip
CLEAN = "Thực hiện Quyết định số 140/QĐ-TTg ngày 02/02/2024 của Thủ tướng Chính phủ ban hành Chương trình phòng, " \
        "chống ma túy trong thanh, thiếu niên đến năm 2030.\n"


@pytest.fixture
def text_plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke hoach.txt"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def word_plan(tmp_path: Path) -> Path:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    path = tmp_path / "ke-hoach.docx"
    document.save(str(path))
    return path


def test_check_of_a_plan_of_today_ends_with_1_and_says_what_was_not_checked(
    text_plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(text_plan)]) == 1
    shown = capsys.readouterr().out
    assert "xét tại ngày 22/11/2026" in shown and "từ ngày 01/7/2026" in shown and "7619/QĐ-BCA" in shown
    assert shown.splitlines()[-1].startswith("2 lỗi, 4 cảnh báo · đã kiểm ")
    assert "chưa kiểm" in shown.splitlines()[-1]


def test_check_of_a_clean_document_ends_with_0(tmp_path: Path) -> None:
    path = tmp_path / "sach.txt"
    path.write_text(CLEAN, encoding="utf-8")
    assert run(["check", str(path), "--as-of", "2024-05-01"]) == 0


def test_json_follows_the_contract(text_plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(text_plan), "--format", "json", "--select", "VD1,VD206"]) == 1
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert {"file", "as_of", "findings", "coverage"} <= set(document) and document["as_of"] == "2026-11-22"
    finding = document["findings"][0]
    assert {"code", "name", "severity", "message", "text", "where", "locator", "fix"} <= set(finding)
    coverage = document["coverage"]
    ends = [*coverage["passed"], *coverage["not_applicable"], *(one["code"] for one in coverage["not_evaluated"])]
    assert sorted({*ends, *(one["code"] for one in document["findings"])}) == [
        "VD101", "VD102", "VD103", "VD104", "VD206",
    ]  # fmt: skip


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\n".join(LINES).encode()), encoding="utf-8"))
    assert run(["check", "-", "--as-of", "2023-05-01", "--select", "VD1"]) == 0
    assert "0 lỗi" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [
    ["check", "khong-co.docx"], ["check"], ["cite", "khong-co.docx"], ["check", "x.txt", "--select", "ZZ9"],
    ["check", "x.txt", "--as-of", "hôm qua"], ["rule", "ZZ9"], ["cite", "x.txt", "--format", "xlsx"],
])  # fmt: skip
def test_bad_input_ends_with_2_and_one_vietnamese_message(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == "" and shown.err and "Traceback" not in shown.err


def test_one_bad_file_does_not_hide_the_others(text_plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", str(text_plan), "khong-co.txt", "--format", "json"]) == 2
    assert len(json.loads(capsys.readouterr().out)["documents"]) == 1


def test_the_reviewed_document_carries_a_comment_at_each_finding(word_plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "da kiem.docx"
    assert run(["check", str(word_plan), "-o", str(out)]) == 1
    reviewed = docx.Document(str(out))
    told = [comment.text for comment in reviewed.comments]
    assert len(told) == 6 and any("VD102" in one and "01/7/2026" in one for one in told)
    assert [p.text for p in reviewed.paragraphs] == [p.text for p in docx.Document(str(word_plan)).paragraphs]


def test_fix_writes_beside_changes_only_what_is_safe_and_says_so(
    word_plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, beside = word_plan.read_bytes(), word_plan.with_name(f"{word_plan.stem}.da-sua.docx")
    assert run(["check", str(word_plan), "--fix"]) == 1, "what is not safe to fix is still a finding"
    texts = [p.text for p in docx.Document(str(beside)).paragraphs]
    assert texts[-2] == "Căn cứ Luật Phòng, chống ma túy năm 2021;"
    assert texts[-1].startswith("Thực hiện Quyết định số 1452/QĐ-TTg ngày 31/8/2021 của")
    told = capsys.readouterr().err
    assert told.count("Đã sửa VD") == 4 and beside.name in told
    assert word_plan.read_bytes() == before
    assert run(["check", str(word_plan), "--fix"]) == 2, "the fixed file of last time is not overwritten"


def test_fix_overwrites_its_input_only_when_forced(word_plan: Path) -> None:
    assert run(["check", str(word_plan), "--fix", "--force"]) == 1
    assert docx.Document(str(word_plan)).paragraphs[-1].text.startswith("Thực hiện Quyết định số 1452/QĐ-TTg ngày")
    assert not word_plan.with_name(f"{word_plan.stem}.da-sua.docx").exists()


def test_a_dry_run_tells_what_would_be_fixed_and_writes_nothing(
    word_plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert run(["check", str(word_plan), "--fix", "--dry-run", "-o", str(tmp_path / "ra.docx")]) == 1
    told = capsys.readouterr().err
    assert told.count("Sẽ sửa VD") == 4 and "Đã sửa" not in told
    assert sorted(tmp_path.rglob("*")) == before
    assert run(["check", str(word_plan), "--dry-run"]) == 2


def test_fix_of_a_text_goes_to_the_file_named_and_leaves_the_original(text_plan: Path, tmp_path: Path) -> None:
    before, out = text_plan.read_bytes(), tmp_path / "sua.txt"
    assert run(["check", str(text_plan), "--fix", "-o", str(out)]) == 1
    assert text_plan.read_bytes() == before
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[:7] == list(LINES[:7]) and lines[8].startswith("Thực hiện Quyết định số 1452/QĐ-TTg ngày")


def test_an_existing_file_is_not_overwritten_without_force(text_plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra.html"
    assert run(["check", str(text_plan), "-o", str(out)]) == 1
    assert run(["check", str(text_plan), "-o", str(out)]) == 2
    assert run(["check", str(text_plan), "-o", str(out), "--force"]) == 1
    assert "<table>" in out.read_text(encoding="utf-8")


def test_the_workbook_has_findings_and_what_became_of_every_rule(text_plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    assert run(["check", str(text_plan), "-o", str(out)]) == 1
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Phát hiện", "Quy tắc"]
    assert book["Phát hiện"].max_row == 7 and book["Quy tắc"].max_row > 20


def test_cite_lists_each_citation_with_its_status(text_plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", str(text_plan), "--format", "json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert [one["status"] for one in document["citations"]] == ["replaced", "expired"]
    assert document["citations"][0]["replaced_by"] == ["luat-120-2025-qh15"]
    assert run(["cite", str(text_plan)]) == 0
    assert "hết hiệu lực, đã có văn bản thay thế" in capsys.readouterr().out


def test_cite_writes_a_workbook_and_a_page(text_plan: Path, tmp_path: Path) -> None:
    assert run(["cite", str(text_plan), "-o", str(tmp_path / "a.xlsx")]) == 0
    assert run(["cite", str(text_plan), "-o", str(tmp_path / "a.html")]) == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None and sheet.max_row == 3


def test_rule_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule", "vd102"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("VD102", "Sai:", "Đúng:", "Căn cứ:", "Tự sửa:"))
    assert run(["rule"]) == 0
    assert "VD402" in capsys.readouterr().out


def test_a_signed_document_is_never_rewritten(word_plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(word_plan, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>')
    before = word_plan.read_bytes()
    assert run(["check", str(word_plan), "--fix"]) == 2
    assert run(["check", str(word_plan), "-o", str(word_plan.with_name("ra.docx"))]) == 2
    assert "đã ký số" in capsys.readouterr().err
    assert word_plan.read_bytes() == before and not word_plan.with_name("ra.docx").exists()
    assert run(["check", str(word_plan)]) == 1
