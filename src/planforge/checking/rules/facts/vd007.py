"""VD007."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.catalogue.instruments import Instrument
from planforge.catalogue.keys import LAWS
from planforge.checking.case import Case, Cited
from planforge.checking.knowledge import flattened
from planforge.checking.rule import CitationRule, Outcome
from planforge.checking.symbols import parse_symbol
from planforge.citation.official import first_mention


class NotInCatalogue(CitationRule):
    """Danh mục chưa có văn bản này, nên chưa ai đối chiếu số, ngày, tên và hiệu lực; nêu các văn bản gần giống.

    Sai: coi một viện dẫn chưa tra được là đúng.
    Đúng: tra ở nguồn chính thức, rồi thêm vào danh mục bằng lệnh planforge catalogue add.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Điều 10 (người soạn thảo, người kiểm tra chịu trách nhiệm về nội dung).
    """

    code, name, severity = "VD007", "chua-co-trong-danh-muc", "info"
    ground = "Nghị định 30/2020/NĐ-CP, Điều 10"
    why = "Chưa kiểm được số, ngày, tên và hiệu lực."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """First mentions by symbol or by a law's name."""
        citation = cited.citation
        by_symbol = parse_symbol(citation.number or "") is not None
        return cited.first and (by_symbol or citation.type in LAWS)

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """Name what the catalogue has that is like it."""
        if cited.meaning.instrument is not None:
            return
        citation = cited.citation
        place = case.place(citation.start, citation.end)
        near = list(flattened((
            cited.meaning.near[:2],
            case.known.near_number(citation.number) if citation.number else (),
            case.known.titled(citation.title, 2, 70) if citation.title else (),
        )))[:3]  # fmt: skip
        yield self.finding(
            f"{cited.meaning.why.capitalize()}.{self._offer(near, case)}",
            "Tra ở nguồn chính thức rồi thêm bằng: planforge catalogue add", place, citation.text,
        )

    def _offer(self, near: list[Instrument], case: Case) -> str:
        names = "; ".join(first_mention(one, case.catalogue.wording)[:150] for one in near)
        return f" Gần giống: {names}." if names else ""
