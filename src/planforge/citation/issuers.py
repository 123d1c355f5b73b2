"""Who issued it: the name after ``của``, up to where the title or the sentence goes on."""

from __future__ import annotations

import re

from planforge.citation.grammar import Grammar
from planforge.text.casing import CAPITALS

_OF = re.compile(r" ?,? ?(?:của|do|giữa) ", re.IGNORECASE)
_BARE = re.compile(r" ?,? ")
_TERM = re.compile(
    r" ?\((?:khóa|nhiệm kỳ|lần)[^()]{0,24}\)"
    r"|,? (?:khóa|lần thứ) (?:\d{1,2}|[IVX]{1,6}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?!\w)"
    r"|,? nhiệm kỳ \d{4} ?- ?\d{4}|,? kỳ họp (?:lần )?thứ (?:\d{1,2}|[a-zà-ỹ]+)(?!\w)"
    r"| \((?-i:[A-ZĐ&]{2,12})\)(?= (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|cấp)(?!\w)"
    r"| (?-i:(?!Căn cứ|Về |Thực hiện|Ban hành|Hướng dẫn|Quy định)[A-ZĐ][a-zà-ỹ]))",
    re.IGNORECASE,
)
_ORDINAL = r"(?:\d{1,2}|[IVX]{1,5}|nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)(?!\w)"
_SESSION = re.compile(
    rf",? (?P<name>Hội nghị (?:(?:lần thứ|BCH|Ban Chấp hành|Trung ương|TW)[ ,]{{0,2}}){{1,2}}{_ORDINAL}"
    r"(?:,? (?:của )?(?:Ban Chấp hành|BCH) Trung ương(?: Đảng)?)?(?:,? \(?(?:khóa|Khóa) [IVX]{1,5}\)?)?)"
)
"""``Hội nghị lần thứ 6 Ban Chấp hành Trung ương khóa XII``: a session stands for its body, also without ``của``."""
_WORDS = r"[^\s,;:.()“”\"|]+"
_STRANGER = re.compile(rf"(?=[{CAPITALS}]){_WORDS}(?: {_WORDS}){{0,8}}?(?= (?:về|v/v|V/v|Về) |[,;.)]| \()")
"""What stands between ``của`` and the title or a mark, where the body is of no known kind (``Nhà xuất bản …``)."""
_COUNCIL = re.compile(r",? (?=(?:HĐND|Hội đồng nhân dân) )")
"""A committee of a council is named with it: ``Ban Pháp chế, HĐND tỉnh``."""
_LOWER = re.compile(r" [a-zà-ỹđ]")
_PLACE = re.compile(rf",? (?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn) ?(?=[{CAPITALS}\d])")
_OF_PROJECT = re.compile(
    r"(?: (?:thực hiện|triển khai|chỉ đạo))* (?:Đề án|Chương trình|Dự án|Kế hoạch) \d{1,4}(?:/[A-Z]{2,4})?(?!\d|/)"
)
_OF_LEVEL = re.compile(r" của (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|Chính phủ|Trung ương|Thành phố)(?!\w)")
_AT_PLACE = re.compile(r" (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|Trung ương|Chính phủ)$")
_WORD = re.compile(r"[^\s,;:()“”\"«».]+(?:\.(?=[^\s.,;)]))?")
_CAPITAL_VERBS = re.compile(
    r"(?:Về|V/v|Ban hành|Phê duyệt|Quy định|Hướng dẫn|Sửa đổi|Triển khai|Thực hiện)\b"
    r"|(?:Kế hoạch|Thông báo|Báo cáo|Quy chế) (?!và )[a-zà-ỹđ]"
)
_JOINT_LINK, _LINK = re.compile(r" ?- ?|, | và | với |; "), re.compile(r" - | và ")
_LONGEST, _SOFT = 45, 5


def find_issuer(text: str, start: int, grammar: Grammar, joint: bool, bare: bool) -> tuple[int, int] | None:
    """Where the issuer stands that begins at ``start`` (after ``của``, ``do``, ``giữa``), or None.

    ``joint``: the symbol names several bodies, so a list of bodies is one issuer. ``bare``: the body may also stand
    there without ``của``.
    """
    session = _SESSION.match(text, start)
    if session:
        return session.span("name")
    opened = _OF.match(text, start)
    if not opened:
        opened = _BARE.match(text, start) if bare else None
        if not opened or not _is_named(text, opened, grammar):
            return None
    begin = opened.end()
    listed = joint or opened[0].strip(" ,").lower() == "giữa" or text.startswith(("liên ", "Liên "), begin)
    end = _body(text, begin, grammar)
    if end is None:
        return _stranger(text, begin, grammar)
    while after := _next_body(text, end, grammar, listed):
        end = after
    council = _COUNCIL.match(text, end) if text.startswith("Ban ", begin) else None
    return begin, (_body(text, council.end(), grammar) or end) if council else end


def _is_named(text: str, opened: re.Match[str], grammar: Grammar) -> bool:
    """Whether a body known by its name or its first word stands there in capitals, without a comma before it."""
    named = grammar.issuer_name.match(text, opened.end()) or grammar.issuer_head.match(text, opened.end())
    if not named or _CAPITAL_VERBS.match(text, opened.end()):
        return False
    return text[opened.end()].isupper() and "," not in opened[0]


def _stranger(text: str, begin: int, grammar: Grammar) -> tuple[int, int] | None:
    found = _STRANGER.match(text, begin)
    if not found or grammar.citation_begins.match(text, begin) or found[0].startswith(grammar.type_openings):
        return None
    to_title = text.startswith((" về ", " v/v ", " V/v ", " Về "), found.end())
    return found.span() if to_title or not _LOWER.search(found[0]) else None


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
        law = text.startswith(grammar.laws.openings, at + 3)
        other = law or grammar.citation_begins.match(text, at + 3) or grammar.issuer_head.match(text, at + 3)
        return "soft" if following.isupper() and not other and not exact else "stop"
    if token == "ngày":
        return "stop"
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
    if f"{text[text.rfind(' ', 0, at - 1) + 1 : at - 1]} {token}" in grammar.issuer_pairs:
        return "name"
    stops = grammar.title_start.match(text, at) or grammar.not_title.match(text, at)
    return "stop" if exact or (stops and not grammar.name_part.match(text, at - 3)) else "soft"


def _joins_title(text: str, at: int) -> bool:
    """``bộ``, ``sở``, ``các``, ``công an`` as the first words of a title."""
    return text.startswith(("các ", "sở ", "bộ ", "ngành "), at) and not text[at + 4 : at + 5].isupper()
