"""Rules about whether what is cited is in force on the day."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

from planforge.catalogue.instruments import Instrument
from planforge.checking.case import Case, Cited
from planforge.checking.findings import Severity
from planforge.checking.rule import CitationRule, Outcome
from planforge.citation.official import first_mention, short_form
from planforge.citation.status import Status


class ForceRule(CitationRule):
    """Judges the status of the instrument meant, where a document rests on it or carries it out."""

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """Look the status up; what the catalogue does not know stays open."""
        place = case.place(cited.citation.start, cited.citation.end)
        one = cited.meaning.instrument
        if one is None:
            yield self.unknown(cited.meaning.why, place, cited.citation.text)
            return
        if not case.dated:
            yield self.unknown("văn bản không ghi ngày; dùng --as-of để chọn ngày xét hiệu lực", place)
            return
        status = case.status(one.id)
        if status.state == "unverified":
            yield self.unknown(f"{short_form(one, case.catalogue.wording)}: {self._doubt(status, case)}", place)
            return
        yield from self.weigh(cited, one, status, case)

    @abstractmethod
    def weigh(self, cited: Cited, one: Instrument, status: Status, case: Case) -> Iterator[Outcome]:
        """The findings that a proven status gives rise to."""

    def weight(self, cited: Cited, case: Case) -> Severity:
        """An error where the document rests on it; elsewhere it may be history."""
        return "error" if cited.basis or case.carries_out(cited) else "warning"

    def _doubt(self, status: Status, case: Case) -> str:
        told = status.evidence[:1].lower() + status.evidence[1:].rstrip(".")
        if not status.perhaps:
            return told
        names = "; ".join(first_mention(case.known.get(one), case.catalogue.wording)[:120] for one in status.perhaps)
        return f"{told}; có thể đã được thay bằng {names}"
