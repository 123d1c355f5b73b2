"""Whether two names mean the same issuing body, in full or abbreviated, with or without its place."""

from __future__ import annotations

import re

from planforge.catalogue.instruments import Instrument
from planforge.checking.comparing import ComparingWords
from planforge.text.folding import fold

_REMARK = re.compile(r"\s*\([^)]*\)")
_SESSION = re.compile(r"^(?:tai )?hoi nghi(?: trung uong)?(?: \w+){0,4}? (?=ban chap hanh)| lan thu \w+")
_CENTRAL = re.compile(r"trung uong dang(?: cong san viet nam)?")
_WORDS = re.compile(r"[0-9a-z]+")
_BODY = re.compile(
    r"\s*(?:[-–,;]|và|với)\s+(?=(?:Bộ|Ban|Ủy ban|Đoàn|Hội|Viện|Tòa án|Tổng|Trung ương|Mặt trận|Sở|Công an)\b)"
)


def issuer_name(one: Instrument) -> str:
    """The issuer without the catalogue's remarks."""
    return _REMARK.sub("", one.issuer)


def issuer_words(name: str, words: ComparingWords) -> tuple[str, ...]:
    """Folded words with abbreviations spelt out; ``Bộ trưởng Bộ Y tế`` counts as ``Bộ Y tế``.

    The session of a committee (``Hội nghị lần thứ sáu Ban Chấp hành …``) is no other body.
    """
    spelt: list[str] = []
    for word in _WORDS.findall(fold(_REMARK.sub("", name))):
        spelt += words.abbreviations.get(word, word).split()
    whole = _CENTRAL.sub("trung uong", _SESSION.sub("", " ".join(word for word in spelt if word != "va")))
    for person, body in words.persons:
        if whole.startswith(f"{person} {body} "):
            whole = whole.removeprefix(f"{person} ")
    return tuple(whole.split())


def same_issuer(cited: str, official: str, words: ComparingWords) -> bool | None:
    """True when one name is the other or a beginning of it; None when the cited one is too vague to tell."""
    ours, theirs = issuer_words(cited, words), issuer_words(official, words)
    if not ours or not theirs or " ".join(ours) in words.vague or fold(cited) in words.vague:
        return None
    more_ministries = _ministries(cited, words) > max(_ministries(official, words), 1)
    if not more_ministries and (_aligned(ours, theirs) or _aligned(theirs, ours)):
        return True
    bodies, others = _bodies(cited, words), _bodies(official, words)
    if len(others) < 2:
        return False
    if len(bodies) < len(others):
        others = others[: len(bodies)]
    return all(any(_aligned(one, two) or _aligned(two, one) for two in others) for one in bodies)


def _bodies(name: str, words: ComparingWords) -> list[tuple[str, ...]]:
    """The bodies that issued a joint document."""
    return [found for part in _BODY.split(name) if (found := issuer_words(part, words))]


def _ministries(name: str, words: ComparingWords) -> int:
    """How many ministries the name counts up: one more than the official ones is another issuer."""
    return sum(body[0] == "bo" for body in _bodies(name, words))


def _aligned(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Word by word to the end of the shorter; a word of ours may be the initials of several of theirs."""
    at = 0
    for word in ours:
        if at == len(theirs):
            return True
        if word == theirs[at]:
            at += 1
        elif len(word) > 1 and word == "".join(one[0] for one in theirs[at : at + len(word)]):
            at += len(word)
        else:
            return False
    return True
