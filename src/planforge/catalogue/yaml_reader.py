"""YAML text to plain data and back to line numbers, for files that may come from anybody.

Read from the parser's events in one pass, so that every value knows its line and nothing is built that the
catalogue does not want: aliases, tags, duplicate keys, more documents, deep nesting, big files are refused.
Plain scalars follow the YAML 1.2 core schema; dates stay text, the models turn them into dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planforge.catalogue.problems import FileProblems, Problem
from planforge.text.folding import nfc

MAX_BYTES = 5_000_000
MAX_DEPTH = 24
Place = tuple[str | int, ...]

_INT = re.compile(r"[-+]?\d+")
_FLOAT = re.compile(r"[-+]?(\d+\.\d*|\.\d+|\d+(?=[eE]))([eE][-+]?\d+)?")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_SYNTAX = (
    ("tab character", "có ký tự tab; YAML chỉ thụt đầu dòng bằng dấu cách"),
    (
        "mapping values are not allowed",
        "dấu ':' đặt sai chỗ hoặc dòng thụt sai; giá trị có ': ' phải đặt trong dấu nháy",
    ),
    ("unexpected end of stream", "tệp kết thúc giữa chừng; thiếu dấu nháy hoặc dấu ngoặc đóng"),
    ("',' or ']'", "danh sách trong [ ] thiếu dấu phẩy hoặc dấu ']'"),
    ("',' or '}'", "mục trong { } thiếu dấu phẩy hoặc dấu '}'"),
    ("'-' indicator", "dòng này phải là một mục '- …' của danh sách phía trên, hoặc thụt sai"),
    (
        "cannot start any token",
        "giá trị bắt đầu bằng ký tự đặc biệt (tab, @, `, %); đặt cả giá trị trong dấu nháy",
    ),
    ("expected key", "thụt đầu dòng không khớp với các dòng cùng mục"),
    ("could not find expected ':'", "thiếu dấu ':' sau tên trường"),
)


@dataclass(frozen=True)
class YamlFile:
    """Plain data of one file with the line of every key and item."""

    path: Path
    data: Any
    lines: dict[int, dict[str | int, int]]

    def line(self, place: Place) -> int:
        """Line of the deepest known part of ``place`` (keys and list positions from the top)."""
        node, line = self.data, 1
        for part in place:
            known = self.lines.get(id(node), {})
            if part not in known:
                break
            line, node = known[part], node[part]
        return line


def read_yaml(path: Path) -> YamlFile:
    """Read one file. Raises :class:`FileProblems` naming file and line."""
    return parse_yaml(_text(path), path)


def parse_yaml(text: str, path: Path) -> YamlFile:
    """Parse text that claims to be the content of ``path``."""
    # A late import: only a changed catalogue or a file named by the user needs the parser.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    builder = _Builder(path)
    try:
        data = builder.document(iter(YAML(typ="safe").parse(nfc(text))))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _refuse(path, mark.line + 1 if mark else 1, _syntax(f"{error.problem} {error.context}")) from None
    except YAMLError as error:
        raise _refuse(path, 1, _syntax(str(error))) from None
    return YamlFile(path, data, builder.lines)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _refuse(path, 1, f"tệp lớn {size / 1e6:.1f} MB; tối đa {MAX_BYTES // 1_000_000} MB, hãy chia nhỏ")
        raw = path.read_bytes()
    except OSError as error:
        raise _refuse(path, 1, f"không đọc được tệp ({error.strerror})") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refuse(path, line, "ký tự không phải UTF-8; hãy lưu lại tệp với bảng mã UTF-8") from None
    control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise _refuse(path, line, f"có ký tự điều khiển U+{ord(control[0]):04X} không dùng được trong văn bản")
    return text


class _Builder:
    """Turns parser events into dicts and lists, noting lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[int, dict[str | int, int]] = {}

    def document(self, events: Iterator[Any]) -> Any:
        data: Any = None
        documents = 0
        for event in events:
            kind = type(event).__name__
            if kind in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                continue
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise self._refused(event, "tệp có hơn một tài liệu YAML (dòng '---'); mỗi tệp chỉ một")
                continue
            data = self._value(event, events, 0)
        return data

    def _value(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        kind = type(event).__name__
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            raise self._refused(event, "dùng tham chiếu YAML (& hoặc *); hãy viết đủ nội dung")
        if getattr(event, "tag", None) is not None:
            raise self._refused(event, f"dùng nhãn YAML '{event.tag}'; danh mục chỉ dùng chữ, số, danh sách, mục")
        if kind == "ScalarEvent":
            return _scalar(event.value) if not event.style else event.value
        if depth >= MAX_DEPTH:
            raise self._refused(event, f"lồng nhau quá {MAX_DEPTH} tầng")
        return self._mapping(events, depth) if kind == "MappingStartEvent" else self._sequence(events, depth)

    def _mapping(self, events: Iterator[Any], depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        lines: dict[str | int, int] = {}
        self.lines[id(data)] = lines
        for event in events:
            kind = type(event).__name__
            if kind == "MappingEndEvent":
                break
            if kind != "ScalarEvent":
                raise self._refused(event, "tên trường phải là chữ, không phải danh sách hay tham chiếu")
            key = event.value
            if key in data:
                raise self._refused(event, f"trường '{key}' viết hai lần (lần đầu ở dòng {lines[key]})")
            lines[key] = event.start_mark.line + 1
            data[key] = self._value(next(events), events, depth + 1)
        return data

    def _sequence(self, events: Iterator[Any], depth: int) -> list[Any]:
        data: list[Any] = []
        lines: dict[str | int, int] = {}
        self.lines[id(data)] = lines
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            lines[len(data)] = event.start_mark.line + 1
            data.append(self._value(event, events, depth + 1))
        return data

    def _refused(self, event: Any, message: str) -> FileProblems:
        return _refuse(self.path, event.start_mark.line + 1, message)


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text) and len(text) < 19:
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _syntax(problem: str) -> str:
    for known, message in _SYNTAX:
        if known in problem:
            return f"sai cú pháp YAML: {message}"
    return "sai cú pháp YAML; xem lại dấu ':' , dấu nháy và thụt đầu dòng ở đây"


def _refuse(path: Path, line: int, message: str) -> FileProblems:
    return FileProblems([Problem(path, line, message)])
