"""VD102."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.catalogue.instruments import Instrument
from planforge.checking.case import Case, Cited
from planforge.checking.findings import Fix
from planforge.checking.force_rule import ForceRule
from planforge.checking.rule import Outcome
from planforge.citation.official import first_mention, short_form
from planforge.citation.status import Status, current_successors, source_note
from planforge.text.dates import short_date


class Replaced(ForceRule):
    """Văn bản được viện dẫn đã được văn bản khác thay thế vào ngày của văn bản.

    Sai: kế hoạch ngày 22/11/2026 viện dẫn Luật Phòng, chống ma túy năm 2021.
    Đúng: Luật Phòng, chống ma túy năm 2025 (có hiệu lực từ ngày 01/7/2026).
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm a (căn cứ ban hành).
    """

    code, name, severity = "VD102", "da-duoc-thay-the", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6"
    fix = "suggested"
    why = "Văn bản đã bị thay thế không còn là căn cứ."

    def weigh(self, cited: Cited, one: Instrument, status: Status, case: Case) -> Iterator[Outcome]:
        """Replaced: name the instruments at the end of the chain, in their official wording."""
        if status.state != "replaced":
            return
        wording, citation = case.catalogue.wording, cited.citation
        place = case.place(citation.start, citation.end)
        ids = current_successors(one.id, case.as_of, case.catalogue)
        names = [first_mention(case.known.get(one_id), wording, long=cited.basis) for one_id in ids if one_id != one.id]
        since = f" từ ngày {short_date(status.since)}" if status.since else ""
        yield self.finding(
            f"{short_form(one, wording)} đã được thay thế{since} bằng {'; '.join(names)} "
            f"(xét tại ngày {short_date(case.as_of)}). {source_note(one)}",
            "Thay bằng văn bản mới, trừ khi chỉ nhắc lại việc đã làm trước đây.", place, citation.text,
            fix=Fix(place, citation.text, names[0]) if len(names) == 1 else None, severity=self.weight(cited, case),
        )
