"""What the clerk asks for: one directive, one unit, one signing date, and answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from planforge.catalogue.directives import YearDay
from planforge.catalogue.profiles import Profile
from planforge.errors import OutOfScopeError

PROFILE_KEYS = {
    "dia-danh": "place",
    "thon": "hamlets",
    "bien-gioi": "border",
    "ven-bien": "coast",
    "dan-toc": "ethnic",
    "luu": "filing",
    "ghi-chu": "remarks",
    "co-quan": "issuer",
}
"""Keys of ``--set`` that override one field of the unit's profile."""

_YES = {"co": True, "có": True, "true": True, "1": True, "khong": False, "không": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Request:
    """One derivation. ``settings``: the ``--set`` answers; ``profile``: the unit's own file, if it has one."""

    directive: str
    unit: str
    as_of: date
    number: str | None = None
    signer: str | None = None
    capacity: str | None = None
    template: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """The settings, read: profile overrides, raised targets, own report days."""

    profile: Mapping[str, Any]
    targets: Mapping[str, float]
    reports: Mapping[str, YearDay]


def read_answers(settings: Mapping[str, str]) -> Answers:
    """Settings by meaning. Raises ``OutOfScopeError`` on an unknown key or a value of the wrong form."""
    profile: dict[str, Any] = {}
    targets: dict[str, float] = {}
    reports: dict[str, YearDay] = {}
    for key, value in settings.items():
        if key in PROFILE_KEYS:
            profile[PROFILE_KEYS[key]] = _profile_value(key, value)
        elif key.startswith("chi-tieu."):
            targets[key.removeprefix("chi-tieu.")] = _number(key, value)
        elif key.startswith("bao-cao."):
            reports[key.removeprefix("bao-cao.")] = year_day(key, value)
        else:
            raise _unknown(key)
    return Answers(profile, targets, reports)


def _profile_value(key: str, value: str) -> Any:
    if key in ("bien-gioi", "ven-bien", "dan-toc"):
        if value.lower() not in _YES:
            raise OutOfScopeError(f"Giá trị '{value}' của '{key}' không hợp lệ.", do="Ghi co hoặc khong.")
        return _YES[value.lower()]
    return value


def _number(key: str, value: str) -> float:
    try:
        return float(value.replace(",", ".").rstrip("% "))
    except ValueError:
        raise OutOfScopeError(
            f"Giá trị '{value}' của '{key}' không phải là số.", "Chỉ tiêu phải so được với mức cấp trên giao.",
            "Ghi số, ví dụ --set chi-tieu.ct-1=90.",
        ) from None


def year_day(key: str, value: str) -> YearDay:
    """``10/11`` as the day of a year. Raises ``OutOfScopeError`` naming ``key``."""
    match = re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})\s*", value)
    if not match or not 1 <= int(match[1]) <= 31 or not 1 <= int(match[2]) <= 12:
        raise OutOfScopeError(
            f"Giá trị '{value}' của '{key}' không phải là ngày trong năm.", do="Ghi ngày/tháng, ví dụ 10/11."
        )
    return YearDay(day=int(match[1]), month=int(match[2]))


def _unknown(key: str) -> OutOfScopeError:
    known = [*PROFILE_KEYS, "chi-tieu.<mã>", "bao-cao.<mã>"]
    near = get_close_matches(key, known, 1)
    hint = f" Có phải ý bạn là '{near[0]}'?" if near else ""
    return OutOfScopeError(
        f"Không có khóa '{key}' trong --set.", do=f"Các khóa dùng được: {', '.join(known)}.{hint}"
    )
