"""Fingerprints: what a plan was made from, so that the next run knows what changed without making it again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from planforge import __version__
from planforge.catalogue.catalogue import Catalogue
from planforge.derivation.request import Request
from planforge.document.canonical import shared_json
from planforge.document.tree import Plan


def fingerprint(*parts: str | bytes) -> str:
    """SHA-256 of the parts in order, as hex."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def of_bytes(data: bytes) -> str:
    """SHA-256 of a file's content, as any tool prints it."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What all plans of a run are made from: directive, catalogue, shells with the program's version."""

    directive: str
    catalogue: str
    template: str


def inputs(catalogue: Catalogue, directive: str, templates: Path) -> Inputs:
    """The fingerprints of today. Raises ``UnknownError`` when there is no such directive."""
    model = catalogue.directive(directive)
    return Inputs(fingerprint(model.model_dump_json()), catalogue.fingerprint, of_shells(templates))


def of_shells(templates: Path) -> str:
    """All shells with the program's version."""
    files = sorted(path for path in templates.rglob("*") if path.is_file())
    shells = (part for path in files for part in (path.relative_to(templates).as_posix(), path.read_bytes()))
    return fingerprint(__version__, *shells)


def of_request(request: Request) -> str:
    """All that was asked for one unit."""
    profile = request.profile.model_dump_json() if request.profile else ""
    asked = [
        request.directive, request.unit, request.as_of.isoformat(), request.number, request.signer,
        request.capacity, request.template, sorted(request.settings.items()), profile,
    ]  # fmt: skip
    return fingerprint(json.dumps(asked, ensure_ascii=False))


def of_pattern(pattern: Plan) -> str:
    """A pattern without the head, signature and request of the unit it was last fitted to."""
    return fingerprint(shared_json(pattern))


def of_content(pattern: str, head: str, name: str, made_from: Inputs) -> str:
    """Equal when a plan made again would say and show the same. ``head``: header, request and signature as JSON.

    The catalogue's own fingerprint, which every plan carries, is left out: an entry that a plan does not use may
    change without the plan being written again.
    """
    said = head.replace(made_from.catalogue, "")
    return fingerprint(pattern, said, name, made_from.template)
