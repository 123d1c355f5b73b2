"""What the catalogue knows, arranged to find the instrument that a faulty citation means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.instruments import Instrument
from planforge.catalogue.keys import LAWS
from planforge.checking.comparing import comparing_words
from planforge.checking.slips import slips
from planforge.checking.symbols import parse_symbol, symbol_key
from planforge.checking.titles import plain_name, telling_words
from planforge.text.keys import number_key


class Knowledge:
    """Instruments by number, by day, by name: asked of the catalogue's index, never read all at once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.words = comparing_words(catalogue.folder)
        self.idle = frozenset(self.words.idle)
        self.get = lru_cache(maxsize=4096)(catalogue.instrument)
        self.has = catalogue.holds

    @cached_property
    def codes(self) -> frozenset[str]:
        """All codes that stand in symbols."""
        symbols = (parse_symbol(f"1{rest}") for rest in self.catalogue.keys("symbol"))
        return frozenset(code for symbol in symbols if symbol for code in symbol.codes)

    def numbered(self, number: str) -> tuple[Instrument, ...]:
        """Instruments that bear this number, accents and leading zeros aside."""
        key = number_key(number)
        spelled = {key, key.replace("ubtw", "ubtu"), key.replace("ubtu", "ubtw")}
        wanted = symbol_key(number)
        found = self.catalogue.found("number", *spelled)
        return tuple(one for one in found if one.number and symbol_key(one.number) == wanted)

    def issued_on(self, day: date) -> tuple[Instrument, ...]:
        """Instruments of that day."""
        return self.catalogue.found("day", day.isoformat())

    def named(self, name: str) -> tuple[Instrument, ...]:
        """Laws of that name, of all years, oldest first."""
        found = self._laws.get(plain_name(name), ())
        return tuple(sorted(found, key=lambda one: one.issued or date.min))

    def law_names(self, beginning: str) -> tuple[str, ...]:
        """Names of laws that begin so, the longest first."""
        start = plain_name(beginning)
        names = {one.title for key, group in self._laws.items() if key.startswith(start) for one in group}
        return tuple(sorted((name for name in names if name), key=lambda name: (-len(name), name)))

    @cached_property
    def _laws(self) -> dict[str, list[Instrument]]:
        groups: dict[str, list[Instrument]] = defaultdict(list)
        for one in self.catalogue.found("type", *LAWS):
            if one.title:
                groups[plain_name(one.title)].append(one)
        return groups

    def titled(self, title: str, limit: int = 5, cutoff: float = 82) -> tuple[Instrument, ...]:
        """Instruments whose title is most like this one, best first."""
        wanted = self._sorted_words(title)
        if wanted.count(" ") < 2:
            return ()
        kin = {one: words for one, own in self.catalogue.kin(wanted.split()) if (words := self._sorted_words(own))}
        hits = process.extract(wanted, kin, scorer=fuzz.ratio, limit=limit, score_cutoff=cutoff)
        return tuple(self.get(key) for _, _, key in hits)

    def _sorted_words(self, title: str) -> str:
        """Order set aside once, so that comparing is a plain comparison of strings."""
        return " ".join(sorted(telling_words(title, self.idle)))

    def near_number(self, number: str, limit: int = 3) -> tuple[Instrument, ...]:
        """Instruments whose number looks most like this one, best first."""
        symbol = parse_symbol(number)
        if symbol is None:
            return ()
        key = number_key(number)
        head = f"{symbol.digits}{symbol.year or ''}"
        same_head = self.catalogue.keys("number", f"{head}a", f"{head}zz")
        near = (one for one, _, _ in process.extract(key, same_head, scorer=fuzz.ratio, limit=limit, score_cutoff=75))
        found = self.catalogue.found("number", *near, *slips(key, head))
        keys = {one.id: number_key(one.number or "") for one in found}
        hits = process.extract(key, keys, scorer=fuzz.ratio, limit=limit, score_cutoff=75)
        return tuple(self.get(one) for _, _, one in hits)


@lru_cache(maxsize=4)
def knowledge(catalogue: Catalogue) -> Knowledge:
    """The arranged knowledge of ``catalogue``."""
    return Knowledge(catalogue)


def flattened(groups: Iterable[Iterable[Instrument]]) -> Iterator[Instrument]:
    """Each instrument once, in order."""
    seen: set[str] = set()
    for group in groups:
        for one in group:
            if one.id not in seen:
                seen.add(one.id)
                yield one
