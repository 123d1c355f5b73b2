"""Replays: what planforge derives for the unit, day and superior of a real plan, beside what the real plan has.

``python tests/replay/replay.py`` prints the table; the tests assert the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from planforge.api import Plan, Request, derive, load_catalogue, load_profile
from planforge.text.folding import fold

HERE = Path(__file__).parent


@dataclass
class Score:
    """One seed: found and wanted per aspect, and what was missed."""

    name: str
    seed: str
    figures: dict[str, tuple[int, int]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    extra_bodies: list[str] = field(default_factory=list)


def real_plans() -> dict[str, Any]:
    from ruamel.yaml import YAML

    return dict(YAML(typ="safe").load((HERE / "real.yaml").read_text(encoding="utf-8")))


def replay(name: str, real: dict[str, Any], catalogue: Any) -> tuple[Plan, Score]:
    profile = load_profile(HERE / "profiles" / f"{name}.yaml")
    issued = real["issued"] if isinstance(real["issued"], date) else date.fromisoformat(real["issued"])
    plan = derive(catalogue, Request(real["directive"], profile.unit, issued, profile=profile))
    return plan, compare(name, real, plan)


def compare(name: str, real: dict[str, Any], plan: Plan) -> Score:
    score = Score(name, real["seed"])
    opening = " ".join(node.text for node in plan.opening)
    _count(score, "viện dẫn", list(real["cites"].values()), [opening])
    roles = [source.ref for section in plan.body for source in section.lineage.sources]
    _count(score, "phần", real["sections"], roles)
    headings = [node.text for section in plan.body for level, node in section.walk() if level == 2]
    assignment = next(s for s in plan.body if any(x.ref == "phan-cong" for x in s.lineage.sources))
    bodies = [node.text for node in assignment.children]
    _count(score, "cơ quan", [b.get("as", b["name"]) for b in real["bodies"]], bodies)
    score.extra_bodies = [b for b in bodies if not any(_in(r.get("as", r["name"]), [b]) for r in real["bodies"])]
    lines = [f"{r.text} ({r.remark})" for r in plan.recipients]
    _count(score, "nơi nhận", [r.get("as", r["name"]) for r in real["recipients"]], lines)
    signed = [*plan.signature.lines, plan.signature.name or ""]
    wanted = [*real["signature"]["lines"], real["signature"]["name"]]
    score.figures["chữ ký"] = (int(signed == wanted), 1)
    texts = [node.text for section in plan.body for _, node in section.walk()]
    _count(score, "hạn báo cáo", real["deadlines"], [" ".join(texts)])
    assert headings
    return score


def _count(score: Score, aspect: str, wanted: list[str], found: list[str]) -> None:
    missed = [one for one in wanted if not _in(one, found)]
    score.figures[aspect] = (len(wanted) - len(missed), len(wanted))
    score.missed += [f"{aspect}: {one}" for one in missed]


def _in(wanted: str, found: list[str]) -> bool:
    return any(fold(wanted) in fold(one) for one in found)


def main() -> None:
    catalogue = load_catalogue()
    for name, real in real_plans().items():
        _, score = replay(name, real, catalogue)
        shown = "  ".join(f"{aspect} {have}/{want}" for aspect, (have, want) in score.figures.items())
        print(f"seed {score.seed}  {name:14} {shown}")
        for miss in score.missed:
            print(f"    thiếu  {miss}")
        print(f"    thêm   {len(score.extra_bodies)} cơ quan từ nhiệm vụ mẫu: {'; '.join(score.extra_bodies)}")


if __name__ == "__main__":
    main()
