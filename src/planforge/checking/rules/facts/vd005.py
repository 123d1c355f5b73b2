"""VD005."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.catalogue.instruments import Instrument
from planforge.checking.case import Case, Cited
from planforge.checking.fact_rule import FactRule
from planforge.checking.meaning import Comparison
from planforge.checking.rule import Outcome
from planforge.checking.titles import is_paraphrase


class WrongTitle(FactRule):
    """Trích yếu khác hẳn với danh mục. Viết gọn, bỏ “về việc”, khác dấu ngoặc hay khoảng trắng không tính là khác.

    Sai: Nghị định số 105/2021/NĐ-CP ngày 04 tháng 12 năm 2021 của Chính phủ về công tác văn thư.
    Đúng: Nghị định số 105/2021/NĐ-CP ngày 04 tháng 12 năm 2021 của Chính phủ quy định chi tiết và hướng dẫn thi
        hành một số điều của Luật Phòng, chống ma túy.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm a, b (viện dẫn ghi trích yếu nội
        dung).
    """

    code, name, severity = "VD005", "trich-yeu-sai", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6"
    fix = "suggested"
    why = "Trích yếu phải là của chính văn bản mang số đó."
    part, label = "title", "trích yếu"

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations with a number and a title."""
        return bool(cited.citation.number) and super().concerns(cited, case)

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """A title that is only partly alike is told as information."""
        comparison = cited.meaning.comparison
        if comparison and comparison.title == "unclear" and comparison.instrument.title:
            place = case.part(cited, self.part)
            yield self.finding(
                f"Trích yếu chưa khớp với danh mục: “{comparison.instrument.title}”.",
                "So lại với bản gốc; nếu chỉ là viết gọn thì giữ nguyên.", place, cited.citation.text, severity="info",
            )
            return
        yield from super().judge(cited, case)

    def same(self, comparison: Comparison) -> bool | None:
        """Whether the titles are alike."""
        return {"same": True, "different": False}.get(comparison.title)

    def official(self, one: Instrument, case: Case) -> str | None:
        """The title, where the catalogue has the original wording."""
        return None if is_paraphrase(one.title) else one.title
