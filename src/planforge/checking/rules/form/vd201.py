"""VD201."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.catalogue.keys import LAWS
from planforge.checking.case import Case, Cited
from planforge.checking.findings import Fix
from planforge.checking.rule import CitationRule, Outcome
from planforge.checking.titles import is_paraphrase
from planforge.citation.official import first_mention

PARTS = (("date", "ngày ban hành"), ("issuer", "cơ quan ban hành"), ("title", "trích yếu"))


class IncompleteFirstMention(CitationRule):
    """Lần đầu viện dẫn phải đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành và trích yếu; lần sau chỉ cần tên
    loại và số.

    Sai: Thực hiện Kế hoạch số 05/KH-UBND ngày 16/01/2020 về phòng, chống ma túy (thiếu cơ quan ban hành).
    Đúng: Thực hiện Kế hoạch số 05/KH-UBND ngày 16/01/2020 của Ủy ban nhân dân tỉnh Bạc Liêu về phòng, chống ma túy.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm b.
    """

    code, name, severity = "VD201", "lan-dau-chua-du", "warning"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm b"
    fix = "suggested"
    why = "Lần đầu viện dẫn phải đủ để người đọc tìm đúng văn bản."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """First mentions by number; laws need type and name only."""
        citation = cited.citation
        return cited.first and citation.type not in LAWS and citation.form in ("full", "number")

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """Only the title missing is information: replies and telegrams are often cited without."""
        citation, one = cited.citation, cited.meaning.instrument
        missing = [label for part, label in PARTS if part not in citation.parts]
        if not missing:
            return
        place = case.place(citation.start, citation.end)
        known = one is not None and (missing != ["trích yếu"] or not is_paraphrase(one.title))
        whole = first_mention(one, case.catalogue.wording, long=cited.basis) if one and known else None
        yield self.finding(
            f"Lần đầu viện dẫn thiếu {', '.join(missing)}.",
            f"Ghi đủ: {whole}." if whole else f"Bổ sung {', '.join(missing)}.", place, citation.text,
            fix=Fix(place, citation.text, whole) if whole and not citation.pinpoint else None,
            severity="info" if missing == ["trích yếu"] else None,
        )
