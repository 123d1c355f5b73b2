"""Whether two ways of writing an issuer mean the same body."""

from __future__ import annotations

import re
from functools import lru_cache

from planforge.citation.grammar import Grammar
from planforge.citation.vocabulary import words
from planforge.text.confusables import ascii_letters, new_tones

_TERM = re.compile(r"\([^()]*\)|,? (?:khóa|nhiệm kỳ) [\w -]+$|[“”\"]")


class IssuerNames:
    """Comparison of issuers with the abbreviations of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        table = {new_tones(k): v for k, v in grammar.issuers.expand.items()}
        self._expand = re.compile(rf"(?<![\w&])(?:{words(table)})(?![\w&])|&")
        self._table = table
        self._drop = re.compile(rf"^(?:(?:{words(grammar.issuers.drop)}) )+")
        heads = words(new_tones(head.lower()) for head in grammar.issuers.heads)
        self._split = re.compile(rf"(?: - |, | và | với )(?=(?:{heads})(?!\w))|; ")
        self.keys = lru_cache(maxsize=8192)(self._keys)

    def _keys(self, issuer: str) -> frozenset[str]:
        text = new_tones(_TERM.sub("", issuer).lower())
        text = self._expand.sub(lambda m: self._table.get(m[0], "và"), text)
        return frozenset(key for part in self._split.split(text) if (key := self._key(part)))

    def _key(self, part: str) -> str:
        part = self._drop.sub("", part.strip(" ,.;"))
        plain = " ".join(re.findall(r"[a-z0-9]+", ascii_letters(part)))
        return re.sub(r"\b(?:va|cua|viet nam|dang cong san)\b ?", "", plain).strip()

    def same(self, one: str, other: str) -> bool:
        """Equal, or one is the beginning of the other (``UBND tỉnh`` and ``Ủy ban nhân dân tỉnh Bạc Liêu``)."""
        return any(_begins(a, b) or _begins(b, a) for a in self.keys(one) for b in self.keys(other))

    def exact(self, one: str, other: str) -> bool:
        """The same name in full on both sides."""
        return bool(self.keys(one) & self.keys(other))


def _begins(long: str, short: str) -> bool:
    return long == short or long.startswith(short + " ")
