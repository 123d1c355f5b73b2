"""The parents of a plan's lines as a Vietnamese reader would name them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Directive, ReportingDuty, Target, Task
from planforge.document.tree import Source
from planforge.errors import PlanforgeError

_KINDS = {
    "standard-task": "nhiệm vụ mẫu", "wording": "câu mẫu", "answer": "trả lời khi lập", "unit": "hồ sơ đơn vị"
}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """Names of the parents under one directive."""

    catalogue: Catalogue
    directive: Directive

    def of(self, source: Source) -> str:
        """``Văn bản số 62/KH-UBND, mục III.2``."""
        if source.kind == "directive":
            part = source.ref.partition("#")[2]
            return f"{self.title}, {self._places.get(part) or f'mục {part}'}" if part else self.title
        if source.kind == "instrument":
            return self.instrument(source.ref)
        return f"{_KINDS.get(source.kind, source.kind)} {source.ref}"

    def instrument(self, ref: str) -> str:
        """Number and title, or the id where the catalogue has neither."""
        try:
            one = self.catalogue.instrument(ref)
        except PlanforgeError:
            return ref
        return f"{one.number or ''} {one.title or ''}".strip() or ref

    @cached_property
    def title(self) -> str:
        """The superior's document by number."""
        try:
            own = self.directive.document or self.catalogue.instrument(self.directive.id)
        except PlanforgeError:
            return self.directive.id
        return f"Văn bản số {own.number}" if own.number else self.directive.id

    @cached_property
    def _places(self) -> dict[str, str]:
        items: list[Task | Target | ReportingDuty] = [
            *self.directive.all_tasks(), *self.directive.targets, *self.directive.reporting
        ]  # fmt: skip
        return {item.id: item.clause for item in items if item.clause}


@lru_cache(maxsize=16)
def names_for(catalogue: Catalogue, directive: str) -> Names:
    """The names under a directive, by catalogue id or file. Raises ``UnknownError``."""
    return Names(catalogue, catalogue.directive(directive))
