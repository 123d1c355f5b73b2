"""The relations of an instrument as a small tree: what it rests on and implements, what guides or replaced it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.instruments import Instrument
from planforge.citation.official import first_mention

OUT = {
    "thay-the": "thay thế", "sua-doi-bo-sung": "sửa đổi, bổ sung", "huong-dan": "hướng dẫn",
    "trien-khai": "triển khai", "can-cu": "căn cứ",
}  # fmt: skip
IN = {
    "thay-the": "được thay thế bởi", "sua-doi-bo-sung": "được sửa đổi, bổ sung bởi", "huong-dan": "được hướng dẫn bởi",
    "trien-khai": "được triển khai bởi", "can-cu": "là căn cứ của",
}  # fmt: skip
DEPTH = 2


@dataclass(frozen=True, slots=True)
class Branch:
    """One relation: ``label`` in words, the other instrument, and its own relations of the same direction."""

    label: str
    instrument: str
    name: str
    verified: bool
    branches: tuple[Branch, ...] = ()


def relation_tree(instrument_id: str, catalogue: Catalogue, depth: int = DEPTH) -> tuple[Branch, ...]:
    """Relations out of the instrument, then into it; each instrument once."""
    seen = {instrument_id}
    outward = tuple(_out(catalogue.instrument(instrument_id), catalogue, seen, depth))
    return (*outward, *_in(instrument_id, catalogue, seen, depth))


def tree_lines(branches: tuple[Branch, ...], indent: str = "") -> list[str]:
    """The tree as lines of text."""
    lines: list[str] = []
    for branch in branches:
        last = branch is branches[-1]
        doubt = "" if branch.verified else " (chưa đọc điều khoản)"
        lines.append(f"{indent}{'└─' if last else '├─'} {branch.label}: {branch.name} [{branch.instrument}]{doubt}")
        lines += tree_lines(branch.branches, indent + ("   " if last else "│  "))
    return lines


def _out(one: Instrument, catalogue: Catalogue, seen: set[str], depth: int) -> Iterator[Branch]:
    for relation in one.relations:
        if relation.target in seen:
            continue
        seen.add(relation.target)
        other = catalogue.instrument(relation.target) if catalogue.holds(relation.target) else None
        below = tuple(_out(other, catalogue, seen, depth - 1)) if other and depth > 1 else ()
        yield Branch(OUT[relation.kind], relation.target, _name(other, catalogue), relation.verified, below)


def _in(instrument_id: str, catalogue: Catalogue, seen: set[str], depth: int) -> Iterator[Branch]:
    """What points here; followed further only along replacements, where the chain to the present matters."""
    for source, relation in catalogue.incoming(instrument_id):
        if source in seen:
            continue
        seen.add(source)
        chain = relation.kind == "thay-the" and depth > -3
        below = tuple(_in(source, catalogue, seen, depth - 1)) if chain else ()
        below = tuple(one for one in below if one.label == IN["thay-the"])
        name = _name(catalogue.instrument(source), catalogue)
        yield Branch(IN[relation.kind], source, name, relation.verified, below)


def _name(one: Instrument | None, catalogue: Catalogue) -> str:
    if one is None:
        return "chưa có trong danh mục"
    name = first_mention(one, catalogue.wording)
    return f"{name[:117]}…" if len(name) > 120 else name
