"""The document given back as it came, with Word comments at the findings, or with safe fixes made.

Changes are cut into the bytes of the parts: what is not touched stays as it was saved, byte for byte. The result
is read again before it is released.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

from planforge.errors import OutputError, PlanforgeError, UnsupportedError
from planforge.reading.docx import Story, WordFile, open_word
from planforge.reading.inline import origins
from planforge.reading.repacking import repacked
from planforge.reading.splicing import Bytes, Change, appended, changed, declared, replaced_text
from planforge.reading.spots import Spot, closing, opening, spread
from planforge.reading.stories import Place
from planforge.reading.wordml import MAIN, w, whole
from planforge.reading.xml import Element
from planforge.rendering.ooxml import escape
from planforge.rendering.package import CONTENT_TYPES
from planforge.text.folding import nfc

AUTHOR, INITIALS = "planforge", "pf"
_NAME = "văn bản"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A remark on characters ``start`` to ``end`` of the block at ``locator``."""

    locator: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TextEdit:
    """``before``, which stands at ``start`` to ``end`` of the block at ``locator``, becomes ``after``."""

    locator: str
    start: int
    end: int
    before: str
    after: str


@dataclass(slots=True)
class _Cut:
    """One spot in the bytes: what closes and reopens the run around it, and which comments end and start."""

    close: bytes = b""
    reopen: bytes = b""
    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def add_comments(docx: bytes, comments: Sequence[ReviewComment], *, at: datetime | None = None) -> bytes:
    """The document with a comment for each finding; ``at`` is the time the comments show, none without it.

    Where Word allows no comment (headers, footers, notes, text boxes) it hangs on the nearest paragraph of the
    body that takes one, and says where it belongs.
    """
    word = _open(docx, "thêm ghi chú")
    if not comments:
        return docx
    main = _bytes(word, word.main, word.stories[0].root)
    places = dict(_addresses(word))
    first_id = _free_id(word)
    cuts: dict[int, _Cut] = defaultdict(_Cut)
    spaces: dict[int, Change] = {}
    texts = []
    for number, comment in enumerate(comments, first_id):
        story, place = _found(places, comment.locator)
        host, start, end, text = _host(word, story, place, comment)
        opens = opening(main, host.inline, start)
        closes = closing(main, host.inline, end) if end > start else opens
        _mark(cuts, opens, closes, number)
        for split in (opens.split, closes.split):
            kept = main.keep_spaces(split) if split is not None else None
            spaces |= {kept[0]: Change(kept[0], kept[0], kept[1])} if kept else {}
        texts.append((number, text))
    names = declared(word.stories[0].root, "w", MAIN)
    anchors = [Change(spot, spot, _anchors(cut, names)) for spot, cut in cuts.items()]
    parts = {word.main: changed(main.data, [*anchors, *spaces.values()])}
    result = repacked(word.package, parts | _comment_parts(word, texts, at))
    _verify(result, [place.inline.text() for _, place in word.places()])
    return result


def apply_fixes(docx: bytes, edits: Sequence[TextEdit]) -> bytes:
    """The document with the text changed inside its runs, so that formatting stays.

    Raises :class:`PlanforgeError`, and changes nothing, when ``before`` does not stand there or the range holds
    tracked changes.
    """
    word = _open(docx, "sửa")
    if not edits:
        return docx
    places, parts = dict(_addresses(word)), {}
    changes: dict[str, list[Change]] = defaultdict(list)
    expected = {locator: place.inline.text() for locator, (_, place) in places.items()}
    for edit in sorted(edits, key=lambda edit: (edit.locator, -edit.start)):
        story, place = _found(places, edit.locator)
        if story.part not in parts:
            parts[story.part] = _bytes(word, story.part, story.root)
        changes[story.part] += _replacement(parts[story.part], place, edit)
        text = expected[edit.locator]
        expected[edit.locator] = text[: edit.start] + nfc(edit.after) + text[edit.end :]
    new = {name: _all_made(parts[name].data, found) for name, found in changes.items()}
    result = repacked(word.package, new)
    _verify(result, [text.rstrip("\n") for text in expected.values()])
    return result


