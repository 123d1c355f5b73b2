"""Which shell the plan takes, and the order and titles of its sections (``outline.yaml`` beside the shell)."""

from __future__ import annotations

from pathlib import Path

from planforge.catalogue.loading import load_file
from planforge.catalogue.locations import templates_folder
from planforge.catalogue.wording import Outline
from planforge.derivation.case import Case
from planforge.errors import TemplateError


def template_name(case: Case) -> str:
    """The shell asked for, else the one that fits the issuer."""
    return case.request.template or _usual(case)


def _usual(case: Case) -> str:
    return "kehoach/co-quan" if case.profile.issuer else "kehoach/ubnd"


def outline(case: Case) -> Outline:
    """The outline of the plan's shell. Raises ``TemplateError`` when there is no such shell."""
    return case.once(f"outline: {template_name(case)} {_usual(case)}", lambda: _read(case))


def _read(case: Case) -> Outline:
    folder, name = templates_folder(), template_name(case)
    if (Path(name) / "shell.docx").is_file():
        # An office's own shell need not repeat the outline.
        own = Path(name) / "outline.yaml"
        return load_file(own if own.is_file() else folder / _usual(case) / "outline.yaml", Outline).model
    path = (folder / name / "outline.yaml").resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        known = sorted(str(one.parent.relative_to(folder)) for one in folder.glob("*/*/outline.yaml"))
        raise TemplateError(
            f"Không có mẫu '{name}'.",
            do=f"Các mẫu lập kế hoạch: {', '.join(known)}; hoặc thư mục có tệp shell.docx của đơn vị.",
        )
    return load_file(path, Outline).model
