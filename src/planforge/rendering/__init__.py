"""Tree → docx, html, pdf, xlsx, json. Formats are imported only when asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from planforge.document.tree import Plan
from planforge.errors import UnsupportedError

Format = Literal["docx", "pdf", "html", "xlsx", "json"]
FORMATS: tuple[str, ...] = get_args(Format)


def render(plan: Plan, format: str, template_dir: Path) -> bytes:
    """The plan in that format; ``template_dir`` holds the shells (only docx and pdf need it)."""
    if format == "docx":
        from planforge.rendering.engine import render_docx

        return render_docx(plan, template_dir)
    if format == "pdf":
        from planforge.rendering.engine import render_docx
        from planforge.rendering.pdf import render_pdf
        from planforge.rendering.properties import as_of

        return render_pdf(render_docx(plan, template_dir), day=as_of(plan))
    if format == "html":
        from planforge.rendering.page import render_html

        return render_html(plan)
    if format == "xlsx":
        from planforge.rendering.workbook import render_xlsx

        return render_xlsx(plan)
    if format == "json":
        from planforge.rendering.contract import render_json

        return render_json(plan)
    raise UnsupportedError(
        f"Không có định dạng “{format}”.", "planforge chỉ xuất được các định dạng đã biết.",
        f"Hãy chọn một trong: {', '.join(FORMATS)}.",
    )  # fmt: skip
