"""Programmes, strategies and projects cited by their proper name; nicknames such as Đề án 06."""

from __future__ import annotations

import re

from planforge.citation.grammar import Grammar

_PERIOD = (
    r"(?:(?: trong)? (?:giai đoạn|các năm|thời kỳ)(?: từ)?(?: năm)? \d{4} ?(?:-|đến năm|đến) ?\d{4}"
    r"|(?: tính)? đến(?: hết)? năm \d{4}|,? năm \d{4})"
)
_WHOLE_PERIOD = re.compile(
    rf"{_PERIOD}(?:,? ?(?:và )?(?:tầm nhìn|định hướng|hướng tới|có tính)(?: đến)?(?: năm)? \d{{4}})?"
)
_NAME = re.compile(rf" [^;.:()“”\"\n|]{{3,230}}?(?={_PERIOD})")
_ORDINAL = re.compile(r"lần thứ|khóa|nhiệm kỳ| [IVX]{1,6}\b")
_QUOTED = re.compile(r" (?:về )?[“\"«](?P<name>[^”\"»\n]{6,300})[”\"»]")


def find_name(text: str, start: int, word_end: int, grammar: Grammar) -> tuple[str, int] | None:
    """Type and end of the proper name that begins at ``start``, or None when it is a common noun.

    A proper name has a period (``giai đoạn 2021-2025``) or stands in quotation marks.
    """
    word = text[start:word_end]
    kind = next((n.type for n in grammar.names.named if n.word == word), None)
    if kind is None or grammar.own_object.search(text, max(0, start - 24), start):
        return None
    quoted = _QUOTED.match(text, word_end)
    if quoted:
        period = _WHOLE_PERIOD.match(text, quoted.end())
        return kind, period.end() if period else quoted.end()
    name = _NAME.match(text, word_end)
    if not name or grammar.name_break.search(name[0]) or not _plausible(name[0]):
        return None
    period = _WHOLE_PERIOD.match(text, name.end())
    return (kind, period.end()) if period else None


def _plausible(name: str) -> bool:
    """Not a sentence: few commas, and no number that belongs to a symbol."""
    return name.count(",") <= 5 and not re.search(r"\d[/-][A-ZĐ]", name)


def find_congress(text: str, word_end: int, grammar: Grammar) -> int | None:
    """End of ``Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2020-2025``, or None."""
    found = grammar.congress_name.match(text, word_end)
    if not found or not _ORDINAL.search(found[0]):
        return None
    end = found.end()
    while text[end - 1] in " ,":
        end -= 1
    return end
