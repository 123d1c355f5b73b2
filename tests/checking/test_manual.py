"""The manual in docs/ is the one the rules' docstrings give."""

from __future__ import annotations

import importlib.util
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "make_rule_manual.py"


def test_the_manual_is_current() -> None:
    spec = importlib.util.spec_from_file_location("make_rule_manual", TOOL)
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.MANUAL.read_text(encoding="utf-8") == tool.manual(), "chạy: python tools/make_rule_manual.py"
