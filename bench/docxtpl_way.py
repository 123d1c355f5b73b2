"""The same plans made with docxtpl alone, in the two ways a programmer would.

``context``: docxtpl gets the body as the XML planforge writes, so it pays for opening, patching, jinja and saving
only. ``loops``: the shell holds loops over the nodes and over the table's rows, which is how docxtpl is
meant to be used. Both from the tree inside each file and the shell it was made from; neither derives anything.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

_BODY, _TABLE = "{{p noi_dung }}", "{{p phu_luc }}"


def render_some(tasks: list[tuple[str, str]]) -> tuple[float, float]:
    """Seconds by the clock and of the processor for all plans: each opened, filled, written. One goes first to warm up.

    A task is a file of planforge's and ``context`` or ``loops``.
    """
    from planforge import read_plan

    clock = processor = 0.0
    folder = room(tasks)
    for number, (file, way) in enumerate([tasks[0], *tasks]):
        plan = read_plan(Path(file))
        shell, values = _loops(plan) if way == "loops" else _context(plan)
        before = time.perf_counter(), time.process_time()
        _docxtpl(shell, values, folder / f"{number}.docx")
        if number:
            clock, processor = clock + time.perf_counter() - before[0], processor + time.process_time() - before[1]
    return clock, processor


def room(tasks: list[tuple[str, str]]) -> Path:
    """A new folder beside the one the files of the tasks stand in; it goes when that goes."""
    return Path(tempfile.mkdtemp(dir=Path(tasks[0][0]).parents[1]))


def _docxtpl(shell: bytes, values: dict[str, Any], target: Path) -> None:
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO(shell))
    template.render(values, autoescape=True)
    template.save(target)


def _context(plan: Any) -> tuple[bytes, dict[str, Any]]:
    from planforge.catalogue.locations import templates_folder
    from planforge.rendering.context import boxes, profile, words
    from planforge.rendering.engine import compile_template, find_shell
    from planforge.rendering.filling import values
    from planforge.rendering.shell import Canvas

    path = find_shell(plan, templates_folder())
    shell = compile_template(path).shell
    return path.read_bytes(), values(words(plan), boxes(plan, Canvas(shell, profile(plan, shell))))


def _loops(plan: Any) -> tuple[bytes, dict[str, Any]]:
    shell, values = _context(plan)
    from planforge.rendering.appendix import table_rows
    from planforge.rendering.body import node_text

    values["phu_luc"] = bool(plan.appendix)
    values["nodes"] = [{"kind": node.kind, "text": node_text(node)} for _, node in plan.nodes()]
    values["rows"] = table_rows(plan.appendix) if plan.appendix else []
    return _loop_shell(shell), values


@cache
def _loop_shell(shell: bytes) -> bytes:
    """The shell with a paragraph a kind of node inside a loop, and a table whose row is repeated."""
    from docx import Document

    from planforge.rendering.styles import NODE_STYLES

    document = Document(BytesIO(shell))
    body = next(p for p in document.paragraphs if p.text.strip() == _BODY)
    body.insert_paragraph_before("{%p for node in nodes %}")
    for kind, style in NODE_STYLES.items():
        body.insert_paragraph_before(f"{{%p if node.kind == '{kind}' %}}")
        body.insert_paragraph_before("{{ node.text }}", style=style.name)
        body.insert_paragraph_before("{%p endif %}")
    body.insert_paragraph_before("{%p endfor %}")
    body._p.getparent().remove(body._p)
    place = next(p for p in document.paragraphs if p.text.strip() == _TABLE)
    table = document.add_table(4, 6)
    for row, text in ((1, "{%tr for row in rows %}"), (3, "{%tr endfor %}")):
        table.cell(row, 0).text = text
    for column in range(6):
        table.cell(2, column).text = f"{{{{ row[{column}] }}}}"
    place._p.addnext(table._tbl)
    place._p.getparent().remove(place._p)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def pages(file: Path) -> str:
    """``23 trang`` as LibreOffice lays the file out, or why it is not known."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            call = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", folder, str(file)]  # fmt: skip
            subprocess.run(call, check=True, capture_output=True, timeout=120)
            told = subprocess.run(["pdfinfo", f"{folder}/{file.stem}.pdf"], check=True, capture_output=True, text=True)
        except (OSError, subprocess.SubprocessError):
            return "không đếm được trang (cần LibreOffice, pdfinfo)"
    return next(line.split()[1] for line in told.stdout.splitlines() if line.startswith("Pages")) + " trang"
