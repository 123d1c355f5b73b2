"""VD203."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.checking.case import Case, Cited
from planforge.checking.findings import Fix
from planforge.checking.rule import CitationRule, Outcome
from planforge.checking.symbols import parse_symbol


class CommaBeforeDate(CitationRule):
    """Dấu phẩy giữa ký hiệu và “ngày”: văn bản của Nhà nước không dùng; văn bản của Đảng dùng.

    Sai: Quyết định số 5027/QĐ-BCA-C04, ngày 05/7/2022 của Bộ Công an.
    Đúng: Quyết định số 5027/QĐ-BCA-C04 ngày 05/7/2022 của Bộ Công an.
    Căn cứ: cách viết tại Nghị định số 30/2020/NĐ-CP, Điều 37; văn bản Đảng theo Hướng dẫn của Văn phòng Trung
        ương Đảng.
    """

    code, name, severity = "VD203", "phay-truoc-ngay", "warning"
    ground = "Nghị định 30/2020/NĐ-CP, Điều 37 (cách viết)"
    fix = "safe"
    scope = "own"
    why = "Nghị định 30/2020/NĐ-CP viết liền, không có dấu phẩy."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations with number and date."""
        return "number" in cited.citation.parts and "date" in cited.citation.parts

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """A Party symbol keeps its comma: information only."""
        citation = cited.citation
        if "phay-truoc-ngay" not in citation.slips:
            return
        begin, end = case.text.rfind(",", citation.start, citation.parts["date"][0]), citation.parts["date"][0]
        if begin < 0 or case.text[begin:end].strip(" ,"):
            return
        begin = len(case.text[:begin].rstrip())
        place, date = case.place(begin, end), case.text[slice(*citation.parts["date"])]
        symbol = parse_symbol(citation.number or "")
        if symbol and symbol.party:
            yield self.finding(
                f"Dấu phẩy trước “{date}” là cách viết của văn bản Đảng.",
                "Trong văn bản của Nhà nước thì bỏ dấu phẩy.", place, citation.text, severity="info",
            )
            return
        yield self.finding(
            f"Thừa dấu phẩy trước “{date}”.", "Bỏ dấu phẩy.", place, citation.text,
            fix=Fix(place, case.text[begin:end], " ", safe=True),
        )
