"""What is refused, each with one message, and what reaches whom."""

from __future__ import annotations

from datetime import date

import pytest

from planforge import Request, derive
from planforge.errors import AmbiguousError, OutOfScopeError, UnknownError, UnsupportedError

TODAY = date(2026, 11, 22)
KH62 = "kh-62-kh-ubnd-dak-lak-2024"


class DescribeTheReachOfADirective:
    def it_reaches_the_territory_its_issuer_had(self, catalogue):
        plan = derive(catalogue, Request(KH62, "phường Buôn Ma Thuột", TODAY))
        assert plan.header.issuer[1] == "PHƯỜNG BUÔN MA THUỘT"

    def it_does_not_reach_land_that_joined_the_province_later(self, catalogue):
        with pytest.raises(OutOfScopeError, match="nằm ngoài địa bàn"):
            derive(catalogue, Request(KH62, "phường Tuy Hòa, Đắk Lắk", TODAY))

    def its_district_work_falls_on_the_communes_that_took_it_over(self, catalogue):
        plan = derive(catalogue, Request(KH62, "phường Buôn Ma Thuột", TODAY))
        why = {entry.why for entry in plan.coverage if entry.addressee == "Ủy ban nhân dân cấp huyện"}
        assert any("nay thuộc cấp xã" in one for one in why)

    def a_commune_of_2024_leaves_district_work_to_its_district(self, catalogue):
        plan = derive(catalogue, Request(KH62, "xã Cuôr Đăng, Đắk Lắk", date(2024, 6, 3)))
        district = [entry for entry in plan.coverage if entry.addressee == "Ủy ban nhân dân cấp huyện"]
        assert district and {entry.status for entry in district} == {"declined"}

    def a_district_hands_commune_work_down(self, catalogue):
        plan = derive(catalogue, Request("kh-577-kh-sldtbxh-hung-yen-2023", "huyện Ân Thi", date(2023, 3, 15)))
        assert any(entry.status == "delegated" for entry in plan.coverage)


class DescribeRefusals:
    @pytest.mark.parametrize(("unit", "error"), [("phường Không Có", UnknownError), ("xã Tân Tiến", AmbiguousError)])
    def it_refuses_an_unknown_or_ambiguous_unit(self, catalogue, unit, error):
        with pytest.raises(error):
            derive(catalogue, Request(KH62, unit, TODAY))

    def it_refuses_a_unit_that_is_not_below_the_issuer(self, catalogue):
        with pytest.raises(OutOfScopeError, match="không phải cấp dưới"):
            derive(catalogue, Request(KH62, "tỉnh Đắk Lắk", TODAY))

    @pytest.mark.parametrize("day", [date(2024, 4, 1), date(2031, 1, 1)])
    def it_refuses_a_day_before_the_directive_or_after_its_period(self, catalogue, day):
        unit = "66@3-cap" if day.year == 2024 else "phường Buôn Ma Thuột"
        with pytest.raises(OutOfScopeError, match="Ngày ký"):
            derive(catalogue, Request(KH62, unit, day))

    @pytest.mark.parametrize("capacity", ["bi-thu", "tl", "tuq", "truong", "giam-doc"])
    def it_refuses_a_capacity_it_cannot_format(self, catalogue, capacity):
        with pytest.raises(UnsupportedError):
            derive(catalogue, Request(KH62, "phường Buôn Ma Thuột", TODAY, capacity=capacity))

    @pytest.mark.parametrize("settings", [
        {"chi-tieu.ct-khong-co": "90"}, {"chi-tieu.ct-tuyen-truyen": "nhiều"}, {"thonn": "buôn"},
        {"bao-cao.bc-nam": "32/13"}, {"bien-gioi": "có lẽ"},
    ])
    def it_refuses_answers_it_does_not_understand(self, catalogue, settings):
        with pytest.raises(OutOfScopeError):
            derive(catalogue, Request(KH62, "phường Buôn Ma Thuột", TODAY, settings=settings))


class DescribeTargets:
    def an_answer_may_raise_a_target(self, catalogue):
        target = self._numbered(catalogue)
        plan = derive(catalogue, Request(KH62, "phường Buôn Ma Thuột", TODAY, settings={f"chi-tieu.{target}": "99"}))
        assert any("99%" in node.text for _, node in plan.nodes())

    def an_answer_may_never_lower_it(self, catalogue):
        with pytest.raises(OutOfScopeError, match="thấp hơn mức cấp trên giao"):
            settings = {f"chi-tieu.{self._numbered(catalogue)}": "10"}
            derive(catalogue, Request(KH62, "phường Buôn Ma Thuột", TODAY, settings=settings))

    def a_plain_answer_means_the_milestone_still_ahead(self, catalogue):
        twice = next(t.id for t in catalogue.directive(KH62).targets if [m.by for m in t.measures] == [2025, 2030])
        with pytest.raises(OutOfScopeError, match="thấp hơn mức cấp trên giao"):
            derive(catalogue, Request(KH62, "phường Buôn Ma Thuột", TODAY, settings={f"chi-tieu.{twice}": "85"}))
        plan = derive(catalogue, Request(KH62, "phường Buôn Ma Thuột", TODAY, settings={f"chi-tieu.{twice}": "95"}))
        line = next(n for _, n in plan.nodes() if "95%" in n.text)
        assert "2025" not in line.text
        assert [s.kind for s in line.lineage.sources] == ["directive", "answer"]

    def a_line_nobody_answered_has_no_answer_for_a_parent(self, catalogue):
        plan = derive(catalogue, Request(KH62, "phường Buôn Ma Thuột", TODAY))
        assert not any(s.kind == "answer" for _, n in plan.nodes() for s in n.lineage.sources)

    def _numbered(self, catalogue) -> str:
        return next(
            t.id for t in catalogue.directive(KH62).targets
            if len(t.measures) == 1 and t.measures[0].unit == "%" and "xa" not in t.declined
        )
