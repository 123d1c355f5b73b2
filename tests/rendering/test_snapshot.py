"""The plan travels inside its document."""

from __future__ import annotations

from pathlib import Path

import pytest

from planforge.errors import PlanforgeError
from planforge.reading.snapshot import read_snapshot
from planforge.rendering import render
from planforge.rendering.package import write_parts

from .conftest import TEMPLATES
from .looking import Docx
from .samples import SAMPLES, ward

ITEM = "customXml/item1.xml"
ROOT = '<plan xmlns="urn:planforge:plan:1" version="1">'


def with_item(xml: str) -> bytes:
    return write_parts({**Docx(render(ward(), "docx", TEMPLATES)).parts, ITEM: xml.encode()})


class DescribeSnapshot:
    @pytest.mark.parametrize("name", SAMPLES)
    def it_comes_back_as_it_went(self, name: str, tmp_path: Path) -> None:
        plan = SAMPLES[name]()
        path = tmp_path / "kh.docx"
        path.write_bytes(render(plan, "docx", TEMPLATES))
        assert read_snapshot(path) == plan

    def it_is_a_proper_custom_xml_part(self) -> None:
        parts = Docx(render(ward(), "docx", TEMPLATES)).parts
        assert b"../customXml/item1.xml" in parts["word/_rels/document.xml.rels"]
        assert b"urn:planforge:plan:1" in parts["customXml/itemProps1.xml"]
        assert b"/customXml/itemProps1.xml" in parts["[Content_Types].xml"]

    def it_says_when_there_is_none(self) -> None:
        with pytest.raises(PlanforgeError, match="không mang bản gốc"):
            read_snapshot((TEMPLATES / "kehoach/ubnd/shell.docx").read_bytes())

    @pytest.mark.parametrize("text", ["{", "[]", "{}", '"x"', "null", "[" * 5000, '{"appendix": 5}'])
    def it_says_when_it_is_broken(self, text: str) -> None:
        with pytest.raises(PlanforgeError, match="bị hỏng"):
            read_snapshot(with_item(f"{ROOT}{text}</plan>"))

    @pytest.mark.parametrize(
        "xml",
        [
            '<!DOCTYPE p [<!ENTITY a "x">]>' + ROOT + "&a;</plan>",
            '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + ROOT + "&a;</plan>",
            ROOT + "<b/></plan>",
            "khong phai xml",
        ],
    )
    def it_ignores_xml_that_is_not_plainly_ours(self, xml: str) -> None:
        with pytest.raises(PlanforgeError, match="không mang bản gốc"):
            read_snapshot(with_item(xml))

    def it_limits_what_it_unpacks(self) -> None:
        with pytest.raises(PlanforgeError, match="quá lớn"):
            read_snapshot(with_item(f"{ROOT}{' ' * 17_000_000}</plan>"))

    @pytest.mark.parametrize("data", [b"", b"PK", b"khong phai zip"])
    def it_says_when_the_file_is_no_docx(self, data: bytes) -> None:
        with pytest.raises(PlanforgeError, match="Không mở được"):
            read_snapshot(data)

    def it_says_when_the_file_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(PlanforgeError, match="Không mở được"):
            read_snapshot(tmp_path / "khong-co.docx")
