"""The title of a citation (trích yếu): where it begins, and its real end."""

from __future__ import annotations

import re

from planforge.citation.clauses import is_subject
from planforge.citation.grammar import Grammar
from planforge.text.casing import CAPITALS

LONGEST, MARKS = 900, 80
_LEAD = re.compile(r" ?,? ?(?=(?:về|v/v|“|\"|ban hành|phê duyệt)(?:\W|$))| ", re.IGNORECASE)
_BRACKETED = re.compile(r" \((?=(?:về|v/v) )", re.IGNORECASE)
_QUOTE_FIRST = re.compile(r"(?:(?:về|về việc|v/v|ban hành) )?[“\"«']", re.IGNORECASE)
_QUOTES = re.compile("[“«”»\"]")
_OBJECT = re.compile(
    r"(?:thi hành|điều của|hướng dẫn|thực hiện) (?:Bộ luật|Luật|Pháp lệnh) \w[^;\n]{2,90}$", re.IGNORECASE
)
_GUIDED = re.compile(
    r"(?:về )?(?:quy định chi tiết|hướng dẫn)(?: và hướng dẫn)?(?: thi hành| thực hiện)?(?: một số điều của)?"
    r" (?P<kind>Nghị định|Nghị quyết|Quyết định|Thông tư) số ",
    re.IGNORECASE,
)
"""A title that guides one instrument may guide a second of the same kind: ``hướng dẫn thi hành Nghị định … và …``."""
_AND_LAW = re.compile(r" và (?:Bộ luật|Luật|Pháp lệnh) ", re.IGNORECASE)
_SENTENCE_IN_QUOTE = re.compile(rf"[.!?][”\"»] [{CAPITALS}]")
_MORE_THINGS = re.compile(r", (?:các|những) [a-zà-ỹđ]")
_QUOTE_FOLLOWS = re.compile(r"(?: ?,| và) [“\"«]")
_PART_OF = re.compile(
    r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ)[^;]{0,60}? (?:khoản|điểm|Điều|điều|Chương|Mục|Phụ lục) [\w, ]{1,40}$"
)
_TO_STOP = re.compile(r" gắn với [^,;.:\n“”]{3,120};")
_NAME = rf"[{CAPITALS}]\w*"
_PERSON = re.compile(rf"(?:đồng chí|Đồng chí|đ/c|ông|bà) {_NAME}(?: {_NAME}){{1,4}}$")
_IN_ORGAN = re.compile(r"(?:Ban [Cc]hỉ đạo|Tổ công tác|Ban [Đđ]iều hành)[^;.()\n]{0,120}$")
_PROJECT = re.compile(r"(?:,| và) (?:Đề án|Chương trình|Dự án) \d")
_FIELD = re.compile(
    r"trong (?:công tác|việc|lĩnh vực|hoạt động|thực hiện|quản lý|phòng|đấu tranh|bảo đảm|đảm bảo|giải quyết)(?!\w)"
)
_DANGLING = re.compile(r" (?:để|nhằm|và|(?<!tiếp )theo|do|của|bảo đảm|đảm bảo|cho|với|tại|trong|là|thì|mà|đã|đang|sẽ)$")
_AMENDS = re.compile(
    r"(?:(?:về|v/v)(?: việc)? )?(?:sửa đổi|bổ sung|thay thế|bãi bỏ|đính chính|công bố|điều chỉnh)", re.IGNORECASE
)
_ATTACHED = re.compile(r" (?:ban hành )?(?:kèm )?theo ")
_DATED = re.compile(
    r"(?:\d[\w/.&-]*|(?:luật|pháp lệnh) [^;,]{2,60}|họp|hội nghị|làm việc|kết luận|chỉ đạo|định|quyết|báo|thị),?$",
    re.IGNORECASE,
)
"""What has a date of its own, so that the date after it is not that of the whole citation."""
_PART = re.compile("; ")
_LAST_WORD = re.compile(r"[\w/]*$")


