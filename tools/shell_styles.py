"""styles.xml of the shells: Times New Roman everywhere, and the named styles of the contract."""

from __future__ import annotations

from planforge.rendering import styles as contract
from planforge.rendering.styles import STYLES, Style

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONTS = "".join(f' w:{slot}="Times New Roman"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
LANGUAGE = '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
NEXT, LINES, CENTRE, BOTH = (
    "<w:keepNext/>",
    "<w:keepLines/>",
    '<w:jc w:val="center"/>',
    '<w:jc w:val="both"/>',
)


def spacing(before: float = 0, after: float = 0, line: int = 240) -> str:
    """Points before and after; ``line`` in 240ths of a line."""
    return (
        f'<w:spacing w:before="{before * 20:g}" w:after="{after * 20:g}" w:line="{line}" w:lineRule="auto"/>'
    )


SINGLE = spacing()
BODY_SPACING = spacing(before=6, line=264)
"""6 pt between paragraphs, 1.1 lines (TT-020, TT-021)."""
FIRST_LINE = '<w:ind w:firstLine="720"/>'
"""1.27 cm (TT-019)."""
BODY = BODY_SPACING + FIRST_LINE + BOTH
SIGNING_ROOM = 80
"""Points before the name: 28 mm for signature and seal (TT-100)."""

PROPERTIES: dict[Style, str] = {
    contract.QUOC_HIEU: SINGLE + CENTRE,
    contract.TIEU_NGU: SINGLE + CENTRE,
    contract.CHU_QUAN: SINGLE + CENTRE,
    contract.BAN_HANH: SINGLE + CENTRE,
    contract.SO_KY_HIEU: spacing(before=6) + CENTRE,
    contract.DIA_DANH: spacing(before=6) + CENTRE,
    contract.TEN_LOAI: NEXT + LINES + spacing(before=18) + CENTRE,
    contract.TRICH_YEU: NEXT + LINES + SINGLE + CENTRE,
    contract.KINH_GUI: spacing(before=12) + '<w:jc w:val="left"/>',
    contract.CAN_CU: BODY,
    contract.MO_DAU: BODY,
    contract.MUC_LA_MA: NEXT + LINES + BODY + '<w:outlineLvl w:val="0"/>',
    contract.KHOAN_TIEU_DE: NEXT + LINES + BODY + '<w:outlineLvl w:val="1"/>',
    contract.KHOAN: BODY,
    contract.DIEM: BODY,
    contract.GACH: BODY,
    contract.NOI_DUNG: BODY,
    contract.NOI_NHAN_NHAN: NEXT + SINGLE + '<w:jc w:val="left"/>',
    contract.NOI_NHAN: SINGLE + '<w:jc w:val="left"/>',
    contract.QUYEN_HAN: NEXT + LINES + SINGLE + CENTRE,
    contract.CHUC_VU: NEXT + LINES + SINGLE + CENTRE,
    contract.HO_TEN: LINES + spacing(before=SIGNING_ROOM) + CENTRE,
    contract.PHU_LUC_NHAN: NEXT + LINES + SINGLE + CENTRE + '<w:outlineLvl w:val="0"/>',
    contract.PHU_LUC_TIEU_DE: NEXT + LINES + SINGLE + CENTRE,
    contract.PHU_LUC_CHI_DAN: NEXT + LINES + SINGLE + CENTRE,
    contract.BANG_DAU: NEXT + spacing(before=3, after=3) + CENTRE,
    contract.BANG_O: spacing(before=2, after=2) + '<w:jc w:val="left"/>',
    contract.SO_TRANG: SINGLE + CENTRE,
}
RULE = (
    '<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    '<w:spacing w:before="0" w:after="60" w:line="60" w:lineRule="exact"/>'
)
"""A rule: a paragraph 3 pt high with a line of 0.75 pt under it (TT-032)."""


def marks(style: Style) -> str:
    """Run properties; all four font slots, black, both sizes."""
    bold, italic = "<w:b/><w:bCs/>" * style.bold, "<w:i/><w:iCs/>" * style.italic
    half_points = f'<w:sz w:val="{style.p14 * 2:g}"/><w:szCs w:val="{style.p14 * 2:g}"/>'
    return f'<w:rPr><w:rFonts{FONTS}/>{bold}{italic}<w:color w:val="000000"/>{half_points}{LANGUAGE}</w:rPr>'


def paragraph_style(style: Style, properties: str) -> str:
    """One style of the contract, shown in Word's gallery."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{properties}</w:pPr>{marks(style)}</w:style>'
    )


def styles() -> str:
    """The whole part."""
    normal = marks(contract.NOI_DUNG)
    named = "".join(
        paragraph_style(style, RULE if style is contract.VACH else PROPERTIES[style]) for style in STYLES
    )
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault>{normal}</w:rPrDefault><w:pPrDefault><w:pPr>'
        f"<w:widowControl/>{SINGLE}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:pPr><w:widowControl/></w:pPr>{normal}</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>{named}</w:styles>'
    )
