"""Fixtures shared by all rooms."""

from __future__ import annotations

import pytest

from planforge import load_catalogue


@pytest.fixture(scope="session")
def catalogue():
    """The project's own catalogue, loaded once."""
    return load_catalogue()
