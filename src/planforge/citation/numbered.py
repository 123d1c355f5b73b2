"""Citations with a number: ``Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư``."""

from __future__ import annotations

import re

from planforge.citation.dates import find_date
from planforge.citation.draft import Draft
from planforge.citation.grammar import Grammar
from planforge.citation.heads import Head, symbol_codes
from planforge.citation.issuers import find_issuer
from planforge.citation.titles import find_title
from planforge.text.casing import CAPITALS
from planforge.text.confusables import ascii_letters

_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_GLUED = re.compile(r"^(\d{1,5})(?=(?:NQ|KH|HD|CT|QĐ|KL|TB|BC|CV|CTr|TTr|QyĐ|QC)/)")
_DONE = re.compile(r" (?:ký )?ban hành(?!\w)")
_ASIDE = re.compile(r" \([^()\n]{1,80}\)")
_PLACE = re.compile(
    rf" (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)(?: (?=[{CAPITALS}])\w+){{0,4}}(?=,? ngày \d)"
)
_SHORT = re.compile(r"(?P<so>(?:số ?:? ?)?)(?P<number>\d{1,4}[a-z]?)$")


def numbered(text: str, start: int, end: int, head: Head, grammar: Grammar) -> Draft:
    """The citation whose symbol is ``text[start:end]``."""
    number = text[start:end]
    if text[slice(*head.type_span)].isupper():
        number = grammar.mixed_case.sub(lambda m: grammar.types.mixed_case[m[0]], number)
    number = _GLUED.sub(r"\1-", number)
    draft = Draft(head.start, head.type, number=number, slips=list(head.slips))
    draft.parts["type"] = head.type_span
    draft.parts["so"] = (head.so_span[0], min(head.so_span[0] + 2, head.so_span[1]))
    draft.parts["number"] = (start, end)
    if head.issuer_span:
        draft.parts["issuer"] = head.issuer_span
    year = _YEAR.search(text, start, end)
    draft.year = int(year[1]) if year else None
    codes = symbol_codes(text[start:end])
    joint = bool(set(codes) & set(grammar.issuers.joint_codes)) or draft.type in (
        "nghi-quyet-lien-tich", "thong-tu-lien-tich", "chuong-trinh-phoi-hop",
    )  # fmt: skip
    _tail(text, end, draft, grammar, joint)
    if "issuer" not in draft.parts:
        _proposer(text, draft, grammar)
    draft.find_pinpoint(text)
    return draft


def _proposer(text: str, draft: Draft, grammar: Grammar) -> None:
    """``Theo đề nghị của Sở Y tế tại Tờ trình số …``: the issuer stands before the citation."""
    window = text[max(0, draft.start - 130) : draft.start]
    found = grammar.proposed_by.search(window) if window.endswith(("tại ", "tại các ")) else None
    if found and " của " not in found[1]:
        base = draft.start - len(window)
        draft.parts["issuer"] = (base + found.start(1), base + found.end(1))


def _issued_by(text: str, draft: Draft, grammar: Grammar) -> None:
    """``Thông tư … về thi cử do Bộ trưởng Bộ Giáo dục và Đào tạo ban hành``: the issuer stands after the title."""
    if not text.startswith(" do ", draft.end):
        return
    body = find_issuer(text, draft.end, grammar, joint=False, bare=False)
    done = _DONE.match(text, body[1]) if body else None
    if body and done:
        draft.parts["issuer"], draft.end = body, done.end()


def _issued_after(text: str, draft: Draft, grammar: Grammar, joint: bool) -> None:
    """``Nghị định số … về thuế ngày 01/7/2016 của Chính phủ``: day and issuer stand after the title."""
    dated = find_date(text, draft.end)
    if dated is None or dated.comma:
        return
    issuer = find_issuer(text, dated.end, grammar, joint, bare=False)
    if issuer or text.startswith(" ban hành", draft.end):
        draft.set_date(dated)
        draft.end = dated.end
    if issuer:
        draft.parts["issuer"], draft.end = issuer, issuer[1]


def short_numbered(text: str, base: int, end: int, grammar: Grammar) -> Draft | None:
    """``Kế hoạch 198``, ``Nghị quyết số 57``, ``Đề án 06``: a number without its symbol."""
    written = text[base:end]
    number = _SHORT.search(written)
    if number is None:
        return None
    word = written[: number.start()].strip()
    bare = not number["so"]
    kind = grammar.type_of_word.get(ascii_letters(word), "") or ("" if bare else grammar.types.generic_type)
    if not kind or (bare and len(number["number"]) < 2):
        return None
    name = f"{word} {number['number']}".lower()
    nick = next((n for n in grammar.names.nicknames if n.name.lower() == name), None)
    if nick is None and grammar.not_after.match(text, end):
        return None
    draft = Draft(base, nick.type if nick else kind, form="nickname" if nick else "number", number=number["number"])
    draft.parts["type"] = (base, base + len(word))
    draft.parts["number"] = (base + number.start("number"), base + number.end("number"))
    if bare and not nick:
        draft.slips.append("thieu-so")
    draft.end = end
    if not nick:
        _tail(text, end, draft, grammar, joint=False)
        draft.form = "number"
    draft.find_pinpoint(text)
    return draft


def _tail(text: str, at: int, draft: Draft, grammar: Grammar, joint: bool) -> None:
    """Date, issuer (before or after it) and title."""
    dated = find_date(text, at)
    place = None if dated else _PLACE.match(text, at)
    if place:
        dated = find_date(text, place.end())
    if dated:
        draft.set_date(dated)
        at = dated.end
    issuer = None if "issuer" in draft.parts else find_issuer(text, at, grammar, joint, bare=dated is not None)
    if issuer:
        draft.parts["issuer"] = issuer
        at = issuer[1]
        if dated is None:
            dated = find_date(text, at)
            if dated:
                draft.set_date(dated)
                at = dated.end
    draft.end = at
    aside = _ASIDE.match(text, at) if issuer else None
    if aside and grammar.title_start.match(text, aside.end() + 1):
        at = aside.end()
    title = find_title(text, at, grammar, settled=bool(dated or issuer), joint=joint or draft.type == "quy-che")
    if title:
        draft.parts["title"] = title
        draft.end = title[1]
        if issuer is None:
            _issued_by(text, draft, grammar)
        if dated is None and "issuer" not in draft.parts:
            _issued_after(text, draft, grammar, joint)
    elif draft.form == "full" and not dated and not issuer:
        draft.form = "number"
