"""Shells: the shipped ones are in step with their script; foreign ones are used or refused with reasons."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from planforge.errors import TemplateError
from planforge.rendering.engine import compile_template, render_docx
from planforge.rendering.package import write_parts
from planforge.rendering.styles import STYLES
from planforge.rendering.tags import TAGS

from .conftest import TEMPLATES
from .looking import Docx
from .samples import report, ward

SHELL = TEMPLATES / "kehoach" / "ubnd" / "shell.docx"
ALL = sorted(TEMPLATES.glob("*/*/shell.docx"))


def changed(tmp_path: Path, part: str, change: Callable[[str], str], shell: Path = SHELL) -> Path:
    """A copy of a shell with one part rewritten, in a folder of its own."""
    parts = dict(Docx(shell.read_bytes()).parts)
    parts[part] = change(parts.get(part, b"").decode()).encode()
    (tmp_path / "shell.docx").write_bytes(write_parts(parts))
    return tmp_path / "shell.docx"


def refused(path: Path, tmp_path: Path) -> str:
    with pytest.raises(TemplateError) as caught:
        compile_template(path, tmp_path / "cache")
    assert caught.value.found and caught.value.why and caught.value.do
    return str(caught.value)


class DescribeShippedShells:
    def it_comes_from_the_committed_script_byte_for_byte(self, tmp_path: Path) -> None:
        root = TEMPLATES.parent
        code = (
            f"import sys; sys.path[:0] = [{str(root / 'src')!r}, {str(root / 'tools')!r}]\n"
            f"import make_shells; from pathlib import Path; make_shells.ROOT = Path({str(tmp_path)!r})\n"
            "make_shells.main()"
        )
        subprocess.run([sys.executable, "-c", code], check=True)
        for file in sorted(tmp_path.rglob("*.*")):
            assert file.read_bytes() == (TEMPLATES / file.relative_to(tmp_path)).read_bytes(), file
        assert len(list(tmp_path.rglob("*.*"))) == 2 * len(ALL)

    @pytest.mark.parametrize("shell", ALL, ids=str)
    def it_lists_its_tags_in_its_metadata(self, shell: Path) -> None:
        data = YAML(typ="safe").load(shell.with_name("metadata.yaml"))
        used = compile_template(shell).shell.room
        assert data["id"] == shell.parent.relative_to(TEMPLATES).as_posix()
        assert set(data["the"]) == set(used)
        assert all(data["the"][tag] == TAGS[tag].meaning for tag in used)

    @pytest.mark.parametrize("shell", ALL, ids=str)
    def it_has_every_style_of_the_contract_under_its_vietnamese_name(self, shell: Path) -> None:
        assert set(compile_template(shell).shell.style_ids) == {style.name for style in STYLES}

    @pytest.mark.parametrize("shell", ALL, ids=str)
    def it_opens_in_word(self, shell: Path) -> None:
        validator = pytest.importorskip("openxml_audit.validator")
        result = validator.OpenXmlValidator(security_validation=True).validate(shell)
        assert result.is_valid, [str(error) for error in result.errors]


class DescribeRestyledShells:
    def it_follows_new_style_ids_as_word_and_libreoffice_make_them(self, tmp_path: Path) -> None:
        styles = changed(tmp_path, "word/styles.xml", lambda x: x.replace('"MucLaMa"', '"Mc1"'))
        data = render_docx(ward(rows=0), styles.parent, tmp_path / "cache")
        assert Docx(data).styled("Mục I")[0].style_id == "Mc1"

    def it_measures_rules_in_the_offices_own_size(self, tmp_path: Path) -> None:
        def smaller(xml: str) -> str:
            head, mark, tail = xml.partition('w:styleId="TieuNgu"')
            return head + mark + tail.replace('w:val="28"', 'w:val="26"', 2)

        path = changed(tmp_path, "word/styles.xml", smaller)
        docx = Docx(render_docx(ward(rows=0), path.parent, tmp_path / "cache"))
        rule = docx.paragraphs[docx.paragraphs.index(docx.styled("Tiêu ngữ")[0]) + 1]
        assert rule.line_length / 1440 * 25.4 == pytest.approx(56.1, abs=0.2)

    def it_reads_tags_that_word_has_cut_into_runs(self, tmp_path: Path) -> None:
        cut = "{{ </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ten_</w:t></w:r><w:r><w:t>loai }}"
        path = changed(tmp_path, "word/document.xml", lambda x: x.replace("{{ ten_loai }}", cut))
        texts = [p.text for p in Docx(render_docx(ward(), path.parent, tmp_path / "cache")).paragraphs]
        assert "KẾ HOẠCH" in texts

    def it_keeps_other_parts_such_as_a_logo(self, tmp_path: Path) -> None:
        path = changed(tmp_path, "word/media/logo.png", lambda _: "png")
        assert (
            Docx(render_docx(ward(), path.parent, tmp_path / "cache")).parts["word/media/logo.png"] == b"png"
        )

    def it_replaces_the_snapshot_of_a_plan_used_as_a_shell(self, tmp_path: Path) -> None:
        from planforge.reading.snapshot import read_snapshot

        parts = dict(Docx(SHELL.read_bytes()).parts)
        finished = Docx(render_docx(report(), TEMPLATES)).parts
        parts |= {name: data for name, data in finished.items() if name.startswith(("customXml", "docProps"))}
        parts |= {
            name: finished[name]
            for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels")
        }
        (tmp_path / "shell.docx").write_bytes(write_parts(parts))
        assert read_snapshot(render_docx(ward(), tmp_path, tmp_path / "cache")) == ward()


class DescribeRefusals:
    def it_names_an_unknown_tag_its_paragraph_and_the_nearest_known_one(self, tmp_path: Path) -> None:
        path = changed(
            tmp_path, "word/document.xml", lambda x: x.replace("{{ ten_loai }}", "Loại {{ ten_lai }}")
        )
        message = refused(path, tmp_path)
        assert "Không có thẻ “ten_lai”" in message
        assert "thân văn bản (word/document.xml), đoạn “Loại {{ ten_lai }}”" in message
        assert "Có phải ý bạn là “ten_loai”?" in message

    def it_finds_unknown_tags_in_headers_too(self, tmp_path: Path) -> None:
        path = changed(
            tmp_path, "word/header1.xml", lambda x: x.replace("<w:t>2</w:t>", "<w:t>{{ lạ_quá }}</w:t>")
        )
        assert "đầu trang (word/header1.xml)" in refused(path, tmp_path)

    def it_explains_a_block_tag_written_as_text(self, tmp_path: Path) -> None:
        path = changed(
            tmp_path, "word/document.xml", lambda x: x.replace("{{p noi_dung }}", "{{ noi_dung }}")
        )
        assert "Hãy viết {{p noi_dung }}, một mình một đoạn." in refused(path, tmp_path)

    @pytest.mark.parametrize(
        "code",
        [
            "{{ ''.__class__.__mro__ }}",
            "{% for x in range(99999999) %}x{% endfor %}",
            "{{ so.__init__.__globals__ }}",
            "{% set a = 1 %}",
            "{{ range(9) }}",
            "{% include 'x' %}",
            "{{ so | attr('x') }}",
        ],
    )
    def it_runs_no_code_from_a_shell(self, code: str, tmp_path: Path) -> None:
        path = changed(
            tmp_path, "word/document.xml", lambda x: x.replace("Nơi nhận:", code.replace("<", "&lt;"))
        )
        assert "Mẫu" in refused(path, tmp_path) or "Thẻ" in refused(path, tmp_path)

    def it_points_at_a_tag_with_broken_brackets(self, tmp_path: Path) -> None:
        path = changed(tmp_path, "word/document.xml", lambda x: x.replace("{{ so }}", "{{ so"))
        assert "ngoặc" in refused(path, tmp_path)

    def it_names_missing_styles(self, tmp_path: Path) -> None:
        path = changed(tmp_path, "word/styles.xml", lambda x: x.replace('"Mục I"', '"Heading 9"'))
        assert "“Mục I”" in refused(path, tmp_path)

    def it_refuses_to_lose_content_for_want_of_a_tag(self, tmp_path: Path) -> None:
        def drop(xml: str) -> str:
            return re.sub(r"<w:p>(?:(?!<w:p>).)*\{\{p kinh_gui \}\}.*?</w:p>", "", xml)

        path = changed(tmp_path, "word/document.xml", drop, TEMPLATES / "baocao" / "ubnd" / "shell.docx")
        with pytest.raises(TemplateError, match="“kinh_gui”"):
            render_docx(report(), path.parent, tmp_path / "cache")

    def it_refuses_a_template_name_that_climbs_out(self, tmp_path: Path) -> None:
        from dataclasses import replace

        with pytest.raises(TemplateError, match="ra ngoài thư mục mẫu"):
            render_docx(replace(ward(), template="../../etc"), tmp_path)

    @pytest.mark.parametrize(
        ("what", "data", "says"),
        [
            ("no zip", b"xin chao", "không phải .docx"),
            ("empty", b"", "không phải .docx"),
            ("old Word or password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "Word 97-2003"),
            ("cut short", SHELL.read_bytes()[:3000], "hỏng"),
            ("cut inside", SHELL.read_bytes()[:900] + b"x" * 500 + SHELL.read_bytes()[1400:], "hỏng"),
            ("another zip", write_parts({"a.txt": b"a"}), "thiếu phần"),
        ],
    )
    def it_refuses_what_is_no_whole_docx(self, what: str, data: bytes, says: str, tmp_path: Path) -> None:
        path = tmp_path / "shell.docx"
        path.write_bytes(data)
        assert says in refused(path, tmp_path), what

    def it_refuses_a_zip_bomb(self, tmp_path: Path) -> None:
        path = tmp_path / "shell.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(3):
                archive.writestr(f"word/media/{number}.bin", bytes(30_000_000))
        assert "quá lớn" in refused(path, tmp_path)

    def it_refuses_document_types_macros_and_remote_parts(self, tmp_path: Path) -> None:
        entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'
        path = changed(tmp_path, "word/document.xml", lambda x: x.replace("<w:document", entity, 1))
        assert "DOCTYPE" in refused(path, tmp_path)
        path = changed(tmp_path, "word/vbaProject.bin", lambda _: "x")
        assert "macro" in refused(path, tmp_path)
        target = 'Target="http://x.vn/a.dotm" TargetMode="External"'
        remote = f'<Relationship Id="rId9" Type="http://x/attachedTemplate" {target}/>'
        path = changed(
            tmp_path, "word/_rels/document.xml.rels", lambda x: x.replace("</Rel", f"{remote}</Rel")
        )
        assert "http://x.vn/a.dotm" in refused(path, tmp_path)

    def it_refuses_a_missing_shell(self, tmp_path: Path) -> None:
        assert "Không tìm thấy mẫu" in refused(tmp_path / "shell.docx", tmp_path)

    def it_refuses_an_encrypted_member(self, tmp_path: Path) -> None:
        data = bytearray(SHELL.read_bytes())
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = data.find(mark)
            while start >= 0:
                data[start + offset] |= 1
                start = data.find(mark, start + 4)
        (tmp_path / "shell.docx").write_bytes(data)
        assert "mật khẩu" in refused(tmp_path / "shell.docx", tmp_path)
        assert zipfile.is_zipfile(BytesIO(data))
