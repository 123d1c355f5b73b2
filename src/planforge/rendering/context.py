"""The value of every tag for one plan: words for tags inside a line, whole paragraphs for tags that stand alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planforge.document.tree import Plan
from planforge.errors import TemplateError
from planforge.rendering import blocks, body, styles
from planforge.rendering.appendix import appendix_xml
from planforge.rendering.metrics import text_width
from planforge.rendering.ooxml import MM, plain
from planforge.rendering.shell import Canvas, Shell
from planforge.rendering.stretches import Long, Own, Pieces
from planforge.rendering.tags import TAGS
from planforge.text.dates import BLANK, long_date

_BOXES: Mapping[str, Callable[[Plan, Canvas], Pieces]] = {
    "co_quan_chu_quan": lambda plan, canvas: (Own(blocks.superior(plan.header, canvas)),),
    "co_quan_ban_hanh": lambda plan, canvas: (Own(blocks.issuer(plan.header, canvas)),),
    "vach_co_quan": lambda plan, canvas: (Own(blocks.issuer_rule(plan.header, canvas)),),
    "vach_tieu_ngu": lambda plan, canvas: (blocks.motto_rule(canvas),),
    "trich_yeu": lambda plan, canvas: (Own(blocks.subject(plan.header, canvas)),),
    "vach_trich_yeu": lambda plan, canvas: (Own(blocks.subject_rule(plan.header, canvas)),),
    "kinh_gui": lambda plan, canvas: (blocks.addressees(plan.header, canvas),),
    "noi_dung": lambda plan, canvas: (*body.opening(plan, canvas), Long(body.sections(plan, canvas))),
    "noi_nhan": lambda plan, canvas: (blocks.recipients(blocks.recipient_lines(plan.recipients, plan.header), canvas),),
    "chu_ky": lambda plan, canvas: (blocks.signature(plan.signature, canvas),),
    "phu_luc": lambda plan, canvas: appendix_xml(plan.appendix, canvas) if plan.appendix else (),
}
_SAID: Mapping[str, Callable[[Plan], object]] = {
    "so": lambda plan: True,
    "ky_hieu": lambda plan: plan.header.symbol,
    "dia_danh_ngay": lambda plan: True,
    "ten_loai": lambda plan: plan.header.type_name,
    "co_quan_chu_quan": lambda plan: plan.header.superior,
    "co_quan_ban_hanh": lambda plan: plan.header.issuer,
    "trich_yeu": lambda plan: plan.header.subject,
    "kinh_gui": lambda plan: plan.header.addressees,
    "noi_dung": lambda plan: plan.opening or plan.body,
    "noi_nhan": lambda plan: plan.recipients or plan.header.addressees,
    "chu_ky": lambda plan: True,
    "phu_luc": lambda plan: plan.appendix,
}
"""Whether a plan has something to say at a tag."""


def place_and_date(plan: Plan) -> str:
    """``Bắc Hồng, ngày 05 tháng 01 năm 2026``, blanks for what a draft does not know (TT-057, TT-060)."""
    header = plan.header
    return f"{plain(header.place)}, {long_date(header.year, header.month, header.day)}"


def number(plan: Plan) -> str:
    """Two digits at least; blank until the registry gives one (TT-043, TT-051)."""
    given = (plan.header.number or "").strip()
    return plain(given.zfill(2) if given.isdigit() else given) or BLANK


def profile(plan: Plan, shell: Shell) -> str:
    """The plan's size profile, or P13 when the place and date would wrap at P14 (TT-011)."""
    points = shell.sizes["P14"][styles.DIA_DANH.name]
    room = shell.room.get("dia_danh_ngay")
    too_wide = room is not None and text_width(place_and_date(plan), points, italic=True) > room / MM
    return "P13" if too_wide else plan.sizes


def words(plan: Plan) -> dict[str, str]:
    """Text tag → its words, not yet escaped; ``Own`` where one unit alone says them."""
    return {
        "so": number(plan),
        "ky_hieu": plain(plan.header.symbol),
        "dia_danh_ngay": Own(place_and_date(plan)),
        "ten_loai": plain(plan.header.type_name.upper()),
    }


def boxes(plan: Plan, canvas: Canvas, ready: Mapping[str, Pieces] | None = None) -> dict[str, Pieces]:
    """XML tag → its paragraphs, none where the shell lacks the tag; ``ready``: those that are drawn already.

    Raises :class:`TemplateError` when content would find no place.
    """
    _refuse_loss(plan, canvas.shell)
    room, drawn = canvas.shell.room, ready or {}
    return {
        tag: drawn[tag] if tag in drawn else draw(plan, canvas) if tag in room else () for tag, draw in _BOXES.items()
    }


def _refuse_loss(plan: Plan, shell: Shell) -> None:
    missing = [name for name, says in _SAID.items() if name not in shell.room and TAGS[name].required and says(plan)]
    if missing:
        raise TemplateError(
            f"Mẫu {plan.template} không có thẻ {', '.join(f'“{name}”' for name in missing)}.",
            "Văn bản có nội dung cho thẻ đó, nếu thiếu thẻ thì nội dung bị mất.",
            "Hãy thêm thẻ vào mẫu hoặc chọn mẫu khác.",
        )
