"""What every catalogue model shares: frozen, no unknown fields, identifiers in kebab-case ASCII."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-.][a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Level = Literal["trung-uong", "tinh", "huyen", "xa", "khu-dan-cu"]
Era = Literal["3-cap", "chuyen-tiep", "2-cap", "2-cap-2026"]
Mode = Literal["giao", "de-nghi"]
Trait = Literal["border-or-coast", "rural", "urban", "ethnic"]

ERAS: tuple[Era, ...] = ("3-cap", "chuyen-tiep", "2-cap", "2-cap-2026")


class Entry(BaseModel):
    """A record of the catalogue. Unknown fields are refused, so that a typing slip cannot pass unseen."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)
