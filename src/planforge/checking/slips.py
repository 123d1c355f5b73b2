"""Numbers one slip of the pen away."""

from __future__ import annotations

from collections.abc import Iterator

_DIGITS = "0123456789"


def slips(key: str, head: str) -> tuple[str, ...]:
    """``key`` with one digit of its ``head`` changed, left out, put in, or two exchanged; each once."""
    rest = key.removeprefix(head)
    return tuple(dict.fromkeys(one + rest for one in _changed(head) if one != head and not one.startswith("0")))


def _changed(head: str) -> Iterator[str]:
    for at in range(len(head) + 1):
        before, after = head[:at], head[at:]
        yield from (before + digit + after for digit in _DIGITS)
        if after:
            yield before + after[1:]
            yield from (before + digit + after[1:] for digit in _DIGITS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
