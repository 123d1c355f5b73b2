"""A central decision for tests, and hands that edit the plans made under it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx

from planforge import Catalogue, Request, derive, render

from .desks import every

TOP = """\
id: qd-900-qd-ttg-2026
document:
  {type: quyet-dinh, number: 900/QĐ-TTg, issued: 2026-07-15, issuer: Thủ tướng Chính phủ,
   title: "Phê duyệt Chương trình tổng kiểm tra an toàn phòng cháy, chữa cháy giai đoạn 2026 - 2028"}
theme: phong-chay-chua-chay
issuer: thu-tuong-chinh-phu
territory: vn
addressees: [tinh]
period: [2026-07-15, 2028-12-31]
action: Thực hiện Chương trình tổng kiểm tra an toàn phòng cháy, chữa cháy giai đoạn 2026 - 2028
purposes:
- Phòng ngừa, kéo giảm số vụ cháy và thiệt hại do cháy gây ra
targets:
- id: ct-kiem-tra
  text: Hằng năm, trên {0} cơ sở có nguy cơ cháy, nổ cao được kiểm tra trực tiếp
  measures: [{comparator: ">", value: 80, unit: "%"}]
  clause: mục II.1
solutions:
- id: gp-tuyen-truyen
  heading: Tuyên truyền, hướng dẫn kỹ năng thoát nạn
  tasks:
  - {id: nv-tuyen-truyen, text: Tuyên truyền kỹ năng thoát nạn đến từng hộ gia đình, deadline: 2027-03-31,
     clause: mục III.1}
assignments:
- to: bo-cong-an
  standing: true
  tasks:
  - {id: nv-kiem-tra, text: Tổng kiểm tra cơ sở có nguy cơ cháy nổ cao trên địa bàn, deadline: 2027-06-30,
     product: Biên bản kiểm tra, clause: mục IV.1}
- to: bo-y-te
  tasks:
  - {id: nv-y-te, text: Tập huấn sơ cấp cứu người bị nạn trong các vụ cháy, with: [bo-cong-an], deadline: hang-nam,
     clause: mục IV.2}
- cap: xa
  tasks:
  - {id: nv-xa, text: Kiểm tra toàn bộ nhà ở kết hợp kinh doanh trước mùa khô, deadline: 2027-01-29, clause: mục IV.3}
reporting:
- {id: bc-nam, frequency: nam, due: {day: 15, month: 12}, clause: mục V}
sources: [Văn bản nhận qua trục liên thông]
verified: true
"""
PROVINCE, WARD = "tỉnh Đắk Lắk", "phường Buôn Ma Thuột, Đắk Lắk"


def top_in(folder: Path, text: str = TOP) -> Path:
    path = folder / "trung-uong.yaml"
    path.write_text(text, "utf-8")
    return path


def make(catalogue: Catalogue, path: Path, directive: Path, unit: str, day: date, number: str | None = None) -> Path:
    path.write_bytes(render(derive(catalogue, Request(str(directive), unit, day, number=number)), "docx"))
    return path


def type_in(path: Path, old: str, new: str) -> None:
    """Replaces words in the first paragraph or cell that holds them."""
    document = docx.Document(str(path))
    paragraph = next(p for p in every(document) if old in p.text)
    text = paragraph.text.replace(old, new)
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = text
    document.save(str(path))


def type_below(path: Path, after: str, *lines: str) -> None:
    """New paragraphs behind the one that holds ``after``, looking like it."""
    document = docx.Document(str(path))
    paragraph = next(p for p in document.paragraphs if after in p.text)
    for line in reversed(lines):
        new = docx.oxml.parser.parse_xml(
            f'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>{line}</w:t></w:r></w:p>'
        )
        paragraph._p.addnext(new)
    document.save(str(path))


def strike_out(path: Path, words: str) -> None:
    """Deletes the paragraph that holds the words."""
    document = docx.Document(str(path))
    paragraph = next(p for p in document.paragraphs if words in p.text)
    paragraph._p.getparent().remove(paragraph._p)
    document.save(str(path))


def read(path: Path) -> str:
    return "\n".join(p.text for p in every(docx.Document(str(path))))
