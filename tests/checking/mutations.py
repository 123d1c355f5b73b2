"""A clean document made of catalogue facts, and seeded slips of the pen in it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planforge import Catalogue
from planforge.catalogue.instruments import Instrument
from planforge.catalogue.keys import LAWS
from planforge.checking.titles import is_paraphrase
from planforge.citation.official import first_mention
from planforge.citation.status import status_at

DAY = date(2026, 11, 22)
OPENING = "Thực hiện "


@dataclass(frozen=True)
class Mutation:
    """``text`` is the citation after one slip; ``before`` the right one."""

    kind: str
    instrument: Instrument
    before: str
    text: str


def citable(catalogue: Catalogue) -> list[Instrument]:
    """Instruments whose number, day, issuer and title were all seen in a source, and that are not out of force."""
    return [
        one for one in catalogue.all_instruments()
        if one.verified and one.number and one.issued and not is_paraphrase(one.title) and "(" not in one.issuer
        and status_at(one, DAY, catalogue).state in ("in_force", "amended", "unverified")
    ]  # fmt: skip


def clean_line(one: Instrument, catalogue: Catalogue) -> str:
    """The official first mention as a sentence of its own; laws with their full date."""
    return f"{OPENING}{first_mention(one, catalogue.wording, long=one.type in LAWS)}."


def mutations(catalogue: Catalogue, count: int, seed: int) -> Iterator[Mutation]:
    """``count`` slips, each in one fact of one citation, spread over the kinds."""
    rng = random.Random(seed)
    pool = citable(catalogue)
    kinds = list(KINDS)
    done = 0
    while done < count:
        one, kind = rng.choice(pool), kinds[done % len(kinds)]
        slipped = KINDS[kind](one, rng, catalogue)
        if slipped is None:
            continue
        before, after = (first_mention(i, catalogue.wording, long=i.type in LAWS) for i in (one, slipped))
        if before != after:
            yield Mutation(kind, one, before, f"{OPENING}{after}.")
            done += 1


def _moved(one: Instrument, days: int) -> Instrument | None:
    assert one.issued
    day = one.issued + timedelta(days=days)
    return one.model_copy(update={"issued": day}) if day <= DAY else None


def _day(one: Instrument, rng: random.Random, _: Catalogue) -> Instrument | None:
    assert one.issued
    day = rng.choice([d for d in range(1, 29) if d != one.issued.day])
    return one.model_copy(update={"issued": one.issued.replace(day=day)})


def _month(one: Instrument, rng: random.Random, _: Catalogue) -> Instrument | None:
    assert one.issued
    month = rng.choice([m for m in range(1, 13) if m != one.issued.month])
    moved = one.issued.replace(day=min(one.issued.day, 28), month=month)
    return one.model_copy(update={"issued": moved}) if moved <= DAY and one.issued.day <= 28 else None


def _year(one: Instrument, rng: random.Random, _: Catalogue) -> Instrument | None:
    assert one.issued
    moved = one.issued.replace(day=min(one.issued.day, 28), year=one.issued.year + rng.choice([-2, -1, 1, 2]))
    return one.model_copy(update={"issued": moved}) if moved <= DAY and one.issued.day <= 28 else None


def _digit(one: Instrument, rng: random.Random, _: Catalogue) -> Instrument | None:
    if one.type in LAWS:
        return None
    number = one.number or ""
    at = rng.choice([i for i, c in enumerate(re.match(r"\d+", number)[0])])  # type: ignore[index]
    digit = rng.choice([d for d in "123456789" if d != number[at]])
    return one.model_copy(update={"number": number[:at] + digit + number[at + 1 :]})


def _letter(one: Instrument, rng: random.Random, _: Catalogue) -> Instrument | None:
    if one.type in LAWS:
        return None
    number = one.number or ""
    at = rng.choice([i for i, c in enumerate(number) if c.isupper()])
    letter = rng.choice([c for c in "BCDĐGHKLMNPQSTVX" if c != number[at]])
    return one.model_copy(update={"number": number[:at] + letter + number[at + 1 :]})


def _issuer(one: Instrument, rng: random.Random, catalogue: Catalogue) -> Instrument | None:
    if one.type in LAWS:
        return None
    others = sorted({other.issuer for other in citable(catalogue) if not _begins_alike(other.issuer, one.issuer)})
    return one.model_copy(update={"issuer": rng.choice(others)})


def _begins_alike(one: str, other: str) -> bool:
    words, theirs = one.replace(",", "").split(), other.replace(",", "").split()
    shorter = min(len(words), len(theirs))
    return words[:shorter] == theirs[:shorter] or set(words) <= set(theirs) or set(theirs) <= set(words)


KINDS: dict[str, Callable[[Instrument, random.Random, Catalogue], Instrument | None]] = {
    "day": _day, "month": _month, "year": _year, "digit": _digit, "letter": _letter, "issuer": _issuer,
}  # fmt: skip
