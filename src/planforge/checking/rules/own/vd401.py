"""VD401."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from planforge.checking.case import Case, Cited
from planforge.checking.rule import CitationRule, Outcome
from planforge.text.dates import short_date

_AMENDED = re.compile(r"được|bởi|thay thế|hợp nhất|đính chính|[.;]|, (?:Nghị|Quyết|Thông|Luật)")


class ImpossibleDate(CitationRule):
    """Ngày không có thật (30/02), sau ngày của chính văn bản viện dẫn, hoặc trước ngày của văn bản nêu trong trích yếu.

    Sai: Kế hoạch số 12/KH-UBND ngày 30/02/2026; văn bản ngày 05/3/2026 viện dẫn Quyết định ngày 12/4/2026; Thông tư
        ngày 26/3/2003 hướng dẫn thực hiện Nghị định ngày 06/6/2003.
    Đúng: ghi đúng ngày ban hành của văn bản được viện dẫn.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, khoản 6.
    """

    code, name, severity = "VD401", "ngay-khong-the-co", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, khoản 6"
    scope = "all"
    why = "Không thể viện dẫn văn bản của một ngày không có, hoặc chưa tới."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations with a date."""
        return "date" in cited.citation.parts

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """The calendar first, then the document's own day."""
        citation, place = cited.citation, case.part(cited, "date")
        if "ngay-khong-co-that" in citation.slips:
            yield self.finding(
                f"“{citation.issued_text}” không có trong lịch.", "Đối chiếu với bản gốc rồi sửa ngày.", place,
                citation.text,
            )
        elif citation.issued and citation.issued > case.as_of:
            if not case.dated:
                yield self.unknown("chưa biết ngày của văn bản; dùng --as-of để cho biết", place, citation.text)
                return
            yield self.finding(
                f"Ngày {short_date(citation.issued)} sau ngày {short_date(case.as_of)} của văn bản này.",
                "Kiểm tra lại ngày của văn bản được viện dẫn và ngày của văn bản này.", place, citation.text,
            )
        elif cited.outer and self._named_before_it_was(cited, cited.outer, case):
            outer = cited.outer.citation
            yield self.finding(
                f"“{outer.text[:60]}” ghi ngày {short_date(outer.issued or date.min)}, trước ngày "
                f"{short_date(citation.issued or date.min)} của văn bản nêu trong trích yếu.",
                "Đối chiếu với bản gốc: một trong hai ngày sai.", case.part(cited.outer, "date"), outer.text,
            )

    def _named_before_it_was(self, cited: Cited, outer: Cited, case: Case) -> bool:
        """A title cannot name what came later, unless it tells of later amendments; known dates have their own rule."""
        ours, theirs = outer.citation.issued, cited.citation.issued
        begin = outer.citation.parts.get("title", (cited.citation.start, 0))[0]
        told = "date" in (*outer.meaning.contradictions, *cited.meaning.contradictions)
        between = case.text[begin : cited.citation.start]
        return bool(ours and theirs and theirs > ours) and not told and not _AMENDED.search(between)
