"""Plans of today, across the country: no abolished body, level or place; every superior task accounted for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from planforge import Request, derive
from planforge.citation.status import status_at

TODAY = date(2026, 11, 22)
ABOLISHED = (
    # Bodies and levels that ended with 28/02/2025 and 30/6/2025 (to-chuc.md §2, §3); a list of its own, not the
    # catalogue's, so that a slip in the organ map cannot hide itself.
    r"Lao động - Thương binh và Xã hội", r"Thông tin và Truyền thông", r"Kế hoạch và Đầu tư",
    r"Nông nghiệp và Phát triển nông thôn", r"Tài nguyên và Môi trường", r"Giao thông vận tải", r"Ban Dân tộc\b",
    r"Ủy ban Dân tộc", r"Công an (?:cấp )?huyện", r"cấp huyện", r"[Tt]hị trấn", r"[Hh]uyện ủy", r"[Tt]hị ủy",
    r"UBND (?:các )?huyện", r"Ủy ban nhân dân (?:các )?huyện", r"các huyện", r"Phòng Y tế", r"Phòng Nội vụ",
    r"Phòng Tư pháp", r"Công chức (?:Văn hóa|Tư pháp|Tài chính|Văn phòng|Địa chính)", r"Cục Quản lý thị trường",
    r"Bảo vệ dân phố", r"Đài Phát thanh và Truyền hình", r"Phòng Giáo dục",
)  # fmt: skip


def communes(catalogue, count: int) -> list:
    """Communes spread over the country, always with at least one đặc khu and both xã and phường."""
    every = sorted(catalogue.units.all_communes(TODAY), key=lambda unit: unit.code)
    chosen = every[:: len(every) // count][:count]
    return [*chosen[:-1], next(unit for unit in every if unit.kind == "dac-khu")]


def today_directive(tmp_path: Path, territory: str) -> Path:
    """KH 62's content as if every province had issued it: the same clauses, another territory."""
    source = Path(__file__).parents[2] / "catalog" / "chi-dao" / "cong-an" / "kh-62-kh-ubnd-dak-lak-2024.yaml"
    text = re.sub(r"^territory: .*$", f"territory: {territory}", source.read_text(encoding="utf-8"), flags=re.M)
    path = tmp_path / "kh-62.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def running_text(plan) -> str:
    texts = [node.text for _, node in plan.nodes()] + [r.text for r in plan.recipients]
    texts += [f"{row.task} {row.lead} {row.coordination} {row.product}" for row in plan.appendix.rows]
    text = "\n".join([*texts, plan.header.subject])
    # Names of programmes and titles of older instruments keep the words of their day.
    return re.sub(r"“[^”]*”|(?:số )?\d+(?:/\d{4})?[/-][A-ZĐ][^,;.\n]*(?:của [^,;.\n]*)?", " ", text)


@pytest.fixture(scope="module")
def plans(catalogue, tmp_path_factory):
    directive = today_directive(tmp_path_factory.mktemp("chi-dao"), "vn")
    return [(unit, derive(catalogue, Request(str(directive), unit.id, TODAY))) for unit in communes(catalogue, 50)]


class DescribePlansOfToday:
    def they_name_no_abolished_body_level_or_place(self, plans):
        slips = [
            (unit.full_name, match[0]) for unit, plan in plans for pattern in ABOLISHED
            if (match := re.search(pattern, running_text(plan)))
        ]
        assert slips == []

    def they_account_for_every_superior_task(self, plans, catalogue):
        directive = catalogue.directive("kh-62-kh-ubnd-dak-lak-2024")
        wanted = {task.id for task in directive.all_tasks()} | {target.id for target in directive.targets}
        for _, plan in plans:
            assert {entry.task for entry in plan.coverage} == wanted
            assert [entry for entry in plan.coverage if entry.status == "missing"] == []
            assert all(entry.why for entry in plan.coverage)

    def they_cite_bases_that_are_in_force(self, plans, catalogue):
        for _, plan in plans:
            cited = [s.ref for n in plan.opening if n.kind == "basis" for s in n.lineage.sources]
            assert cited
            assert all(status_at(catalogue.instrument(one), TODAY, catalogue).usable for one in cited)

    def they_use_the_units_own_words(self, plans):
        for unit, plan in plans:
            assert unit.full_name in plan.header.subject
            kinds = {"xa": "phường", "phuong": "xã"}.get(unit.kind)
            headings = [n.text for level, n in plan.nodes() if level == 2]
            assert not any(kinds and h.endswith(f" {kinds}") for h in headings)

    def they_write_to_everybody_they_task(self, plans):
        for _, plan in plans:
            section = next(s for s in plan.body if any(x.ref == "phan-cong" for x in s.lineage.sources))
            listed = " ".join(r.text for r in plan.recipients)
            for heading in section.children:
                name = heading.text.removeprefix("Đề nghị ").replace("Ủy ban nhân dân", "UBND")
                if "Mặt trận" in name or name.startswith(("Đoàn", "Hội")):
                    assert "các tổ chức CT-XH" in listed
                else:
                    short = name.replace("Hội đồng nhân dân", "HĐND")
                    assert short[1:] in listed, name
