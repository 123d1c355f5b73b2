"""The real plans of the seeds, derived again: bodies, recipients, signature and report days must come out."""

from __future__ import annotations

from math import ceil

import pytest

from tests.replay.replay import real_plans, replay

REAL = real_plans()


@pytest.mark.parametrize("name", REAL)
class DescribeAReplayedPlan:
    def it_cites_the_superior_exactly(self, name, catalogue):
        have, want = self._figures(name, catalogue)["viện dẫn"]
        assert have == want

    def it_has_the_sections_of_the_real_plan(self, name, catalogue):
        have, want = self._figures(name, catalogue)["phần"]
        assert have == want

    def it_tasks_at_least_95_percent_of_the_real_bodies(self, name, catalogue):
        have, want = self._figures(name, catalogue)["cơ quan"]
        assert have >= ceil(0.95 * want)

    def it_lists_at_least_90_percent_of_the_real_recipients(self, name, catalogue):
        have, want = self._figures(name, catalogue)["nơi nhận"]
        assert have >= ceil(0.9 * want)

    def it_signs_and_sets_report_days_exactly(self, name, catalogue):
        figures = self._figures(name, catalogue)
        assert figures["chữ ký"] == (1, 1)
        assert figures["hạn báo cáo"][0] == figures["hạn báo cáo"][1]

    def _figures(self, name, catalogue):
        return replay(name, REAL[name], catalogue)[1].figures
