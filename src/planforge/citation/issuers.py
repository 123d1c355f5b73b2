"""Who issued it: the name after ``của``, up to where the title or the sentence goes on."""

from __future__ import annotations

import re

from planforge.citation.grammar import Grammar

_OF = re.compile(r" ?,? ?(?:của|do|giữa) ", re.IGNORECASE)
_BARE = re.compile(r" ?,? ")
_TERM = re.compile(
    r" ?\((?:khóa|nhiệm kỳ|lần)[^()]{0,24}\)"
    r"|,? (?:khóa|lần thứ) (?:\d{1,2}|[IVX]{1,6}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?!\w)"
    r"|,? nhiệm kỳ \d{4} ?- ?\d{4}|,? kỳ họp (?:lần )?thứ (?:\d{1,2}|[a-zà-ỹ]+)(?!\w)"
    r"| \([A-ZĐ]{2,8}\)(?= (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|cấp)(?!\w))",
    re.IGNORECASE,
)
_PLACE = re.compile(r",? (?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn) ?(?=[A-ZĐÀ-Ỹ\d])")
_OF_PROJECT = re.compile(
    r"(?: (?:thực hiện|triển khai|chỉ đạo))* (?:Đề án|Chương trình|Dự án|Kế hoạch) \d{1,4}(?:/[A-Z]{2,4})?(?!\d|/)"
)
_OF_LEVEL = re.compile(r" của (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|Chính phủ|Trung ương|Thành phố)(?!\w)")
_AT_PLACE = re.compile(r" (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|Trung ương|Chính phủ)$")
_WORD = re.compile(r"[^\s,;:()“”\"«».]+(?:\.(?=[^\s.,;)]))?")
_CAPITAL_VERBS = re.compile(r"(?:Về|V/v|Ban hành|Phê duyệt|Quy định|Hướng dẫn|Sửa đổi|Triển khai|Thực hiện)\b")
_JOINT_LINK, _LINK = re.compile(r" - |, | và | với |; "), re.compile(r" - | và ")
_LONGEST, _SOFT = 45, 5


def find_issuer(text: str, start: int, grammar: Grammar, joint: bool, bare: bool) -> tuple[int, int] | None:
    """Where the issuer stands that begins at ``start`` (after ``của``, ``do``, ``giữa``), or None.

    ``joint``: the symbol names several bodies, so a list of bodies is one issuer. ``bare``: the body may also stand
    there without ``của``.
    """
    opened = _OF.match(text, start)
    if not opened:
        opened = _BARE.match(text, start) if bare else None
        if not opened:
            return None
        plain = grammar.issuer_name.match(text, opened.end()) or grammar.issuer_head.match(text, opened.end())
        if not plain or not text[opened.end()].isupper() or "," in opened[0]:
            return None
    begin = opened.end()
    between = opened[0].strip(" ,").lower() == "giữa"
    end = _body(text, begin, grammar)
    if end is None:
        return None
    while True:
        after = _next_body(text, end, grammar, joint or between)
        if after is None:
            return begin, end
        end = after


def _next_body(text: str, end: int, grammar: Grammar, joint: bool) -> int | None:
    """End of a further body in a list of issuers."""
    link = (_JOINT_LINK if joint else _LINK).match(text, end)
    if not link or not text[link.end() : link.end() + 1].isupper():
        return None
    return _body(text, link.end(), grammar)


def _body(text: str, begin: int, grammar: Grammar) -> int | None:
    whole = grammar.issuer_name.match(text, begin)
    head = whole or grammar.issuer_head.match(text, begin)
    if not head:
        return None
    if not whole and text.startswith(" ", head.end()):
        inner = grammar.issuer_name.match(text, head.end() + 1)
        if inner:
            return _grow(text, inner.end(), grammar, exact=True, free=False)
        second = grammar.issuer_head.match(text, head.end() + 1)
        head = second if second and text[second.start()].isupper() else head
    project = _OF_PROJECT.match(text, head.end()) if head.end() - begin > 6 else None
    if project:
        return _grow(text, project.end(), grammar, exact=False, free=False)
    free = bool(grammar.free_issuer.match(text, begin) or grammar.free_issuer.match(text, head.start()))
    end = _grow(text, head.end(), grammar, exact=bool(whole), free=free)
    level = _OF_LEVEL.match(text, end) if free else None
    return _grow(text, level.end(), grammar, exact=True, free=False) if level else end


def _grow(text: str, end: int, grammar: Grammar, exact: bool, free: bool) -> int:
    """Take in words of the name. ``sure`` is the end after the last word that certainly belongs to it."""
    sure, soft, limit = end, 0, _SOFT * 4 if free else _SOFT
    for _ in range(_LONGEST):
        place = _PLACE.match(text, end)
        term = None if place else _TERM.match(text, end)
        if place or term:
            end = (place or term).end()  # type: ignore[union-attr]
            word = _WORD.match(text, end)
            if term:
                sure = end
            elif word is None or _CAPITAL_VERBS.match(text, end) or grammar.citation_begins.match(text, end):
                return end - 1 if text[end - 1] == " " else end
            else:
                end = sure = word.end()
            continue
        if text.startswith(" - ", end) and _opens(text, end + 3, grammar):
            return sure
        gap = " - " if text.startswith(" - ", end) else ", " if free and text.startswith(", ", end) else " "
        word = _WORD.match(text, end + len(gap)) if text.startswith(gap, end) else None
        if word is None:
            return end if soft and soft <= limit else sure
        if gap == ", " and _AT_PLACE.search(text, max(0, end - 12), end):
            return sure
        kind = _kind(text, word, grammar, exact)
        if free and kind == "stop" and word[0] in grammar.issuers.free_words:
            kind = "soft"
        if kind == "stop" or (gap == ", " and (kind == "name" or soft > limit)):
            return end if soft and soft <= limit and gap == " " else sure
        end = word.end()
        if kind == "name":
            sure, soft = end, 0
        else:
            soft += 1
            if soft > limit:
                break
    return sure


def _opens(text: str, at: int, grammar: Grammar) -> bool:
    """Whether another body's name begins there."""
    return bool(grammar.issuer_name.match(text, at) or grammar.issuer_head.match(text, at))


def _kind(text: str, word: re.Match[str], grammar: Grammar, exact: bool) -> str:
    """``name`` belongs to the issuer, ``soft`` may, ``stop`` does not."""
    at, token = word.start(), word[0]
    if token == "và":
        if grammar.name_part.match(text, at):
            return "soft"
        following = text[at + 3 : at + 4]
        other = grammar.citation_begins.match(text, at + 3) or grammar.issuer_head.match(text, at + 3)
        return "soft" if following.isupper() and not other and not exact else "stop"
    if token[0].isupper() or token[0].isdigit():
        if _CAPITAL_VERBS.match(text, at) or grammar.citation_begins.match(text, at):
            return "stop"
        if token.isupper() and text[at - 2].isupper() and (
            grammar.title_start.match(text, at) or grammar.not_title.match(text, at)
        ):
            return "stop"
        return "name"
    if grammar.issuer_inside.match(text, at) and not _joins_title(text, at):
        return "name"
    stops = grammar.title_start.match(text, at) or grammar.not_title.match(text, at)
    return "stop" if exact or (stops and not grammar.name_part.match(text, at - 3)) else "soft"


def _joins_title(text: str, at: int) -> bool:
    """``bộ``, ``sở``, ``các``, ``công an`` as the first words of a title."""
    return text.startswith(("các ", "sở ", "bộ ", "ngành "), at) and not text[at + 4 : at + 5].isupper()
