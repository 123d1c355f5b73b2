"""Names and numbers as keys: what is left when the ways of writing them make no difference."""

from __future__ import annotations

import re

from planforge.text.confusables import ascii_letters

_LETTERS = re.compile(r"[a-z0-9]+")
_LEADING = re.compile(r"^0+(?=\d)")


def name_key(name: str) -> str:
    """A name as a key: letters and digits only, so that commas, dashes and quotation marks make no difference."""
    return "".join(_LETTERS.findall(ascii_letters(name)))


def number_key(number: str) -> str:
    """A symbol as a key: letters and digits, no leading zero, so that slips of dashes and case find it still."""
    return _LEADING.sub("", name_key(number))
