"""Standard tasks (nhiệm vụ mẫu): what each sector's body usually does for a theme, per level and era."""

from __future__ import annotations

from pydantic import Field

from planforge.catalogue.directives import Deadline
from planforge.catalogue.entry import ERAS, Entry, Era, Id, Level, Mode, Text, Trait


class StandardTask(Entry):
    """One standard task. ``with``: sectors or organ ids that coordinate. ``basis``: instruments it rests on."""

    id: Id
    text: Text
    with_: tuple[Id, ...] = Field(default=(), alias="with")
    deadline: Deadline = Deadline(kind="thuong-xuyen")
    product: Text | None = None
    basis: tuple[Id, ...] = ()


class BodyTasks(Entry):
    """The tasks of one body: found by ``sector`` through the organ map, or named by ``organ``.

    ``when``: only in units with the trait. ``part`` splits one body's work under two desks or fields.
    """

    sector: Id
    organ: Id | None = None
    eras: tuple[Era, ...] | None = None
    mode: Mode | None = None
    when: Trait | None = None
    standing: bool = False
    tasks: tuple[StandardTask, ...] = Field(min_length=1)


class StandardTaskSet(Entry):
    """All bodies' standard tasks for one theme at one level."""

    theme: Id
    level: Level
    eras: tuple[Era, ...] = ERAS
    bodies: tuple[BodyTasks, ...] = Field(min_length=1)
    sources: tuple[Text, ...] = ()


class Theme(Entry):
    """A subject on which plans are issued (chuyên đề).

    ``subject``: noun phrase in running text ("phòng, chống ma túy"). ``standing``: sector of the standing body.
    ``law``: instrument ids, oldest first, of the laws that govern it; the one in force on the day is used.
    """

    id: Id
    name: Text
    subject: Text
    standing: Id
    keywords: tuple[Text, ...] = ()
    law: tuple[Id, ...] = ()
    filing: Text | None = None
