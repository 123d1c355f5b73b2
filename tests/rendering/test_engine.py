"""The engine gives the same bytes every time, and what docxtpl would give."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from lxml import etree

from planforge.document.tree import Plan, Signature
from planforge.rendering import render
from planforge.rendering.context import boxes, profile, words
from planforge.rendering.engine import compile_template, find_shell, render_docx
from planforge.rendering.environment import shell_environment
from planforge.rendering.filling import values
from planforge.rendering.shell import Canvas
from planforge.rendering.stretches import text_of

from .conftest import TEMPLATES
from .looking import Docx, W
from .samples import SAMPLES, node, ward

HOSTILE = "Sở <A & B> \"quotes\" 'x' {{ so }} {% if %} ${x} ]]> &amp; \u202e"


def variations() -> list[Plan]:
    """Each sample as it is, without appendix, with hostile words, without a signer."""
    found = []
    for build in SAMPLES.values():
        plan = build()
        header = replace(plan.header, place=HOSTILE, subject=HOSTILE, symbol="KH-<&>", number="7")
        found += [
            plan,
            replace(plan, appendix=None),
            replace(plan, appendix=ward(rows=2).appendix),
            replace(plan, header=header, body=(*plan.body, node("paragraph", HOSTILE))),
            replace(plan, signature=Signature((HOSTILE,), None), recipients=()),
            replace(plan, sizes="P13"),
        ]
    return found


def canonical(xml: str | bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml if isinstance(xml, bytes) else xml.encode()), method="c14n")


class DescribeEngine:
    @pytest.mark.parametrize("index", range(len(SAMPLES) * 6))
    def it_fills_parts_exactly_as_docxtpl_does(self, index: int) -> None:
        plan = variations()[index]
        path = find_shell(plan, TEMPLATES)
        ours = compile_template(path)
        said, drawn = words(plan), boxes(plan, Canvas(ours.shell, profile(plan, ours.shell)))
        theirs = DocxTemplate(path)
        theirs.render(values(said, drawn), shell_environment(), autoescape=True)
        buffer = BytesIO()
        theirs.save(buffer)
        reference = Docx(buffer.getvalue())
        for part, pieces in ours.fill(said, drawn).items():
            assert canonical(text_of(pieces)) == canonical(reference.parts[part]), part

    def it_gives_a_plan_without_an_appendix_the_upright_page(self) -> None:
        plan = ward(rows=0)
        upright = Docx(render_docx(ward(), TEMPLATES)).sections[0]
        only = Docx(render_docx(plan, TEMPLATES)).sections
        assert [etree.tostring(s, method="c14n") for s in only] == [etree.tostring(upright, method="c14n")]
        assert only[0].getparent().tag == f"{W}body"

    @pytest.mark.parametrize("name", SAMPLES)
    def it_gives_the_same_bytes_twice(self, name: str, tmp_path: Path) -> None:
        first = render_docx(SAMPLES[name](), TEMPLATES)
        assert render_docx(SAMPLES[name](), TEMPLATES) == first
        assert render_docx(SAMPLES[name](), TEMPLATES, tmp_path) == first, "with an empty cache"
        assert render_docx(SAMPLES[name](), TEMPLATES, tmp_path) == first, "with a filled cache"

    def it_takes_the_folder_of_one_template_as_well(self) -> None:
        assert render_docx(ward(), TEMPLATES / "kehoach" / "ubnd") == render_docx(ward(), TEMPLATES)

    def it_works_with_a_broken_or_unwritable_cache(self, tmp_path: Path) -> None:
        first = render_docx(ward(), TEMPLATES, tmp_path)
        for file in tmp_path.iterdir():
            file.write_text("{")
        from planforge.rendering.engine import _compile

        _compile.cache_clear()
        assert render_docx(ward(), TEMPLATES, tmp_path) == first
        blocked = tmp_path / "tệp"
        blocked.write_text("")
        assert render_docx(ward(), TEMPLATES, blocked / "sub") == first


class DescribePackage:
    def it_lists_content_types_first_with_a_fixed_date(self) -> None:
        import zipfile

        with zipfile.ZipFile(BytesIO(render_docx(ward(), TEMPLATES))) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            assert names[0] == "[Content_Types].xml" and names[1:] == sorted(names[1:])
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    @pytest.mark.parametrize("name", SAMPLES)
    @pytest.mark.skipif(shutil.which("unzip") is None, reason="cần unzip")
    def it_satisfies_a_strict_unzip(self, name: str, tmp_path: Path) -> None:
        path = tmp_path / "kh.docx"
        path.write_bytes(render_docx(SAMPLES[name](), TEMPLATES))
        tested = subprocess.run(["unzip", "-tq", str(path)], capture_output=True, text=True, check=False)
        assert (tested.returncode, tested.stderr) == (0, "")
        listed = subprocess.run(["zipinfo", "-v", str(path)], capture_output=True, text=True, check=False)
        assert (listed.returncode, listed.stderr) == (0, "")

    @pytest.mark.parametrize("name", SAMPLES)
    def it_is_valid_open_xml(self, name: str, tmp_path: Path) -> None:
        validator = pytest.importorskip("openxml_audit.validator")
        path = tmp_path / "kh.docx"
        path.write_bytes(render_docx(SAMPLES[name](), TEMPLATES))
        result = validator.OpenXmlValidator(security_validation=True).validate(path)
        assert result.is_valid, [str(error) for error in result.errors]

    def it_fills_the_properties_from_the_plan_and_never_from_the_clock(self) -> None:
        from docx import Document

        properties = Document(BytesIO(render_docx(ward(), TEMPLATES))).core_properties
        assert properties.title.startswith("Kế hoạch Phòng, chống ma túy")
        assert properties.subject == ward().header.subject
        assert (properties.author, properties.language) == ("planforge", "vi-VN")
        assert properties.created == properties.modified
        assert properties.created.date().isoformat() == "2026-11-22"
        company = Docx(render_docx(ward(), TEMPLATES)).xml("docProps/app.xml")
        assert "Ủy ban nhân dân phường Bắc Hồng" in "".join(company.itertext())


class DescribeStartUp:
    def it_loads_no_document_library_once_shells_are_read(self, tmp_path: Path) -> None:
        render_docx(ward(), TEMPLATES, tmp_path)
        program = (
            "import sys; from pathlib import Path; import planforge.rendering\n"
            "heavy = {'docx', 'docxtpl', 'lxml', 'xlsxwriter', 'jinja2'}\n"
            "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
            "from planforge.rendering.engine import render_docx\n"
            "from rendering.samples import ward\n"
            f"render_docx(ward(), Path({str(TEMPLATES)!r}), Path({str(tmp_path)!r}))\n"
            "assert not {'docx', 'docxtpl', 'lxml', 'xlsxwriter'} & set(sys.modules)\n"
        )
        search = [str(TEMPLATES.parent / "tests"), *sys.path]
        code = f"import sys; sys.path[:0] = {search!r}\n{program}"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


class DescribeFormats:
    def it_refuses_a_format_it_does_not_know(self) -> None:
        from planforge.errors import UnsupportedError

        with pytest.raises(UnsupportedError, match="docx, pdf, html, xlsx, json"):
            render(ward(), "odt", TEMPLATES)
