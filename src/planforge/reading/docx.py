"""A .docx as paragraphs in reading order: body, notes, then headers and footers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planforge.document.source import Block, BlockKind, SourceDocument, SourceKind
from planforge.errors import UnreadableError
from planforge.reading.package import Package, Relation, open_package
from planforge.reading.stories import Level, Numbers, Place, paragraphs
from planforge.reading.word_numbers import Numbering
from planforge.reading.word_styles import StyleSheet
from planforge.reading.wordml import RELATION_ID, REVISIONS, many, w
from planforge.reading.xml import Element

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_NOTES: tuple[tuple[str, str, str, str], ...] = (
    ("footnotes", "footnote", "fn", "chú thích"),
    ("endnotes", "endnote", "en", "chú thích cuối"),
)
_EDGES: tuple[tuple[str, str, BlockKind, str], ...] = (
    ("headerReference", "header", "header", "đầu trang"),
    ("footerReference", "footer", "footer", "chân trang"),
)


@dataclass(frozen=True, slots=True)
class Story:
    """One run of paragraphs: the body, one note, one header or footer."""

    part: str
    root: Element
    container: Element
    locator: str
    where: str
    kind: BlockKind

    def places(self, numbers: Numbers) -> Iterator[Place]:
        """Its paragraphs in order."""
        return paragraphs(self.container, Level(self.locator, self.where, self.kind), numbers)


@dataclass(frozen=True, slots=True)
class WordFile:
    """A .docx taken apart, for reading and for writing comments into it."""

    package: Package
    main: str
    relations: dict[str, Relation]
    stories: tuple[Story, ...]
    styles: StyleSheet

    def places(self) -> Iterator[tuple[Story, Place]]:
        """Every paragraph of every story, with its story."""
        numbers = Numbering(self._related("numbering"), self.styles)
        for story in self.stories:
            for place in story.places(numbers.before):
                yield story, place

    def tracked(self) -> bool:
        """Some revision waits to be accepted."""
        roots = {story.part: story.root for story in self.stories}.values()
        return any(next(root.iter(*REVISIONS), None) is not None for root in roots)

    def comments(self) -> int:
        """How many comments the document carries."""
        root = self._related("comments")
        return 0 if root is None else sum(1 for _ in root.iter(w("comment")))

    def _related(self, kind: str) -> Element | None:
        return next((self.package.xml(r.target) for r in self.relations.values() if r.type == kind), None)


def read_docx(data: bytes, name: str, kind: SourceKind = "docx") -> SourceDocument:
    """Every paragraph that shows text, with its place and its effective looks."""
    word = open_word(data, name)
    blocks = tuple(
        _block(word.styles, place, text) for _, place in word.places() if (text := place.inline.text()).strip()
    )
    return SourceDocument(name, kind, blocks, word.package.signed, word.tracked(), word.comments(), _notes(word))


def open_word(data: bytes, name: str) -> WordFile:
    """The parts that hold text. Raises :class:`UnreadableError` when it is no Word document."""
    package = open_package(data, name)
    main = _main_part(package)
    root = package.xml(main)
    body = root.find(w("body")) if root is not None else None
    if root is None or body is None:
        raise UnreadableError(
            f"{name} là tệp nén nhưng không có nội dung của văn bản Word.",
            "Thiếu phần word/document.xml, nên không có gì để đọc.",
            "Hãy kiểm tra lại: cần tệp .docx lưu từ Word hoặc LibreOffice.",
        )
    relations = package.relations(main)
    stories = [Story(main, root, body, "", "", "paragraph"), *_note_stories(package, relations)]
    stories += _edge_stories(package, relations, root)
    sheet = next((package.xml(r.target) for r in relations.values() if r.type == "styles"), None)
    return WordFile(package, main, relations, tuple(stories), StyleSheet(sheet))


def _main_part(package: Package) -> str:
    targets = [r.target for r in package.relations("").values() if r.type == "officeDocument"]
    return targets[0] if targets else "word/document.xml"


def _note_stories(package: Package, relations: dict[str, Relation]) -> Iterator[Story]:
    for type_name, tag, letter, where in _NOTES:
        part = next((r.target for r in relations.values() if r.type == type_name), "")
        root = package.xml(part) if part else None
        notes = root.iterchildren(w(tag)) if root is not None else ()
        real = (note for note in notes if note.get(w("type")) not in _SEPARATORS)
        for count, note in enumerate(real, 1):
            if root is not None:
                yield Story(part, root, note, f"{letter}{note.get(w('id'), count)}", f"{where} {count}", "footnote")


def _edge_stories(package: Package, relations: dict[str, Relation], body: Element) -> Iterator[Story]:
    """Headers and footers in the order sections name them; one that no section names is not shown by Word."""
    for reference, letters, kind, where in _EDGES:
        ids = [node.get(RELATION_ID, "") for node in body.iter(*many(reference))]
        targets = dict.fromkeys(relations[key].target for key in ids if key in relations)
        for count, part in enumerate(targets, 1):
            root = package.xml(part)
            if root is not None:
                yield Story(part, root, root, f"{letters}{count}", where, kind)


def _block(styles: StyleSheet, place: Place, text: str) -> Block:
    looks = styles.looks(place.element, place.inline)
    kind: BlockKind = "heading" if place.kind == "paragraph" and looks.heading else place.kind
    return Block(
        text=text,
        kind=kind,
        where=place.where,
        locator=place.locator,
        style=looks.style,
        bold=looks.bold,
        italic=looks.italic,
        size_pt=looks.size,
        align=looks.align,
    )


def _notes(word: WordFile) -> tuple[str, ...]:
    notes = []
    if any(next(story.root.iter(w("altChunk")), None) is not None for story in word.stories):
        notes.append("Có phần nhúng nguyên từ tệp khác (altChunk) chưa đọc được.")
    return tuple(notes)
