"""Refuse a shell whose tags we do not know or whose template code does more than show a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError, nodes

from planforge.errors import TemplateError
from planforge.rendering.tags import TAGS

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"\{\{(\w*)\s+(\w+)(?:\s*\|[^}]*)?\s*\}\}")
_FILTERS = {"upper", "lower", "capitalize", "title", "trim"}
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And, nodes.Or,
    nodes.Const, nodes.Filter,
)  # fmt: skip
"""Showing tags and choosing between paragraphs is all a shell needs; loops and calls could hang the program.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One tag where it stands: the part, the paragraph's text, the prefix (``p`` or none) and the name."""

    part: str
    text: str
    prefix: str
    name: str
    paragraph: _Element


def places(part: str, root: _Element) -> Iterator[Place]:
    """Every ``{{ tag }}`` of the part in reading order."""
    for paragraph in root.iter(f"{W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        for match in _TAG.finditer(text):
            yield Place(part, text.strip(), match[1], match[2], paragraph)


def check_places(found: list[Place]) -> None:
    """Known names only, and each in the form its kind needs."""
    for place in found:
        tag = TAGS.get(place.name)
        if tag is None:
            raise _unknown(place.name, _where(place.part, place.text))
        right = f"{{{{p {tag.name} }}}}" if tag.kind == "xml" else f"{{{{ {tag.name} }}}}"
        if (place.prefix == "p") != (tag.kind == "xml"):
            raise TemplateError(
                f"Thẻ “{tag.name}” viết sai dạng tại {_where(place.part, place.text)}.",
                "Viết như vậy thì nội dung chèn vào làm hỏng tệp.",
                f"Hãy viết {right}" + (", một mình một đoạn." if tag.kind == "xml" else "."),
            )


def check_source(part: str, source: str, environment: Environment) -> None:
    """Only tags, conditions and harmless filters; anything else is refused with its place."""
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"Thẻ trong {_where(part, _near(source, error.lineno))} viết sai: {error.message}.",
            "Không đọc được thẻ thì không điền được nội dung.",
            "Hãy kiểm tra dấu ngoặc {{ }} và {% %} của thẻ đó.",
        ) from error
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Name) and node.name not in TAGS:
            raise _unknown(node.name, _where(part, ""))
        if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.Filter) and node.name not in _FILTERS):
            raise TemplateError(
                f"Mẫu dùng lệnh “{type(node).__name__}” trong {_where(part, '')}.",
                "Mẫu chỉ được hiện thẻ và chọn đoạn bằng if; lệnh khác có thể gây hại.",
                "Hãy bỏ lệnh đó khỏi mẫu.",
            )


def _unknown(name: str, where: str) -> TemplateError:
    close = get_close_matches(name, TAGS, n=1, cutoff=0.5)
    hint = f"Có phải ý bạn là “{close[0]}”? " if close else ""
    return TemplateError(
        f"Không có thẻ “{name}” tại {where}.",
        "Thẻ lạ không được điền nên văn bản sẽ thiếu nội dung.",
        f"{hint}Các thẻ được dùng: {', '.join(TAGS)}.",
    )


def _where(part: str, text: str) -> str:
    area = "đầu trang" if "header" in part else "chân trang" if "foot" in part else "thân văn bản"
    shown = f", đoạn “{text[:80]}”" if text else ""
    return f"{area} ({part.lstrip('/')}){shown}"


def _near(source: str, line: int) -> str:
    lines = source.splitlines()
    text = re.sub(r"<[^>]+>", "", lines[line - 1] if 0 < line <= len(lines) else "")
    start = max(text.find("{"), 0)
    return text[start : start + 80]
