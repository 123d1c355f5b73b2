"""What a document says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from planforge.citation.document_head import own_facts
from tests.citation.sentences import grammar

HEAD = (
    "ỦY BAN NHÂN DÂN", "XÃ TÂN LẬP", "-------", "|", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",  # noqa: E501
    "Số: 31/KH-UBND", "Tân Lập, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH", "Phòng, chống đuối nước trẻ em",
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 01/02/2024 của UBND huyện, UBND xã xây dựng kế hoạch:",
)  # fmt: skip


def test_a_whole_head_is_read() -> None:
    own = own_facts(HEAD, grammar())
    assert (own.number, own.symbol, own.type) == ("31/KH-UBND", "KH-UBND", "ke-hoach")
    assert (own.issued, own.place, own.issuer) == (date(2024, 3, 5), "Tân Lập", "ỦY BAN NHÂN DÂN XÃ TÂN LẬP")


def test_blank_number_and_day_stay_unknown() -> None:
    blank = [line.replace("31/", "     /").replace("ngày 05", "ngày    ") for line in HEAD]
    own = own_facts(blank, grammar())
    assert (own.number, own.symbol, own.issued, own.month) == (None, "KH-UBND", None, 3)
    assert own.as_of == date(2024, 3, 31)


def test_a_party_head_is_read() -> None:
    own = own_facts(
        ["ĐẢNG BỘ HUYỆN A", "ĐẢNG ỦY XÃ B", "*", "Số 17-KH/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM", "B, ngày 2 tháng 4 năm 2023",
         "KẾ HOẠCH", "Thực hiện Chỉ thị số 5-CT/HU"], grammar()
    )  # fmt: skip
    assert (own.number, own.type, own.issued) == ("17-KH/ĐU", "ke-hoach", date(2023, 4, 2))


def test_a_text_without_a_head_says_nothing() -> None:
    own = own_facts(["Trời hôm nay đẹp, mọi người đi làm đồng."], grammar())
    assert (own.number, own.symbol, own.issued, own.as_of) == (None, None, None, None)


@pytest.mark.parametrize("opening", [
    ["Căn cứ Nghị quyết số 28/NQ-CP ngày 03 tháng 3 năm 2021 của Chính phủ;", "QUYẾT ĐỊNH:"],
    ["KẾ HOẠCH", "Trồng cây năm 2024", "Luật Trẻ em ngày 05 tháng 4 năm 2016 của Quốc hội."],
    ["QUYẾT ĐỊNH SỐ 12/QĐ-TTG NGÀY 18 THÁNG 2 NĂM 2022 CỦA THỦ TƯỚNG CHÍNH PHỦ", "Nội dung như sau."],
    ["Trên cơ sở Công văn số 12/UBND-VX", "ngày 04 tháng 02 năm 2008 của Chính phủ"],
])  # fmt: skip
def test_the_day_of_a_citation_is_never_the_documents_own(opening: list[str]) -> None:
    assert own_facts(opening, grammar()).as_of is None


@pytest.mark.parametrize(("line", "place"), [
    ("Thành phố Hồ Chí Minh, ngày 09 tháng 8 năm 2024", "Thành phố Hồ Chí Minh"),
    ("Bà Rịa - Vũng Tàu,ngày 09 tháng 8 năm 2024", "Bà Rịa - Vũng Tàu"),
    ("Số: 31/KH-UBND Tân Lập, ngày 09 tháng 8 năm 2024 KẾ HOẠCH", "Tân Lập"),
    ("Số: 31/KH-UBND | Tân Lập, ngày 9/8/2024", "Tân Lập"),
    ("Ngày ban hành | 09/08/2024 |", None),
])  # fmt: skip
def test_place_and_day_are_read_as_offices_and_portals_print_them(line: str, place: str | None) -> None:
    own = own_facts(["ỦY BAN NHÂN DÂN XÃ TÂN LẬP", line, "KẾ HOẠCH", "Căn cứ Luật Trẻ em năm 2016;"], grammar())
    assert (own.issued, own.place) == (date(2024, 8, 9), place)
