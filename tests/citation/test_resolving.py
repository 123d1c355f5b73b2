"""What a citation points at, and what the rows of ``planforge cite`` say."""

from __future__ import annotations

from datetime import date

import pytest

from planforge import Catalogue, load_catalogue
from planforge.citation.citing import cite
from planforge.citation.find import find_citations
from planforge.citation.issuer_names import IssuerNames
from planforge.citation.model import Resolved
from planforge.citation.resolve import resolve
from planforge.text.joining import join
from tests.citation.sentences import grammar

DAY = date(2023, 6, 1)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def resolved(catalogue: Catalogue, text: str, day: date | None = DAY, issuer: str | None = None) -> list[Resolved]:
    return resolve(find_citations(join([text]), grammar()), catalogue, day, issuer)


class DescribeResolution:
    def it_knows_an_instrument_by_number_day_and_issuer(self, catalogue: Catalogue) -> None:
        only = resolved(catalogue, "Chỉ thị số 36-CT/TW ngày 16/8/2019 của Bộ Chính trị")[0]
        assert only.instrument == "ct-36-ct-tw-2019"

    def it_lets_a_short_form_mean_the_fuller_one_before_it(self, catalogue: Catalogue) -> None:
        full, short, bare = resolved(
            catalogue,
            "Kế hoạch số 611/KH-UBND ngày 02/3/2023 của UBND tỉnh; theo Kế hoạch số 611/KH-UBND và Kế hoạch 611;",
        )
        assert (full.antecedent, short.antecedent, bare.antecedent) == (None, 0, 0)

    @pytest.mark.parametrize(("text", "number"), [
        ("Nghị định 105 ngày 04/12/2021 của Chính phủ", "105/2021/NĐ-CP"),
        ("Kế hoạch số 62 ngày 02/4/2024 của UBND tỉnh Đắk Lắk", "62/KH-UBND"),
    ])  # fmt: skip
    def it_knows_a_number_without_symbol_by_its_day_and_issuer(
        self, catalogue: Catalogue, text: str, number: str
    ) -> None:
        (only,) = resolved(catalogue, text)
        assert only.instrument and catalogue.instrument(only.instrument).number == number

    @pytest.mark.parametrize(
        "change", [("16/8/2019", "18/8/2019"), ("16/8/2019", "16/8/2018"), ("Bộ Chính trị", "Ban Bí thư")]
    )
    def it_points_near_when_day_or_issuer_is_wrong(self, catalogue: Catalogue, change: tuple[str, str]) -> None:
        only = resolved(catalogue, "Chỉ thị số 36-CT/TW ngày 16/8/2019 của Bộ Chính trị".replace(*change))[0]
        assert only.instrument is None
        assert "ct-36-ct-tw-2019" in only.candidates

    def it_points_near_when_a_digit_of_the_number_is_wrong(self, catalogue: Catalogue) -> None:
        only = resolved(catalogue, "Chỉ thị số 38-CT/TW ngày 16/8/2019 của Bộ Chính trị")[0]
        assert (only.instrument, only.candidates[:1]) == (None, ("ct-36-ct-tw-2019",))

    def it_keeps_provinces_apart(self, catalogue: Catalogue) -> None:
        other = resolved(catalogue, "Kế hoạch số 62/KH-UBND ngày 09/9/2020 của UBND tỉnh Cà Mau")[0]
        assert (other.instrument, other.candidates) == (None, ())

    def it_takes_the_law_in_force_when_no_year_is_given(self, catalogue: Catalogue) -> None:
        text = "theo quy định của Luật Phòng, chống ma túy"
        assert resolved(catalogue, text, date(2023, 6, 1))[0].instrument == "luat-73-2021-qh14"
        assert resolved(catalogue, text, date(2026, 11, 22))[0].instrument == "luat-120-2025-qh15"
        undated = resolved(catalogue, text, None)[0]
        assert undated.instrument is None
        assert len(undated.candidates) >= 2

    def it_resolves_nicknames_and_names(self, catalogue: Catalogue) -> None:
        found = resolved(catalogue, "Đề án 06; Chương trình phòng, chống ma túy giai đoạn 2021-2025;")
        assert [one.instrument for one in found] == ["qd-06-qd-ttg-2022", "qd-1452-qd-ttg-2021"]

    def it_leaves_the_unknown_unknown(self, catalogue: Catalogue) -> None:
        only = resolved(catalogue, "Quyết định số 98765/QĐ-XYZ ngày 01/01/2020 của Sở Y tế")[0]
        assert (only.instrument, only.candidates) == (None, ())


class DescribeIssuers:
    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ("UBND tỉnh", "Ủy ban nhân dân tỉnh Bạc Liêu", True), ("Bộ trưởng Bộ Công an", "Bộ Công an", True),
            ("Ban Bí thư", "Ban Bí thư Trung ương Đảng (khóa XI)", True), ("Chính phủ", "Thủ tướng Chính phủ", False),
            ("Quốc hội", "Ủy ban Thường vụ Quốc hội", False), ("Bộ Chính trị", "Ban Bí thư", False),
            ("UBND tỉnh Cà Mau", "UBND tỉnh Bạc Liêu", False), ("Sở LĐTB&XH", "Sở Lao động - Thương binh và Xã hội", True),  # noqa: E501
        ],
    )  # fmt: skip
    def they_are_compared_through_their_abbreviations(self, one: str, other: str, same: bool) -> None:
        assert IssuerNames(grammar()).same(one, other) is same


class DescribeCiting:
    TEXT = (
        "Số: 9/KH-UBND",
        "Tân Lập, ngày {} năm {}",
        "KẾ HOẠCH",
        "Thực hiện Luật Phòng, chống ma túy năm 2021 và Kế hoạch số 9/KH-UBND.",
    )

    def test_the_date_of_the_document_decides(self, catalogue: Catalogue) -> None:
        old = cite([line.format("05 tháng 3", 2023) for line in self.TEXT], catalogue)
        new = cite([line.format("22 tháng 11", 2026) for line in self.TEXT], catalogue)
        assert [(r.as_of, r.rows[0]["status"]) for r in (old, new)] == [
            (date(2023, 3, 5), "in_force"), (date(2026, 11, 22), "replaced"),
        ]  # fmt: skip
        assert "luat-120-2025-qh15" in new.rows[0]["replaced_by"]
        assert "năm 2025" in new.rows[0]["evidence"]

    def test_a_given_day_wins_and_no_day_is_said(self, catalogue: Catalogue) -> None:
        given = cite(["Luật Phòng, chống ma túy năm 2021"], catalogue, date(2023, 1, 1))
        none = cite(["Luật Phòng, chống ma túy năm 2021"], catalogue)
        assert (given.rows[0]["status"], none.as_of, none.rows[0]["status"]) == ("in_force", None, "unverified")
        assert "--as-of" in none.as_of_why

    def test_a_document_does_not_cite_itself(self, catalogue: Catalogue) -> None:
        result = cite([line.format("05 tháng 3", 2023) for line in self.TEXT], catalogue)
        assert [row["number"] for row in result.rows] == [None]

    def test_rows_have_the_keys_of_the_contract(self, catalogue: Catalogue) -> None:
        row = cite(["Đề án 06"], catalogue, DAY).rows[0]
        assert list(row) == ["text", "start", "end", "type", "number", "issued", "issuer", "title", "instrument", "status",  # noqa: E501
                             "replaced_by", "evidence"]  # fmt: skip
