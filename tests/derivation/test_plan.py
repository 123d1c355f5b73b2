"""The derived plan: same input, same tree; citations, deadlines, signature, recipients."""

from __future__ import annotations

from datetime import date

import pytest

from planforge import Request, derive
from planforge.catalogue.profiles import Deputy, Profile
from planforge.document.canonical import fingerprint, from_json, to_json

TODAY = date(2026, 11, 22)
KH62 = "kh-62-kh-ubnd-dak-lak-2024"
WARD = "phường Buôn Ma Thuột"


@pytest.fixture(scope="module")
def plan(catalogue):
    return derive(catalogue, Request(KH62, WARD, TODAY))


class DescribeADerivedPlan:
    def it_is_the_same_tree_every_time(self, plan, catalogue):
        assert fingerprint(derive(catalogue, Request(KH62, WARD, TODAY))) == fingerprint(plan)

    def it_comes_back_from_its_canonical_form(self, plan):
        assert from_json(to_json(plan)) == plan

    def its_node_ids_are_unique(self, plan):
        ids = [node.id for _, node in plan.nodes()]
        assert len(ids) == len(set(ids))

    def every_line_has_a_parent(self, plan):
        assert all(node.lineage.sources for _, node in plan.nodes())

    def it_records_each_change_of_wording(self, plan):
        changes = [change for _, node in plan.nodes() for change in node.lineage.adapted]
        assert any(c.before == "Công an tỉnh" and c.after == "Công an phường" for c in changes)
        assert all(c.rule for c in changes)

    def it_leaves_number_and_day_blank_until_they_are_given(self, plan, catalogue):
        assert (plan.header.number, plan.header.day) == (None, None)
        issued = derive(catalogue, Request(KH62, WARD, TODAY, number="7"))
        assert (issued.header.number, issued.header.day, issued.header.month) == ("07", 22, 11)

    def it_cites_the_superior_in_full(self, plan):
        assert (
            "Kế hoạch số 62/KH-UBND ngày 02/4/2024 của Ủy ban nhân dân tỉnh Đắk Lắk về thực hiện Chương trình phòng, "
            "chống ma túy trong thanh, thiếu niên đến năm 2030"
        ) in plan.opening[-1].text

    def it_rests_on_the_law_in_force_that_day(self, plan, catalogue):
        assert any("Luật Phòng, chống ma túy ngày 10 tháng 12 năm 2025" in n.text for n in plan.opening)
        earlier = derive(catalogue, Request(KH62, "huyện Krông Pắc, Đắk Lắk", date(2024, 6, 3)))
        assert not any("2025" in n.text for n in earlier.opening)

    def it_tells_which_citations_have_changed_status(self, plan):
        told = " ".join(n.text for n in plan.notices if n.code == "vien-dan-doi-hieu-luc")
        assert "1452/QĐ-TTg" in told
        assert "Luật Phòng, chống ma túy năm 2025" in told

    def it_ends_with_the_end_mark(self, plan):
        last = list(plan.nodes())[-1][1]
        assert last.text.endswith("./.")
        assert sum(node.text.count("./.") for _, node in plan.nodes()) == 1


class DescribeReportDays:
    def own_days_lie_before_the_superiors_and_after_the_data_are_closed(self, plan):
        text = " ".join(node.text for _, node in plan.nodes())
        assert "trước ngày 16/6 hằng năm (số liệu tính từ ngày 15/12 năm trước đến ngày 14/6" in text
        assert "báo cáo Ủy ban nhân dân tỉnh (qua Công an tỉnh) trước ngày 20/6 hằng năm" in text

    def an_answer_wins_over_the_rule(self, catalogue):
        report = catalogue.directive(KH62).reporting[0].id
        plan = derive(catalogue, Request(KH62, WARD, TODAY, settings={f"bao-cao.{report}": "12/6"}))
        assert "trước ngày 12/6 hằng năm" in " ".join(node.text for _, node in plan.nodes())

    def a_day_in_tet_moves_before_it(self, catalogue):
        from planforge.derivation.case import open_case
        from planforge.derivation.deadlines import earlier

        case = open_case(catalogue, Request(KH62, WARD, TODAY))
        assert earlier(case, date(2026, 2, 23)) == date(2026, 2, 11)


class DescribeSignaturesAndIssuers:
    @pytest.mark.parametrize(("capacity", "lines"), [
        ("chu-tich", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("kt-pho-chu-tich", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("q-chu-tich", ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
    ])
    def a_committee_signs_by_capacity(self, catalogue, capacity, lines):
        assert derive(catalogue, Request(KH62, WARD, TODAY, capacity=capacity)).signature.lines == lines

    def the_deputy_in_charge_of_the_field_signs(self, catalogue):
        profile = Profile(
            unit=WARD, capacity="kt-pho-chu-tich",
            deputies=(Deputy(name="Trần Văn A"), Deputy(name="Lê Thị B", fields=("cong-an",))),
        )
        assert derive(catalogue, Request(KH62, WARD, TODAY, profile=profile)).signature.name == "Lê Thị B"

    def an_office_issues_under_its_own_name_and_symbol(self, catalogue):
        plan = derive(catalogue, Request(KH62, WARD, TODAY, settings={"co-quan": "phong-vh-xh-xa"}))
        assert plan.header.superior == "UBND PHƯỜNG BUÔN MA THUỘT"
        assert plan.header.issuer == ("PHÒNG VĂN HÓA - XÃ HỘI",)
        assert plan.header.symbol == "KH-VHXH"
        assert plan.signature.lines == ("TRƯỞNG PHÒNG",)

    def the_profile_gives_the_hamlet_word_and_the_file_line(self, catalogue):
        profile = Profile(unit=WARD, hamlets="buôn, tổ dân phố", filing="VT, CA")
        plan = derive(catalogue, Request(KH62, WARD, TODAY, profile=profile))
        assert plan.recipients[-1].text == "Lưu: VT, CA"
        assert any(node.text == "Các buôn, tổ dân phố" for _, node in plan.nodes())

    def a_border_commune_has_its_border_post(self, catalogue):
        plan = derive(catalogue, Request(KH62, "xã Ea Súp, Đắk Lắk", TODAY, settings={"bien-gioi": "co"}))
        assert any("Đồn Biên phòng" in node.text for _, node in plan.nodes())
