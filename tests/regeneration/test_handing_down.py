"""A plan received by e-mail is a directive: what its page says now, with the data behind it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planforge import Catalogue, Request, derive, read_plan
from planforge.api import import_plan
from planforge.catalogue.directives import Directive, Task
from planforge.document.canonical import to_json
from planforge.errors import PlanforgeError, UnsupportedError
from planforge.regeneration.handing_down import hand_down
from planforge.rendering.revise import with_snapshot

from .chains import PROVINCE, TOP, WARD, make, strike_out, top_in, type_below, type_in

DAY = date(2026, 9, 1)


@pytest.fixture
def plan(tmp_path: Path, catalogue: Catalogue) -> Path:
    return make(catalogue, tmp_path / "tinh.docx", top_in(tmp_path), PROVINCE, DAY, "45")


def task(directive: Directive, key: str) -> Task:
    return next(one for one in directive.all_tasks() if one.id == key)


def of(directive: Directive, organ: str) -> list[str]:
    return [one.text for part in directive.assignments if organ in part.to for one in part.tasks]


class DescribeAPlanAsADirective:
    def it_says_who_issued_it_when_and_under_which_number(self, catalogue: Catalogue, plan: Path) -> None:
        document = catalogue.directive(str(plan)).document
        assert document is not None
        assert (document.number, document.issued) == ("45/KH-UBND", DAY)
        assert document.issuer == "Ủy ban nhân dân tỉnh Đắk Lắk"

    def it_carries_bodies_sectors_partners_deadlines_and_products(self, catalogue: Catalogue, plan: Path) -> None:
        directive = hand_down(catalogue, plan)
        standing = next(part for part in directive.assignments if part.standing)
        assert standing.to == ("cong-an-tinh",)
        work = task(directive, "nv-kiem-tra")
        assert work.product == "Biên bản kiểm tra" and work.deadline is not None and work.deadline.day is not None
        assert work.deadline.day < date(2027, 6, 30)
        assert task(directive, "nv-y-te").with_ == ("cong-an-tinh",)
        assert "mục IV.1" in (work.clause or "")

    def it_asks_for_reports_before_its_own_are_due(self, catalogue: Catalogue, plan: Path) -> None:
        due = hand_down(catalogue, plan).reporting[0].due
        assert due is not None and (due.month, due.day) < (12, 15)

    def it_keeps_targets_comparable(self, catalogue: Catalogue, plan: Path) -> None:
        target = hand_down(catalogue, plan).targets[0]
        assert "{0}" in target.text and target.measures[0].value == 80

    def it_gives_the_next_level_earlier_days_still(self, catalogue: Catalogue, plan: Path) -> None:
        ward = derive(catalogue, Request(str(plan), WARD, date(2026, 10, 1)))
        text = "\n".join(node.text for _, node in ward.nodes())
        assert "Thực hiện Kế hoạch số 45/KH-UBND ngày 01/9/2026 của Ủy ban nhân dân tỉnh Đắk Lắk" in text
        assert all(entry.status != "missing" for entry in ward.coverage)
        province = hand_down(catalogue, plan).reporting[0].due
        assert province is not None
        assert f"trước ngày {province.day:02d}/{province.month} hằng năm" in text

    def it_is_the_same_as_a_file(self, catalogue: Catalogue, plan: Path, tmp_path: Path) -> None:
        file = tmp_path / "tinh.yaml"
        file.write_text(import_plan(catalogue, plan), "utf-8")
        plans = (derive(catalogue, Request(str(one), WARD, date(2026, 10, 1))) for one in (plan, file))
        assert len({to_json(one) for one in plans}) == 1


class DescribeHandMadeWords:
    def it_takes_them_for_what_the_lines_around_them_are(self, catalogue: Catalogue, plan: Path) -> None:
        type_in(plan, "Tổng kiểm tra cơ sở", "Tổng kiểm tra, lập hồ sơ quản lý cơ sở")
        type_below(plan, "Tổng kiểm tra, lập hồ sơ", "d) Công khai kết quả kiểm tra trước ngày 15/7/2027.")
        directive = hand_down(catalogue, plan)
        assert "lập hồ sơ quản lý" in task(directive, "nv-kiem-tra").text
        own = next(one for one in directive.all_tasks() if one.text.startswith("Công khai kết quả"))
        assert own.text in of(directive, "cong-an-tinh")
        assert own.deadline is not None and own.deadline.day == date(2027, 7, 15)

    def it_finds_a_body_typed_anew_by_its_name(self, catalogue: Catalogue, plan: Path) -> None:
        type_below(plan, "Tập huấn sơ cấp cứu", "3. Sở Tư pháp", "a) Phổ biến quy định mới về phòng cháy, chữa cháy.",
                   "b) Trợ giúp pháp lý cho người bị thiệt hại.")  # fmt: skip
        assert of(hand_down(catalogue, plan), "so-tu-phap")[0] == "Phổ biến quy định mới về phòng cháy, chữa cháy"

    def it_says_so_where_no_body_of_that_name_is_known(self, catalogue: Catalogue, plan: Path) -> None:
        type_below(plan, "Tập huấn sơ cấp cứu", "3. Câu lạc bộ Sao Mai", "a) Diễn tập thoát nạn.", "b) Báo cáo.")
        directive = hand_down(catalogue, plan)
        assert any("Câu lạc bộ Sao Mai" in gap.why for gap in directive.gaps)
        others = [one.text for part in directive.assignments if part.others for one in part.tasks]
        assert any("Diễn tập thoát nạn" in text for text in others)

    def it_reads_deadlines_typed_into_the_table(self, catalogue: Catalogue, plan: Path) -> None:
        before = task(hand_down(catalogue, plan), "nv-kiem-tra").deadline
        assert before is not None and before.day is not None
        shown = f"{before.day:%d}/{before.day.month}/{before.day.year}"
        type_in(plan, f"Trước ngày {shown}", "Xong trước ngày 31/5/2027")
        deadline = task(hand_down(catalogue, plan), "nv-kiem-tra").deadline
        assert deadline is not None and deadline.day == date(2027, 5, 31)

    def it_says_which_deadline_it_cannot_read(self, catalogue: Catalogue, plan: Path) -> None:
        type_in(plan, "Trước ngày", "Đầu mùa khô, sau ngày")
        assert any("Đầu mùa khô" in gap.why for gap in hand_down(catalogue, plan).gaps)

    def it_reads_report_days_and_numbers_typed_over(self, catalogue: Catalogue, plan: Path) -> None:
        directive = hand_down(catalogue, plan)
        due = directive.reporting[0].due
        assert due is not None
        type_in(plan, f"trước ngày {due.day:02d}/{due.month} hằng năm", "trước ngày 20/11 hằng năm")
        type_in(plan, "trên 80%", "trên 95%")
        directive = hand_down(catalogue, plan)
        due = directive.reporting[0].due
        assert due is not None and (due.day, due.month) == (20, 11)
        assert directive.targets[0].measures[0].value == 95 and "{0}" in directive.targets[0].text

    def it_leaves_out_what_was_struck_out(self, catalogue: Catalogue, plan: Path) -> None:
        strike_out(plan, "Tập huấn sơ cấp cứu")
        assert "nv-y-te" not in {one.id for one in hand_down(catalogue, plan).all_tasks()}


class DescribeAPlanThatCannotBeHandedDown:
    def it_has_no_number_yet(self, catalogue: Catalogue, tmp_path: Path) -> None:
        draft = make(catalogue, tmp_path / "tinh.docx", top_in(tmp_path), PROVINCE, DAY)
        with pytest.raises(UnsupportedError, match=r"chưa có số.*ghi số vào dòng"):
            hand_down(catalogue, draft)
        type_in(draft, "Số:      /KH", "Số: 46/KH")
        with pytest.raises(UnsupportedError, match="chưa có ngày ban hành"):
            hand_down(catalogue, draft)
        type_in(draft, "Lắk, ngày       tháng 9", "Lắk, ngày 07 tháng 9")
        document = hand_down(catalogue, draft).document
        assert document is not None and document.issued == date(2026, 9, 7)

    def it_is_of_the_lowest_level(self, catalogue: Catalogue, tmp_path: Path) -> None:
        text = TOP.replace("addressees: [tinh]", "addressees: [tinh, xa]")
        ward = make(catalogue, tmp_path / "xa.docx", top_in(tmp_path, text), WARD, DAY, "5")
        with pytest.raises(UnsupportedError, match="không giao việc cho cấp dưới"):
            hand_down(catalogue, ward)

    @pytest.mark.parametrize("hostile", [
        '{"head": {}, "lines": {}}', '{"head": [], "lines": 5}', "[1]", "{",
        '{"head": {"theme": "x"}, "lines": {"a": 1}}',
    ])  # fmt: skip
    def it_carries_data_that_somebody_tampered_with(self, catalogue: Catalogue, plan: Path, hostile: str) -> None:
        made = read_plan(plan)
        plan.write_bytes(with_snapshot(plan.read_bytes(), "x.docx", replace(made, demands=hostile)))
        with pytest.raises(PlanforgeError, match="Không đọc được phần giao việc"):
            hand_down(catalogue, plan)

    def it_asks_for_lines_that_are_no_tasks(self, catalogue: Catalogue, plan: Path) -> None:
        made = read_plan(plan)
        asked = json.loads(made.demands)
        for facts in asked["lines"].values():
            facts["as"] = "task"
            facts["deadline"] = {"kind": "no such kind"}
        plan.write_bytes(with_snapshot(plan.read_bytes(), "x.docx", replace(made, demands=json.dumps(asked))))
        with pytest.raises(PlanforgeError, match="Không đọc được phần giao việc"):
            hand_down(catalogue, plan)
