"""A symbol taken apart: ``01/2005/NQLT-BCA-BYT`` is number 01, year 2005, codes NQLT, BCA, BYT."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from planforge.text.folding import fold

_SYMBOL = re.compile(
    r"(?P<digits>\d{1,5}(?:\.\d{1,3})?)(?P<letter>[A-Za-z]?)(?:/(?P<year>(?:19|20)\d\d))?"
    r"(?P<sign>[/-])(?P<rest>.+)"
)

_CENTRAL = re.compile(r"T\.? ?Ư")
_SIGNS = re.compile(r"[^0-9a-z.]")


@dataclass(frozen=True, slots=True)
class Symbol:
    """``party``: hyphen after the number and a slash before the body (``36-CT/TW``)."""

    digits: str
    year: int | None
    codes: tuple[str, ...]
    party: bool

    @property
    def code(self) -> str:
        """The first code, which names the type in most symbols."""
        return self.codes[0]


@lru_cache(maxsize=8192)
def parse_symbol(number: str) -> Symbol | None:
    """The parts of a number and symbol; None when it is a bare number or no symbol at all."""
    match = _SYMBOL.fullmatch(number.replace(" ", ""))
    if not match:
        return None
    codes = tuple(code for code in re.split(r"[/-]", match["rest"]) if code)
    if not codes:
        return None
    digits = (match["digits"].lstrip("0") or "0") + match["letter"].lower()
    party = match["sign"] == "-" and "/" in match["rest"]
    return Symbol(digits, int(match["year"]) if match["year"] else None, codes, party)


@lru_cache(maxsize=32768)
def symbol_key(number: str) -> str:
    """Equal for two spellings of one symbol: no accents, case, signs, leading zero; T.Ư and TƯ are TW (Trung ương)."""
    central = _CENTRAL.sub("TW", number)
    return _SIGNS.sub("", fold(central)).lstrip("0").replace("ubtu", "ubtw")
