from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pytest

from planforge.document.source import SourceDocument
from planforge.errors import MissingToolError, UnreadableError, UnsupportedError
from planforge.reading import read

from .office import needs_office, saved_as
from .pdfs import assembled, pdf
from .words import doc, p, table

pytest.importorskip("pypdfium2", reason="pip install 'planforge[pdf]'")

LONG = "Can cu Luat To chuc chinh quyen dia phuong ngay 16 thang 6 nam 2025 cua"
REST = "uy ban nhan dan tinh, thuc hien nhu sau:"


def reading(*pages: list[str], **more: object) -> SourceDocument:
    return read(BytesIO(pdf(*pages, **more)), "kh.pdf")  # type: ignore[arg-type]


class DescribePdf:
    def it_reads_lines_with_their_page(self) -> None:
        found = reading(["KE HOACH SO MOT", "Nam 2026 cua xa"], ["Trang thu hai day"]).blocks
        assert [(x.text, x.where, x.locator, x.page) for x in found] == [
            ("KE HOACH SO MOT", "trang 1, dòng 1", "pg1.l1", 1),
            ("Nam 2026 cua xa", "trang 1, dòng 2", "pg1.l2", 1),
            ("Trang thu hai day", "trang 2, dòng 1", "pg2.l1", 2),
        ]

    def it_joins_a_filled_line_with_the_one_that_goes_on(self) -> None:
        (found,) = reading([LONG, REST]).blocks
        assert (found.text, found.kind) == (f"{LONG} {REST}", "paragraph")

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (LONG, "Thuc hien Ke hoach"),
            (LONG, "- to chuc tuyen truyen"),
            (LONG, "a\\) to chuc tuyen truyen"),
            (LONG, "2. to chuc tuyen truyen"),
            (LONG + ".", "thuc hien nhu sau"),
            ("Ngan", "thuc hien nhu sau, day la mot dong dai hon han dong truoc"),
        ],
    )
    def it_leaves_lines_alone_when_it_is_not_sure(self, before: str, after: str) -> None:
        assert len(reading([before, after]).blocks) == 2

    def it_drops_page_numbers_at_the_edges_only(self) -> None:
        found = reading(["2", "Muc dich yeu cau chung", "3", "Noi dung ke hoach", "- 2 -"]).blocks
        assert [block.text for block in found] == ["Muc dich yeu cau chung", "3", "Noi dung ke hoach"]

    def it_drops_running_heads_after_the_first_so_that_sentences_go_on(self) -> None:
        head = ["CONG BAO/So 12/Ngay 25-12-2021 trang   {n}", "{n}   CONG BAO/So 12/Ngay 25-12-2021 trang"]
        ends = "Thuc hien quy dinh tai khoan 2 Dieu {n} cua Nghi dinh so {n}/2021/N-"
        pages = [
            [head[n % 2].format(n=n), f"CP ngay {n}/12/2021 va quy dinh khac", f"viec {n}", ends.format(n=n)]
            for n in range(2, 7)
        ]
        text = reading(*pages).text()
        assert text.count("CONG BAO") == 1
        assert all(f"so {n}/2021/N-\nCP ngay {n + 1}/12" in text for n in range(2, 6))

    def it_keeps_a_line_that_stands_on_two_pages_only(self) -> None:
        twice = reading(["Noi nhan cua van ban", "a b c d e f"], ["Noi nhan cua van ban", "g h"])
        assert twice.text().count("Noi") == 2

    def it_says_which_pages_have_no_text(self) -> None:
        assert "2" in reading(["Ke hoach phong chong ma tuy"], []).notes[0]

    def it_refuses_a_scan(self) -> None:
        with pytest.raises(UnsupportedError, match="bản quét"):
            reading([], [])

    def it_sees_a_signature(self) -> None:
        signature = "<< /FT /Sig /T (Chu ky) /V << /Type /Sig /Filter /Adobe.PPKLite /Contents <00> >> >>"
        form = "/AcroForm << /SigFlags 3 /Fields [6 0 R] >>"
        page = ["Ke hoach phong chong ma tuy"]
        assert reading(page, catalogue=form, objects=(signature,)).signed
        assert not reading(page).signed

    def it_names_the_extra_when_it_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        with pytest.raises(MissingToolError, match=r"planforge\[pdf\]"):
            reading(["Ke hoach"])

    def it_refuses_a_file_cut_short(self) -> None:
        with pytest.raises(UnreadableError, match="hỏng"):
            read(BytesIO(b"%PDF-1.7\n1 0 obj\n<<"), "kh.pdf")

    def it_stops_at_a_page_that_unpacks_to_gigabytes(self) -> None:
        packer = zlib.compressobj(9)
        shown = (packer.compress(b"(aaaaaaaaaaaaaaaa) Tj " * 50_000) for _ in range(40))
        content = b"".join(
            (packer.compress(b"BT /F1 12 Tf 50 800 Td "), *shown, packer.compress(b" ET"), packer.flush())
        )
        bodies = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            "/Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
            f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n{content.decode('latin-1')}\nendstream",
        ]
        with pytest.raises(UnreadableError, match="dừng giữa chừng"):
            read(BytesIO(assembled(bodies)), "kh.pdf")


@needs_office
class DescribePdfOfLibreOffice:
    def it_reads_vietnamese_wrapped_over_lines(self, tmp_path: Path) -> None:
        text = "Căn cứ Quyết định số 5027/QĐ-BCA-C04 ngày 05/7/2022 của Bộ Công an phê duyệt Dự án, " * 4
        data = doc(p(text), table([["Số: 9470/KH-UBND", "Đắk Lắk"]]))
        found = read(BytesIO(saved_as(data, "pdf", tmp_path)), "kh.pdf")
        joined = " ".join(found.text().split())
        assert " ".join(text.split()) in joined
        assert "9470/KH-UBND" in joined

    def it_refuses_a_locked_file(self, tmp_path: Path) -> None:
        lock = '{"EncryptFile":{"type":"boolean","value":"true"},'
        lock += '"DocumentOpenPassword":{"type":"string","value":"x"}}'
        data = saved_as(doc("Căn cứ"), "pdf", tmp_path, options=f":writer_pdf_Export:{lock}")
        with pytest.raises(UnreadableError, match="mật khẩu"):
            read(BytesIO(data), "kh.pdf")
