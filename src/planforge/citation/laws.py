"""Constitution, codes, laws, ordinances and charters: cited by name and year (TT-158)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planforge.citation.dates import FoundDate, find_date
from planforge.citation.grammar import SYMBOL, Grammar
from planforge.text.casing import CAPITALS
from planforge.text.confusables import ascii_letters

_FIRST = re.compile(r"[a-z]+")
_OPEN_END = re.compile(
    r"[,;.():\n“”\"|]| (?:năm \d|số \d|ngày |của |được |quy định|về |và |có |đã |thì |tại |theo |để |đến |trong |trên "
    r"|cho |như |nhằm |với |từ |do |sẽ |không |này)"
)
_AND_MORE = re.compile(rf" và [{CAPITALS}][^;.:()\n,“”\d]{{2,60}}?(?=[;.,\n]| (?:số|ngày|năm) \d| như sau| quy định|$)")
_NUMBERED = re.compile(rf",? ?(?P<paren>\()?(?:Luật )?(?:số|Số) ?:? ?(?P<number>{SYMBOL})")
_YEAR = re.compile(r",? (?:năm )?\(?(?:năm )?(?P<year>(?:19|20)\d\d)\)?(?!\d|[/-]\d|/)")
_DATED = r"(?= (?:số \d{1,3}/(?:19|20)\d\d/|ngày ?\d|năm (?:19|20)\d\d(?!\d)))"
_MORE_NAME = re.compile(
    rf"(?:,| và) (?!các |theo |được |quy định|những |cũng )[a-zà-ỹđ][^;.:()\n,“”\d]{{2,40}}?{_DATED}"
)
_DATED_NAME = re.compile(rf"(?!quy định|được |về )[^;.:()\n“”\d]{{4,110}}?{_DATED}")
_SENTENCE = re.compile(
    r" (?:được|quy định|thì|tại|theo|đã|nhằm|để|như|này|trong|đến|từ|do|là|sẽ|không|ban hành|về việc"
    r"|luật|Luật|[Pp]háp lệnh"
    r"|[Nn]ghị (?:định|quyết)|[Qq]uyết định|[Tt]hông tư|[Cc]hỉ thị|[Kk]ế hoạch|[Kk]ết luận) "
)
_AND_LAW = re.compile(r"(?:, | và |, và )(?:Bộ luật|Bộ Luật|Luật|Pháp lệnh) ")
_MANY = re.compile(
    r" (?:\d{1,2}|các) [Ll]uật (?:có )?liên quan đến [^;,.\n(]{3,60}?(?=,? (?:ngày|năm|số) ?\d|[;,.\n(]|$)"
)
_REVISED = re.compile(r" \((?:sửa đổi|hợp nhất|sửa đổi, bổ sung)\)")
_YEARS = re.compile(r",? (?:các )?năm \d{4}(?:(?:, năm |, | và năm | và |; )\d{4}(?!\d|/))+")
_FIRST_LAW = re.compile(r" (?:các )?(?:Bộ luật|Luật|Pháp lệnh) ", re.IGNORECASE)
_OF_ASSEMBLY = re.compile(r" của ((?:Ủy ban Thường vụ )?Quốc hội)(?!\w)", re.IGNORECASE)
_WINDOW = 220


@dataclass(frozen=True, slots=True)
class FoundLaw:
    """``name_end``: end of the name; ``end``: end of everything. Offsets in the matched text."""

    type: str
    name_end: int
    end: int
    number: tuple[int, int] | None
    date: FoundDate | None
    year: int | None
    issuer: tuple[int, int] | None


def find_law(text: str, start: int, word_end: int, grammar: Grammar, inner: bool = False) -> FoundLaw | None:
    """The law whose type word is ``text[start:word_end]``, or None when no name follows.

    ``inner``: it stands in the name of an amending law, to which date and number belong.
    """
    capital = text[word_end + 1 : word_end + 2].isupper()
    compound = text[max(0, start - 5) : start].lower().endswith(("pháp ", "kỷ ", "quy ", "quân "))
    if compound or (text[start].islower() and not capital):
        return None
    folded_word = ascii_letters(text[start:word_end])
    kind = {"phap lenh": "phap-lenh", "hien phap": "hien-phap", "dieu le": "khac"}.get(folded_word, "luat")
    at = word_end + 1
    if kind == "hien-phap":
        end = _constitution(text, at, grammar)
    elif text.startswith(("số ", "số:", "SỐ "), at) or grammar.not_law.match(text, at):
        return None
    else:
        end = _name_end(text, at, grammar, kind, small=text[start].islower())
    if end is None:
        return None
    return FoundLaw(kind, end, end, None, None, None, None) if inner else _with_tail(text, kind, end)


def _constitution(text: str, at: int, grammar: Grammar) -> int | None:
    known = _known(text, at, grammar)
    if known:
        return known
    return at - 1 if _YEAR.match(text, at - 1) else None


def _known(text: str, at: int, grammar: Grammar) -> int | None:
    folded = ascii_letters(text[at : at + _WINDOW])
    first = _FIRST.match(folded)
    if not first:
        return None
    names = grammar.law_names.get(first[0]) or next(
        (pattern for word, pattern in grammar.law_names.items() if first[0].startswith(word) and len(word) > 2), None
    )
    found = names.match(folded) if names else None
    return at + found.end() if found else None


def _name_end(text: str, at: int, grammar: Grammar, kind: str, small: bool) -> int | None:
    amended = grammar.amending.match(ascii_letters(text[at : at + 80]))
    if amended:
        return _amended(text, at + amended.end(), grammar)
    if kind == "khac":
        charter = grammar.charters.match(ascii_letters(text[at : at + 80])) if text[at : at + 1].isupper() else None
        return at + charter.end() if charter else None
    known = _known(text, at, grammar)
    if known:
        more = _MORE_NAME.match(text, known)
        return more.end() if more and not _SENTENCE.search(more[0] + " ") else known
    dated = _DATED_NAME.match(text, at)
    if dated and not _SENTENCE.search(f" {dated[0]} "):
        return dated.end()
    if small or not text[at : at + 1].isupper():
        return None
    end = _open_end(text, at, grammar)
    return end if end - at > 3 else None


def _open_end(text: str, at: int, grammar: Grammar) -> int:
    """Where a name ends that nobody knows; ``và Hội thẩm Tòa án nhân dân`` goes on with it."""
    stop = _OPEN_END.search(text, at, at + 90)
    while stop and stop[0] == " và ":
        rest = _AND_MORE.match(text, stop.start())
        if not rest or _is_body(text, stop.end(), grammar) or text.startswith(grammar.type_openings, stop.end()):
            break
        stop = _OPEN_END.search(text, rest.end(), at + 120)
    end = stop.start() if stop else text.find(" ", at + 60)
    return len(text) if end < 0 else end


def _is_body(text: str, at: int, grammar: Grammar) -> bool:
    """``Hội Nông dân``, ``Ủy ban nhân dân``; not ``Hội thẩm``."""
    head = grammar.issuer_name.match(text, at) or grammar.issuer_head.match(text, at)
    return head is not None and (" " in head[0] or text[head.end() + 1 : head.end() + 2].isupper())


def _amended(text: str, at: int, grammar: Grammar) -> int:
    """End of a list of amended laws: ``… của Luật A, Luật B và Luật C``."""
    many = _MANY.match(text, at)
    if many:
        return many.end()
    end = at
    for _ in range(12):
        link = _FIRST_LAW.match(text, end) or _AND_LAW.match(text, end)
        if not link:
            break
        known = _known(text, link.end(), grammar)
        if known is None:
            known = _open_end(text, link.end(), grammar)
        end = known
    return end


def _with_tail(text: str, kind: str, name_end: int) -> FoundLaw:
    end, number, year, dated, issuer = name_end, None, None, None, None
    revised = _REVISED.match(text, end)
    end = revised.end() if revised else end
    years = _YEARS.match(text, end)
    if years:
        return FoundLaw(kind, name_end, years.end(), None, None, None, None)
    for _ in range(3):
        numbered = None if number else _NUMBERED.match(text, end)
        if numbered:
            number = numbered.span("number")
            end = numbered.end() + (1 if numbered["paren"] and text.startswith(")", numbered.end()) else 0)
            continue
        found = None if dated else find_date(text, end)
        if found and found.year and not (found.whole is False and found.issued is None and year):
            dated, end, year = (found if found.whole else None), found.end, found.year
            continue
        written = None if year else _YEAR.match(text, end)
        if written:
            year, end = int(written["year"]), written.end()
            continue
        break
    of = _OF_ASSEMBLY.match(text, end)
    if of and (number or dated):
        issuer, end = of.span(1), of.end()
    return FoundLaw(kind, name_end, end, number, dated, year, issuer)
