"""The value of every tag for one plan. Values that are XML come as ``Markup``; all others are escaped by
jinja.
"""

from __future__ import annotations

from markupsafe import Markup

from planforge.document.tree import Plan
from planforge.errors import TemplateError
from planforge.rendering import blocks, body, styles
from planforge.rendering.appendix import appendix_xml
from planforge.rendering.metrics import text_width
from planforge.rendering.ooxml import MM, plain
from planforge.rendering.shell import Canvas, Shell
from planforge.rendering.tags import TAGS
from planforge.text.dates import BLANK, long_date


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


def context(
    plan: Plan, canvas: Canvas, sections: str | None = None, table: str | None = None
) -> dict[str, str]:
    """Tag → value for the tags this shell uses; ``sections`` and ``table`` stand for what is drawn elsewhere.

    Raises :class:`TemplateError` when content would find no place.
    """
    header = plan.header
    values = {
        "so": number(plan),
        "ky_hieu": plain(header.symbol),
        "dia_danh_ngay": place_and_date(plan),
        "ten_loai": plain(header.type_name.upper()),
        **{tag: Markup(xml) for tag, xml in _drawn(plan, canvas, sections, table).items()},
    }
    _refuse_loss(plan, values, canvas.shell)
    return values


def _drawn(plan: Plan, canvas: Canvas, sections: str | None, table: str | None) -> dict[str, str]:
    header, room = plan.header, canvas.shell.room
    return {
        "co_quan_chu_quan": blocks.superior(header, canvas) if "co_quan_chu_quan" in room else "",
        "co_quan_ban_hanh": blocks.issuer(header, canvas) if "co_quan_ban_hanh" in room else "",
        "vach_co_quan": blocks.issuer_rule(header, canvas) if "vach_co_quan" in room else "",
        "vach_tieu_ngu": blocks.motto_rule(canvas) if "vach_tieu_ngu" in room else "",
        "trich_yeu": blocks.subject(header, canvas) if "trich_yeu" in room else "",
        "vach_trich_yeu": blocks.subject_rule(header, canvas) if "vach_trich_yeu" in room else "",
        "kinh_gui": blocks.addressees(header, canvas) if "kinh_gui" in room else "",
        "noi_dung": body.opening(plan, canvas) + (body.sections(plan, canvas) if sections is None else sections),
        "noi_nhan": blocks.recipients(blocks.recipient_lines(plan.recipients, header), canvas),
        "chu_ky": blocks.signature(plan.signature, canvas),
        "phu_luc": appendix_xml(plan.appendix, canvas, table) if plan.appendix else "",
    }


def _refuse_loss(plan: Plan, values: dict[str, str], shell: Shell) -> None:
    present = {name: bool(value) for name, value in values.items()}
    present |= {"trich_yeu": bool(plan.header.subject), "kinh_gui": bool(plan.header.addressees)}
    present["co_quan_chu_quan"] = bool(plan.header.superior)
    present["co_quan_ban_hanh"] = bool(plan.header.issuer)
    missing = [t.name for t in TAGS.values() if t.required and present[t.name] and t.name not in shell.room]
    if missing:
        raise TemplateError(
            f"Mẫu {plan.template} không có thẻ {', '.join(f'“{name}”' for name in missing)}.",
            "Văn bản có nội dung cho thẻ đó, nếu thiếu thẻ thì nội dung bị mất.",
            "Hãy thêm thẻ vào mẫu hoặc chọn mẫu khác.",
        )
