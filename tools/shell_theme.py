"""theme1.xml of the shells: black, white and Times New Roman only.

Nothing in a shell refers to the theme. It is there because validators ask for one, and because Word would
otherwise offer its own Calibri theme to whoever restyles the shell.
"""

from __future__ import annotations

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme() -> str:
    """The whole part."""
    light = {"lt1", "lt2"}
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{"FFFFFF" if name in light else "000000"}"/></a:{name}>' for name in names
    )
    faces = '<a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface="Times New Roman"/>'
    lines = f'<a:ln w="6350">{FILL}</a:ln>' * 3
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:theme xmlns:a="{A}" name="Nghị định 30"><a:themeElements><a:clrScheme name="Đen trắng">{colours}'
        f'</a:clrScheme><a:fontScheme name="Times New Roman"><a:majorFont>{faces}</a:majorFont>'
        f'<a:minorFont>{faces}</a:minorFont></a:fontScheme><a:fmtScheme name="Trơn">'
        f"<a:fillStyleLst>{FILL * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
