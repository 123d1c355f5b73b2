"""Which shell the plan takes, and the order and titles of its sections (``outline.yaml`` beside the shell)."""

from __future__ import annotations

from planforge.catalogue.loading import load_file
from planforge.catalogue.locations import templates_folder
from planforge.catalogue.wording import Outline
from planforge.derivation.case import Case
from planforge.errors import TemplateError


def template_name(case: Case) -> str:
    """The shell asked for, else the one that fits the issuer."""
    return case.request.template or ("kehoach/co-quan" if case.profile.issuer else "kehoach/ubnd")


def outline(case: Case) -> Outline:
    """The outline of the plan's shell. Raises ``TemplateError`` when there is no such shell."""
    folder = templates_folder()
    path = (folder / template_name(case) / "outline.yaml").resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        known = sorted(str(one.parent.relative_to(folder)) for one in folder.glob("*/*/outline.yaml"))
        raise TemplateError(
            f"Không có mẫu '{template_name(case)}'.", do=f"Các mẫu lập kế hoạch: {', '.join(known)}."
        )
    return load_file(path, Outline).model
