"""VD103."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.catalogue.instruments import Instrument
from planforge.checking.case import Case, Cited
from planforge.checking.findings import Severity
from planforge.checking.force_rule import ForceRule
from planforge.checking.rule import Outcome
from planforge.checking.symbols import parse_symbol
from planforge.checking.titles import plain_name
from planforge.citation.official import short_form
from planforge.citation.status import Status, source_note
from planforge.text.dates import short_date


class NotYet(ForceRule):
    """Văn bản được viện dẫn chưa ban hành hoặc chưa có hiệu lực vào ngày của văn bản.

    Sai: kế hoạch ngày 15/01/2026 lấy Luật Phòng, chống ma túy năm 2025 (hiệu lực từ 01/7/2026) làm căn cứ như
        đang thi hành.
    Đúng: viện dẫn luật đang có hiệu lực, hoặc nói rõ là chuẩn bị thi hành luật mới; văn bản quy phạm có hiệu lực
        cùng ngày với luật thì được.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm a (căn cứ ban hành).
    """

    code, name, severity = "VD103", "chua-co-hieu-luc", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6"
    why = "Văn bản chưa có hiệu lực chưa làm căn cứ được."

    def weigh(self, cited: Cited, one: Instrument, status: Status, case: Case) -> Iterator[Outcome]:
        """Not yet in force, or not even issued."""
        if status.state != "not_yet":
            return
        if cited.citation.issued and cited.citation.issued > case.as_of:
            return  # VD401 tells that the date lies after the document's own.
        evidence = status.evidence.rstrip(".")
        yield self.finding(
            f"{short_form(one, case.catalogue.wording)} chưa có hiệu lực vào ngày {short_date(case.as_of)}: "
            f"{evidence[:1].lower()}{evidence[1:]}. {source_note(one)}",
            "Viện dẫn văn bản đang có hiệu lực, hoặc ghi rõ là chuẩn bị thi hành.",
            case.place(cited.citation.start, cited.citation.end), cited.citation.text,
            severity=self._weight(cited, one, case),
        )

    def _weight(self, cited: Cited, one: Instrument, case: Case) -> Severity:
        """Passed and not yet in force: a normative text may take effect with it, and a plan may be about it."""
        if one.issued is None or one.issued > case.as_of:
            return self.weight(cited, case)
        if plain_name(one.title or one.number or "") in plain_name(case.own.heading):
            return "info"
        symbol = parse_symbol(case.own.number or "")
        return "warning" if symbol and symbol.year and case.own.type != "ke-hoach" else self.weight(cited, case)
