"""The CRC-32 of a whole from those of its parts, so that a long stretch is summed once, not once a file.

A checksum is a polynomial over two elements, its highest bit first in the lowest place (RFC 1952, section 8). To put n
bytes behind it is to multiply it by x to the power of 8n, which is the same table of sums for every checksum.
"""

from __future__ import annotations

_POLYNOMIAL = 0xEDB88320
_ONE = 1 << 31

Table = tuple[tuple[int, ...], ...]
"""For each of the four bytes of a checksum and each of its values, what that byte becomes."""


def table_for(size: int) -> Table:
    """What becomes of a checksum when ``size`` bytes follow."""
    image, images = _power(8 * size), [0] * 32
    for bit in range(31, -1, -1):
        images[bit] = image
        image = _times_x(image)
    return tuple(_sums(images[8 * place : 8 * place + 8]) for place in range(4))


def joined(first: int, second: int, table: Table) -> int:
    """The checksum of two parts put together; ``table``: that of the second one's size."""
    a, b, c, d = table
    return a[first & 255] ^ b[first >> 8 & 255] ^ c[first >> 16 & 255] ^ d[first >> 24] ^ second


def _sums(images: list[int]) -> tuple[int, ...]:
    sums = [0]
    for image in images:
        sums += [image ^ one for one in sums]
    return tuple(sums)


def _power(exponent: int) -> int:
    """X to that power."""
    power, square = _ONE, _times_x(_ONE)
    while exponent:
        if exponent & 1:
            power = _times(power, square)
        square = _times(square, square)
        exponent >>= 1
    return power


def _times(a: int, b: int) -> int:
    product = 0
    for bit in range(31, -1, -1):
        if a >> bit & 1:
            product ^= b
        b = _times_x(b)
    return product


def _times_x(a: int) -> int:
    return a >> 1 ^ (_POLYNOMIAL if a & 1 else 0)