def find_title(
    text: str, start: int, grammar: Grammar, settled: bool, joint: bool = False
) -> tuple[int, int] | None:
    """Where the title stands that follows ``start``, or None.

    ``settled``: date or issuer were read, so that whatever follows without a break is the title; right after a bare
    number only a clear beginning counts. ``joint``: of several bodies, whose title may be the field they work in
    (``trong công tác …``).
    """
    begin = _begin(text, start, grammar, settled)
    if begin is None and joint and settled and _FIELD.match(text, start + 1):
        begin = start + 1
    if begin is None:
        return None
    end = _trimmed(text, begin, _end(text, begin, grammar))
    return (begin, end) if end > begin + 2 else None


def _trimmed(text: str, begin: int, end: int) -> int:
    """Without the marks and joining words that lead on to what follows."""
    while end > begin and text[end - 1] in " ,:;.-/…":
        end -= 1
    dangling = _DANGLING.search(text, max(begin, end - 12), end)
    return _trimmed(text, begin, dangling.start()) if dangling else end


def _begin(text: str, start: int, grammar: Grammar, settled: bool) -> int | None:
    lead = _BRACKETED.match(text, start) or _LEAD.match(text, start)
    if not lead or lead.end() == len(text):
        return None
    at = lead.end()
    if text[at] in "“\"":
        return at if settled else None
    starts = (grammar.title_start if settled else grammar.strong_start).match(text, at)
    if starts:
        return None if _is_verb(text, starts) else at
    if settled and text[at].islower() and not grammar.not_title.match(text, at):
        return at
    return None


def _is_verb(text: str, starts: re.Match[str]) -> bool:
    """``Nghị định … quy định:`` or ``… hướng dẫn;`` is a verb of the sentence, not a title."""
    if starts[0].lower() == "quy định" and text.startswith((" rõ", " tại", " như sau"), starts.end()):
        return True
    if starts[0].lower() in ("về", "v/v"):
        return False
    after = text[starts.end() : starts.end() + 1]
    return after in ":;.)" or (after == "," and starts[0].lower() in ("quy định", "hướng dẫn", "phê duyệt"))


def _end(text: str, begin: int, grammar: Grammar) -> int:
    """Step from mark to mark until one of them ends the title."""
    limit = min(len(text), begin + LONGEST)
    ends = grammar.title_end_capitals if text[begin : begin + 24].isupper() else grammar.title_end
    whole_quote = bool(_QUOTE_FIRST.match(text, begin))
    at = begin + 4 if text.startswith(("V/v:", "v/v:"), begin) else begin
    for _ in range(MARKS):
        mark = ends.search(text, at, limit)
        if mark is None:
            return limit if limit == len(text) else text.rfind(" ", begin, limit)
        if mark.lastgroup == "open":
            close = _closing(text, mark.start(), limit)
            if close and _quote_ends(text, close, grammar, whole_quote):
                return close
            at = close or mark.end()
        elif mark.lastgroup == "left":
            close = text.find(")", mark.end(), limit) + 1
            if not close or _is_aside(text, mark.end(), grammar):
                return mark.start()
            at = close
        elif _ends_here(text, mark, grammar, begin):
            return mark.start()
        else:
            at = mark.start() + 1
    return at


def _closing(text: str, opening: int, limit: int) -> int | None:
    """End of the quotation that opens there; a quotation inside it is stepped over."""
    if text[opening] in "\"'":
        return text.find(text[opening], opening + 1, limit) + 1 or None
    depth = 0
    for mark in _QUOTES.finditer(text, opening, limit):
        depth += 1 if mark[0] in "“«" else -1
        if depth <= 0:
            return mark.end()
    return None


def _quote_ends(text: str, close: int, grammar: Grammar, whole_quote: bool) -> bool:
    """A title that is one quotation ends with it, and so does any title before a comma that follows a quotation."""
    if whole_quote and not grammar.quote_continues.match(text, close) and not _QUOTE_FOLLOWS.match(text, close):
        return True
    if _SENTENCE_IN_QUOTE.match(text, close - 2):
        return True
    further = _MORE_THINGS.match(text, close) and not grammar.crowd_begins.match(text, close + 2)
    return text.startswith((",", " ,"), close) and not _QUOTE_FOLLOWS.match(text, close) and not further


