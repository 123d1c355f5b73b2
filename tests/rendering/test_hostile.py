"""Text that tries to break out of its field, in every field, in every format."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest

from planforge.document.tree import Plan, node_id
from planforge.reading.snapshot import read_snapshot
from planforge.rendering import render

from .conftest import TEMPLATES
from .looking import Docx
from .samples import report, ward

ATTACKS = {
    "xml": "</w:t></w:r></w:p><w:p/>",
    "entity": "&lt;b&gt; &amp;amp; &#0; &unknown;",
    "quotes": '"double" \'single\' “cong” <a href="x">',
    "jinja": "{{ 7*7 }} {% for x in y %} {# c #} {_{ x }_}",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "formula": '=HYPERLINK("http://x","y")',
    "control": "a\x00b\x08c\x0bd\x1fe\x7f\ufffe\uffff",
    "surrogate": "a\ud800b",
    "breaks": "dòng một\ndòng hai\r\n\tba\u2028bốn",
    "long": "dài" * 5000,
    "empty": "",
}
SAFE = {"kind", "status", "id", "template", "sizes", "node"}


def poisoned(value: Any, text: str) -> Any:
    """The same shape with every free text replaced."""
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            f.name: poisoned(getattr(value, f.name), text) for f in fields(value) if f.name not in SAFE
        }
        return replace(value, **changes)
    if isinstance(value, tuple):
        return tuple(poisoned(item, text) for item in value)
    return text if isinstance(value, str) else value


@pytest.fixture(params=ATTACKS, scope="module")
def plan(request: pytest.FixtureRequest) -> Plan:
    return poisoned(replace(report(), appendix=ward(rows=3).appendix), ATTACKS[request.param])


class DescribeHostileText:
    def it_stays_text_in_the_document(self, plan: Plan) -> None:
        docx = Docx(render(plan, "docx", TEMPLATES))
        harmless = Docx(render(poisoned(plan, "x"), "docx", TEMPLATES))
        if plan.header.subject:
            assert [p.style for p in docx.paragraphs] == [p.style for p in harmless.paragraphs]
        for name in docx.parts:
            docx.xml(name)

    def it_survives_in_the_snapshot_unchanged(self, plan: Plan) -> None:
        assert read_snapshot(render(plan, "docx", TEMPLATES)) == plan

    def it_adds_no_element_to_the_page(self, plan: Plan) -> None:
        class Seen(HTMLParser):
            def __init__(self) -> None:
                super().__init__()
                self.tags: list[str] = []
                self.names: set[str] = set()

            def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
                self.tags.append(tag)
                self.names |= {name for name, _ in attrs}

        seen = Seen()
        seen.feed(render(plan, "html", TEMPLATES).decode())
        assert not {"script", "img", "a", "b"} & set(seen.tags)
        assert not {name for name in seen.names if name.startswith("on")}

    def it_is_never_a_formula_in_the_workbook(self, plan: Plan) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.load_workbook(BytesIO(render(plan, "xlsx", TEMPLATES)))
        kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
        assert "f" not in kinds
        assert not any(cell.hyperlink for row in book.active.iter_rows() for cell in row)

    def it_is_valid_json(self, plan: Plan) -> None:
        assert json.loads(render(plan, "json", TEMPLATES))["version"] == 1

    def it_cannot_name_a_bookmark_outside_the_attribute(self) -> None:
        plan = ward(rows=0)
        evil = replace(plan, body=(replace(plan.body[0], id='x" w:evil="1', children=()),))
        assert b'w:evil="1"' not in Docx(render(evil, "docx", TEMPLATES)).parts["word/document.xml"]
        assert node_id("a", "b").isalnum()
