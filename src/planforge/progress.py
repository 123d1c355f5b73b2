"""Long work says how far it is; whoever talks to the user listens. Nothing is heard unless somebody does."""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[str, int, int], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Hear of all long work from now on: what is done, how many steps are done, and of how many."""
    _listeners[:] = [listener]


def tell(what: str, done: int, whole: int) -> None:
    """``done`` of ``whole`` steps are behind us."""
    for listener in _listeners:
        listener(what, done, whole)
