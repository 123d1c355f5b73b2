"""A clerk's desk: a small directive file, its plan, and hands that edit the .docx."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
from docx.document import Document

from planforge import Catalogue, Request, derive, render

DIRECTIVE = """\
id: kh-150-kh-ubnd-dak-lak-2026
document:
  {type: ke-hoach, number: 150/KH-UBND, issued: 2026-10-01, issuer: Ủy ban nhân dân tỉnh Đắk Lắk,
   title: "Tổng kiểm tra an toàn phòng cháy, chữa cháy mùa khô"}
theme: phong-chay-chua-chay
issuer: ubnd-tinh
territory: 66@2-cap
addressees: [xa]
period: [2026-10-01, 2027-05-31]
action: Tổng kiểm tra an toàn phòng cháy, chữa cháy mùa khô
assignments:
- to: cong-an-tinh
  standing: true
  tasks:
  - {id: nv-1, text: Tổng kiểm tra cơ sở có nguy cơ cháy nổ cao trên địa bàn tỉnh trong quý I, clause: mục III.1}
- cap: xa
  tasks:
  - {id: nv-2, text: Kiểm tra toàn bộ nhà ở kết hợp kinh doanh trước mùa khô, deadline: 2027-01-29, clause: mục III.2}
  - {id: nv-3, text: Diễn tập phương án chữa cháy tại chợ và khu dân cư ít nhất một lần, clause: mục III.3}
sources: [Văn bản nhận qua trục liên thông]
verified: true
"""
WARD = "phường Buôn Ma Thuột, Đắk Lắk"


class Desk:
    """``plan``: the file the clerk edits; ``directive``: the superior's, which may change."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.catalogue, self.plan = catalogue, folder / "kh.docx"
        self.directive = folder / "chi-dao.yaml"
        self.directive.write_text(DIRECTIVE, "utf-8")
        plan = derive(catalogue, Request(str(self.directive), WARD, date(2026, 11, 22)))
        self.plan.write_bytes(render(plan, "docx"))

    def superior_says(self, old: str, new: str) -> None:
        text = self.directive.read_text("utf-8")
        assert old in text
        self.directive.write_text(text.replace(old, new), "utf-8")

    def clerk_types(self, old: str, new: str) -> None:
        """Replaces words in the first paragraph that holds them, anywhere in the file."""
        document = docx.Document(str(self.plan))
        paragraph = next(p for p in every(document) if old in p.text)
        paragraph.runs[0].text = paragraph.text.replace(old, new)
        for run in paragraph.runs[1:]:
            run.text = ""
        document.save(str(self.plan))

    def issue(self) -> None:
        self.clerk_types("Số:      /KH", "Số: 45/KH")
        self.clerk_types("Thuột, ngày       tháng", "Thuột, ngày 25 tháng")

    def reads(self, path: Path | None = None) -> str:
        return "\n".join(p.text for p in every(docx.Document(str(path or self.plan))))


def every(document: Document) -> list[docx.text.paragraph.Paragraph]:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
