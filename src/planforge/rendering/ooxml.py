"""WordprocessingML as plain strings: escaping, paragraphs, rules, bookmarks. No document objects."""

from __future__ import annotations

import re
from unicodedata import is_normalized

from planforge.text.folding import nfc

MM = 1440 / 25.4
"""Twips in one millimetre."""

_ODD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff\U000f0004\U000f0005]"
)
"""The last two are the engine's own marks."""
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


def plain(text: str) -> str:
    """Text fit for one paragraph: NFC, no character illegal in XML 1.0, line breaks and tabs turned into a
    space.
    """
    if not is_normalized("NFC", text):
        text = nfc(text)
    if _ODD.search(text):
        text = _ODD.sub("", _BREAKS.sub(" ", text))
    return text


def escape(text: str) -> str:
    """Safe inside element content and inside a double-quoted attribute."""
    text = plain(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def run(text: str, properties: str = "") -> str:
    """One run; leading, trailing and double spaces are kept."""
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, text: str, properties: str = "", around: tuple[str, str] = ("", "")) -> str:
    """A paragraph in the style with that id; ``properties`` in schema order, ``around`` a bookmark's start
    and end.
    """
    start, end = around
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{start}{run(text)}{end}</w:p>'


def bookmark(number: int, name: str) -> tuple[str, str]:
    """Start and end of a bookmark. A name that starts with ``_`` is hidden in Word."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>', f'<w:bookmarkEnd w:id="{number}"/>'


def indents(left: float, right: float) -> str:
    """Left and right indent in twips."""
    return f'<w:ind w:left="{max(0, round(left))}" w:right="{max(0, round(right))}"/>'


def rule(style: str, room: int, length: float, after: int = 0) -> str:
    """A solid line of ``length`` millimetres centred in ``room`` twips: the border of an empty paragraph
    (TT-032).

    ``after``: points of white below, when the style's own are not enough.
    """
    margin = (room - length * MM) / 2
    gap = f'<w:spacing w:after="{after * 20}"/>' if after else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{gap}{indents(margin, margin)}</w:pPr></w:p>'
