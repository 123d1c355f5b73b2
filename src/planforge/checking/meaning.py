"""Which instrument of the catalogue a citation means, even a faulty one, and which of its facts contradict it.

A second pair of eyes: the resolver refuses to point at an instrument that anything contradicts; here the question
is which instrument the writer must have meant, so that the contradiction can be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import DamerauLevenshtein

from planforge.catalogue.instruments import Instrument
from planforge.catalogue.keys import LAWS
from planforge.checking.issuers import same_issuer
from planforge.checking.knowledge import Knowledge, flattened
from planforge.checking.symbols import parse_symbol, symbol_key
from planforge.checking.titles import Likeness, is_paraphrase, likeness, plain_name, shared
from planforge.citation.model import Citation, Resolved

KINDRED = ({"nghi-quyet", "nghi-quyet-lien-tich"}, {"thong-tu", "thong-tu-lien-tich"},
           {"chuong-trinh", "chuong-trinh-phoi-hop"})  # fmt: skip
ONE_TITLE = 0.9
UNTYPED = ("khac", "cong-van")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Fact by fact: True the same, False different, None not to be compared. ``title`` keeps its grade.

    ``one_title``: the title is so much the same that it alone tells the instrument, whatever the number says.
    """

    instrument: Instrument
    number: bool | None
    date: bool | None
    issuer: bool | None
    type: bool | None
    title: Likeness
    one_title: bool = False

    @property
    def score(self) -> int:
        """How much speaks for it: a title is long and says most, a contradiction weighs double."""
        agreeing = [self.number, self.date, self.issuer, self.type].count(True) + 2 * (self.title == "same")
        return agreeing - 2 * len(self.contradictions)

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Names of the facts that differ."""
        facts = {"number": self.number, "date": self.date, "issuer": self.issuer, "type": self.type}
        wrong = tuple(name for name, same in facts.items() if same is False)
        return (*wrong, "title") if self.title == "different" else wrong


@dataclass(frozen=True, slots=True)
class Meaning:
    """``comparison`` with the instrument meant, or None and ``why``; ``near``: what the catalogue has like it."""

    comparison: Comparison | None
    why: str = ""
    near: tuple[Instrument, ...] = ()

    @property
    def instrument(self) -> Instrument | None:
        """The instrument meant."""
        return self.comparison.instrument if self.comparison else None

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Names of the facts that contradict the instrument meant."""
        return self.comparison.contradictions if self.comparison else ()


def meaning(resolved: Resolved, known: Knowledge, as_of: date) -> Meaning:
    """The instrument that ``resolved`` must mean, contradictions and all."""
    cited = resolved.citation
    if cited.form == "name" and cited.type in LAWS:
        return _law(cited, resolved, known, as_of)
    by_number = known.numbered(cited.number) if cited.number else ()
    by_day = known.issued_on(cited.issued) if cited.issued else ()
    proposed = [known.get(one) for one in ((resolved.instrument,) if resolved.instrument else resolved.candidates[:8])]
    judged = [compare(cited, one, known) for one in flattened((proposed, by_number, by_day))]
    meant = [one for one in judged if _same(cited, one, known)]
    if not meant and cited.title:
        titled = [compare(cited, one, known) for one in known.titled(cited.title)]
        meant = [one for one in titled if _same(cited, one, known)]
        judged += titled
    if not meant and resolved.instrument:
        # The resolver reached it by way of an earlier, fuller citation or a nickname.
        return Meaning(compare(cited, known.get(resolved.instrument), known))
    return _choice(cited, meant, judged)


def compare(cited: Citation, one: Instrument, known: Knowledge) -> Comparison:
    """The citation beside an instrument, fact by fact."""
    number = None
    if cited.number and one.number and parse_symbol(cited.number):
        number = symbol_key(cited.number) == symbol_key(one.number)
    issuer = same_issuer(cited.issuer, one.issuer, known.words) if cited.issuer else None
    title = _title(cited, one, known)
    sure = title == "same" and shared(cited.title or "", one.title or "", known.idle, False) >= ONE_TITLE
    return Comparison(one, number, _same_day(cited, one), issuer, _same_type(cited, one), title, sure)


def is_central(one: Instrument, known: Knowledge) -> bool:
    """Issued by a body of the whole country, so that number, symbol and year name one document."""
    organs = known.catalogue.organs.by_name(one.issuer)
    return any(organ.level == "trung-uong" for organ in organs) or one.type in LAWS


def _choice(cited: Citation, meant: list[Comparison], judged: list[Comparison]) -> Meaning:
    near = tuple(flattened([[one.instrument for one in sorted(judged, key=lambda j: -j.score)[:4]]]))
    if not meant:
        return Meaning(None, "danh mục chưa có văn bản này", near)
    best = max(one.score for one in meant)
    first = [one for one in meant if one.score == best]
    titled = [one for one in first if one.title == "same"]
    first = titled if len(titled) == 1 else first
    if len(first) > 1 and first[0].contradictions and first[0].instrument.number:
        first.sort(key=lambda one: _distance(cited, one.instrument))
    elif len(first) > 1:
        return Meaning(None, "nhiều văn bản trong danh mục cùng khớp, chưa rõ văn bản nào", near)
    return Meaning(first[0])


def _same(cited: Citation, one: Comparison, known: Knowledge) -> bool:
    """Whether the writer must have meant this instrument: enough agrees that the rest can only be a slip."""
    if one.number:
        return _same_numbered(cited, one, known)
    if one.number is False:
        return _same_otherwise(cited, one)
    return one.title == "same" and one.type is not False and one.date is not False and not cited.number


