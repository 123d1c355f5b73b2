"""The names running text gives to bodies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from planforge.catalogue.organs import Organ
from planforge.text.folding import fold

_NOUNS: dict[str, tuple[str, ...]] = {
    "tinh": ("tỉnh", "thành phố", "cấp tỉnh"),
    "huyen": ("huyện", "quận", "thị xã", "thành phố", "cấp huyện"),
    "xa": ("xã", "phường", "thị trấn", "đặc khu", "cấp xã"),
}


class NameBook:
    """Folded names to organ ids; the longest name that begins a text wins."""

    def __init__(self, organs: Iterable[Organ]) -> None:
        self._organs = tuple(organs)

    def find(self, text: str) -> tuple[str, ...]:
        """Ids of the organs whose name is ``text``, else of those with the longest name that begins it."""
        key = fold(text)
        while key:
            if key in self._keys:
                return tuple(self._keys[key])
            key = key.rpartition(" ")[0]
        return ()

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every name as written with its organ id, longest first."""
        pairs = {(name, organ.id) for organ in self._organs for name in names_of(organ)}
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))

    @cached_property
    def _keys(self) -> dict[str, dict[str, None]]:
        keys: dict[str, dict[str, None]] = {}
        for organ in self._organs:
            for name in names_of(organ):
                keys.setdefault(fold(name).rstrip(".,;:"), {})[organ.id] = None
        return keys


def names_of(organ: Organ) -> tuple[str, ...]:
    """Name, aliases, abbreviations, and the label under each noun of its level (``Công an quận``)."""
    own = (organ.name, *organ.aliases, *organ.abbr)
    if "{cap}" not in organ.label:
        return own if "{" in organ.label else (*own, organ.label)
    return (*own, *(organ.label.replace("{cap}", noun) for noun in _NOUNS.get(organ.level, ())))
