"""Rules that hold one fact of a citation against the catalogue."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from planforge.catalogue.instruments import Instrument
from planforge.checking.case import Case, Cited
from planforge.checking.findings import Fix
from planforge.checking.meaning import Comparison
from planforge.checking.rule import CitationRule, Outcome
from planforge.citation.official import short_form
from planforge.text.dates import short_date


class FactRule(CitationRule):
    """``part``: the piece of the citation the fact stands in. ``label``: the fact's name in a sentence."""

    part: ClassVar[str]
    label: ClassVar[str]
    scope = "all"

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Whether the citation states this fact."""
        return self.part in cited.citation.parts

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """Hold the fact against the instrument meant; say so where there is nothing to hold it against."""
        comparison, place = cited.meaning.comparison, case.part(cited, self.part)
        written = case.text[place.start : place.end]
        if comparison is None:
            yield self.unknown(cited.meaning.why, place, cited.citation.text)
            return
        official = self.official(comparison.instrument, case)
        same = self.same(comparison)
        if official is None or same is None:
            yield self.unknown(f"danh mục chưa đủ dữ liệu để so {self.label}", place, cited.citation.text)
        elif not same:
            one = comparison.instrument
            fix = Fix(place, written, self.rewritten(written, one, case))
            source = "" if one.verified else " (danh mục chưa đối chiếu được văn bản này với nguồn)"
            yield self.finding(
                f"{self.label.capitalize()} ghi “{written}”, danh mục ghi “{official}”{source}.",
                f"Đối chiếu với bản gốc rồi sửa thành “{fix.after}”; danh mục kiểm ngày {short_date(one.checked)}.",
                place, cited.citation.text, fix=fix, severity=None if one.verified else "warning",
            )
        elif not comparison.instrument.verified:
            name = short_form(comparison.instrument, case.catalogue.wording)
            yield self.unknown(f"{name}: khớp danh mục nhưng danh mục chưa đối chiếu với nguồn", place)

    @abstractmethod
    def same(self, comparison: Comparison) -> bool | None:
        """Whether the fact agrees."""

    @abstractmethod
    def official(self, one: Instrument, case: Case) -> str | None:
        """The fact as the catalogue has it; None where it has none."""

    def rewritten(self, written: str, one: Instrument, case: Case) -> str:
        """What should stand in place of ``written``."""
        return self.official(one, case) or written
