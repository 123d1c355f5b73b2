"""One citation against the register: what agrees, what contradicts, what is near."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio

from planforge.catalogue.keys import LAWS
from planforge.citation.grammar import Grammar
from planforge.citation.issuer_names import IssuerNames
from planforge.citation.model import Citation
from planforge.citation.register import Register, Row
from planforge.citation.vocabulary import words
from planforge.text.confusables import ascii_letters
from planforge.text.dates import short_date
from planforge.text.keys import name_key, number_key

NEAR_TITLE = 88


@dataclass(frozen=True, slots=True)
class Match:
    """``open``: the citation says too little by itself, so an earlier one in the document may settle it."""

    instrument: str | None
    candidates: tuple[str, ...]
    how: str
    open: bool = False


class Matcher:
    """Matches citations of one document."""

    def __init__(
        self, register: Register, grammar: Grammar, own_date: date | None, own_issuer: str | None
    ) -> None:
        self._register = register
        self._names = IssuerNames(grammar)
        self._nicknames = {name_key(n.name): n.number for n in grammar.names.nicknames if n.number}
        self._placed = re.compile(rf"\b(?:{words(ascii_letters(w) for w in grammar.issuers.places)})( .+)?$")
        self._own_date = own_date
        self._own_issuer = own_issuer

    def match(self, citation: Citation) -> Match:
        """The instrument in the catalogue, or the candidates."""
        number = citation.number
        if citation.form == "nickname" or number is None:
            return self._by_name(citation)
        if number.rstrip("abcdefgh").isdigit():
            return self._by_short(citation)
        return self._by_number(citation, self._register.find("number", number_key(number)))

    def _by_number(self, citation: Citation, rows: Sequence[Row]) -> Match:
        if not rows:
            near = self._near(citation)
            how = "Số, ký hiệu không có trong danh mục." + (" Có văn bản gần giống." if near else "")
            return Match(None, near, how, open=not (citation.issued_text or citation.issuer))
        fits = [row for row in rows if self._fits(citation, row)]
        bare = citation.issued is None and citation.issuer is None
        if not fits:
            near = tuple(row.id for row in rows if self._slip(citation, row))
            how = "Trùng số, ký hiệu nhưng ngày hoặc cơ quan ban hành khác danh mục."
            return Match(None, near, how if near else "Trùng số với văn bản của nơi khác; không phải văn bản đó.")
        best = [row for row in fits if self._sure(citation, row)] or fits
        if len(best) == 1 and (not best[0].local or self._sure(citation, best[0])):
            return Match(best[0].id, (), _found(best[0]))
        how = "Số, ký hiệu này có ở nhiều văn bản, nhiều địa phương; chưa đủ ngày và cơ quan để biết là văn bản nào."
        return Match(None, tuple(row.id for row in best), how, open=bare or citation.issued is None)

    def _fits(self, citation: Citation, row: Row) -> bool:
        """Nothing that the citation says contradicts the row."""
        if citation.issued_text and citation.issued is None and citation.year is not None:
            return False
        if citation.issued and row.issued and citation.issued != row.issued:
            return False
        if not _same_type(citation, row):
            return False
        if citation.issuer:
            return self._names.same(citation.issuer, row.issuer) and not self._elsewhere(citation, row)
        return True

    def _sure(self, citation: Citation, row: Row) -> bool:
        """Something beyond the number speaks for the row."""
        if citation.issued and citation.issued == row.issued:
            return True
        if citation.issuer and row.local:
            return self._names.exact(citation.issuer, row.issuer) or self._ours(citation, row)
        return bool(citation.issuer) or (not row.local)

    def _slip(self, citation: Citation, row: Row) -> bool:
        """Rows of one number that differ in one point are near; of local numbers, something must agree."""
        if not row.local:
            return True
        same_issuer = bool(citation.issuer and self._names.same(citation.issuer, row.issuer))
        if same_issuer and self._elsewhere(citation, row):
            same_issuer = False
        same_day = bool(citation.issued and row.issued and _close(citation.issued, row.issued))
        return same_day or (same_issuer and (self._ours(citation, row) or _titles(citation.title, row.title)))

    def _elsewhere(self, citation: Citation, row: Row) -> bool:
        """``UBND tỉnh`` in a document of another province."""
        own, theirs = self._place(self._own_issuer), self._place(row.issuer)
        cited = self._place(citation.issuer)
        return bool(cited is not None and not cited[1] and own and theirs and own[0] == theirs[0] == cited[0]
                    and own[1] and theirs[1] and own[1] != theirs[1])  # fmt: skip

    def _ours(self, citation: Citation, row: Row) -> bool:
        own, theirs = self._place(self._own_issuer), self._place(row.issuer)
        cited = self._place(citation.issuer)
        if cited and cited[1] and theirs:
            return cited == theirs
        return bool(own and theirs and own[1] and own == theirs)

    def _place(self, issuer: str | None) -> tuple[str, str] | None:
        """Level word and place name of a local body."""
        for key in self._names.keys(issuer) if issuer else ():
            found = self._placed.search(key)
            if found:
                name = (found[1] or "").strip()
                return found[0][: len(found[0]) - len(found[1] or "")], name
        return None

    def _near(self, citation: Citation) -> tuple[str, ...]:
        """Instruments of the same day and type, then of nearly the same number, whose title is the same."""
        day = self._register.find("day", citation.issued.isoformat()) if citation.issued else ()
        same = [row for row in day if _same_type(citation, row) and self._close_number(citation, row)]
        if citation.title and len(citation.title) > 20:
            same += [row for row in day if row not in same and _titles(citation.title, row.title)]
        return tuple(dict.fromkeys(row.id for row in same))[:5]

    def _close_number(self, citation: Citation, row: Row) -> bool:
        if not (row.number and citation.number):
            return False
        return Levenshtein.distance(number_key(row.number), number_key(citation.number), score_cutoff=2) <= 2

    def _by_short(self, citation: Citation) -> Match:
        digits = (citation.number or "").lstrip("0")
        rows = self._register.find("short", f"{citation.type} {digits}")
        fits = [row for row in rows if self._fits(citation, row)]
        told = [row for row in fits if citation.issued or citation.issuer]
        if len(told) == 1 and self._sure(citation, told[0]):
            return Match(told[0].id, (), _found(told[0]))
        how = "Chỉ có số, không có ký hiệu: không đủ để biết là văn bản nào."
        return Match(None, tuple(row.id for row in fits)[:8], how, open=True)

    def _by_name(self, citation: Citation) -> Match:
        key = name_key(citation.title or citation.text)
        rows = self._register.find("name", key)
        if not rows and citation.form == "nickname":
            rows = self._register.find("number", number_key(self._nicknames.get(key) or "?"))
        if citation.type in LAWS:
            return self._law(citation, rows)
        if len(rows) == 1:
            return Match(rows[0].id, (), _found(rows[0]))
        how = "Tên này ứng với nhiều văn bản." if rows else "Tên này không có trong danh mục."
        return Match(None, tuple(row.id for row in rows)[:8], how, open=True)

    def _law(self, citation: Citation, rows: Iterable[Row]) -> Match:
        laws = [row for row in rows if row.type == citation.type]
        ids = tuple(row.id for row in laws)
        if citation.issued or citation.year:
            same = [r for r in laws if r.issued and (r.issued == citation.issued or
                    (citation.issued is None and r.issued.year == citation.year))]  # fmt: skip
            if len(same) == 1:
                return Match(same[0].id, (), _found(same[0]))
            how = "Danh mục có luật cùng tên nhưng khác năm." if laws else "Luật này không có trong danh mục."
            return Match(None, tuple(r.id for r in same) or ids, how)
        day = self._own_date
        current = [r for r in laws if day and any(p.covers(day) for p in r.periods)]
        if day and len(current) == 1:
            how = f"Tên luật không kèm năm: hiểu là luật có hiệu lực ngày {short_date(day)}."
            return Match(current[0].id, (), how, open=True)
        if len(laws) == 1:
            return Match(ids[0], (), _found(laws[0]), open=True)
        how = "Nhiều luật cùng tên; thiếu năm nên không rõ luật nào." if laws else "Luật này không có trong danh mục."
        return Match(None, ids, how, open=True)


def _found(row: Row) -> str:
    day = f" ngày {short_date(row.issued)}" if row.issued else ""
    return f"Có trong danh mục: {row.number or row.title}{day}."


def _same_type(citation: Citation, row: Row) -> bool:
    return citation.type == row.type or "khac" in (citation.type, row.type) or (
        citation.type in ("cong-van", "huong-dan") and row.type in ("cong-van", "huong-dan")
    )


def _close(one: date, other: date) -> bool:
    """Equal, or one slip of the pen apart: two of day, month and year agree."""
    return sum((one.day == other.day, one.month == other.month, one.year == other.year)) >= 2


def _titles(one: str | None, other: str) -> bool:
    if not one or len(other) < 16:
        return False
    return partial_ratio(ascii_letters(one), ascii_letters(other)) >= NEAR_TITLE