def _is_aside(text: str, at: int, grammar: Grammar) -> bool:
    """``(sau đây gọi tắt là …)``, ``(Nghị quyết số 57-NQ/TW)``."""
    words = text[at : at + 1].lower() + text[at + 1 : at + 30]
    return bool(grammar.citation_begins.match(text, at)) or words.startswith(grammar.boundaries.asides)


def _ends_here(text: str, mark: re.Match[str], grammar: Grammar, begin: int) -> bool:
    if mark.lastgroup == "dot":
        return _sentence_ends(text, mark, grammar, begin)
    if mark.lastgroup == "subject":
        if _PERSON.search(text, max(begin, mark.start() - 60), mark.start()):
            return False
        if mark[0].startswith(","):
            return is_subject(text, mark.end(), grammar)
        return bool(grammar.clear_verb.match(text, mark.end()))
    if mark.lastgroup == "crowd":
        return bool(grammar.crowd_verb.match(text, mark.end()))
    if mark[0] == ";":
        return not _goes_on(text, mark.end(), grammar, begin)
    if mark.lastgroup == "clause":
        amended = _ATTACHED.match(text, mark.start()) and _AMENDS.match(text, begin)
        allowed = text.endswith("cho phép", begin, mark.start())
        return not (amended or allowed or _TO_STOP.match(text, mark.start()))
    if mark.lastgroup == "issued":
        return not _DATED.search(text, max(begin, mark.start() - 70), mark.start())
    if mark.lastgroup == "sent":
        return not text.endswith("việc", begin, mark.start())
    if mark.lastgroup == "next":
        if _PROJECT.match(text, mark.start()) and _IN_ORGAN.search(text, max(begin, mark.start() - 140), mark.start()):
            return False
        if _AND_LAW.match(text, mark.start()) and _OBJECT.search(text, max(begin, mark.start() - 130), mark.start()):
            return False
        if _PART_OF.search(text, max(begin, mark.start() - 130), mark.start()):
            return False
        guided = _GUIDED.match(text, begin)
        if guided and mark[0] == " và " and text.startswith(f"{guided['kind']} số ", mark.end()):
            return False
        before = text[max(begin, mark.start() - 12) : mark.start()].lower()
        return not before.endswith(grammar.boundaries.verbs_of_citing)
    return True


def _goes_on(text: str, at: int, grammar: Grammar, begin: int) -> bool:
    """A semicolon inside a title: ``Căn cứ Nghị định … về hóa chất; phân bón; kinh doanh khí;``."""
    first = text.rfind("\n", max(0, begin - 500), begin) + 1
    last = text.find("\n", at, at + 700)
    last = min(len(text), at + 700) if last < 0 else last
    if not text.startswith(("Căn cứ ", "- Căn cứ "), first) or text[last - 1] != ";":
        return False
    begins = [at + 1, *(mark.end() for mark in _PART.finditer(text, at, last - 1))]
    listed = next((k for k, start in enumerate(begins) if grammar.citation_begins.match(text, start)), len(begins))
    return listed > 0 and all(_belongs(text, start, grammar) for start in begins[:listed])


def _belongs(text: str, start: int, grammar: Grammar) -> bool:
    """What follows a semicolon is a further matter of the title, not the next clause of the sentence."""
    if grammar.sentence_after.match(text, start):
        return False
    return text[start : start + 1].islower() or (
        bool(grammar.issuer_head.match(text, start)) and not is_subject(text, start, grammar)
    )


def _sentence_ends(text: str, mark: re.Match[str], grammar: Grammar, begin: int) -> bool:
    before = _LAST_WORD.search(text, max(begin, mark.start() - 8), mark.start())
    if mark[0] == "." and before and before[0] in grammar.boundaries.dotted:
        return False
    following = text[mark.end() : mark.end() + 2].strip()
    return not following or not following[0].islower() or mark[0] in "!?"
