"""A mini-language for WordprocessingML: ``doc(p("Căn cứ ", b("Luật")), table([["a", "b"]]))``."""

from __future__ import annotations

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    }.items()
)
WIDTH = '<w:tblW w:w="5000" w:type="pct"/>'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escaped(text)}</w:t>'


def r(*inside: str, props: str = "") -> str:
    """A run; plain words become its text."""
    marks = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f"<w:r>{marks}{''.join(x if x.startswith('<') else t(x) for x in inside)}</w:r>"


def b(text: str) -> str:
    return r(text, props="<w:b/>")


def p(*inside: str, style: str = "", props: str = "") -> str:
    """A paragraph; plain words become runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marks = f"<w:pPr>{named}{props}</w:pPr>" if named or props else ""
    return f"<w:p>{marks}{''.join(x if x.startswith('<') else r(x) for x in inside)}</w:p>"


def ins(*inside: str) -> str:
    return f'<w:ins w:id="900" w:author="A" w:date="2026-01-01T00:00:00Z">{"".join(inside)}</w:ins>'


def gone(text: str) -> str:
    run = f'<w:r><w:delText xml:space="preserve">{escaped(text)}</w:delText></w:r>'
    return f'<w:del w:id="901" w:author="A" w:date="2026-01-01T00:00:00Z">{run}</w:del>'


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{r(result)}{mark('end')}"


def cell(*inside: str, span: int = 1, merged: str = "") -> str:
    width = f'<w:tcW w:w="{2000 * span}" w:type="dxa"/>'
    marks = width + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merged
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{''.join(x if x.startswith('<') else p(x) for x in inside)}</w:tc>"


def table(rows: list[list[str]]) -> str:
    body = "".join(f"<w:tr>{''.join(x if x.startswith('<w:tc>') else cell(x) for x in row)}</w:tr>" for row in rows)
    grid = "".join("<w:gridCol w:w='2000'/>" for _ in range(max(map(len, rows))))
    return f"<w:tbl><w:tblPr>{WIDTH}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def box(*paragraphs: str) -> str:
    """A text box as Word saves it: a DrawingML shape with a VML copy."""
    text = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    shape = (
        '<w:drawing><wp:inline><wp:extent cx="900000" cy="400000"/><wp:docPr id="1" name="Hộp"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>{text}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
    copy = f'<w:pict><v:shape style="width:90pt;height:40pt"><v:textbox>{text}</v:textbox></v:shape></w:pict>'
    choice = f'<mc:Choice Requires="wps">{shape}</mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback>{copy}</mc:Fallback></mc:AlternateContent></w:r>"


def part(root: str, *inside: str) -> str:
    return f"{HEAD}<w:{root} {SPACES}>{''.join(inside)}</w:{root}>"


def doc(
    *blocks: str,
    styles: str = "",
    header: str = "",
    footer: str = "",
    footnotes: str = "",
    comments: str = "",
    numbering: str = "",
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """A .docx; ``styles`` to ``numbering`` are what stands inside those parts."""
    inside = "".join(x if x.startswith("<") else p(x) for x in blocks)
    references = "".join(
        f'<w:{name}Reference w:type="default" r:id="{name}"/>'
        for name, given in (("header", header), ("footer", footer))
        if given
    )
    parts = {"word/document.xml": part("document", f"<w:body>{inside}<w:sectPr>{references}</w:sectPr></w:body>")}
    for name, root, given in (
        ("styles", "styles", styles),
        ("header", "hdr", header),
        ("footer", "ftr", footer),
        ("footnotes", "footnotes", footnotes),
        ("comments", "comments", comments),
        ("numbering", "numbering", numbering),
    ):
        if given:
            parts[f"word/{name}.xml"] = part(root, given)
    return packed({name: text.encode() for name, text in parts.items()} | (extra or {}))


def packed(parts: dict[str, bytes]) -> bytes:
    """A package around those parts, with types and relationships."""
    names = [name[5:-4] for name in parts if name.startswith("word/") and name != "word/document.xml"]
    names = [name for name in names if "/" not in name]
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{name}+xml"/>' for name in names)
    main = f'<Override PartName="/word/document.xml" ContentType="{_WML}.document.main+xml"/>'
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    links = "".join(f'<Relationship Id="{n}" Type="{_OFFICE}/{n}" Target="{n}.xml"/>' for n in names)
    first = f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    types = f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{rels}{xml}{main}{overrides}</Types>'
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{first}</Relationships>'.encode(),
            "word/_rels/document.xml.rels": (
                f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'.encode()
            ),
        }
        | parts
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
