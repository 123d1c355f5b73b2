"""The official wording of a citation (Decree 30/2020/NĐ-CP, Annex I, Part I, II.6)."""

from __future__ import annotations

import re

from planforge.catalogue.instruments import Instrument
from planforge.catalogue.keys import LAWS
from planforge.catalogue.wording import Wording
from planforge.text.casing import decapitalise
from planforge.text.dates import long_date, short_date

_REMARK = re.compile(r"\s*\((?:diễn giải|trích yếu chưa|chưa rõ)[^)]*\)", re.IGNORECASE)
_NUMBER_IN_NAME = re.compile(r"\s+năm\s+\d{4}$")


def type_name(instrument: Instrument, wording: Wording) -> str:
    """``Nghị định``, ``Kế hoạch`` …"""
    return wording.type_names[instrument.type]


def first_mention(instrument: Instrument, wording: Wording, long: bool = False) -> str:
    """Type, number, date, issuer and title; a law by type and name only (with its date when ``long``).

    ``long`` writes the date out, as legal bases do (TT-157). What is not known is left out, never filled in.
    """
    if instrument.type in LAWS:
        return law_name(instrument, dated=long)
    parts = [short_form(instrument, wording)]
    if instrument.issued:
        day = instrument.issued
        parts.append(long_date(day.year, day.month, day.day) if long else f"ngày {short_date(day)}")
    parts.append(f"của {_REMARK.sub('', instrument.issuer)}")
    title = subject_phrase(instrument, wording)
    return " ".join([*parts, title] if title else parts)


def short_form(instrument: Instrument, wording: Wording) -> str:
    """Type and number, as later mentions write it (TT-074)."""
    if instrument.type in LAWS:
        return law_name(instrument)
    name = type_name(instrument, wording)
    return f"{name} số {instrument.number}" if instrument.number else name


def law_name(instrument: Instrument, dated: bool = False) -> str:
    """``Luật Phòng, chống ma túy`` with ``ngày 10 tháng 12 năm 2025`` when ``dated``, else its year."""
    name = _NUMBER_IN_NAME.sub("", _REMARK.sub("", instrument.title or ""))
    if instrument.issued is None:
        return name
    day = instrument.issued
    return f"{name} {long_date(day.year, day.month, day.day)}" if dated else f"{name} năm {day.year}"


def subject_phrase(instrument: Instrument, wording: Wording) -> str:
    """The title as it runs on after the issuer: ``ban hành Chương trình …``, ``về thực hiện …``."""
    title = _REMARK.sub("", instrument.title or "").strip()
    if not title:
        return ""
    verbs = wording.phrases["trich-yeu.dong-tu"].split("|")
    lowered = decapitalise(title)
    return lowered if lowered.lower().startswith(tuple(verbs)) else f"về {lowered}"
