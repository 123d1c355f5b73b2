"""What the catalogue knows, arranged to find the instrument that a faulty citation means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.instruments import Instrument
from planforge.checking.comparing import comparing_words
from planforge.checking.symbols import parse_symbol, symbol_key
from planforge.checking.titles import plain_name, telling_words

LAWS = ("luat", "phap-lenh", "hien-phap")
_known: WeakKeyDictionary[Catalogue, Knowledge] = WeakKeyDictionary()


class Knowledge:
    """Instruments by number, by day, by name; built once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.words = comparing_words(catalogue.folder)
        self.idle = frozenset(self.words.idle)
        self.all = catalogue.all_instruments()
        self._by_number = _grouped((symbol_key(one.number), one) for one in self.all if one.number)
        self._by_day = _grouped((one.issued, one) for one in self.all if one.issued)
        self._by_name = _grouped((plain_name(one.title), one) for one in self.all if one.type in LAWS and one.title)
        self._titles = {
            one.id: words for one in self.all if one.title and (words := self._sorted_words(one.title))
        }
        self._by_id = {one.id: one for one in self.all}
        self.codes = frozenset(
            code for one in self.all if one.number and (parts := parse_symbol(one.number)) for code in parts.codes
        )

    def get(self, instrument_id: str) -> Instrument:
        """The instrument with that id."""
        return self._by_id.get(instrument_id) or self.catalogue.instrument(instrument_id)

    def has(self, instrument_id: str) -> bool:
        """Whether the catalogue has that id."""
        return instrument_id in self._by_id

    def numbered(self, number: str) -> tuple[Instrument, ...]:
        """Instruments that bear this number, accents and leading zeros aside."""
        return tuple(self._by_number.get(symbol_key(number), ()))

    def issued_on(self, day: date) -> tuple[Instrument, ...]:
        """Instruments of that day."""
        return tuple(self._by_day.get(day, ()))

    def named(self, name: str) -> tuple[Instrument, ...]:
        """Laws of that name, of all years, oldest first."""
        found = self._by_name.get(plain_name(name), ())
        return tuple(sorted(found, key=lambda one: one.issued or date.min))

    def law_names(self, beginning: str) -> tuple[str, ...]:
        """Names of laws that begin so, the longest first."""
        start = plain_name(beginning)
        names = {one.title for key, group in self._by_name.items() if str(key).startswith(start) for one in group}
        return tuple(sorted((name for name in names if name), key=lambda name: (-len(name), name)))

    def titled(self, title: str, limit: int = 5, cutoff: float = 82) -> tuple[Instrument, ...]:
        """Instruments whose title is most like this one, best first."""
        wanted = self._sorted_words(title)
        if wanted.count(" ") < 2:
            return ()
        hits = process.extract(wanted, self._titles, scorer=fuzz.ratio, limit=limit, score_cutoff=cutoff)
        return tuple(self._by_id[key] for _, _, key in hits)

    def _sorted_words(self, title: str) -> str:
        """Order set aside once, so that comparing is a plain comparison of strings."""
        return " ".join(sorted(telling_words(title, self.idle)))

    def near_number(self, number: str, limit: int = 3) -> tuple[Instrument, ...]:
        """Instruments whose number looks most like this one, best first."""
        keys = [str(key) for key in self._by_number]
        hits = process.extract(symbol_key(number), keys, scorer=fuzz.ratio, limit=limit, score_cutoff=75)
        return tuple(one for key, _, _ in hits for one in self._by_number[key])[:limit]


def knowledge(catalogue: Catalogue) -> Knowledge:
    """The arranged knowledge of ``catalogue``, built when first asked for."""
    if catalogue not in _known:
        _known[catalogue] = Knowledge(catalogue)
    return _known[catalogue]


def _grouped(pairs: Iterable[tuple[object, Instrument]]) -> dict[object, list[Instrument]]:
    groups: dict[object, list[Instrument]] = defaultdict(list)
    for key, one in pairs:
        groups[key].append(one)
    return dict(groups)


def flattened(groups: Iterable[Iterable[Instrument]]) -> Iterator[Instrument]:
    """Each instrument once, in order."""
    seen: set[str] = set()
    for group in groups:
        for one in group:
            if one.id not in seen:
                seen.add(one.id)
                yield one
