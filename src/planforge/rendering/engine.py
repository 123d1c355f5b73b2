"""Tree and shell to .docx: a few strings joined, a few parts deflated.

A shell is read once (:mod:`planforge.rendering.cache`), its parts that never change are deflated once, and
each plan costs the joining of what it fills. The filled parts equal what docxtpl renders from the same shell and
context. One thing is ours: the last section of a shell is the appendix's, so a plan without an appendix takes the
first section's paper instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from planforge.document.tree import Plan
from planforge.errors import TemplateError
from planforge.rendering.cache import load_shell
from planforge.rendering.context import boxes, profile, words
from planforge.rendering.filling import Filling
from planforge.rendering.package import Member, deflate, read_package, write_package
from planforge.rendering.properties import properties, snapshot_pieces
from planforge.rendering.shell import Canvas, Shell
from planforge.rendering.stretches import Block, Piece, Pieces, join

_DOCUMENT = "word/document.xml"
_MAX_SHELL = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A shell ready to be filled many times."""

    shell: Shell
    fillings: dict[str, Filling]
    static: dict[str, tuple[Member, ...]]

    def fill(self, said: Mapping[str, str], drawn: Mapping[str, Pieces]) -> dict[str, list[Piece]]:
        """The parts that hold tags, filled with words and boxes (:mod:`planforge.rendering.context`)."""
        return {part: filling.fill(said, drawn) for part, filling in self.fillings.items()}


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
    fillings = {part: Filling(source) for part, source in shell.sources.items()}
    fixed = {part: shell.sources[part].removesuffix("\n") for part, filling in fillings.items() if filling.fixed}
    moving = {part: filling for part, filling in fillings.items() if part not in fixed}
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
    return pack(plan, template, canvas, boxes(plan, canvas), snapshot_pieces(plan))


def pack(
    plan: Plan, template: CompiledTemplate, canvas: Canvas, drawn: Mapping[str, Pieces], snapshot: Pieces
) -> bytes:
    """The .docx of a plan whose boxes and snapshot are drawn."""
    shell = template.shell
    parts = template.fill(words(plan), drawn)
    if plan.appendix is None:
        parts[_DOCUMENT] = _without_appendix(parts[_DOCUMENT], shell)
    filled: dict[str, Pieces | list[Piece]] = {**parts, **properties(plan), shell.snapshot: snapshot}
    return write_package([*(join(name, pieces) for name, pieces in filled.items()), *template.static[canvas.profile]])


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


def _without_appendix(document: list[Piece], shell: Shell) -> list[Piece]:
    """The last section's properties give way to the first's."""
    first, last = shell.sections
    changed = list(document)
    for place in range(len(changed) - 1, -1, -1):
        piece = changed[place]
        if isinstance(piece, Block):
            continue
        head, found, tail = piece.rpartition(last)
        if found:
            changed[place] = type(piece)(f"{head}{first}{tail}")
            break
    return changed
