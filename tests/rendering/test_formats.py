"""JSON, web page and workbook."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest

from planforge.errors import MissingToolError
from planforge.rendering import render

from .conftest import TEMPLATES
from .samples import adapted, report, ward


class DescribeJson:
    def it_keeps_the_contract(self) -> None:
        plan = replace(ward(rows=1), body=(adapted(),))
        data = json.loads(render(plan, "json", TEMPLATES))
        assert list(data) == [
            "version",
            "header",
            "nodes",
            "coverage",
            "recipients",
            "signature",
            "appendix",
            "notices",
        ]
        assert data["nodes"][1] == {
            "id": plan.body[0].id, "kind": "point", "level": 1, "number": "a)",
            "text": "Trạm Y tế phường chủ trì.",
            "lineage": {
                "from": [{"kind": "directive", "ref": "d#t1"}],
                "adapted": [{"before": "Sở Y tế", "after": "Trạm Y tế phường", "rule": "doi-co-quan"}],
            },
        }  # fmt: skip
        assert data["coverage"][1] == {"task": "hat#2", "status": "declined", "why": "không có đối tượng"}
        assert data["recipients"][0] == {"text": "Ủy ban nhân dân tỉnh", "remark": "để b/c"}
        assert data["signature"]["name"] == "Nguyễn Văn An"
        assert data["appendix"]["columns"][0] == "STT" and len(data["appendix"]["rows"]) == 1

    def it_lists_nodes_flat_with_their_level(self) -> None:
        nodes = json.loads(render(ward(), "json", TEMPLATES))["nodes"]
        assert [(n["level"], n["kind"]) for n in nodes[:4]] == [
            (0, "opening"), (1, "section"), (2, "heading"), (3, "paragraph")
        ]  # fmt: skip


class DescribePage:
    def it_is_one_vietnamese_page_without_outside_resources(self) -> None:
        page = render(report(), "html", TEMPLATES).decode()
        assert page.startswith("<!DOCTYPE html>") and '<html lang="vi">' in page
        assert "http" not in page and "<link" not in page and "url(" not in page
        assert page.count("<h1>") == 1 and "<main>" in page

    def it_tells_where_each_line_comes_from(self) -> None:
        page = render(replace(ward(rows=0), body=(adapted(),)), "html", TEMPLATES).decode()
        assert 'title="Văn bản chỉ đạo: d#t1; “Sở Y tế” → “Trạm Y tế phường” (doi-co-quan)"' in page


class DescribeWorkbook:
    def it_freezes_the_head_and_wraps_cells(self) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        sheet = openpyxl.load_workbook(BytesIO(render(ward(), "xlsx", TEMPLATES))).active
        assert sheet.freeze_panes == "A4"
        assert [cell.value for cell in sheet[3]][:3] == ["STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì"]
        assert sheet.max_row == 28 and sheet["B4"].alignment.wrap_text
        assert sheet.column_dimensions["B"].width > 50

    def it_gives_the_same_bytes_twice(self) -> None:
        assert render(ward(), "xlsx", TEMPLATES) == render(ward(), "xlsx", TEMPLATES)

    def it_lists_headings_when_there_is_no_appendix(self) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        sheet = openpyxl.load_workbook(BytesIO(render(ward(rows=0), "xlsx", TEMPLATES))).active
        assert "Mục đích" in [cell.value for cell in sheet["B"]]

    def it_names_the_command_when_the_library_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
        with pytest.raises(MissingToolError, match=r"pip install 'planforge\[xlsx\]'"):
            render(ward(), "xlsx", TEMPLATES)
