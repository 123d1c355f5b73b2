"""Codes inside symbols: the type first (Decree 30/2020, Annex III), then one code per body (TT-161)."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from planforge.checking.case import Case, Cited
from planforge.checking.rule import DECREE_30
from planforge.checking.symbols import parse_symbol

JOINT = ("nghi-quyet-lien-tich", "thong-tu-lien-tich")
LONG = 6
"""Codes shorter than this resemble one another too much to tell a slip."""


@dataclass(frozen=True, slots=True)
class JointFault:
    """``kind``: ``type`` (no type code) or ``body`` (a code no body bears); ``number`` is the symbol put right."""

    kind: str
    code: str
    right: str
    number: str


def joint_faults(cited: Cited, case: Case) -> tuple[JointFault, ...]:
    """What is wrong with the codes of a joint symbol."""
    citation = cited.citation
    symbol = parse_symbol(citation.number or "")
    if not symbol or citation.number is None or (citation.type not in JOINT and len(symbol.codes) < 4):
        return ()
    faults: list[JointFault] = []
    number = citation.number
    wanted = next((one.codes for one in case.grammar.types.types if one.id == citation.type), ())
    if citation.type in JOINT and symbol.code not in wanted:
        number = number.replace(symbol.code, f"{wanted[0]}-{symbol.code}", 1)
        faults.append(JointFault("type", symbol.code, wanted[0], number))
    for code in symbol.codes:
        right = _nearest(code, case)
        if right:
            number = number.replace(code, right)
            faults.append(JointFault("body", code, right, number))
    return tuple(faults)


def missing_type(cited: Cited, case: Case) -> JointFault | None:
    """The type code that a symbol of the decree's time lacks: ``45/UBND`` of a plan; a letter has none."""
    citation, words = cited.citation, case.known.words
    symbol = parse_symbol(citation.number or "")
    if not symbol or citation.type not in words.named or not citation.issued or citation.issued < DECREE_30:
        return None
    if symbol.code in case.grammar.type_of_code or symbol.code not in words.bodies:
        return None
    wanted = next((one.codes for one in case.grammar.types.types if one.id == citation.type), ())
    if not wanted or citation.number is None:
        return None
    number = citation.number.replace(symbol.code, f"{wanted[0]}-{symbol.code}", 1)
    return JointFault("type", symbol.code, wanted[0], number)


def _nearest(code: str, case: Case) -> str | None:
    """The known code that an unknown one is a slip of."""
    codes = case.known.codes | frozenset(case.known.words.codes)
    if len(code) < LONG or code in codes or code.replace("&", "") in codes:
        return None
    near = [one for one in sorted(codes) if len(one) >= LONG and Levenshtein.distance(code, one) == 1]
    return near[0] if near else None
