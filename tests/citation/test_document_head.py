"""What a document says of itself."""

from __future__ import annotations

from datetime import date

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
