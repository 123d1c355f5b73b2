"""Shared by all tests: the catalogue, a cache of the run, and programs a test cannot do without."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from planforge import Catalogue, load_catalogue
from tests.plain_user import rights_of_a_user


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "needs_tools(*programs): skipped where one is missing, failed if PLANFORGE_REQUIRE_TOOLS=1"
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    wanted = [program for mark in item.iter_markers("needs_tools") for program in mark.args]
    missing = [program for program in wanted if shutil.which(program) is None]
    if not missing:
        return
    said = f"chưa cài {', '.join(missing)}"
    if os.environ.get("PLANFORGE_REQUIRE_TOOLS") == "1":
        pytest.fail(said, pytrace=False)
    pytest.skip(said)


@pytest.fixture(autouse=True, scope="session")
def cache_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or leaves anything in the user's own folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("PLANFORGE_USER_CATALOG", str(tmp_path_factory.mktemp("data") / "none"))
        patch.delenv("PLANFORGE_CACHE", raising=False)
        patch.delenv("PLANFORGE_CATALOG", raising=False)
        patch.delenv("PLANFORGE_TEMPLATES", raising=False)
        yield


@pytest.fixture
def plain_user() -> Iterator[None]:
    """The test runs without root's right to write anywhere."""
    with rights_of_a_user() as dropped:
        if not dropped:
            pytest.skip("không bỏ được quyền quản trị trên hệ điều hành này")
        yield


@pytest.fixture(scope="session")
def catalogue(cache_of_the_run: None) -> Catalogue:
    """The catalogue of the checkout."""
    return load_catalogue()
