"""VD207."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.checking.case import Case, Cited
from planforge.checking.findings import Fix
from planforge.checking.rule import CitationRule, Outcome


class TypeWord(CitationRule):
    """Tên loại văn bản viết sai chính tả hoặc viết tắt.

    Sai: Nghi định số 105/2021/NĐ-CP; QĐ số 140/QĐ-TTg.
    Đúng: Nghị định số 105/2021/NĐ-CP; Quyết định số 140/QĐ-TTg.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm b (viện dẫn ghi tên loại); Phụ
        lục III, Mục I.
    """

    code, name, severity = "VD207", "ten-loai-viet-sai", "warning"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm b"
    fix = "safe"
    scope = "own"
    why = "Viện dẫn ghi tên loại đầy đủ, đúng chính tả."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations with a type word of a known type."""
        return "type" in cited.citation.parts and cited.citation.type in case.catalogue.wording.type_names

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """Misspelt is a warning, abbreviated is information."""
        citation, place = cited.citation, case.part(cited, "type")
        misspelt, short = "sai-chinh-ta-loai" in citation.slips, "viet-tat-loai" in citation.slips
        if not misspelt and not short:
            return
        written, right = case.text[place.start : place.end], case.catalogue.wording.type_names[citation.type]
        right = right if written[:1].isupper() else right[:1].lower() + right[1:]
        if misspelt and len(written.split()) != len(right.split()):
            right = ""
        fix = Fix(place, written, right, safe=misspelt) if right else None
        yield self.finding(
            f"Tên loại {'viết sai' if misspelt else 'viết tắt'}: “{written}”.",
            f"Viết: {right}." if right else "Sửa chính tả.", place, citation.text, fix=fix,
            severity=None if misspelt else "info",
        )
