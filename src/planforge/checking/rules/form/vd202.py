"""VD202."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.checking.case import Case, Cited
from planforge.checking.findings import Fix
from planforge.checking.rule import CitationRule, Outcome
from planforge.checking.symbols import parse_symbol


class MissingNumberWord(CitationRule):
    """Thiếu chữ “số” giữa tên loại và số, ký hiệu, hoặc viết “số:”.

    Sai: Chỉ thị 36-CT/TW ngày 16/8/2019 của Bộ Chính trị.
    Đúng: Chỉ thị số 36-CT/TW ngày 16/8/2019 của Bộ Chính trị.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục II, Mục V.7 và cách viết trong toàn Nghị định.
    """

    code, name, severity = "VD202", "thieu-chu-so", "warning"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V.7"
    fix = "safe"
    scope = "own"
    why = "Nghị định 30/2020/NĐ-CP luôn viết “số” giữa tên loại và số, ký hiệu."
    slips = ("thieu-so", "so-hai-cham")

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations by number and symbol; a bare number is a nickname (Đề án 06)."""
        citation = cited.citation
        whole = parse_symbol(citation.number or "") is not None
        return whole and citation.form in ("full", "number") and "number" in citation.parts

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """Put ``số`` where it belongs."""
        citation = cited.citation
        met = [slip for slip in self.slips if slip in citation.slips]
        if not met:
            return
        begin, end = citation.parts["number"]
        if met[0] == "so-hai-cham" and "so" in citation.parts:
            begin = citation.parts["so"][0]
            if ":" not in case.text[begin:end]:
                return  # The colon opens a list: “Nghị định của Chính phủ: Số …”.
        place = case.place(begin, end)
        written = case.text[begin:end]
        number = case.text[slice(*citation.parts["number"])]
        told = "Thiếu chữ “số” trước" if met[0] == "thieu-so" else "Thừa dấu hai chấm sau chữ “số” trước"
        kind = case.text[slice(*citation.parts["type"])]
        yield self.finding(
            f"{told} “{number}”.", f"Viết: {kind} số {number}.", place, citation.text,
            fix=Fix(place, written, f"số {number}", safe=True),
        )
