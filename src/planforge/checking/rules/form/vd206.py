"""VD206."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planforge.catalogue.keys import LAWS
from planforge.checking.case import Case, Cited
from planforge.checking.findings import Fix
from planforge.checking.rule import DECREE_30, CitationRule, Outcome
from planforge.checking.titles import plain_name
from planforge.citation.official import law_name
from planforge.text.confusables import new_tones

_KIND = re.compile(r"(?:bộ\s+)?luật\s+|pháp\s+lệnh\s+", re.IGNORECASE)


class LawName(CitationRule):
    """Tên luật, pháp lệnh viết sai: thiếu dấu phẩy, sai chữ hoa, thường.

    Sai: Luật phòng chống ma túy.
    Đúng: Luật Phòng, chống ma túy.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục II, Mục V.7 (viết hoa tên loại và chữ đầu của tên luật); tên ghi
        như Quốc hội đã thông qua.
    """

    code, name, severity = "VD206", "ten-luat-viet-sai", "warning"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V.7"
    fix = "safe"
    scope = "own"
    why = "Tên luật phải viết như Quốc hội đã thông qua."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Laws and ordinances cited by name."""
        return cited.citation.type in LAWS and "title" in cited.citation.parts

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """The official name differs in commas, capitals or accents only; or the name begins in lower case."""
        place = case.part(cited, "title")
        written = case.text[place.start : place.end]
        named = case.known.named(written)
        if not named:
            named_first = plain_name(written).startswith(("luat ", "phap lenh ", "bo luat "))
            first = _KIND.sub("", written)[:1] if named_first and not _before_the_decree(case) else ""
            amending, constitution = plain_name(written).startswith("luat sua doi"), cited.citation.type == "hien-phap"
            if first.islower() and not amending and not constitution:
                yield self.finding(
                    f"Tên “{written}” phải viết hoa chữ đầu sau tên loại.", "Viết hoa chữ đầu của tên luật.", place,
                    cited.citation.text,
                )
            else:
                yield self.unknown("danh mục chưa có luật, pháp lệnh mang tên này", place, cited.citation.text)
            return
        names = [law_name_only(law_name(one)) for one in named]
        if _before_the_decree(case) and any(_plain(name).lower() == _plain(written).lower() for name in names):
            return
        # Amending laws were named "Luật sửa đổi …" for years and are "Luật Sửa đổi …" now.
        amending = plain_name(written).startswith("luat sua doi")
        if any(_plain(name) == _plain(written) for name in names) or written.isupper() or amending:
            return
        yield self.finding(
            f"Tên luật viết “{written}”.", f"Viết: {names[-1]}.", place, cited.citation.text,
            fix=Fix(place, written, names[-1], safe=True),
        )


def _before_the_decree(case: Case) -> bool:
    """Capitals inside names of laws were not ruled on before Decree 30/2020/NĐ-CP."""
    return case.dated and case.as_of < DECREE_30


def law_name_only(name: str) -> str:
    """The name without the year that tells it from its namesakes."""
    return name.rpartition(" năm ")[0] or name


def _plain(name: str) -> str:
    return new_tones(" ".join(name.split()))
