"""A part of a shell is filled as jinja fills it, with and without jinja."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.rendering.checksums import joined, table_for
from planforge.rendering.environment import shell_environment
from planforge.rendering.filling import Filling, values
from planforge.rendering.ooxml import plain
from planforge.rendering.stretches import Block, Long, Own, Piece, block, join, often, text_of

SOURCES = [
    "<a>{{ so }}/{{ky_hieu}}</a>\n",
    "{{ noi_dung }}<b/>{{ noi_nhan }}",
    "{% if phu_luc %}<c/>{{ phu_luc }}{% else %}<d/>{% endif %}<e/>",
    "{% if phu_luc %}{% if so %}x{% else %}y{% endif %}{% else %}{% if so %}z{% endif %}{{ so }}{% endif %}",
    "{% if not phu_luc %}<c/>{% endif %}{{ ky_hieu|upper }}{{ noi_dung }}{{ noi_nhan }}",
    "{% if so and phu_luc %}{{ noi_dung }}{% elif so %}{{ '{{' }}{% endif %}{# lời nhắc #}",
]
TEXT = st.text("aă<>&\"' \n", max_size=6).map(plain)


@pytest.mark.parametrize("source", SOURCES)
@given(so=TEXT, own=TEXT, table=st.sampled_from(["", "<w:tbl/>"]))
def it_fills_as_jinja_does(source: str, so: str, own: str, table: str) -> None:
    words = {"so": so, "ky_hieu": Own(own)}
    boxes: dict[str, tuple[Piece, ...]] = {
        "noi_dung": ("<w:p/>", Own("<w:r/>"), Long("<w:p/>" * 9)),
        "noi_nhan": (block("<w:q/>"), "<w:s/>"),
        "phu_luc": (Own(table),),
    }
    ours = text_of(Filling(source).fill(words, boxes))
    theirs = shell_environment().from_string(source).render(values(words, boxes))
    assert _same_entities(ours) == _same_entities(theirs)


def _same_entities(text: str) -> str:
    return text.replace("&quot;", "&#34;").replace("&#39;", "'")


@given(first=st.binary(max_size=300), second=st.binary(max_size=300))
def it_knows_the_checksum_of_a_whole_from_those_of_its_parts(first: bytes, second: bytes) -> None:
    parts = zlib.crc32(first), zlib.crc32(second)
    assert joined(*parts, table_for(len(second))) == zlib.crc32(first + second)


KINDS = st.sampled_from([str, Own, Long, block, often])
PIECES = st.lists(st.tuples(KINDS, st.text("aâđ<>", max_size=40) | st.just("Đắk Lắk " * 200)))


@given(made=PIECES)
def it_joins_pieces_into_what_they_say_whatever_was_joined_before(made: list[tuple[type[str], str]]) -> None:
    pieces = [kind(text) for kind, text in made]
    one = join("a.xml", pieces)
    said = text_of(pieces).encode()
    deflated = one.entry[30 + len("a.xml") :]
    assert zlib.decompress(deflated, -15) == said
    assert int.from_bytes(one.entry[14:18], "little") == zlib.crc32(said)
    assert join("a.xml", map(_unready, pieces)).entry == one.entry


def _unready(piece: Piece) -> Piece:
    return Long(piece.data.decode()) if isinstance(piece, Block) else piece
