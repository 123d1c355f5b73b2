"""Write the shells under templates/: small .docx files that an office can restyle in Word.

Usage: PYTHONPATH=src python tools/make_shells.py

Every part is written here, not taken from a library's default document, because those bring theme fonts,
theme colours and a hundred styles that would override Times New Roman or clutter Word's list of styles. Same
bytes on every run.
"""

from __future__ import annotations

from pathlib import Path

from planforge.rendering.package import write_parts
from planforge.rendering.tags import TAGS
from shell_document import document, first_header, header
from shell_styles import styles
from shell_theme import theme

ROOT = Path(__file__).parent.parent / "templates"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PKG = "http://schemas.openxmlformats.org/package/2006"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

SHELLS = {
    "kehoach/ubnd": ("Kế hoạch của Ủy ban nhân dân", "uy-ban-nhan-dan", False, False),
    "kehoach/co-quan": (
        "Kế hoạch của cơ quan chuyên môn, tổ chức hành chính",
        "co-quan-chuyen-mon",
        True,
        False,
    ),
    "baocao/ubnd": ("Báo cáo của Ủy ban nhân dân", "uy-ban-nhan-dan", False, True),
}


def types() -> str:
    """Content types of the parts."""
    names = {"document": "document.main", "styles": "styles", "settings": "settings",
             "fontTable": "fontTable",
             "header1": "header", "header2": "header"}  # fmt: skip
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for name, kind in names.items()
    )
    return (
        f'{HEAD}<Types xmlns="{PKG}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}'
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
    )


def relationships(kinds: dict[str, str]) -> str:
    """A relationships part: rId1, rId2 … in the given order, target → kind."""
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}/{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(kinds.items(), 1)
    )
    return f'{HEAD}<Relationships xmlns="{PKG}/relationships">{rows}</Relationships>'


def settings() -> str:
    """Compatibility mode 15 (else Word says "Compatibility Mode"), Vietnamese separators, no theme."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1),
                            ("enableOpenTypeFeatures", 1), ("doNotFlipMirrorIndents", 1),
                            ("differentiateMultirowTableHeaders", 1))
    )  # fmt: skip
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="vi-VN"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def fonts() -> str:
    """One font (TT-005)."""
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="Times New Roman">'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def shell(superior: bool, report: bool) -> bytes:
    """The whole package."""
    parts = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relationships({"word/document.xml": "officeDocument"}),
        "word/_rels/document.xml.rels": relationships(
            {"styles.xml": "styles", "settings.xml": "settings", "fontTable.xml": "fontTable",
             "header1.xml": "header", "header2.xml": "header", "theme/theme1.xml": "theme"}
        ),
        "word/document.xml": HEAD + document(superior=superior, report=report),
        "word/header1.xml": HEAD + header(),
        "word/header2.xml": HEAD + first_header(),
        "word/styles.xml": HEAD + styles(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": fonts(),
        "word/theme/theme1.xml": HEAD + theme(),
    }  # fmt: skip
    return write_parts({name: text.encode() for name, text in parts.items()})


def metadata(ident: str, name: str, issuer: str, document_text: str) -> str:
    """The description beside the shell; tags in the order of their first use."""
    used = sorted(
        (tag for tag in TAGS if f" {tag} }}}}" in document_text),
        key=lambda t: document_text.index(f" {t} }}}}"),
    )
    lines = [
        f"id: {ident}", f"ten: {name}", f"co_quan: {issuer}", "co_chu: P14", "the:",
        *(f"  {tag}: '{TAGS[tag].meaning}'" for tag in used),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write all shells."""
    for folder, (name, issuer, superior, report) in SHELLS.items():
        target = ROOT / folder
        target.mkdir(parents=True, exist_ok=True)
        (target / "shell.docx").write_bytes(shell(superior, report))
        text = metadata(folder, name, issuer, document(superior=superior, report=report))
        (target / "metadata.yaml").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
