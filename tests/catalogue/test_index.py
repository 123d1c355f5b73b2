"""The index: built once, rebuilt when the content changes, never a reason to fail."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from planforge import Catalogue
from planforge.catalogue import index as index_module
from planforge.catalogue import loading
from planforge.catalogue.index import Index
from planforge.catalogue.yaml_reader import read_yaml
from planforge.errors import CatalogueError
from tests.catalogue.small import spoil, write_small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small(tmp_path / "catalog")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """One entry a build."""
    counted: list[Path] = []
    build = index_module.build_index

    def counting(connection: object, folder: Path, *others: Path | None) -> None:
        counted.append(folder)
        build(connection, folder, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(index_module, "build_index", counting)
    return counted


def title(folder: Path, cache: Path) -> str | None:
    return Catalogue(Index(folder, cache)).instrument("luat-1-2020").title


def content(index: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(index)) as connection:
        return [line for line in connection.iterdump() if "fts5" not in line]


def stored(cache: Path) -> Path:
    (path,) = cache.glob("*.sqlite")
    return path


class DescribeAnIndex:
    def it_is_built_once_for_an_unchanged_catalogue(self, folder: Path, cache: Path, builds: list[Path]) -> None:
        assert title(folder, cache) == title(folder, cache) == "Luật Thử nghiệm"
        assert len(builds) == 1

    def it_is_built_again_when_a_file_changes(self, folder: Path, cache: Path, builds: list[Path]) -> None:
        title(folder, cache)
        spoil(folder, "van-ban/luat.yaml", "Luật Thử nghiệm", "Luật Khác hẳn")
        assert title(folder, cache) == "Luật Khác hẳn"
        assert len(builds) == 2
        assert stored(cache)

    def it_is_built_again_when_a_file_appears_or_goes(self, folder: Path, cache: Path) -> None:
        before = Index(folder, cache).fingerprint
        (folder / "lich/ngay-nghi.yaml").unlink()
        assert Index(folder, cache).fingerprint != before

    def it_survives_a_touch_without_reading_the_yaml(self, folder: Path, cache: Path, builds: list[Path]) -> None:
        title(folder, cache)
        os.utime(folder / "van-ban/luat.yaml", (1, 1))
        title(folder, cache)
        assert len(builds) == 1

    def and_then_only_the_changed_file_is_read(
        self, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        title(folder, cache)
        read: list[str] = []
        monkeypatch.setattr(loading, "read_yaml", lambda path: (read.append(path.name), read_yaml(path))[1])
        spoil(folder, "van-ban/luat.yaml", "Luật Thử nghiệm", "Luật Khác hẳn")
        assert title(folder, cache) == "Luật Khác hẳn"
        assert read == ["luat.yaml"]

    def and_the_result_is_the_same_as_a_fresh_one(self, folder: Path, cache: Path, tmp_path: Path) -> None:
        title(folder, cache)
        spoil(folder, "van-ban/luat.yaml", "Luật Thử nghiệm", "Luật Khác hẳn")
        (folder / "lich/ngay-nghi.yaml").unlink()
        title(folder, cache)
        title(folder, tmp_path / "fresh")
        assert content(stored(cache)) == content(stored(tmp_path / "fresh"))

    def and_an_entry_the_user_gave_up_comes_back(self, folder: Path, cache: Path, tmp_path: Path) -> None:
        own = tmp_path / "own" / "van-ban" / "luat.yaml"
        own.parent.mkdir(parents=True)
        text = (folder / "van-ban/luat.yaml").read_text(encoding="utf-8")
        own.write_text(text.replace("Luật Thử nghiệm", "Luật của tôi"), encoding="utf-8")

        def told() -> str | None:
            return Catalogue(Index(folder, cache, own.parents[1])).instrument("luat-1-2020").title

        assert told() == "Luật của tôi"
        own.unlink()
        assert told() == "Luật Thử nghiệm"

    @pytest.mark.parametrize("damage", [b"", b"not a database at all", b"\xff" * 9000])
    def but_a_damaged_earlier_one_is_no_help(self, folder: Path, cache: Path, damage: bytes) -> None:
        title(folder, cache)
        stored(cache).write_bytes(damage)
        spoil(folder, "van-ban/luat.yaml", "Luật Thử nghiệm", "Luật Khác hẳn")
        assert title(folder, cache) == "Luật Khác hẳn"

    @pytest.mark.parametrize("damage", [b"", b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
    def it_is_built_again_when_its_file_is_damaged(
        self, folder: Path, cache: Path, builds: list[Path], damage: bytes
    ) -> None:
        title(folder, cache)
        stored(cache).write_bytes(damage)
        assert title(folder, cache) == "Luật Thử nghiệm"
        assert len(builds) == 2

    def it_is_built_again_when_pages_inside_are_damaged(self, folder: Path, cache: Path) -> None:
        title(folder, cache)
        raw = bytearray(stored(cache).read_bytes())
        raw[4096:] = b"\xff" * (len(raw) - 4096)
        stored(cache).write_bytes(raw)
        assert title(folder, cache) == "Luật Thử nghiệm"

    @pytest.mark.parametrize("pointer", ["", "{", "[]", '{"signature": 1}', '{"index": "../../x"}'])
    def it_does_not_trust_a_spoiled_pointer(self, folder: Path, cache: Path, pointer: str) -> None:
        title(folder, cache)
        (path,) = cache.glob("*.json")
        path.write_text(pointer)
        assert title(folder, cache) == "Luật Thử nghiệm"

    def it_lives_in_memory_where_the_cache_cannot_be_written(self, folder: Path, tmp_path: Path) -> None:
        blocked = tmp_path / "file"
        blocked.write_text("in the way")
        assert title(folder, blocked / "cache") == "Luật Thử nghiệm"

    @pytest.mark.usefixtures("plain_user")
    def it_reads_from_a_read_only_cache(self, folder: Path, cache: Path, builds: list[Path]) -> None:
        title(folder, cache)
        cache.chmod(0o500)
        assert title(folder, cache) == "Luật Thử nghiệm"
        cache.chmod(0o700)
        assert len(builds) == 1

    def but_a_bad_file_is_the_users_to_mend(self, folder: Path, cache: Path) -> None:
        line = spoil(folder, "van-ban/luat.yaml", "type: luat\n", "type: lut\n")
        with pytest.raises(CatalogueError, match=rf"luat\.yaml:{line}:"):
            title(folder, cache)
        assert not list(cache.glob("*"))

    def and_an_id_used_twice_is_refused(self, folder: Path, cache: Path) -> None:
        copy = (folder / "van-ban/luat.yaml").read_text(encoding="utf-8")
        (folder / "van-ban/thu-hai.yaml").write_text(copy, encoding="utf-8")
        with pytest.raises(CatalogueError, match=r"thu-hai\.yaml:2: .*luat\.yaml:2"):
            title(folder, cache)


class DescribeTheFingerprint:
    def it_depends_on_content_alone(self, tmp_path: Path, cache: Path) -> None:
        one, two = write_small(tmp_path / "one"), write_small(tmp_path / "two")
        assert Index(one, cache).fingerprint == Index(two, cache).fingerprint
