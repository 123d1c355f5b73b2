"""Where a title ends."""

from __future__ import annotations

import pytest

from tests.citation.sentences import found, one

HEAD = "Quyết định số 20/QĐ-UBND ngày 05/5/2023 của UBND tỉnh "
ENDINGS = {
    "về cấp nước; Sở Y tế báo cáo": "về cấp nước",
    "về cấp nước, Ủy ban nhân dân huyện ban hành Kế hoạch như sau": "về cấp nước",
    "về cấp nước và Kế hoạch số 3/KH-UBND": "về cấp nước",
    "về cấp nước, Kế hoạch số 3/KH-UBND": "về cấp nước",
    "về cấp nước, tại Công văn số 8/VP-TH": "về cấp nước",
    "về cấp nước. Giao Sở Xây dựng chủ trì": "về cấp nước",
    "về cấp nước được ban hành năm ngoái": "về cấp nước",
    "về cấp nước, nhất là vùng cao": "về cấp nước",
    "về cấp nước và các văn bản liên quan": "về cấp nước",
    "về cấp nước gắn với xây dựng nông thôn mới": "về cấp nước",
    "về cấp nước (sau đây gọi là Quyết định 20)": "về cấp nước",
    "về cấp nước đã ghi nhận kết quả": "về cấp nước",
    "về “Cấp nước; thoát nước đô thị”, Sở Xây dựng đề nghị": "về “Cấp nước; thoát nước đô thị”",
    "về phê duyệt Đề án “Cấp nước” giai đoạn 2021-2025, trong đó": "về phê duyệt Đề án “Cấp nước” giai đoạn 2021-2025",
    "về phối hợp giữa Sở Y tế và Sở Tài chính trong thu phí;": "về phối hợp giữa Sở Y tế và Sở Tài chính trong thu phí",
    "về cấp nước (lần 2) tại TP. Vinh; xét": "về cấp nước (lần 2) tại TP. Vinh",
    "sửa đổi, bổ sung Quyết định số 9/QĐ-UBND về cấp nước.": "sửa đổi, bổ sung Quyết định số 9/QĐ-UBND về cấp nước",
    "phân bổ vốn cấp nước, thoát nước, chống ngập;": "phân bổ vốn cấp nước, thoát nước, chống ngập",
}


@pytest.mark.parametrize("rest", ENDINGS)
def test_the_title_ends_where_the_sentence_goes_on(rest: str) -> None:
    assert found(HEAD + rest)[0].title == ENDINGS[rest]


@pytest.mark.parametrize("rest", ["quy định: một là", "được thay thế", "và văn bản khác", "còn hiệu lực", "như sau"])
def test_a_verb_of_the_sentence_is_no_title(rest: str) -> None:
    assert found(HEAD + rest)[0].title is None


def test_a_nested_citation_is_found_too() -> None:
    outer, inner = found("Kế hoạch số 8/KH-UBND ngày 1/2/2023 của UBND tỉnh thực hiện Chỉ thị số 7-CT/TU về dân vận;")
    assert outer.title == "thực hiện Chỉ thị số 7-CT/TU về dân vận"
    assert (inner.number, inner.title) == ("7-CT/TU", "về dân vận")


def test_a_paragraph_ends_a_title() -> None:
    blocks = (
        "Thực hiện Chỉ thị số 7-CT/TU ngày 1/2/2023 của Tỉnh ủy về dân vận",
        "Căn cứ tình hình, UBND xã làm như sau:",
    )
    assert one(*blocks).title == "về dân vận"


def test_capitals_are_read_like_small_letters() -> None:
    citation, other = found(
        "THỰC HIỆN NGHỊ QUYẾT SỐ 8/NQ-CP NGÀY 1/2/2023 CỦA CHÍNH PHỦ VÀ CHỈ THỊ SỐ 5/CT-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ VỀ THUẾ"  # noqa: E501
    )
    assert (citation.issuer, citation.title) == ("CHÍNH PHỦ", None)
    assert (other.number, other.issuer, other.title) == ("5/CT-TTg", "THỦ TƯỚNG CHÍNH PHỦ", "VỀ THUẾ")
