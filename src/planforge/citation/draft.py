"""A citation while it is being read, in offsets of the matched text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from planforge.citation.dates import FoundDate
from planforge.citation.model import Citation, Form
from planforge.text.joining import JoinedText

_PINPOINT = re.compile(
    r"(?:(?:tiết [\w.]{1,4},? )?(?:các )?điểm [a-zđ\d](?:(?:, | và |, điểm | và điểm )[a-zđ](?!\w)){0,8},? ?)?"
    r"(?:(?:các )?(?:khoản|Khoản) \d{1,2}[a-z]?(?:(?:, | và |, khoản | và khoản |-)\d{1,2}){0,8},? ?)?"
    r"(?:(?:các )?(?:Điều|điều) \d{1,3}[a-z]?(?:(?:, | và |, Điều | và Điều |-)\d{1,3}[a-z]?){0,12},? ?)?"
    r"(?:(?:Mục|mục|Chương|Phần|Phụ lục) (?:[IVXLC]{1,6}|\d{1,2}),? ?){0,3}(?:của |tại |kèm theo |ban hành kèm theo )?$"
)
_PIN_WORD = re.compile(r"(?:tiết|(?:các )?(?:điểm|khoản|điều)|Mục|mục|Chương|Phần|Phụ lục) ", re.IGNORECASE)
_PIN_HINT = re.compile(r"(?:iều|hoản|ương|ục|hần|iểm) [\w, -]{1,60}$")


@dataclass(slots=True)
class Draft:
    """What was read so far. ``parts`` and ``end`` count in the matched text; ``taken``: last offset a law used up."""

    start: int
    type: str
    form: Form = "full"
    end: int = 0
    number: str | None = None
    issued: date | None = None
    year: int | None = None
    taken: int = -1
    by_name: bool = False
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)
    slips: list[str] = field(default_factory=list)

    def set_date(self, found: FoundDate) -> None:
        """Take over a date."""
        self.parts["date"] = (found.begin, found.end)
        self.issued = found.issued
        self.year = found.year or self.year
        if found.comma:
            self.slips.append("phay-truoc-ngay")
        if found.whole and found.issued is None:
            self.slips.append("ngay-khong-co-that")

    def find_pinpoint(self, text: str) -> None:
        """Article, clause and point right before the type word."""
        before = text[max(0, self.start - 90) : self.start]
        hint = _PIN_HINT.search(before)
        if not hint:
            return
        for found in _PIN_WORD.finditer(before):
            pin = _PINPOINT.match(before, found.start())
            if pin and pin.end() > pin.start():
                base = self.start - len(before)
                written = re.sub(r" (?:của|tại|kèm theo|ban hành kèm theo)? ?$", "", pin[0]).rstrip(" ,")
                self.parts["pinpoint"] = (base + pin.start(), base + pin.start() + len(written))
                return

    def citation(self, joined: JoinedText) -> Citation:
        """The finished citation, offsets turned back to the text they count in."""
        text = joined.text
        spans = {name: joined.span(*span) for name, span in self.parts.items() if span[1] > span[0]}
        start, end = joined.span(self.start, self.end)
        written = {name: text[slice(*span)] for name, span in spans.items()}
        slips = self.slips + self._symbol_slips(joined, written.get("number"))
        return Citation(
            start=start, end=end, text=text[start:end], type=self.type, number=self.number, issued=self.issued,
            issued_text=written.get("date"), year=self.year, issuer=self._issuer(joined), title=written.get("title"),
            pinpoint=written.get("pinpoint"), form=self.form, parts=spans, slips=tuple(dict.fromkeys(slips)),
        )  # fmt: skip

    def _issuer(self, joined: JoinedText) -> str | None:
        span = self.parts.get("issuer")
        return joined.match[slice(*span)].replace("\n", " ") if span else None

    def _symbol_slips(self, joined: JoinedText, written: str | None) -> list[str]:
        if written is None or written == self.number:
            return []
        checks = ((" ", "khoang-trang-trong-ky-hieu"), ("Ð", "chu-d-sai"), ("ð", "chu-d-sai"))
        slips = [name for mark, name in checks if mark in written]
        return slips + (["gach-noi-dai"] if re.search("[\u2010-\u2015\u2212]", written) else [])
