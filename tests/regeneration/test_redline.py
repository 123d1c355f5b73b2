"""Edited files brought up to date: nothing typed is lost, and every revision can be taken or refused."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .office import saved_again
from .proofs import bring_up, difference, document, prove, revisions_are_complete, words_are_kept
from .revisions import accept_all, shape
from .worlds import World, edit, make_world, pack, texts, unpack


class DescribeEditedFiles:
    @settings(max_examples=200, deadline=None, derandomize=True)
    @given(st.integers(min_value=0, max_value=2**32))
    def they_keep_every_word_and_every_revision_can_be_refused(self, seed: int) -> None:
        prove(make_world(random.Random(seed)))

    @settings(max_examples=40, deadline=None, derandomize=True)
    @given(st.integers(min_value=0, max_value=2**32))
    def they_stay_as_they_are_when_nothing_changed_above(self, seed: int) -> None:
        world = make_world(random.Random(seed))
        brought = bring_up(world.edited, "x.docx", difference(world.base, world.base))
        parked = [one for one in brought.merged.outcomes if one.action == "park"]
        if not parked:
            assert shape(document(brought.data)) == shape(document(world.edited))

    @settings(max_examples=40, deadline=None, derandomize=True)
    @given(st.integers(min_value=0, max_value=2**32))
    def they_say_what_derivation_says_when_nobody_edited(self, seed: int) -> None:
        world = make_world(random.Random(seed))
        untouched = replace(world, edited=world.clean, typed=())
        proof = prove(untouched)
        fresh = bring_up(make_clean(world), "x.docx", difference(world.theirs, world.theirs)).data
        assert list(texts(proof.plain.data)) == list(texts(fresh))


def make_clean(world: World) -> bytes:
    from planforge import render

    from .worlds import TEMPLATES

    return render(world.theirs, "docx", TEMPLATES)


@pytest.mark.slow
@pytest.mark.needs_tools("soffice")
class DescribeLibreOffice:
    @pytest.mark.parametrize("seed", range(5))
    def it_may_save_the_edited_file_before_the_update(self, seed: int, tmp_path: Path) -> None:
        world = make_world(random.Random(1000 + seed))
        again = saved_again(world.edited, tmp_path)
        prove(replace(world, edited=again))

    @pytest.mark.parametrize("seed", range(2))
    def it_opens_the_redline_and_says_the_same(self, seed: int, tmp_path: Path) -> None:
        world = make_world(random.Random(2000 + seed))
        redline = prove(world).redline.data
        opened = saved_again(redline, tmp_path)
        merged = accept_all(document(redline))
        expected = [text for _, _, text in (run for p in shape(merged) for run in p[2])]
        assert "".join("".join(expected).split()) == "".join("".join(texts(opened)).split())


def faults(data: bytes, path: Path) -> set[str]:
    """Kinds of mistakes a validator sees; a clerk's file may have some of its own."""
    validator = pytest.importorskip("openxml_audit.validator")
    path.write_bytes(data)
    result = validator.OpenXmlValidator(security_validation=True).validate(path)
    return {re.sub(r"\d+", "", str(error).rpartition("]: ")[2]) for error in result.errors}


class DescribeTheFormat:
    @pytest.mark.parametrize("seed", range(6))
    def it_is_what_the_standard_allows(self, seed: int, tmp_path: Path) -> None:
        world = make_world(random.Random(5000 + seed))
        proof = prove(world)
        before = faults(world.edited, tmp_path / "edited.docx")
        for name, data in (("merged", proof.plain.data), ("redline", proof.redline.data)):
            assert faults(data, tmp_path / f"{name}.docx") <= before

    def it_is_the_same_bytes_every_time(self) -> None:
        world = make_world(random.Random(11))
        above = difference(world.base, world.theirs)
        first, second = (bring_up(world.edited, "x.docx", above, redline=True).data for _ in range(2))
        assert first == second


class DescribeOtherPeoplesWork:
    def it_leaves_their_comments_and_revisions_to_them(self) -> None:
        rng = random.Random(7)
        world = make_world(rng)
        edited, clerk = edit(random.Random(3), world.clean, 0)
        from .worlds import _pending

        parts = unpack(edited)
        _pending(clerk)
        from lxml import etree

        parts["word/document.xml"] = etree.tostring(clerk.root)
        theirs = replace(world, edited=pack(parts), typed=tuple(clerk.typed))
        proof = prove(theirs)
        assert b"Ch\xe1\xbb\x8b Hoa" in unpack(proof.redline.data)["word/document.xml"]
        words_are_kept(theirs, proof.plain.data)
        revisions_are_complete(theirs, proof.plain.data, proof.redline.data)
