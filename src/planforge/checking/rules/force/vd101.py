"""VD101."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planforge.catalogue.instruments import Instrument
from planforge.checking.case import Case, Cited
from planforge.checking.force_rule import ForceRule
from planforge.checking.rule import Outcome
from planforge.citation.official import first_mention, short_form
from planforge.citation.status import Status, source_note
from planforge.text.dates import short_date

_ID = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")


class Expired(ForceRule):
    """Văn bản được viện dẫn đã hết hiệu lực vào ngày của văn bản, chưa thấy văn bản thay thế.

    Sai: kế hoạch ngày 22/11/2026 lấy làm căn cứ một chương trình giai đoạn 2016 - 2020.
    Đúng: bỏ căn cứ đó, hoặc viện dẫn văn bản của giai đoạn hiện tại.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm a (căn cứ ban hành); Luật Ban
        hành văn bản quy phạm pháp luật (hiệu lực).
    """

    code, name, severity = "VD101", "het-hieu-luc", "error"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6"
    why = "Văn bản hết hiệu lực không làm căn cứ được."

    def weigh(self, cited: Cited, one: Instrument, status: Status, case: Case) -> Iterator[Outcome]:
        """Expired without a proven successor."""
        if status.state != "expired":
            return
        name = short_form(one, case.catalogue.wording)
        since = f" từ ngày {short_date(status.since)}" if status.since else ""
        yield self.finding(
            f"{name} đã hết hiệu lực{since} "
            f"(xét tại ngày {short_date(case.as_of)}). {source_note(one)}",
            f"Bỏ viện dẫn này hoặc viện dẫn văn bản đang có hiệu lực.{self._followers(one, status, case)}",
            case.place(cited.citation.start, cited.citation.end), cited.citation.text,
            severity=self.weight(cited, case),
        )

    def _followers(self, one: Instrument, status: Status, case: Case) -> str:
        """What came after, though no clause says that it replaces: named in the catalogue's note or unproven."""
        noted = [word for word in _ID.findall(one.note or "") if case.known.has(word)]
        ids = dict.fromkeys((*status.perhaps, *noted))
        names = "; ".join(first_mention(case.known.get(one_id), case.catalogue.wording) for one_id in ids)
        if names:
            return f" Văn bản kế tiếp: {names}."
        return f" Danh mục ghi: {one.note}" if one.note else ""
