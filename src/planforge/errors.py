"""The one exception tree. A message has three parts: what was found and where, why it matters, what to do.

Only the command line prints these; its exit codes are in :class:`ExitCode` (design: 0 fine, 1 findings,
2 bad input or usage, 3 internal error, 4 conflicts to settle, 5 out of date).
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells a script."""

    FINE = 0
    FINDINGS = 1
    BAD_INPUT = 2
    CRASH = 3
    CONFLICTS = 4
    OUT_OF_DATE = 5


class PlanforgeError(Exception):
    """Base of every error planforge raises on purpose.

    ``found``: what was found and where; ``why``: why it stops the work; ``do``: the next step for the reader.
    All three are Vietnamese sentences, shown as one message.
    """

    exit_code = ExitCode.BAD_INPUT

    def __init__(self, found: str, why: str = "", do: str = "") -> None:
        self.found, self.why, self.do = found, why, do
        super().__init__(" ".join(part for part in (found, why, do) if part))


class CatalogueError(PlanforgeError):
    """A catalogue file is wrong; ``found`` names file, line and field."""


class UnknownError(PlanforgeError):
    """Nothing in the catalogue bears the given id, code or name on that date."""


class AmbiguousError(PlanforgeError):
    """Several units or entries bear the given name; the message lists them."""


class OutOfScopeError(PlanforgeError):
    """The unit, date or capacity does not fit the directive."""


class UnsupportedError(PlanforgeError):
    """Asked for something planforge knows of but cannot do yet."""


class UnreadableError(PlanforgeError):
    """A document is missing, empty, damaged, locked or too large to be read safely."""


class TemplateError(PlanforgeError):
    """A shell has an unknown tag or cannot be opened."""


class OutputError(PlanforgeError):
    """The output cannot be written: it exists, or the folder refuses."""


class MissingToolError(PlanforgeError):
    """An optional program or extra is not installed; ``do`` names the command that installs it."""
