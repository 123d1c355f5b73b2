"""The title of a citation (trích yếu): where it begins, and its real end."""

from __future__ import annotations

import re

from planforge.citation.grammar import Grammar

LONGEST = 900
_LEAD = re.compile(r" ?,? ?(?=(?:về|v/v|“|\"|ban hành|phê duyệt)(?:\W|$))| ", re.IGNORECASE)
_DATED_CLOSE = re.compile(r"[)\]]")


def find_title(text: str, start: int, grammar: Grammar, settled: bool) -> tuple[int, int] | None:
    """Where the title stands that follows ``start``, or None.

    ``settled``: date or issuer were read, so that whatever follows without a break is the title; right after a bare
    number only a clear beginning counts.
    """
    begin = _begin(text, start, grammar, settled)
    if begin is None:
        return None
    end = _end(text, begin, grammar)
    return (begin, end) if end > begin + 2 else None


def _begin(text: str, start: int, grammar: Grammar, settled: bool) -> int | None:
    if text.startswith((" (về ", " (Về ", " (V/v ", " (v/v "), start):
        return start + 2
    lead = _LEAD.match(text, start)
    if not lead:
        return None
    at = lead.end()
    char = text[at : at + 1]
    if not char:
        return None
    if char in "“\"":
        return at if settled else None
    starts = (grammar.title_start if settled else grammar.strong_start).match(text, at)
    if starts:
        return None if _runs_on(text, starts) else at
    if settled and char.islower() and not grammar.not_title.match(text, at):
        return at
    return None


def _runs_on(text: str, starts: re.Match[str]) -> bool:
    """``Nghị định … quy định:`` or ``… hướng dẫn;`` is a verb of the sentence, not a title."""
    after = text[starts.end() : starts.end() + 1]
    return after in ":;.)" or (after == "," and starts[0].lower() in ("quy định", "hướng dẫn", "phê duyệt"))


def _end(text: str, begin: int, grammar: Grammar) -> int:
    limit = min(len(text), begin + LONGEST)
    depth, quoted, at = 0, False, begin
    whole_quote = text[begin] in "“\"«" or bool(re.match(r"(?:về|về việc|v/v|ban hành) [“\"«]", text[begin : begin + 14]))
    while True:
        found = grammar.title_end.search(text, at, limit)
        if not found:
            return _trim(text, begin, limit if limit == len(text) else text.rfind(" ", begin, limit))
        kind, at = found.lastgroup, found.end()
        if kind == "open" or (kind == "quote" and not quoted):
            close = _closing(text, found.start(), limit)
            if close is None:
                at = found.end()
                continue
            at = close
            if (whole_quote and not grammar.quote_continues.match(text, close)) or text.startswith((",", " ,"), close):
                return close
        elif kind == "close" or kind == "quote":
            return _trim(text, begin, found.start())
        elif kind == "left":
            close = text.find(")", at, limit)
            if close < 0 or grammar.citation_begins.match(text, at) or text.startswith(("sau đây", "gọi tắt", "viết tắt", "đính kèm", "có ", "kèm"), at):
                return _trim(text, begin, found.start())
            at = close + 1
        elif kind == "right" or kind == "stop":
            return _trim(text, begin, found.start())
        elif _ends_here(text, found, grammar, begin):
            return _trim(text, begin, found.start())
        at = max(at, found.start() + 1)
        depth += 1
        if depth > 80:
            return _trim(text, begin, at)


def _closing(text: str, opening: int, limit: int) -> int | None:
    """End of the quotation that opens there; a quotation inside a quotation is stepped over."""
    mark = text[opening]
    if mark == '"':
        close = text.find('"', opening + 1, limit)
        return close + 1 if close > 0 else None
    depth = 0
    for found in re.compile("[“«”»\"]").finditer(text, opening, limit):
        if found[0] in "“«":
            depth += 1
        else:
            depth -= 1
            if depth <= 0:
                return found.end()
    return None


def _ends_here(text: str, found: re.Match[str], grammar: Grammar, begin: int) -> bool:
    kind, at = found.lastgroup, found.start()
    if kind == "dot":
        before = re.compile(r"[\w/]*$").search(text, max(begin, at - 8), at)
        if text[at] == "." and before and before[0] in grammar.boundaries.dotted:
            return False
        following = text[found.end() : found.end() + 2].strip()
        return not following or not following[0].islower() or text[at] in "!?"
    if kind == "colon":
        return True
    if kind == "subject":
        verbs = grammar.subject_verb if text[at] == "," else grammar.clear_verb
        return bool(verbs.match(text, found.end()))
    if kind == "next":
        return not _same_title(text, begin, at)
    return True


def _same_title(text: str, begin: int, at: int) -> bool:
    """The citation that follows is the object of the title's own verb: ``sửa đổi, bổ sung Nghị định số …``."""
    before = text[max(begin, at - 40) : at].lower()
    return not text[at].startswith(",") and not text.startswith((" và", " cùng", " hoặc", ", "), at) or before.endswith(
        ("sửa đổi", "bổ sung", "thay thế", "bãi bỏ", "thực hiện", "triển khai", "quán triệt")
    )


def _trim(text: str, begin: int, end: int) -> int:
    while end > begin and text[end - 1] in " ,:;.-/":
        end -= 1
    return end
