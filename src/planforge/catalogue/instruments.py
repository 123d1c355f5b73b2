"""Instruments: every document that can be cited, and when it is in force."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Literal

from pydantic import Field, model_validator

from planforge.catalogue.entry import Entry, Id, Text

InstrumentType = Literal[
    "hien-phap", "luat", "phap-lenh", "nghi-quyet", "nghi-quyet-lien-tich", "nghi-dinh", "quyet-dinh", "chi-thi",
    "ket-luan", "quy-dinh", "quy-che", "thong-tu", "thong-tu-lien-tich", "ke-hoach", "chuong-trinh",
    "chuong-trinh-phoi-hop", "chien-luoc", "cong-van", "cong-dien", "thong-bao", "to-trinh", "huong-dan", "bao-cao",
    "de-an", "du-an", "khac",
]  # fmt: skip
RelationKind = Literal["thay-the", "sua-doi-bo-sung", "huong-dan", "trien-khai", "can-cu"]
ValidityBasis = Literal[
    "dieu-khoan", "ky-trong-ten", "van-ban-sau-xac-nhan", "bo-phap-dien", "suy-ra", "chua-thay-thay-the", "khong-ro"
]
State = Literal["con-hieu-luc", "het-hieu-luc", "het-giai-doan", "chua-hieu-luc", "khong-ro"]


class Period(Entry):
    """An interval of force, both ends included; ``None`` is open."""

    start: date | None = None
    end: date | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Period:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"ngày cuối {self.end} đứng trước ngày đầu {self.start}")
        return self

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Relation(Entry):
    """The instrument does ``kind`` to ``target``; ``verified`` is False where the clause was not read."""

    kind: RelationKind
    target: Id
    verified: bool = True


class Instrument(Entry):
    """One citable document. The number alone never identifies it: two decrees bear 03/2019/NĐ-CP.

    ``state`` is what the sources said on ``checked``; look-ups at other days go by ``in_force_periods``.
    ``validity_verified`` is True only where a clause, a period in the title or a later document proves it.
    """

    id: Id
    type: InstrumentType
    number: Text | None = None
    issued: date | None = None
    issuer: Text
    title: Text | None = None
    signer: Text | None = None
    aliases: tuple[Text, ...] = ()
    sectors: tuple[Id, ...] = ()
    in_force_periods: tuple[Period, ...] = Field(min_length=1)
    state: State
    validity_basis: ValidityBasis
    validity_verified: bool
    relations: tuple[Relation, ...] = ()
    sources: tuple[Text, ...] = ()
    evidence: Literal["nhieu-nguon", "mot-nguon", "bo-phap-dien", "ban-tong-hop", "khong-co-nguon"]
    verified: bool
    checked: date
    note: Text | None = None

    @model_validator(mode="after")
    def _periods_do_not_overlap(self) -> Instrument:
        periods = sorted(self.in_force_periods, key=lambda p: p.start or date.min)
        for earlier, later in pairwise(periods):
            if earlier.end is None or (later.start or date.min) <= earlier.end:
                raise ValueError(f"hai khoảng hiệu lực chồng nhau: {earlier.start}..{earlier.end} và {later.start}")
        return self
