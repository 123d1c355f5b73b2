"""One instrument as a legal officer reads it: what it is, from when to when in force, on what proof, beside which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.instruments import Instrument, Period
from planforge.citation.official import short_form, type_name
from planforge.citation.relations import Branch, tree_lines
from planforge.citation.status import Status
from planforge.cli.catalogue_words import EVIDENCE, GROUNDS, SAID, STATES
from planforge.text.dates import short_date


def record(
    one: Instrument, status: Status, branches: tuple[Branch, ...], known: Catalogue
) -> list[tuple[str, str]]:
    """Labels and texts, in the order of the questions a reader asks."""
    proof = f"{GROUNDS[one.validity_basis]} ({'đã' if one.validity_verified else 'chưa'} xác minh)"
    facts = "số, ngày, tên đã đối chiếu" if one.verified else "chưa đối chiếu được đủ số, ngày, tên"
    return [
        (f"Tại ngày {short_date(status.as_of)}", _standing(status) + _now(status, known)),
        ("Loại", type_name(one, known.wording)),
        ("Số, ký hiệu", one.number or ""),
        ("Ngày ban hành", short_date(one.issued) if one.issued else "chưa rõ"),
        ("Cơ quan ban hành", one.issuer),
        ("Người ký", one.signer or ""),
        ("Tên, trích yếu", one.title or "chưa có"),
        ("Tên khác", "; ".join(one.aliases)),
        ("Hiệu lực", "; ".join(map(_period, one.in_force_periods))),
        ("Căn cứ để biết hiệu lực", proof),
        ("Nguồn nói", f"{SAID[one.state]} (kiểm ngày {short_date(one.checked)})"),
        ("Bằng chứng", f"{EVIDENCE[one.evidence]}; {facts}"),
        (f"Nguồn, kiểm ngày {short_date(one.checked)}", _list(one.sources)),
        ("Ghi chú", one.note or ""),
        ("Quan hệ", "\n".join(tree_lines(branches)) if branches else "chưa ghi nhận"),
    ]


def _standing(status: Status) -> str:
    """The state and its evidence, which sometimes begins with the state."""
    state, evidence = STATES[status.state], status.evidence
    return evidence if evidence.lower().startswith(state) else f"{state}. {evidence}"


def _now(status: Status, known: Catalogue) -> str:
    """What stands in its place, by name and id."""
    names = [_named(one, known) for one in status.replaced_by]
    perhaps = [_named(one, known) for one in status.perhaps]
    told = f" Thay bằng: {'; '.join(names)}." if names else ""
    return told + (f" Có thể đã được thay bằng: {'; '.join(perhaps)}." if perhaps else "")


def _named(instrument_id: str, known: Catalogue) -> str:
    return f"{short_form(known.instrument(instrument_id), known.wording)} [{instrument_id}]"


def _period(period: Period) -> str:
    """``từ ngày 01/01/2022 đến hết ngày 30/6/2026``."""
    start, end = _day("từ ngày", period.start), _day("đến hết ngày", period.end)
    if not start:
        return (end and f"{end}, chưa rõ ngày bắt đầu") or "chưa rõ"
    return f"{start} {end}" if end else f"{start}, chưa có ngày kết thúc"


def _day(words: str, day: date | None) -> str:
    return f"{words} {short_date(day)}" if day else ""


def _list(items: Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items) if items else "chưa có nguồn"
