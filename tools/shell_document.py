"""document.xml and the headers of the shells, laid out as the diagram of NĐ 30/2020/NĐ-CP, PL.I, Mục IV."""

from __future__ import annotations

from planforge.rendering import styles as s
from planforge.rendering.styles import Style

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LEFT, RIGHT = 3684, 5670
"""65 mm for the issuer, 100 mm for the Quốc hiệu (95.7 mm at 13 pt): together the text width of 165 mm."""
MARGINS = (
    'w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"'
)
"""20, 15, 20, 30 mm (TT-003)."""
NO_RULE = (
    '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
)


def paragraph(style: Style, text: str, properties: str = "") -> str:
    """One paragraph of the shell."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/>{properties}</w:pPr>{run}</w:p>'


def table(rows: list[list[str]], widths: tuple[int, int], top: int = 0) -> str:
    """Borderless, fixed, no cell padding; rows are not split between pages."""
    sides = "".join(
        f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    padding = "".join(
        f'<w:{side} w:w="{top if side == "top" else 0}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    cells = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(row, widths, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{padding}</w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>"
    )


def section(landscape: bool) -> str:
    """A4 with the page number in the header from page 2 on; the appendix lies down and counts from 1 again
    (TT-016).
    """
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    restart = '<w:pgNumType w:start="1"/>' if landscape else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        '<w:headerReference w:type="first" r:id="rId5"/>'
        f'<w:type w:val="nextPage"/><w:pgSz {size}/><w:pgMar {MARGINS}/>{restart}<w:cols w:space="720"/>'
        "<w:titlePg/></w:sectPr>"
    )


def letterhead(superior: bool) -> str:
    """Boxes 2 and 1 above boxes 3 and 4, so that number and date share a row (TT-050)."""
    above = paragraph(s.CHU_QUAN, "{{p co_quan_chu_quan }}") if superior else ""
    issuer = (
        above + paragraph(s.BAN_HANH, "{{p co_quan_ban_hanh }}") + paragraph(s.VACH, "{{p vach_co_quan }}")
    )
    motto = (
        paragraph(s.QUOC_HIEU, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + paragraph(s.TIEU_NGU, "Độc lập - Tự do - Hạnh phúc")
        + paragraph(s.VACH, "{{p vach_tieu_ngu }}")
    )
    number = paragraph(s.SO_KY_HIEU, "Số: {{ so }}/{{ ky_hieu }}")
    return table([[issuer, motto], [number, paragraph(s.DIA_DANH, "{{ dia_danh_ngay }}")]], (LEFT, RIGHT))


def closing() -> str:
    """Box 9b beside boxes 7a to 7b, kept on one page."""
    left = paragraph(s.NOI_NHAN_NHAN, "Nơi nhận:") + paragraph(s.NOI_NHAN, "{{p noi_nhan }}")
    return table([[left, paragraph(s.CHUC_VU, "{{p chu_ky }}")]], (4422, 4932), top=240)


def document(*, superior: bool, report: bool) -> str:
    """The whole part. Everything after the closing table is the appendix and its section."""
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{letterhead(superior)}'
        + paragraph(s.TEN_LOAI, "{{ ten_loai }}")
        + paragraph(s.TRICH_YEU, "{{p trich_yeu }}")
        + paragraph(s.VACH, "{{p vach_trich_yeu }}")
        + (paragraph(s.KINH_GUI, "{{p kinh_gui }}") if report else "")
        + paragraph(s.NOI_DUNG, "{{p noi_dung }}")
        + closing()
        + paragraph(s.NOI_DUNG, "{%p if phu_luc %}")
        + paragraph(s.VACH, "", NO_RULE + section(landscape=False))
        + paragraph(s.NOI_DUNG, "{{p phu_luc }}")
        + paragraph(s.NOI_DUNG, "{%p else %}")
        + paragraph(s.VACH, "", NO_RULE)
        + paragraph(s.NOI_DUNG, "{%p endif %}")
        + f"{section(landscape=True)}</w:body></w:document>"
    )


def header() -> str:
    """The page number, centred in the top margin (TT-012 to TT-014)."""
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in ('<w:fldChar w:fldCharType="begin"/>',
                     '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                     '<w:fldChar w:fldCharType="separate"/>', "<w:t>2</w:t>",
                     '<w:fldChar w:fldCharType="end"/>')
    )  # fmt: skip
    return (
        f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="{s.SO_TRANG.id}"/></w:pPr>{field}</w:p></w:hdr>'
    )


def first_header() -> str:
    """Nothing on a first page (TT-015)."""
    return f'<w:hdr xmlns:w="{W}">{paragraph(s.SO_TRANG, "")}</w:hdr>'
