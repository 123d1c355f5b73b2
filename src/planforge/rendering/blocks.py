"""The boxes around the body: issuer, trích yếu, Kính gửi, Nơi nhận, signature (NĐ 30/2020/NĐ-CP, PL.I, Mục
II).
"""

from __future__ import annotations

from planforge.document.tree import Header, Recipient, Signature
from planforge.rendering import styles
from planforge.rendering.metrics import balanced_room, text_width, wrap
from planforge.rendering.ooxml import MM, indents, paragraph, plain, rule
from planforge.rendering.shell import Canvas
from planforge.text.folding import fold

TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
SHORT_RULE = 0.4
"""Share of the text line: the middle of 1/3 and 1/2 (TT-037, TT-065)."""
_SLACK = 2.0
"""Millimetres left free beside the longest line, so that rounding never breaks it."""
_AUTHORITY = ("TM.", "KT.", "TL.", "TUQ.", "Q.")
_BLANK_NAME = "…" * 16
_MARKS = " .;,"


def superior(header: Header, canvas: Canvas) -> str:
    """Box 2, upper part: the direct superior in regular capitals (TT-038); nothing for an UBND."""
    if not header.superior:
        return ""
    room, points = canvas.room("co_quan_chu_quan"), canvas.points(styles.CHU_QUAN)
    return _even(canvas.style(styles.CHU_QUAN), plain(header.superior.upper()), room, points, bold=False)


def issuer(header: Header, canvas: Canvas) -> str:
    """Box 2: the issuer's own name in capitals (TT-036), a long one broken evenly."""
    style, room = canvas.style(styles.BAN_HANH), canvas.room("co_quan_ban_hanh")
    points = canvas.points(styles.BAN_HANH)
    return "".join(_even(style, plain(line.upper()), room, points) for line in header.issuer)


def issuer_rule(header: Header, canvas: Canvas) -> str:
    """The rule under box 2, measured against the last line (TT-037)."""
    room, points = canvas.room("vach_co_quan"), canvas.points(styles.BAN_HANH)
    length = SHORT_RULE * _last_line(plain(header.issuer[-1].upper()), room, points) if header.issuer else 0
    return rule(canvas.style(styles.VACH), room, min(length, SHORT_RULE * room / MM))


def _even(style: str, text: str, room: int, points: float, *, bold: bool = True) -> str:
    """A paragraph whose lines are about equally long, so that none is a lone word."""
    wide = balanced_room(text, room / MM, points, bold=bold)
    margin = (room - (wide + _SLACK) * MM) / 2
    return paragraph(style, text, indents(margin, margin) if margin > 0 else "")


def _last_line(text: str, room: int, points: float) -> float:
    """Width in millimetres of the last line of such a paragraph."""
    lines = wrap(text, balanced_room(text, room / MM, points, bold=True), points, bold=True)
    return text_width(lines[-1], points, bold=True) if lines else 0


def motto_rule(canvas: Canvas) -> str:
    """The rule under the Tiêu ngữ, exactly as long as its text (TT-030)."""
    length = text_width(TIEU_NGU, canvas.points(styles.TIEU_NGU), bold=True)
    return rule(canvas.style(styles.VACH), canvas.room("vach_tieu_ngu"), length)


def subject(header: Header, canvas: Canvas) -> str:
    """Box 5a: the trích yếu under the type name (TT-064)."""
    text = plain(header.subject).strip()
    return _even(
        canvas.style(styles.TRICH_YEU), text, canvas.room("trich_yeu"), canvas.points(styles.TRICH_YEU)
    )


def subject_rule(header: Header, canvas: Canvas) -> str:
    """The rule under the trích yếu, measured against its last line (TT-065)."""
    room = canvas.room("vach_trich_yeu")
    length = SHORT_RULE * _last_line(plain(header.subject), room, canvas.points(styles.TRICH_YEU))
    return rule(canvas.style(styles.VACH), room, length, after=6)


def addressees(header: Header, canvas: Canvas) -> str:
    """Box 9a: one addressee on the line of ``Kính gửi:``; more stand below it, their dashes under the colon.

    TT-107, TT-108.
    """
    style = canvas.style(styles.KINH_GUI)
    names = [name.rstrip(_MARKS) for name in header.addressees]
    if len(names) < 2:
        return "".join(paragraph(style, f"Kính gửi: {name}", '<w:jc w:val="center"/>') for name in names)
    label = text_width("Kính gửi", canvas.points(styles.KINH_GUI)) * MM
    left = canvas.room("kinh_gui") * 0.2
    hang = round(text_width("- ", canvas.points(styles.KINH_GUI)) * MM)
    lines = [paragraph(style, "Kính gửi:", f'<w:keepNext/><w:ind w:left="{round(left)}"/>')]
    for name in names:
        end = "." if name is names[-1] else ";"
        indent = f'<w:spacing w:before="0"/><w:ind w:left="{round(left + label) + hang}" w:hanging="{hang}"/>'
        lines.append(paragraph(style, f"- {name}{end}", indent))
    return "".join(lines)


def recipient_lines(recipients: tuple[Recipient, ...], header: Header) -> list[str]:
    """Box 9b as text: ``;`` after each line, a full stop after the last (TT-110, TT-111); ``Như trên``
    (TT-112).
    """
    lines = [_recipient(recipient) for recipient in recipients]
    if header.addressees and not any(fold(line).startswith("- nhu tren") for line in lines):
        lines.insert(0, "- Như trên")
    return [f"{line}{'.' if index == len(lines) else ';'}" for index, line in enumerate(lines, 1)]


def _recipient(recipient: Recipient) -> str:
    text = recipient.text.strip().removeprefix("- ").rstrip(_MARKS)
    return f"- {text} ({recipient.remark.strip(' ()')})" if recipient.remark.strip(" ()") else f"- {text}"


def recipients(lines: list[str], canvas: Canvas) -> str:
    """Box 9b below its label."""
    style = canvas.style(styles.NOI_NHAN)
    return "".join(paragraph(style, line) for line in lines)


def signature(signed: Signature, canvas: Canvas) -> str:
    """Boxes 7a to 7b. The room for the signature is the spacing before the name; an unknown name is a row of
    dots.
    """
    authority, title = canvas.style(styles.QUYEN_HAN), canvas.style(styles.CHUC_VU)
    lines = [
        paragraph(authority if line.upper().startswith(_AUTHORITY) else title, line.upper(), "<w:keepNext/>")
        for line in signed.lines
    ]
    return "".join((*lines, paragraph(canvas.style(styles.HO_TEN), signed.name or _BLANK_NAME)))
