"""VD301."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planforge.checking.case import Case, Cited
from planforge.checking.rule import Outcome, Rule
from planforge.checking.symbols import parse_symbol
from planforge.text.dates import short_date

UNIFORM = ("hien-phap", "luat", "phap-lenh", "nghi-dinh", "thong-tu", "thong-tu-lien-tich")
"""Types that one kind of body issues, so that the type alone gives the rank."""


class BasesOutOfOrder(Rule):
    """Các dòng Căn cứ không theo thứ bậc hiệu lực (luật, pháp lệnh, nghị định, quyết định, thông tư …), hoặc
    cùng loại nhưng không theo ngày.

    Sai: Căn cứ Nghị định số 105/2021/NĐ-CP …; rồi mới Căn cứ Luật Phòng, chống ma túy ….
    Đúng: luật trước, nghị định sau; cùng loại thì văn bản ban hành trước đứng trước.
    Căn cứ: Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15 (hệ thống, thứ bậc văn bản); Nghị định số
        30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm a.
    """

    code, name, severity = "VD301", "can-cu-sai-thu-tu", "warning"
    ground = "Luật 64/2025/QH15 (thứ bậc); Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6"
    why = "Căn cứ xếp theo hiệu lực từ cao xuống thấp, rồi theo ngày."

    def applies(self, case: Case) -> bool:
        """Two legal bases at least."""
        return any(len(one) > 1 for one in case.bases)

    def evaluate(self, case: Case) -> Iterator[Outcome]:
        """Each basis against those above it; Party documents stand where custom puts them."""
        for bases in case.bases:
            yield from self._in_order([cited for cited in bases if not _party(cited)], case)

    def _in_order(self, bases: list[Cited], case: Case) -> Iterator[Outcome]:
        for index, cited in enumerate(bases):
            above = [one for one in bases[:index] if self._outranked(one, cited, case)]
            if above:
                yield self._told(cited, above[0], "có hiệu lực cao hơn nên phải đứng trước", case)
                continue
            later = [one for one in bases[:index] if _later(one, cited)]
            if later:
                day = _day(cited)
                told = f"ban hành trước (ngày {short_date(day)})" if day else "ban hành trước"
                yield self._told(cited, later[0], f"{told} nên đứng trước", case, minor=True)

    def _outranked(self, above: Cited, below: Cited, case: Case) -> bool:
        ranks, lower = case.catalogue.wording.ranks, below.citation.type
        return lower in UNIFORM and ranks.get(above.citation.type, 0) > ranks.get(lower, 0)

    def _told(self, cited: Cited, above: Cited, told: str, case: Case, minor: bool = False) -> Outcome:
        citation = cited.citation
        return self.finding(
            f"“{citation.text[:80]}” {told} “{above.citation.text[:80]}”.", "Xếp lại thứ tự các dòng Căn cứ.",
            case.place(citation.start, citation.end), citation.text, severity="info" if minor else None,
        )


def _party(cited: Cited) -> bool:
    symbol = parse_symbol(cited.citation.number or "")
    return bool(symbol and symbol.party)


def _day(cited: Cited) -> date | None:
    one = cited.meaning.instrument
    return cited.citation.issued or (one.issued if one else None)


def _later(above: Cited, below: Cited) -> bool:
    """Same type, same body, and the one above was issued after the one below."""
    if above.citation.type != below.citation.type:
        return False
    mine, other = parse_symbol(above.citation.number or ""), parse_symbol(below.citation.number or "")
    same_body = (mine.codes if mine else ()) == (other.codes if other else ())
    first, second = _day(above), _day(below)
    return bool(same_body and first and second and first > second)
