"""Which body a heading names, where a person typed the heading or typed over it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.organs import Organ
from planforge.document.tree import Plan
from planforge.text.folding import fold

_REQUEST = re.compile(r"^đề nghị\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Bodies:
    """The bodies of the plan's own level, on the plan's day."""

    catalogue: Catalogue
    plan: Plan

    def named(self, heading: str) -> dict[str, Any] | None:
        """The addressee that ``heading`` names (``Đề nghị Sở Y tế, Sở Nội vụ``); None where it names none."""
        organs = self.find(_REQUEST.sub("", heading))
        if not organs:
            return None
        mode = "de-nghi" if _REQUEST.match(heading) else organs[0].mode or "giao"
        return {"to": [organ.id for organ in organs], "mode": mode}

    def find(self, text: str) -> list[Organ]:
        """Bodies that ``text`` names, and nothing beside them but the place; all or none."""
        whole = self._called(text)
        if whole is not None:
            return [whole]
        parts = [self._called(part.strip()) for part in re.split(r",| và ", text)]
        return [one for one in parts if one is not None] if all(parts) else []

    def _called(self, text: str) -> Organ | None:
        facts = dict(self.plan.request)
        day = date.fromisoformat(facts["as_of"])
        level = self.catalogue.units.get(facts["unit"], day).level
        found = self.catalogue.organs.by_name(text, day, level)
        return found[0] if found and self._is_name(text, found[0]) else None

    def _is_name(self, text: str, organ: Organ) -> bool:
        plain, place = fold(text), fold(" ".join(self.plan.header.issuer)).split()
        names = (organ.name, *organ.aliases, *organ.abbr, organ.label.replace(" {cap}", ""))
        rest = [plain.removeprefix(fold(name)) for name in names if plain.startswith(fold(name))]
        return any(all(word in place for word in one.split()) for one in rest)
