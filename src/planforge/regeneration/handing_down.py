"""A derived plan as the directive of the level below: what the clerk's file says now, with what it demands as data.

So a chain holds: the top changes, each level is updated in turn, and hand-made wording travels down with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.directives import Directive
from planforge.document.tree import Plan
from planforge.errors import PlanforgeError, UnsupportedError
from planforge.regeneration.handed_lines import read_lines
from planforge.regeneration.issued import issuer_in_words
from planforge.regeneration.present import Present, present, shown
from planforge.text.dates import parse_date
from planforge.text.folding import fold

_NUMBER = re.compile(r"(?:Số:?\s*)?(\d+[a-z]?\s*/\s*[A-ZĐ][\wĐđ&-]*)")


def hand_down(catalogue: Catalogue, path: Path) -> Directive:
    """The directive that the plan in ``path``, a .docx of planforge, is to those below.

    Raises ``UnsupportedError`` for a plan of the lowest level and for one that has no number or day yet.
    """
    return handed(catalogue, present(path), str(path))


def handed(catalogue: Catalogue, file: Present, name: str, issue: tuple[str, date] | None = None) -> Directive:
    """The same of a file that has been read. ``issue``: number and day to go by instead of its own."""
    demands = _demands(file.plan, name)
    head = {our.line.key: shown(our.line.text) for our in file.ours if our.line.zone == "head"}
    number, issued = issue or (_number(head, name), _day(head, name))
    try:
        return _directive(catalogue, file, demands, head.get("head.subject", ""), number, issued)
    except (AttributeError, KeyError, TypeError, IndexError, ValueError) as error:
        raise _broken(name) from error


def as_yaml(directive: Directive) -> str:
    """The directive as a file of the catalogue."""
    writer = YAML()
    writer.width = 118
    out = StringIO()
    writer.dump(directive.model_dump(mode="json", exclude_defaults=True, by_alias=True), out)
    return out.getvalue()


def handed_id(facts: Mapping[str, str]) -> str:
    """The id of a plan as a directive, from its request: unit, year and what it was made under.

    It is known before the plan has a number; a corrected number, or a plan that replaces this one, keeps it, so plans
    below follow both.
    """
    parts = ["kh", facts.get("unit", ""), facts.get("as_of", "")[:4], facts.get("directive", "")]
    plain = "".join(c if c.isalnum() else "-" for c in fold(" ".join(parts)))
    return "-".join(part for part in plain.split("-") if part)[:80].rstrip("-")


def _demands(plan: Plan, name: str) -> Mapping[str, Any]:
    if not plan.demands:
        raise UnsupportedError(
            f"{name} không giao việc cho cấp dưới nào.",
            "Đây là kế hoạch của cấp cuối cùng, hoặc do bản planforge cũ lập nên không mang dữ liệu giao việc.",
            "Chọn kế hoạch của cấp trên; tệp cũ thì chạy planforge update trước.",
        )
    try:
        asked: Mapping[str, Any] = json.loads(plan.demands)
        return {"head": dict(asked["head"]), "lines": dict(asked["lines"])}
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(name) from error


def _directive(
    catalogue: Catalogue, file: Present, demands: Mapping[str, Any], subject: str, number: str, issued: date
) -> Directive:
    plan, facts, request = file.plan, demands["head"], dict(file.plan.request)
    place = catalogue.units.get(request["unit"], issued)
    title = subject or plan.header.subject
    return Directive.model_validate({
        "id": handed_id(request),
        "document": {
            "type": "ke-hoach", "number": number, "issued": issued, "issuer": issuer_in_words(plan), "title": title
        },
        "theme": facts["theme"], "issuer": facts["issuer"], "territory": place.id, "addressees": facts["addressees"],
        "period": (issued, facts["end"]), "action": _action(title, place.full_name) or facts["action"],
        "rests_on": [one for one in facts["rests_on"] if catalogue.holds(one)], "milestones": facts["milestones"],
        "sources": [f"Kế hoạch số {number}"], "verified": True,
        **read_lines(catalogue, file, demands["lines"], facts["addressees"][0]),
    })  # fmt: skip


def _action(title: str, place: str) -> str:
    """What is carried out: the title without the place."""
    return re.sub(rf"\s+(?:trên|tại|ở) (?:địa bàn )?{re.escape(place)}\s*$", "", title, flags=re.IGNORECASE)


def _number(head: Mapping[str, str], name: str) -> str:
    found = _NUMBER.search(head.get("head.number", ""))
    if not found:
        raise _unissued(name, "số")
    return re.sub(r"\s", "", found[1])


def _day(head: Mapping[str, str], name: str) -> date:
    found = parse_date(head.get("head.date", ""))
    if found is None:
        raise _unissued(name, "ngày ban hành")
    return found


def _unissued(name: str, what: str) -> UnsupportedError:
    return UnsupportedError(
        f"{name} chưa có {what}.", "Kế hoạch cấp dưới phải viện dẫn đúng số, ngày của kế hoạch này.",
        "Mở tệp bằng Word, ghi số vào dòng “Số: …” và ngày vào dòng địa danh ở đầu văn bản, lưu rồi chạy lại.",
    )  # fmt: skip


def _broken(name: str) -> PlanforgeError:
    return PlanforgeError(
        f"Không đọc được phần giao việc cho cấp dưới trong {name}.", "Dữ liệu kèm theo tệp không đủ hoặc bị hỏng.",
        "Hãy xin lại tệp gốc của cơ quan ban hành.",
    )

