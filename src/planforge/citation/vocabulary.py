"""What ``catalog/vien-dan/`` holds: the words of the grammar of citations, one model a file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import Field

from planforge.catalogue.entry import Entry, Text


class TypeWords(Entry):
    """Words, abbreviations and codes of one type of instrument."""

    id: Text
    words: tuple[Text, ...]
    abbreviations: tuple[Text, ...] = ()
    codes: tuple[Text, ...] = ()
    short: bool = False


class TypeFile(Entry):
    """``loai.yaml``."""

    types: tuple[TypeWords, ...]
    generic: tuple[Text, ...]
    generic_type: Text
    small: tuple[Text, ...]
    law_symbols: tuple[Text, ...]
    mixed_case: dict[Text, Text]
    not_before: tuple[Text, ...]
    not_after: tuple[Text, ...]


class BoundaryFile(Entry):
    """``ranh-gioi.yaml``."""

    title_starts: tuple[Text, ...]
    strong_starts: tuple[Text, ...]
    not_title: tuple[Text, ...]
    comma_ends: tuple[Text, ...]
    space_ends: tuple[Text, ...]
    quote_continues: tuple[Text, ...]
    subject_verbs: tuple[Text, ...]
    sentence_starts: tuple[Text, ...]
    joining_words: tuple[Text, ...]
    speaker_verbs: tuple[Text, ...]
    clear_verbs: tuple[Text, ...]
    after_semicolon: tuple[Text, ...]
    crowds: tuple[Text, ...]
    crowd_verbs: tuple[Text, ...]
    dotted: tuple[Text, ...]
    links: tuple[Text, ...]
    asides: tuple[Text, ...]
    verbs_of_citing: tuple[Text, ...]


class IssuerFile(Entry):
    """``co-quan.yaml``."""

    names: tuple[Text, ...]
    branch_heads: tuple[Text, ...]
    branches: tuple[Text, ...]
    heads: tuple[Text, ...]
    small_heads: tuple[Text, ...]
    levels: tuple[Text, ...]
    inside: tuple[Text, ...]
    name_parts: tuple[Text, ...]
    free: tuple[Text, ...]
    free_words: tuple[Text, ...]
    local: tuple[Text, ...]
    places: tuple[Text, ...]
    speakers: tuple[Text, ...]
    expand: dict[Text, Text]
    drop: tuple[Text, ...]
    joint_codes: tuple[Text, ...]


class LawFile(Entry):
    """``ten-luat.yaml``."""

    openings: tuple[Text, ...]
    laws: tuple[Text, ...]
    amending: tuple[Text, ...]
    not_law: tuple[Text, ...]
    constitution: tuple[Text, ...]
    charters: tuple[Text, ...]


class Nickname(Entry):
    """A name everybody uses for one instrument."""

    name: Text
    type: Text
    number: Text | None = None


class NamedWord(Entry):
    """A word that opens proper names of programmes, strategies, projects."""

    word: Text
    type: Text


class NameFile(Entry):
    """``ten-goi.yaml``."""

    nicknames: tuple[Nickname, ...] = Field(min_length=1)
    named: tuple[NamedWord, ...]
    known: tuple[Text, ...]
    breaks: tuple[Text, ...]
    congress_words: tuple[Text, ...]
    congress: tuple[Text, ...]
    own_object: tuple[Text, ...]


def words(items: Iterable[str]) -> str:
    """An alternation of literal phrases, the longest first."""
    return "|".join(re.escape(item) for item in sorted(set(items), key=lambda i: (-len(i), i)))
