"""What a worker does: derive, cast, stage. It keeps patterns and moulds, so units alike cost a few joins each."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Directive
from planforge.catalogue.entry import Era, Level
from planforge.catalogue.instruments import Instrument
from planforge.catalogue.standard_tasks import BodyTasks, Theme
from planforge.derivation.assembling import headed_pattern
from planforge.derivation.case import Families, open_case
from planforge.derivation.patterns import traits
from planforge.derivation.request import Request
from planforge.document.tree import Plan
from planforge.errors import OutputError, PlanforgeError
from planforge.regeneration.fingerprints import Inputs, of_bytes, of_content, of_pattern
from planforge.regeneration.manifest import Row
from planforge.regeneration.storage import Storage
from planforge.regeneration.tools import tools
from planforge.regeneration.workspace import head_of, pattern_file, pattern_text
from planforge.rendering.mould import Mould

T = TypeVar("T")
EDITED = "Tệp đã được sửa tay và văn bản cấp trên có thay đổi; dùng planforge update để gộp hai bên."
FOREIGN = "Tệp đã có sẵn, không do planforge batch ghi; hãy chuyển tệp đi hoặc chọn thư mục khác."


@dataclass(frozen=True, slots=True)
class Setup:
    """What all workers of a run know. ``stage``: the folder of this start of the run, below the workspace."""

    catalogue: Path
    templates: Path
    inputs: Inputs
    storage: Storage
    stage: str


@dataclass(frozen=True, slots=True)
class Job:
    """One unit to make. ``blank`` is the row with what is known before; ``last`` that of the last run, if any.

    ``held``: a person's work stands under the name, so the file may not be replaced; ``intact``: it is as we wrote it.
    ``kin`` is equal for units that likely share a pattern.
    """

    request: Request
    blank: Row
    last: Row | None = None
    held: bool = False
    intact: bool = False
    kin: str = ""


class RememberingCatalogue(Catalogue):
    """Entries are frozen, so a worker parses each once."""

    def directive(self, name: str | Path) -> Directive:
        """As :class:`Catalogue`."""
        return self._remembered(str(name), super().directive)

    def instrument(self, instrument_id: str) -> Instrument:
        """As :class:`Catalogue`."""
        return self._remembered(instrument_id, super().instrument)

    def theme(self, theme_id: str) -> Theme:
        """As :class:`Catalogue`."""
        return self._remembered(theme_id, super().theme)

    def standard_tasks(self, theme: str, level: Level, era: Era) -> tuple[BodyTasks, ...]:
        """As :class:`Catalogue`."""
        return self._remembered(f"{theme} {level} {era}", lambda _: Catalogue.standard_tasks(self, theme, level, era))

    def _remembered(self, key: str, look: Callable[[str], T]) -> T:
        known: dict[tuple[str, str], T] = self.__dict__.setdefault("_known", {})
        if (look.__name__, key) not in known:
            known[look.__name__, key] = look(key)
        return known[look.__name__, key]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan before its unit's name goes in: the pattern with the unit's head, and the pattern's fingerprint."""

    name: str
    plan: Plan
    pattern: str
    head: str
    content: str
    mould: Mould

    def cast(self) -> bytes:
        """The plan's .docx."""
        return self.mould.cast(self.plan, self.name)


def _plan_as_directive(catalogue: Catalogue, path: Path) -> Directive:
    # Few batches start from a plan, and reading one takes libraries that the others need not load.
    from planforge.regeneration.handing_down import hand_down

    return hand_down(catalogue, path)


class Workshop:
    """One worker's tools, made once per process and run."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self.catalogue = RememberingCatalogue.load(setup.catalogue, _plan_as_directive)
        self._families: Families = {}
        self._patterns: dict[Hashable, Plan] = {}
        self._known: dict[Hashable, str] = {}
        self._moulds: dict[str, Mould] = {}

    def make(self, job: Job) -> Row:
        """The unit's row; its file is staged when the outcome is ``written``."""
        try:
            return self._made(job, self.draw(job.request))
        except OutputError:
            raise
        except PlanforgeError as error:
            return _kept(job, "refused", str(error))
        except Exception as error:
            return _kept(job, "refused", f"Lỗi trong chương trình ({type(error).__name__}: {error}).")

    def draw(self, request: Request) -> Drawn:
        """The plan of a request; what units alike share is drawn once. Raises ``PlanforgeError``."""
        case = open_case(self.catalogue, request, self._families)
        key = traits(case)
        plan = headed_pattern(case, key, self._patterns)
        pattern, head = self._pattern(key, plan), head_of(plan)
        content = of_content(pattern, head, case.unit.name, self._setup.inputs)
        return Drawn(case.unit.name, plan, pattern, head, content, self._moulds[pattern])

    def _made(self, job: Job, drawn: Drawn) -> Row:
        last = job.last
        if last and last.content == drawn.content and (job.intact or job.held):
            said = "" if last.outcome == "conflict" else last.message
            return replace(job.blank, outcome="unchanged", message=said, content=last.content, output=last.output,
                           head=last.head, pattern=last.pattern, merged=last.merged)
        if job.held:
            return _kept(job, "conflict", EDITED if last else FOREIGN)
        data = drawn.cast()
        self._setup.storage.stage(f"{self._setup.stage}/{job.blank.file}", data)
        return replace(
            job.blank, outcome="written", content=drawn.content, output=of_bytes(data), pattern=drawn.pattern,
            head=drawn.head,
        )

    def _pattern(self, key: Hashable, plan: Plan) -> str:
        """The fingerprint of the pattern of a plan, which lies in the workspace and has a mould from now on."""
        if key not in self._known:
            pattern = self._known[key] = of_pattern(plan)
            if pattern not in self._moulds:
                if self._setup.storage.read(pattern_file(pattern)) is None:
                    self._setup.storage.write(pattern_file(pattern), pattern_text(plan))
                self._moulds[pattern] = Mould(plan, self._setup.templates)
        return self._known[key]


def _kept(job: Job, outcome: str, message: str) -> Row:
    """A row that says how it went and keeps what is known of the file that stands there."""
    if job.last is None:
        return replace(job.blank, outcome=outcome, message=message)  # type: ignore[arg-type]
    if outcome == "conflict":
        # The base of a later merge, and the reason to look again next time: all fingerprints stay the old ones.
        return replace(job.last, outcome="conflict", message=message)
    last = job.last
    return replace(
        job.blank, outcome="refused", message=message, content=last.content, output=last.output, pattern=last.pattern,
        head=last.head, merged=last.merged,
    )  # fmt: skip


def make_chunk(setup: Setup, jobs: tuple[Job, ...]) -> tuple[Row, ...]:
    """Rows of some units, their files staged and settled. The function that travels to workers."""
    workshop = tools(setup, lambda: Workshop(setup))
    rows = tuple(workshop.make(job) for job in jobs)
    setup.storage.settle(f"{setup.stage}/{row.file}" for row in rows if row.outcome == "written")
    return rows
