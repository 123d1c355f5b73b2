"""What the writer knows of a shell: where its tags stand, what its styles are called, how wide its lines."""

from __future__ import annotations

from dataclasses import dataclass

from planforge.rendering.styles import Style


@dataclass(frozen=True, slots=True)
class Shell:
    """A shell read once. All of it is plain data, so that it can be kept on disk as JSON.

    ``sources``: jinja source per part, as docxtpl patches it. ``fixed``: parts rewritten for our package, per
    size profile. ``style_ids``: style name → id. ``sizes``: profile → style name → points. ``room``: tag →
    twips of one line where the tag stands. ``appendix_room``: text width of the last section. ``sections``:
    the first and the last ``w:sectPr`` of the document source. ``snapshot``: the part that will hold the
    plan. ``kept``: parts taken over as they are.
    """

    sources: dict[str, str]
    fixed: dict[str, dict[str, str]]
    style_ids: dict[str, str]
    sizes: dict[str, dict[str, float]]
    room: dict[str, int]
    appendix_room: int
    sections: tuple[str, str]
    snapshot: str
    kept: tuple[str, ...]
    first_bookmark: int


@dataclass(frozen=True, slots=True)
class Canvas:
    """A shell in one size profile: what a block writer asks for."""

    shell: Shell
    profile: str

    def style(self, style: Style) -> str:
        """The id of that style in the shell."""
        return self.shell.style_ids[style.name]

    def points(self, style: Style) -> float:
        """The size of that style in this profile."""
        return self.shell.sizes[self.profile][style.name]

    def room(self, tag: str) -> int:
        """Twips free for a line at that tag."""
        return self.shell.room[tag]