def _same_numbered(cited: Citation, one: Comparison, known: Knowledge) -> bool:
    symbol = parse_symbol(cited.number or "")
    owned = one.issuer is True or (one.issuer is None and is_central(one.instrument, known))
    sure = owned or (one.issuer is False and (one.title == "same" or is_central(one.instrument, known)))
    if one.date:
        return sure or (one.issuer is None and one.title == "same")
    if symbol and symbol.year:
        return sure
    if one.date is None:
        return owned and one.title != "different"
    if one.title == "same":
        return sure
    issued, own = cited.issued, one.instrument.issued
    if not issued or not own or not owned:
        return False
    return issued.year == own.year or (issued.day, issued.month) == (own.day, own.month)


def _same_otherwise(cited: Citation, one: Comparison) -> bool:
    """The number differs: title and day, or nearly the same number, must speak for it."""
    slip = _distance(cited, one.instrument) <= 2
    if one.one_title and one.date and one.issuer is not False:
        return True
    if one.one_title and one.date is None and slip:
        return one.issuer is not False and one.type is not False
    mine, other = parse_symbol(cited.number or ""), parse_symbol(one.instrument.number or "")
    same_digits = bool(mine and other and mine.digits == other.digits and mine.year == other.year)
    if same_digits and mine and mine.year and len(mine.codes) > 3 and one.type is not False:
        return slip  # One joint document; a body's code is miswritten.
    return bool(one.date and same_digits and slip and one.issuer is not False and one.title != "different")


def _distance(cited: Citation, one: Instrument) -> int:
    """Slips of the pen between the two numbers."""
    return DamerauLevenshtein.distance(symbol_key(cited.number or ""), symbol_key(one.number or ""))


def _same_day(cited: Citation, one: Instrument) -> bool | None:
    if one.issued is None:
        symbol, year = parse_symbol(one.number or ""), cited.issued.year if cited.issued else cited.year
        return False if symbol and symbol.year and year and symbol.year != year else None
    if cited.issued:
        return cited.issued == one.issued
    by_year = cited.form == "name" or not cited.issued_text
    if by_year and cited.year and one.type in LAWS:
        return cited.year == one.issued.year
    return None


def _same_type(cited: Citation, one: Instrument) -> bool | None:
    if cited.type == one.type:
        return True
    if cited.form in ("nickname", "name") or cited.type in UNTYPED or one.type in UNTYPED:
        return None
    if any({cited.type, one.type} <= pair for pair in KINDRED):
        return None
    return False


def _title(cited: Citation, one: Instrument, known: Knowledge) -> Likeness:
    if not cited.title or is_paraphrase(one.title) or one.title is None:
        return "unknown"
    if one.type in LAWS:
        same = plain_name(cited.title) == plain_name(one.title)
        return "same" if same else likeness(cited.title, one.title, known.idle)
    return likeness(cited.title, one.title, known.idle)


def _law(cited: Citation, resolved: Resolved, known: Knowledge, as_of: date) -> Meaning:
    """Laws go by name: the year, the day or the number tells which of the laws of one name is meant."""
    named = known.named(cited.title or "")
    judged = [compare(cited, one, known) for one in named]
    if not judged:
        return Meaning(None, "danh mục chưa có luật, pháp lệnh mang tên này", known.titled(cited.title or "", 3, 60))
    if not cited.issued and not cited.year:
        passed = [one for one in judged if not one.instrument.issued or one.instrument.issued <= as_of]
        if not passed:
            return Meaning(None, "danh mục chưa có luật, pháp lệnh tên này từ trước ngày của văn bản", named)
        return _undated_law(passed, resolved, as_of)
    for right in ([one for one in judged if one.date], [one for one in judged if one.date is None]):
        if right:
            return Meaning(right[0]) if len(right) == 1 else _choice(cited, right, judged)
    slips = [one for one in judged if _slip_of_day(cited, one)]
    if slips:
        return Meaning(min(slips, key=lambda one: _farness(cited, one.instrument)))
    return Meaning(None, "danh mục chưa có luật, pháp lệnh tên này của ngày, năm đó", named)


def _slip_of_day(cited: Citation, one: Comparison) -> bool:
    """Whether the day or year can only be a slip: an older or newer law of the same name may be unknown.

    The same number; the same year; the same day and month; one digit off; or the year in which the law took force.
    """
    own = one.instrument.issued
    if own is None:
        return False
    starts = [period.start for period in one.instrument.in_force_periods if period.start]
    if cited.issued:
        near = DamerauLevenshtein.distance(f"{cited.issued:%d%m%Y}", f"{own:%d%m%Y}") <= 1
        same = cited.issued.year == own.year or (cited.issued.day, cited.issued.month) == (own.day, own.month)
        return bool(one.number) or near or same or cited.issued in starts
    year = cited.year or 0
    return bool(one.number) or abs(year - own.year) == 1 or own.year < year <= max((s.year for s in starts), default=0)


def _undated_law(judged: list[Comparison], resolved: Resolved, as_of: date) -> Meaning:
    by_id = {one.instrument.id: one for one in judged}
    if resolved.instrument in by_id:
        return Meaning(by_id[resolved.instrument])
    current = [one for one in judged if any(period.covers(as_of) for period in one.instrument.in_force_periods)]
    if len(current) == 1 or len(judged) == 1:
        return Meaning((current or judged)[0])
    return Meaning(None, "có nhiều luật cùng tên, viện dẫn không ghi năm", tuple(one.instrument for one in judged))


def _farness(cited: Citation, one: Instrument) -> tuple[bool, bool, int]:
    """Same year first, then same day and month, then the nearest day."""
    day, own = cited.issued or date.min, one.issued or date.min
    return day.year != own.year, (day.day, day.month) != (own.day, own.month), abs((day - own).days)