def _open(docx: bytes, doing: str) -> WordFile:
    word = open_word(docx, _NAME)
    if word.package.signed:
        raise OutputError(
            "Văn bản đã ký số.",
            f"Không {doing} vào văn bản đã ký: chữ ký sẽ mất hiệu lực.",
            "Hãy làm trên bản chưa ký, hoặc xem danh sách phát hiện thay vì bản có ghi chú.",
        )
    return word


def _addresses(word: WordFile) -> Iterable[tuple[str, tuple[Story, Place]]]:
    return ((place.locator, (story, place)) for story, place in word.places())


def _found(places: dict[str, tuple[Story, Place]], locator: str) -> tuple[Story, Place]:
    if locator not in places:
        raise PlanforgeError(
            f"Không thấy vị trí {locator} trong văn bản.",
            "Văn bản đã thay đổi sau khi kiểm tra.",
            "Hãy kiểm tra lại rồi thử lại.",
        )
    return places[locator]


def _bytes(word: WordFile, part: str, root: Element) -> Bytes:
    return Bytes(word.package.part(part) or b"", root, _NAME)


def _host(word: WordFile, story: Story, place: Place, comment: ReviewComment) -> tuple[Place, int, int, str]:
    """Where the comment can hang, the range there in raw characters, and what it says."""
    if _takes_comments(word, story, place):
        spots = origins(place.inline.raw())
        last = len(spots) - 1
        start = min(max(comment.start, 0), last)
        return place, spots[start], spots[min(max(comment.end, start), last)], comment.text
    above = place.locator.partition(".x")[0]
    hosts = [candidate for found, candidate in word.places() if _takes_comments(word, found, candidate)]
    if not hosts:
        raise UnsupportedError(
            "Thân văn bản không có đoạn chữ nào để gắn ghi chú.",
            f"Word không cho ghi chú ở {place.where}.",
            "Hãy xem danh sách phát hiện thay vì bản có ghi chú.",
        )
    host = next((candidate for candidate in hosts if candidate.locator == above), hosts[0])
    return host, 0, len(host.inline.raw()), f"[{place.where}] {comment.text}"


def _takes_comments(word: WordFile, story: Story, place: Place) -> bool:
    """A paragraph of the body, outside text boxes, with characters of its own."""
    shown = any(piece.text and piece.element is not None for piece in place.inline.pieces)
    return story.part == word.main and ".x" not in place.locator and shown


def _mark(cuts: dict[int, _Cut], start: Spot, end: Spot, number: int) -> None:
    """Put both ends where they belong; a range without characters starts and ends at one spot."""
    empty = end.at <= start.at
    for spot in (start,) if empty else (start, end):
        cuts[spot.at].close, cuts[spot.at].reopen = spot.close, spot.reopen
    cuts[start.at].starts.append(~number if empty else number)
    if not empty:
        cuts[end.at].ends.append(number)


def _anchors(cut: _Cut, names: str) -> bytes:
    """Comments that end here, then those that start; ``~number`` starts and ends at one spot."""
    out = [_ended(number, names) for number in cut.ends]
    for number in cut.starts:
        known = number if number >= 0 else ~number
        out.append(f'<w:commentRangeStart{names} w:id="{known}"/>')
        out.append(_ended(known, names) if number < 0 else "")
    return cut.close + "".join(out).encode() + cut.reopen


def _ended(number: int, names: str) -> str:
    reference = f'<w:r{names}><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeEnd{names} w:id="{number}"/>{reference}'


