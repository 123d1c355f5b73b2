"""Tree and shell to .docx: a few strings joined, a few parts deflated.

A shell is read once (:mod:`planforge.rendering.cache`), its parts that never change are deflated once, and
each plan costs one jinja rendering and the deflating of what it fills. The filled parts equal what docxtpl
renders from the same shell and context. One thing is ours: the last section of a shell is the appendix's, so
a plan without an appendix takes the first section's paper instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Template

from planforge.document.tree import Plan
from planforge.errors import TemplateError
from planforge.rendering.appendix import table_xml
from planforge.rendering.body import sections
from planforge.rendering.cache import load_shell
from planforge.rendering.context import context, profile
from planforge.rendering.environment import shell_environment
from planforge.rendering.package import Block, Member, block, deflate, join_blocks, read_package, write_package
from planforge.rendering.properties import properties, snapshot_pieces
from planforge.rendering.shell import Canvas, Shell

_DOCUMENT = "word/document.xml"
_SECTIONS, _TABLE = "\U000f0004", "\U000f0005"
_MARKS = re.compile(f"([{_SECTIONS}{_TABLE}])")
"""Where the long stretches go in what jinja renders."""
_TAG = re.compile(r"\{[{%#]")
_MAX_SHELL = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A shell ready to be filled many times."""

    shell: Shell
    templates: dict[str, Template]
    static: dict[str, tuple[Member, ...]]

    def fill(self, values: dict[str, str]) -> dict[str, str]:
        """The parts that hold tags, rendered."""
        return {part: template.render(values) for part, template in self.templates.items()}


def compile_template(path: Path, cache_dir: Path | None = None) -> CompiledTemplate:
    """The shell at ``path``. Raises :class:`TemplateError` when it cannot be opened or has a tag we do not
    know.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise TemplateError(
            f"Không tìm thấy mẫu {path}.",
            "Không có mẫu thì không dựng được văn bản.",
            "Hãy kiểm tra tên mẫu.",
        ) from error
    return _compile(path, state.st_mtime_ns, state.st_size, cache_dir)


@lru_cache(maxsize=64)
def _compile(path: Path, changed: int, size: int, cache_dir: Path | None) -> CompiledTemplate:
    if size > _MAX_SHELL:
        raise TemplateError(
            f"Mẫu {path} quá lớn.", "Mẫu không được quá 32 MB.", "Hãy giảm dung lượng hình ảnh."
        )
    data = path.read_bytes()
    shell = load_shell(data, str(path), cache_dir)
    environment = shell_environment()
    templates = {part: environment.from_string(source) for part, source in shell.sources.items()}
    # Headers and footers seldom hold a tag.
    fixed = {part: template.render() for part, template in templates.items() if not _TAG.search(shell.sources[part])}
    moving = {part: template for part, template in templates.items() if part not in fixed}
    return CompiledTemplate(shell, moving, _static(data, shell, fixed))


def _static(data: bytes, shell: Shell, texts: dict[str, str]) -> dict[str, tuple[Member, ...]]:
    parts = read_package(data)
    shared = {name: deflate(name, parts[name]) for name in shell.kept}
    shared |= {name: deflate(name, text.encode()) for name, text in texts.items()}
    return {
        sizes: tuple(
            {**shared, **{name: deflate(name, text.encode()) for name, text in fixed.items()}}.values()
        )
        for sizes, fixed in shell.fixed.items()
    }


def render_docx(plan: Plan, template_dir: Path, cache_dir: Path | None = None) -> bytes:
    """The plan as a .docx: the same plan and shell give the same bytes. ``template_dir`` as in
    :func:`find_shell`.
    """
    template = compile_template(find_shell(plan, template_dir), cache_dir)
    canvas = Canvas(template.shell, profile(plan, template.shell))
    return pack(plan, template, canvas, draw_bulk(plan, canvas))


@dataclass(frozen=True, slots=True)
class Bulk:
    """The long stretches of one plan: its sections, its table, and the blocks of its snapshot."""

    sections: Block
    table: Block | None
    snapshot: tuple[Block, ...]


def draw_bulk(plan: Plan, canvas: Canvas) -> Bulk:
    """The long stretches, drawn from the tree."""
    return Bulk(
        block(sections(plan, canvas)),
        block(table_xml(plan.appendix, canvas)) if plan.appendix else None,
        tuple(block(piece) for piece in snapshot_pieces(plan)),
    )


def pack(plan: Plan, template: CompiledTemplate, canvas: Canvas, bulk: Bulk) -> bytes:
    """The .docx of a plan whose long stretches are deflated already."""
    shell = template.shell
    filled = template.fill(context(plan, canvas, _SECTIONS, _TABLE))
    if plan.appendix is None:
        filled[_DOCUMENT] = _without_appendix(filled[_DOCUMENT], shell)
    document = join_blocks(_DOCUMENT, _with_bulk(filled.pop(_DOCUMENT), bulk))
    filled |= properties(plan)
    members = [deflate(name, text.encode()) for name, text in filled.items()]
    saved = join_blocks(shell.snapshot, bulk.snapshot)
    return write_package([document, saved, *members, *template.static[canvas.profile]])


def _with_bulk(document: str, bulk: Bulk) -> Iterator[Block]:
    """The document's blocks in order; the table always stands after the sections, or is not there."""
    stretches = {_SECTIONS: bulk.sections, _TABLE: bulk.table}
    for piece in _MARKS.split(document):
        stretch = stretches.get(piece)
        yield stretch if stretch is not None else block(piece)


def find_shell(plan: Plan, template_dir: Path) -> Path:
    """``shell.docx`` in ``template_dir`` itself, or in the folder below it that the plan names."""
    direct = template_dir / "shell.docx"
    if direct.is_file():
        return direct
    root = template_dir.resolve()
    path = (root / plan.template / "shell.docx").resolve()
    if not path.is_relative_to(root):
        raise TemplateError(
            f"Tên mẫu “{plan.template}” trỏ ra ngoài thư mục mẫu.",
            "Chỉ dùng mẫu trong thư mục mẫu.",
            "Hãy sửa tên mẫu.",
        )
    return path


def _without_appendix(document: str, shell: Shell) -> str:
    first, last = shell.sections
    head, found, tail = document.rpartition(last)
    return f"{head}{first}{tail}" if found else document
