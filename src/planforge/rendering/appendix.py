"""The appendix: label, title, reference, short rule, and the table of assignments (PL.I, Mục III, k.1)."""

from __future__ import annotations

from planforge.document.tree import Appendix
from planforge.rendering import styles
from planforge.rendering.blocks import SHORT_RULE
from planforge.rendering.metrics import text_width, wrap
from planforge.rendering.ooxml import MM, paragraph, plain, rule
from planforge.rendering.shell import Canvas
from planforge.rendering.stretches import Long, Own, Piece, Pieces
from planforge.text.folding import fold

ORDINAL = "STT"
_FIELDS = {
    # The first word found in a heading decides its field, so the narrower words come first.
    "product": ("Sản phẩm, kết quả", ("san pham", "ket qua")),
    "coordination": ("Đơn vị phối hợp", ("phoi hop",)),
    "lead": ("Đơn vị chủ trì", ("chu tri", "don vi", "co quan", "thuc hien boi")),
    "deadline": ("Thời hạn", ("thoi han", "thoi gian", "han ", "tien do", "hoan thanh")),
    "task": ("Nội dung nhiệm vụ", ("nhiem vu", "noi dung", "cong viec")),
}
_ORDER = ("task", "lead", "coordination", "deadline", "product")
_SHARES = {"task": 44, "lead": 15, "coordination": 16, "deadline": 11, "product": 14}
_ORDINAL_SHARE = 5


def columns(appendix: Appendix) -> list[tuple[str, str]]:
    """Heading and field of each column after ``STT``; a field with content never goes without a column."""
    found: list[tuple[str, str]] = []
    free = list(_ORDER)
    for heading in appendix.columns:
        if fold(heading) in ("stt", "tt", "so tt"):
            continue
        field = next(
            (f for f, (_, words) in _FIELDS.items() if f in free and any(w in fold(heading) for w in words)),
            "",
        )
        field = field or (free[0] if free else "")
        if field:
            free.remove(field)
            found.append((heading, field))
    missing = [field for field in free if any(getattr(row, field) for row in appendix.rows)]
    return found + [(_FIELDS[field][0], field) for field in missing]


def table_rows(appendix: Appendix) -> list[list[str]]:
    """The cells of every row, ordinal first; shared by all output formats."""
    fields = [field for _, field in columns(appendix)]
    return [[str(n), *(getattr(row, field) for field in fields)] for n, row in enumerate(appendix.rows, 1)]


def appendix_xml(appendix: Appendix, canvas: Canvas, table: Piece | None = None) -> Pieces:
    """TT-122 to TT-124, then the table (drawn here unless it is given)."""
    points = canvas.points(styles.PHU_LUC_CHI_DAN)
    lines = wrap(plain(appendix.reference), canvas.shell.appendix_room / MM, points, italic=True)
    length = SHORT_RULE * text_width(lines[-1], points, italic=True) if lines else 20.0
    reference = paragraph(canvas.style(styles.PHU_LUC_CHI_DAN), appendix.reference) if lines else ""
    return (
        paragraph(canvas.style(styles.PHU_LUC_NHAN), "Phụ lục"),
        Own(paragraph(canvas.style(styles.PHU_LUC_TIEU_DE), appendix.title.upper())),
        Own(reference),
        Own(rule(canvas.style(styles.VACH), canvas.shell.appendix_room, length, after=9)),
        Long(table_xml(appendix, canvas)) if table is None else table,
        paragraph_after_table(canvas),
    )


def paragraph_after_table(canvas: Canvas) -> str:
    """Word wants a paragraph after a table at the end; this one is a point high."""
    no_line = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
    return f'<w:p><w:pPr><w:pStyle w:val="{canvas.style(styles.VACH)}"/>{no_line}</w:pPr></w:p>'


def table_xml(appendix: Appendix, canvas: Canvas) -> str:
    """The table of assignments; its widths come from the page, not from what the cells say."""
    named = columns(appendix)
    widths = _widths([field for _, field in named], canvas.shell.appendix_room)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(
        [ORDINAL, *(heading for heading, _ in named)], widths, canvas.style(styles.BANG_DAU), "<w:tblHeader/>"
    )
    cell_style = canvas.style(styles.BANG_O)
    centred = {0, *(i for i, (_, field) in enumerate(named, 1) if field == "deadline")}
    rows = "".join(_row(cells, widths, cell_style, "", centred) for cells in table_rows(appendix))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>'
    )


def _widths(fields: list[str], room: int) -> list[int]:
    shares = [_ORDINAL_SHARE, *(_SHARES[field] for field in fields)]
    return [room * share // sum(shares) for share in shares]


def _row(cells: list[str], widths: list[int], style: str, extra: str, centred: set[int] | None = None) -> str:
    centre = '<w:jc w:val="center"/>'
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{extra}</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f"{paragraph(style, text, centre if centred and index in centred else '')}</w:tc>"
            for index, (text, width) in enumerate(zip(cells, widths, strict=True))
        )
        + "</w:tr>"
    )
