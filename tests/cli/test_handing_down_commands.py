"""A plan received by e-mail goes straight into generate, batch and diff; import makes it a file to keep."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from planforge import Catalogue, read_plan
from planforge.cli.main import run
from tests.regeneration.chains import PROVINCE, WARD, make, read, top_in, type_in


@pytest.fixture
def plan(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make(catalogue, tmp_path / "ke-hoach-tinh.docx", top_in(tmp_path), PROVINCE, date(2026, 9, 1), "45")


class DescribeAPlanReceivedByEMail:
    def it_is_the_directive_of_a_communes_plan(self, plan):
        assert run(["generate", plan.name, "--unit", WARD, "--issued", "2026-10-01", "-o", "xa.docx"]) == 0
        assert "Kế hoạch số 45/KH-UBND ngày 01/9/2026" in read(Path("xa.docx"))
        assert dict(read_plan(Path("xa.docx")).request)["directive"].startswith("kh-66-2-cap-2026")

    def it_is_the_directive_of_a_batch(self, plan, capsys):
        Path("xa.csv").write_text("unit\nphường Buôn Ma Thuột\nphường Tân Lập\n", "utf-8")
        assert run(["batch", plan.name, "--units", "xa.csv", "--issued", "2026-10-01", "-o", "ra"]) == 0
        written = sorted(Path("ra").glob("*.docx"))
        assert len(written) == 2 and all("số 45/KH-UBND" in read(path) for path in written)

    def it_is_followed_by_plans_made_under_it(self, plan):
        assert run(["generate", plan.name, "--unit", WARD, "--issued", "2026-10-01", "-o", "xa.docx"]) == 0
        type_in(plan, "Tổng kiểm tra cơ sở", "Tổng kiểm tra, phân loại cơ sở")
        assert run(["update", "xa.docx", "--directive", plan.name]) == 0
        assert "Tổng kiểm tra, phân loại cơ sở" in read(Path("xa.docx"))

    def it_compares_with_a_directive_task_by_task(self, plan, capsys):
        assert run(["import", plan.name, "-o", "tinh.yaml"]) == 0
        type_in(plan, "Tổng kiểm tra cơ sở", "Tổng kiểm tra, phân loại cơ sở")
        capsys.readouterr()
        assert run(["diff", "tinh.yaml", plan.name, "--format", "json"]) == 0
        changes = json.loads(capsys.readouterr().out)["changes"]
        assert [(one["task"], one["field"]) for one in changes] == [("nv-kiem-tra", "text")]

    def it_is_refused_in_one_sentence_while_it_has_no_number(self, plan, capsys, catalogue, tmp_path):
        draft = make(catalogue, tmp_path / "du-thao.docx", top_in(tmp_path), PROVINCE, date(2026, 9, 1))
        assert run(["generate", draft.name, "--unit", WARD]) == 2
        assert "ghi số vào dòng “Số: …”" in capsys.readouterr().err

    def it_says_plainly_that_other_documents_cannot_be_imported(self, tmp_path, capsys):
        import docx

        docx.Document().save(str(tmp_path / "la.docx"))
        assert run(["import", str(tmp_path / "la.docx")]) == 2
        assert "không mang bản gốc" in capsys.readouterr().err
