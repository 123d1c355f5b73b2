"""The plan as a tree of nodes with lineage. Knows nothing of OOXML.

A node's ``id`` is opaque and stable: the same parent clause at the same unit gives the same id, so that a plan
derived again can be matched with the file a clerk has edited.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

NodeKind = Literal["basis", "opening", "section", "heading", "clause", "point", "dash", "paragraph"]
TaskStatus = Literal["taken", "delegated", "declined", "missing"]
SourceKind = Literal["directive", "standard-task", "wording", "instrument", "unit", "answer"]
SizeProfile = Literal["P14", "P13"]


@dataclass(frozen=True, slots=True)
class Change:
    """One adaptation of wording: what stood there, what stands there now, and the rule that did it."""

    before: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Source:
    """One parent of a node: ``ref`` is an id inside ``kind`` (a directive clause is ``directive-id#task-id``).

    ``stamp``: fingerprint of the parent's words when the node was made; empty in plans made by hand.
    """

    kind: SourceKind
    ref: str
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a node comes from. A node with no source is the unit's own."""

    sources: tuple[Source, ...] = ()
    adapted: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One paragraph of the plan with what hangs under it.

    ``number`` is literal text (``II.``, ``1.``, ``a)``, ``-`` or empty) and is not part of ``text``.
    """

    id: str
    kind: NodeKind
    text: str
    number: str = ""
    lineage: Lineage = field(default_factory=Lineage)
    children: tuple[Node, ...] = ()

    def walk(self, level: int = 1) -> Iterator[tuple[int, Node]]:
        """The node and all below it, depth first, each with its level (1 = section)."""
        yield level, self
        for child in self.children:
            yield from child.walk(level + 1)


@dataclass(frozen=True, slots=True)
class Header:
    """The head of the document: boxes 1 to 5a and 9a of Decree 30/2020/NĐ-CP, Annex I.

    ``superior`` is the upper, regular line (none for a People's Committee); ``issuer`` the bold lines.
    ``number``, ``day``, ``month`` are None while the document is a draft (TT-051, TT-060).
    """

    issuer: tuple[str, ...]
    symbol: str
    place: str
    type_name: str
    subject: str
    year: int
    superior: str | None = None
    number: str | None = None
    day: int | None = None
    month: int | None = None
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of ``Nơi nhận``; ``remark`` without brackets (``để b/c``)."""

    text: str
    remark: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """``lines`` in capitals (authority, then title); ``name`` is None while the signer is not known."""

    lines: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One row of the appendix: who does what, with whom, by when, with what result."""

    node: str
    task: str
    lead: str
    coordination: str = ""
    deadline: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class Appendix:
    """The assignment table. ``reference`` is the italic line `(Kèm theo …)`."""

    title: str
    reference: str
    columns: tuple[str, ...]
    rows: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of one task of the superior, and why."""

    task: str
    status: TaskStatus
    why: str
    text: str = ""
    addressee: str = ""
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the clerk should know before signing. ``code`` is stable, ``text`` Vietnamese."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A derived document: everything that will be shown, and where it comes from.

    ``demands``: what it asks of the level below as data (JSON, :mod:`planforge.derivation.demands`); empty where no
    level stands below.
    """

    header: Header
    opening: tuple[Node, ...]
    body: tuple[Node, ...]
    recipients: tuple[Recipient, ...]
    signature: Signature
    appendix: Appendix | None = None
    coverage: tuple[Coverage, ...] = ()
    notices: tuple[Notice, ...] = ()
    template: str = "kehoach/ubnd"
    sizes: SizeProfile = "P14"
    request: tuple[tuple[str, str], ...] = ()
    demands: str = ""

    def nodes(self) -> Iterator[tuple[int, Node]]:
        """All nodes in reading order with their level (opening nodes have level 0)."""
        for node in self.opening:
            yield 0, node
        for node in self.body:
            yield from node.walk()

    def node(self, node_id: str) -> Node | None:
        """The node with that id, or None."""
        return next((node for _, node in self.nodes() if node.id == node_id), None)


def node_id(*key: str) -> str:
    """An opaque id from the parts that identify a node: 12 hex digits, safe inside a Word bookmark name."""
    return hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:12]
