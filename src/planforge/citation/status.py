"""The status of an instrument on a day, with the evidence. What no source proves is ``unverified``, never in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from planforge.catalogue.instruments import Instrument, Relation
from planforge.text.dates import short_date

State = Literal["in_force", "not_yet", "amended", "expired", "replaced", "unverified"]


class Register(Protocol):
    """What a status look-up needs of the catalogue."""

    def instrument(self, instrument_id: str) -> Instrument:
        """The instrument with that id."""

    def incoming(self, instrument_id: str) -> Iterable[tuple[str, Relation]]:
        """Relations of other instruments that point at this one, each with the other's id."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of an instrument on ``as_of``.

    ``replaced_by``: successors whose replacing clause was read, the current ones last; ``perhaps``: successors no
    clause confirms. ``since``: first day out of force. ``evidence``: one Vietnamese sentence.
    """

    state: State
    as_of: date
    evidence: str
    replaced_by: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    since: date | None = None

    @property
    def usable(self) -> bool:
        """Whether it may stand as a legal basis on that day."""
        return self.state in ("in_force", "amended")


def status_at(instrument: Instrument, as_of: date, register: Register) -> Status:
    """The status of ``instrument`` on ``as_of``, from its intervals of force and the relations that point at it."""
    if instrument.issued and as_of < instrument.issued:
        return Status("not_yet", as_of, f"Ban hành ngày {short_date(instrument.issued)}, sau ngày {short_date(as_of)}.")
    successors, perhaps = _successors(instrument, as_of, register)
    current = [period for period in instrument.in_force_periods if period.covers(as_of)]
    if not current:
        return _out_of_force(instrument, as_of, successors, perhaps)
    if not (instrument.verified and instrument.validity_verified):
        return Status("unverified", as_of, _doubt(instrument), perhaps=successors + perhaps)
    amended_by = tuple(
        other for other, relation in register.incoming(instrument.id)
        if relation.kind == "sua-doi-bo-sung" and relation.verified and _started(register.instrument(other), as_of)
    )
    if amended_by:
        return Status("amended", as_of, "Còn hiệu lực, đã được sửa đổi, bổ sung.", amended_by=amended_by)
    return Status("in_force", as_of, _proof(instrument))


def _successors(
    instrument: Instrument, as_of: date, register: Register
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    replacing = [(o, r) for o, r in register.incoming(instrument.id) if r.kind == "thay-the"]
    effective = [(o, r.verified) for o, r in replacing if _started(register.instrument(o), as_of)]
    return tuple(o for o, sure in effective if sure), tuple(o for o, sure in effective if not sure)


def _started(instrument: Instrument, day: date) -> bool:
    starts = [period.start or instrument.issued for period in instrument.in_force_periods]
    return any(start is None or start <= day for start in starts)


def _out_of_force(
    instrument: Instrument, as_of: date, successors: tuple[str, ...], perhaps: tuple[str, ...]
) -> Status:
    starts = [p.start for p in instrument.in_force_periods if p.start]
    if starts and as_of < min(starts):
        return Status("not_yet", as_of, f"Có hiệu lực từ ngày {short_date(min(starts))}.")
    ends = [p.end for p in instrument.in_force_periods if p.end and p.end < as_of]
    since = max(ends) + timedelta(days=1) if ends else None
    if not instrument.validity_verified:
        return Status("unverified", as_of, _doubt(instrument), perhaps=successors + perhaps, since=since)
    evidence = f"Hết hiệu lực từ ngày {short_date(since)}." if since else "Đã hết hiệu lực."
    state: State = "replaced" if successors else "expired"
    return Status(state, as_of, evidence, replaced_by=successors, perhaps=perhaps, since=since)


def _proof(instrument: Instrument) -> str:
    proofs = {
        "dieu-khoan": "điều khoản hiệu lực",
        "ky-trong-ten": "kỳ thực hiện nêu trong tên",
        "van-ban-sau-xac-nhan": "văn bản ban hành sau xác nhận",
    }
    ground = proofs.get(instrument.validity_basis, "nguồn đã kiểm")
    return f"Còn hiệu lực theo {ground}, kiểm ngày {short_date(instrument.checked)}."


def _doubt(instrument: Instrument) -> str:
    doubts = {
        "chua-thay-thay-the": "chưa thấy văn bản thay thế nhưng chưa có nguồn xác nhận còn hiệu lực",
        "bo-phap-dien": "biết ngày bắt đầu, chưa kiểm được ngày kết thúc",
        "suy-ra": "hiệu lực mới chỉ suy ra, chưa đọc được điều khoản",
    }
    ground = doubts.get(instrument.validity_basis, "chưa có nguồn về hiệu lực")
    if not instrument.verified:
        ground = f"chưa đối chiếu được số, ngày và tên với nguồn; {ground}"
    return f"Chưa xác minh: {ground} (kiểm ngày {short_date(instrument.checked)})."


def current_successors(instrument_id: str, as_of: date, register: Register) -> tuple[str, ...]:
    """The instruments at the end of the chain of proven replacements on ``as_of`` (the id itself when none)."""
    found: list[str] = []
    waiting, seen = [instrument_id], set[str]()
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        status = status_at(register.instrument(one), as_of, register)
        if status.replaced_by:
            waiting.extend(status.replaced_by)
        else:
            found.append(one)
    return tuple(found)


def source_note(instrument: Instrument) -> str:
    """Where the answer comes from and the day it was checked: ``Nguồn: …, kiểm ngày 22/11/2026.``"""
    checked = f"kiểm ngày {short_date(instrument.checked)}"
    if not instrument.sources:
        return f"Chưa có nguồn, {checked}."
    more = f" và {len(instrument.sources) - 1} nguồn khác" if len(instrument.sources) > 1 else ""
    return f"Nguồn: {instrument.sources[0]}{more}, {checked}."
