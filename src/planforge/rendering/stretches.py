"""A part of a package as stretches: what many files share is deflated once, what one file alone says is stored.

Blocks of the deflate format (RFC 1951) that look back at nothing and end on a byte may be put one after another, so
an equal stretch has the same bytes in every file, and a long one costs nothing but its copying.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from planforge.rendering.checksums import Table, joined, table_for
from planforge.rendering.package import Member, member


class Own(str):
    """Text that one file alone says, like its unit's name: too short and too rare to be worth deflating."""

    __slots__ = ()


class Long(str):
    """Text long enough to be deflated for itself."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch ready for use; ``table`` if it is to be used so often that its checksum is carried over."""

    data: bytes
    deflated: bytes
    checksum: int = 0
    table: Table | None = None

    def __bool__(self) -> bool:
        return bool(self.data)


Piece = str | Block
"""Plain text is what other files are likely to say as well."""
Pieces = tuple[Piece, ...]
_END = b"\x03\x00"
"""An empty last block."""
_MOST_STORED = 1024
_REMEMBERED = 256


def block(text: str) -> Block:
    """The text deflated for itself."""
    data = text.encode()
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Block(data, packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH))


def often(text: str) -> Block:
    """The same for a long text that many files will have."""
    one = block(text)
    return Block(one.data, one.deflated, zlib.crc32(one.data), table_for(len(one.data)))


_shared = lru_cache(_REMEMBERED)(block)


def _stored(text: str) -> Block:
    """The text as it is, in a block of its own."""
    data = text.encode()
    if len(data) > _MOST_STORED:
        return block(text)
    return Block(data, b"\x00" + len(data).to_bytes(2, "little") + (len(data) ^ 0xFFFF).to_bytes(2, "little") + data)


def join(name: str, pieces: Iterable[Piece]) -> Member:
    """The part made of these pieces; neighbours of one kind are one stretch, but for long ones."""
    checksum = size = 0
    deflated = []
    for one in _blocks(pieces):
        table, size = one.table, size + len(one.data)
        checksum = joined(checksum, one.checksum, table) if table else zlib.crc32(one.data, checksum)
        deflated.append(one.deflated)
    return member(name, checksum, size, (*deflated, _END))


def _blocks(pieces: Iterable[Piece]) -> Iterator[Block]:
    for kind, group in groupby(pieces, type):
        if kind in (Block, Long):
            yield from (one if isinstance(one, Block) else block(one) for one in group if one)
        elif text := "".join(group):  # type: ignore[arg-type]
            yield _stored(text) if kind is Own else _shared(text)


def text_of(pieces: Iterable[Piece]) -> str:
    """What the pieces say."""
    return "".join(one.data.decode() if isinstance(one, Block) else one for one in pieces)
