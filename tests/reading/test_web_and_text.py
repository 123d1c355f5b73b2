from __future__ import annotations

from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from planforge.document.source import SourceDocument
from planforge.errors import MissingToolError, PlanforgeError, UnsupportedError
from planforge.reading import read, read_lines

from .office import needs_office, saved_as
from .words import doc, p, table

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Cổng</title><style>p{}</style></head><body>
<nav><a href="/">Trang chủ</a></nav><script>var x = "<p>mã</p>";</script>
<table><tr><td><b>ỦY BAN NHÂN DÂN</b><br>TỈNH</td><td colspan="2">Số: 15/KH-UBND</td><td>c</td></tr></table>
<h1>KẾ HOẠCH</h1>
<p align="center">Thực hiện   Quyết
định <span>số 5</span><del>6</del></p>
<div style="display:none">ẩn</div><div>một<p>hai</p>ba</div>
<footer>Bản quyền</footer></body></html>"""


def web(text: str | bytes, name: str = "trang.html") -> SourceDocument:
    return read(BytesIO(text.encode() if isinstance(text, str) else text), name)


def plain(data: bytes, name: str = "a.txt") -> list[str]:
    return [block.text for block in read(BytesIO(data), name).blocks]


class DescribeWebPages:
    def it_reads_what_a_reader_sees(self) -> None:
        found = web(PAGE)
        assert found.kind == "html"
        assert [(x.text, x.kind, x.locator) for x in found.blocks] == [
            ("ỦY BAN NHÂN DÂN\nTỈNH", "cell", "t1.r1.c1.p1"),
            ("Số: 15/KH-UBND", "cell", "t1.r1.c2.p1"),
            ("c", "cell", "t1.r1.c4.p1"),
            ("KẾ HOẠCH", "heading", "p1"),
            ("Thực hiện Quyết định số 5", "paragraph", "p2"),
            ("một", "paragraph", "p3"),
            ("hai", "paragraph", "p4"),
            ("ba", "paragraph", "p5"),
        ]
        assert found.blocks[4].align == "center"

    @pytest.mark.parametrize(
        ("head", "encoding"),
        [("", "utf-8"), ("", "utf-8-sig"), ("", "utf-16"), ('<meta charset="windows-1258">', "cp1258")],
    )
    def it_finds_the_encoding(self, head: str, encoding: str) -> None:
        # Windows-1258 has no precomposed ế: it is ê with a mark of its own.
        text = f"<html><head>{head}</head><body><p>Kê\u0301 hoạch</p></body></html>"
        text = text if encoding.startswith("utf") else text.replace("ạ", "a\u0323")
        assert web(text.encode(encoding)).blocks[0].text == "Kế hoạch"

    def it_is_known_by_its_content_whatever_its_name(self) -> None:
        assert web(PAGE, "kh.doc").kind == "html"

    def it_takes_nothing_from_the_network_or_the_disk(self, tmp_path: Path) -> None:
        secret = tmp_path / "bi-mat.txt"
        secret.write_text("BÍ MẬT")
        page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>a &x; b</p></body></html>'
        assert "BÍ MẬT" not in web(page).text()

    def it_refuses_a_page_without_text(self) -> None:
        with pytest.raises(PlanforgeError, match="không có chữ"):
            web("<html><body><script>1</script></body></html>")


class DescribePlainText:
    def it_gives_each_line_with_its_number(self) -> None:
        found = read(BytesIO("Một\r\n\r\nHai\rBa\fBốn".encode()), "a.md").blocks
        assert [(x.text, x.where, x.locator) for x in found] == [
            ("Một", "dòng 1", "l1"),
            ("Hai", "dòng 3", "l3"),
            ("Ba", "dòng 4", "l4"),
            ("Bốn", "dòng 5", "l5"),
        ]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def it_reads_every_form_of_unicode(self, encoding: str) -> None:
        text = "Plan so 5: Căn cứ Luật của Quốc hội\n" * 20
        assert plain(text.encode(encoding))[0] == "Plan so 5: Căn cứ Luật của Quốc hội"

    def it_falls_back_on_the_old_windows_page_and_says_so(self) -> None:
        found = read(BytesIO("Kê\u0301 hoa\u0323ch".encode("cp1258")), "a.txt")
        assert found.blocks[0].text == "Kế hoạch"
        assert "1258" in found.notes[0]

    @pytest.mark.parametrize(
        "text",
        [
            "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc Uû ban nh©n d©n x· ®· ban hµnh v¨n b¶n",
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. Ñoäc laäp - Töï do - Haïnh phuùc",
        ],
    )
    def it_refuses_text_of_the_old_fonts(self, text: str) -> None:
        with pytest.raises(UnsupportedError, match="bảng mã cũ"):
            plain(text.encode())

    def it_does_not_take_other_languages_for_old_fonts(self) -> None:
        assert plain("Voilà où l'été a été passé, déjà à Paris, après la fête".encode() * 5)

    def it_reads_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO("Căn cứ".encode())))
        found = read("-")
        assert (found.file, found.text()) == ("đầu vào chuẩn", "Căn cứ")


class DescribeStreamedLines:
    def it_gives_the_blocks_that_reading_at_once_gives(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        text = "Một\r\n\r\nHai\rBa\fBốn\u2028Năm\n\n" + "Căn cứ Luật số 73 của Quốc hội\r\n" * 60_000 + "hết"
        path.write_bytes(text.encode())
        assert list(read_lines(path)) == list(read(path).blocks)

    @pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
    def it_finds_the_encoding_as_reading_at_once_does(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(("ke hoach nam\n" * 200_000 + "Kê\u0301 hoa\u0323ch").encode(encoding))
        assert list(read_lines(path))[-1].text == "Kế hoạch"

    def it_cuts_a_line_too_long_to_hold_at_spaces(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("Căn cứ " * 500_000, encoding="utf-8")
        found = list(read_lines(path))
        assert "".join(block.text for block in found) == "Căn cứ " * 500_000
        assert [block.locator for block in found] == ["l1", "l1.2", "l1.3", "l1.4"]
        assert all(block.text.endswith(" ") for block in found)

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", bytes(range(256)) * 50])
    def it_refuses_what_is_no_text(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(data)
        with pytest.raises(PlanforgeError):
            list(read_lines(path))


@needs_office
class DescribeOldFormats:
    @pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
    def it_reads_them_through_libreoffice(self, tmp_path: Path, suffix: str) -> None:
        data = saved_as(doc(p("Căn cứ Luật"), table([["Số: 5", "b"]]), p("Hết")), suffix, tmp_path)
        found = read(BytesIO(data), f"kh.{suffix}")
        assert [block.text for block in found.blocks] == ["Căn cứ Luật", "Số: 5", "b", "Hết"]
        assert found.kind == "doc"
        assert "LibreOffice" in found.notes[-1]

    def it_names_the_program_when_it_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        with pytest.raises(MissingToolError, match="LibreOffice"):
            read(BytesIO(b"{\\rtf1 a}"), "kh.rtf")

    def it_stops_a_conversion_that_does_not_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("planforge.reading.office._SECONDS", 0.01)
        with pytest.raises(PlanforgeError, match="thời gian"):
            read(BytesIO(b"{\\rtf1 a}"), "kh.rtf")