def _free_id(word: WordFile) -> int:
    part = _comments_part(word)
    roots = [word.stories[0].root, word.package.xml(part) if part else None]
    tags = tuple(map(w, ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")))
    used = [whole(node.get(w("id"))) for root in roots if root is not None for node in root.iter(*tags)]
    return max(used, default=-1) + 1


def _comments_part(word: WordFile) -> str | None:
    return next((relation.target for relation in word.relations.values() if relation.type == "comments"), None)


def _comment_parts(word: WordFile, texts: list[tuple[int, str]], at: datetime | None) -> dict[str, bytes]:
    """The part of comments with ours added; a new part is also named in the types and relationships."""
    known = _comments_part(word)
    body = word.package.part(known) if known else None
    when = f' w:date="{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"' if at is not None else ""
    ours = "".join(_comment(number, text, when) for number, text in texts).encode()
    if known and body is not None:
        return {known: appended(body, ours)}
    folder, _, file = word.main.rpartition("/")
    name = next(n for n in ("comments.xml", "comments-pf.xml") if f"{folder}/{n}" not in word.package.entries)
    links = f"{folder}/_rels/{file}.rels"
    link = f'<Relationship xmlns="{_LINKS}" Id="{_free_link(word)}" Type="{_RELATION}" Target="{name}"/>'
    type_name = f'<Override xmlns="{_TYPES}" PartName="/{folder}/{name}" ContentType="{_TYPE}"/>'
    empty_links = f'{_DECLARATION}<Relationships xmlns="{_LINKS}"/>'.encode()
    return {
        f"{folder}/{name}": f'{_DECLARATION}<w:comments xmlns:w="{MAIN}">'.encode() + ours + b"</w:comments>",
        links: appended(word.package.part(links) or empty_links, link.encode()),
        CONTENT_TYPES: appended(word.package.part(CONTENT_TYPES) or b"", type_name.encode()),
    }


def _comment(number: int, text: str, when: str) -> str:
    lines = text.splitlines() or [""]
    mark = "<w:r><w:annotationRef/></w:r>"
    body = "".join(
        f'<w:p>{mark if index == 0 else ""}<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for index, line in enumerate(lines)
    )
    who = f'w:author="{AUTHOR}" w:initials="{INITIALS}"'
    return f'<w:comment xmlns:w="{MAIN}" w:id="{number}" {who}{when}>{body}</w:comment>'


def _free_link(word: WordFile) -> str:
    return next(key for key in map("rIdPf{}".format, range(1, 10**6)) if key not in word.relations)


def _replacement(part: Bytes, place: Place, edit: TextEdit) -> list[Change]:
    """The changes of one edit, no wider than the characters that differ."""
    text = place.inline.text()
    if not 0 <= edit.start <= edit.end <= len(text) or text[edit.start : edit.end] != nfc(edit.before):
        raise _no_fix(edit, place, "chỗ cần sửa không còn đúng như lúc kiểm tra")
    if ".x" in place.locator:
        raise _no_fix(edit, place, "chữ trong hộp chữ được lưu hai lần trong tệp")
    before, after = text[edit.start : edit.end], nfc(edit.after)
    same = _shared(before, after)
    tail = _shared(before[same:][::-1], after[same:][::-1])
    spots = origins(place.inline.raw())
    start, end = spots[edit.start + same], spots[edit.end - tail]
    touched = spread(place.inline, start, end)
    if touched is None:
        raise _no_fix(edit, place, "chỗ cần sửa có thay đổi đang chờ duyệt (Track Changes) hoặc không chỉ là chữ")
    new = [escape(after[same : len(after) - tail]).encode(), *[b""] * (len(touched) - 1)]
    cuts = {element: (first, last, text) for (element, first, last), text in zip(touched, new, strict=True)}
    changes = replaced_text(part, cuts)
    if changes is None:
        raise _no_fix(edit, place, "chữ ở đó được ghi theo cách không cắt được")
    return changes


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _all_made(data: bytes, changes: list[Change]) -> bytes:
    ordered = sorted(set(changes))
    for one, following in pairwise(ordered):
        if following.start < one.end or (following[:2] == one[:2] and one.start == one.end):
            raise PlanforgeError(
                "Hai chỗ sửa chồng lên nhau.", "Không biết giữ bản nào.", "Hãy sửa từng chỗ rồi kiểm tra lại."
            )
    return changed(data, ordered)


def _no_fix(edit: TextEdit, place: Place, why: str) -> PlanforgeError:
    return PlanforgeError(
        f"Không sửa được “{edit.before[:60]}” ở {place.where}: {why}.",
        "Sửa tự động chỉ làm khi chắc chắn không mất gì.",
        "Hãy sửa bằng tay trong Word.",
    )


def _verify(result: bytes, expected: list[str]) -> None:
    """What we are about to release reads as it must; anything else is our own mistake and is not released."""
    word = open_word(result, _NAME)
    if [place.inline.text() for _, place in word.places()] != expected:
        raise OutputError(
            "Bản kết quả đọc lại không khớp với bản gốc.",
            "Cấu trúc của tệp khác thường nên không chèn được an toàn.",
            "Hãy mở bằng Word, lưu lại thành .docx rồi thử lại.",
        )
