"""What stands before a number: the type word, and whether ``số`` is there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planforge.citation.draft import Draft
from planforge.citation.grammar import Grammar
from planforge.text.confusables import ascii_letters

NEAR, FAR = 48, 170
_SO = re.compile(r"(?<![a-z])so ?[:.]? ?$")
_LIST = re.compile(r"[,;]? ?(?:va |hoac |cung |hay )?(?:cac )?(?:so ?:? ?)?")
_OWN = re.compile(r"(?:Số ?: ?|(?:^|[\n|]) ?Số )$")
_CODES = re.compile(r"[-/]")
_SEPARATE = ("nghi-quyet", "thong-tu", "chuong-trinh", "ke-hoach", "quyet-dinh", "khac", "quy-che")


@dataclass(frozen=True, slots=True)
class Head:
    """``start``: of the citation. ``type_span`` is empty when the type word is shared with the citation before."""

    type: str
    start: int
    type_span: tuple[int, int]
    so_span: tuple[int, int]
    issuer_span: tuple[int, int] | None = None
    slips: tuple[str, ...] = ()


def find_head(text: str, start: int, end: int, grammar: Grammar, previous: Draft | None) -> Head | None:
    """The head of the citation whose symbol is ``text[start:end]``; None when it is no citation at all."""
    near = text[max(0, start - NEAR) : start]
    folded = ascii_letters(near)
    codes = symbol_codes(text[start:end])
    found = grammar.before_number.search(folded)
    if found and _is_word(near, found, grammar):
        return _head(text, start, near, found, codes, grammar)
    shared = _shared(text, start, codes, grammar, previous)
    if shared:
        return shared
    far = text[max(0, start - FAR) : start]
    found = grammar.before_issuer.search(ascii_letters(far)) if " của " in far or " CỦA " in far else None
    if found:
        return _head(text, start, far, found, codes, grammar)
    if not _SO.search(folded) or _OWN.search(near) or grammar.not_before.search(folded):
        return None
    kind = type_by_code(codes, grammar)
    so = start - len(near) + _SO.search(folded).start()  # type: ignore[union-attr]
    return Head(kind, so, (so, so), (so, start)) if kind else None


def symbol_codes(symbol: str) -> list[str]:
    """``["QĐ", "BCA", "C04"]`` for ``5027/QĐ-BCA-C04``."""
    return [part for part in _CODES.split(symbol)[1:] if not part.isdigit()]


def type_by_code(codes: list[str], grammar: Grammar) -> str | None:
    """The type that the codes name; a symbol of bodies alone (``05/BNV-VP``) is a dispatch."""
    if codes and codes[0] in grammar.type_of_code:
        return grammar.type_of_code[codes[0]]
    joint = next((code for code in codes[1:2] if code in grammar.issuers.joint_codes), None)
    if joint and joint in grammar.type_of_code:
        return grammar.type_of_code[joint]
    if any(code.startswith(tuple(grammar.types.law_symbols)) for code in codes):
        return "nghi-quyet"
    return grammar.types.generic_type if len(codes) >= 2 else None


def _is_word(near: str, found: re.Match[str], grammar: Grammar) -> bool:
    """An abbreviation counts as a type word only in capitals: ``QĐ số 12``, not a syllable that folds alike."""
    written = near[slice(*found.span("type"))]
    return len(written) > 4 or " " in written or (written.upper() in grammar.abbreviations and written.isupper()) or (
        written.lower() in grammar.right_words
    )


def _head(
    text: str, start: int, window: str, found: re.Match[str], codes: list[str], grammar: Grammar
) -> Head:
    base = start - len(window)
    begin, end = found.span("type")
    written = window[begin:end]
    kind = _refined(grammar.type_of_word[found["type"]], codes, grammar)
    slips = list(_so_slips(found["so"]))
    if written in grammar.abbreviations:
        slips.append("viet-tat-loai")
    elif written.lower() not in grammar.right_words:
        slips.append("sai-chinh-ta-loai")
    issuer = None
    if "issuer" in found.groupdict():
        issuer = (base + found.start("issuer"), base + found.end("issuer"))
    so = (base + found.start("so") + found["so"].find("so"), start) if "so" in found["so"] else (start, start)
    return Head(kind, base + begin, (base + begin, base + end), so, issuer, tuple(slips))


def _so_slips(so: str) -> tuple[str, ...]:
    if "so" not in so:
        return ("thieu-so",)
    return ("so-hai-cham",) if ":" in so or "." in so else ()


def _refined(kind: str, codes: list[str], grammar: Grammar) -> str:
    """A generic word takes the type of the code; a joint code makes the joint type of a plain word."""
    named = type_by_code(codes, grammar)
    if not kind:
        return named or grammar.types.generic_type
    if kind in _SEPARATE and named in ("nghi-quyet-lien-tich", "thong-tu-lien-tich", "chuong-trinh-phoi-hop"):
        return named if named.startswith(kind) else kind
    return kind


def _shared(
    text: str, start: int, codes: list[str], grammar: Grammar, previous: Draft | None
) -> Head | None:
    """``…, số 116/2021/NĐ-CP`` after a citation of the same type: the type word is shared."""
    if previous is None or not 0 <= start - previous.end <= 24:
        return None
    between = text[previous.end : start]
    folded = ascii_letters(between)
    if not folded.strip() or not _LIST.fullmatch(folded):
        return None
    named = type_by_code(codes, grammar)
    so = between.lower().find("số")
    begin = previous.end + so if so >= 0 else start
    kind = previous.type if named in (None, previous.type, grammar.types.generic_type) else named
    if kind is None:
        return None
    return Head(kind, begin, (begin, begin), (begin, start) if so >= 0 else (start, start))
