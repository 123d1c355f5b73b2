"""A citation: the place where a document names another, taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Form = Literal["full", "number", "name", "nickname"]
Part = Literal["type", "so", "number", "date", "issuer", "title", "pinpoint"]
Slip = Literal[
    "khoang-trang-trong-ky-hieu", "gach-noi-dai", "chu-d-sai", "thieu-so", "so-hai-cham", "phay-truoc-ngay",
    "sai-chinh-ta-loai", "to-hop-dau", "ngay-khong-co-that", "thieu-ma-loai", "viet-tat-loai", "gach-cheo-nguoc",
    "chu-o-thay-so-khong",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation. Offsets count characters of :attr:`planforge.text.joining.JoinedText.text`, ``end`` excluded.

    ``type`` is an id of the ``cite`` contract (``nghi-dinh`` …). ``number`` is the symbol as it should be written
    (``9470/KH-UBND``), whatever slips the text has. ``issued_text`` is the date as written, also an impossible one;
    ``issued`` is None then. ``title`` of an instrument cited by name is that name (``Luật Phòng, chống ma túy``).
    ``parts`` holds the offsets of what was found; ``slips`` names the writing faults met on the way.
    """

    start: int
    end: int
    text: str
    type: str
    number: str | None = None
    issued: date | None = None
    issued_text: str | None = None
    year: int | None = None
    issuer: str | None = None
    title: str | None = None
    pinpoint: str | None = None
    form: Form = "full"
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    slips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a citation points at.

    ``instrument``: the id in the catalogue when exactly one fits and nothing contradicts it. ``candidates``: ids that
    may be meant, the nearest first. ``antecedent``: index of the earlier, fuller citation of the same instrument in
    the list that was resolved. ``how``: one Vietnamese sentence.
    """

    citation: Citation
    instrument: str | None = None
    candidates: tuple[str, ...] = ()
    antecedent: int | None = None
    how: str = ""
