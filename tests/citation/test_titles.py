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
    "về cấp nước, ngày 05/6/2023, UBND huyện tổ chức họp": "về cấp nước",
    "về cấp nước, các cơ quan, đơn vị đã triển khai": "về cấp nước",
    "về cấp nước, toàn huyện đã có 5 công trình": "về cấp nước",
    "về cấp nước, qua rà soát còn 3 xã": "về cấp nước",
    "về cấp nước, đồng chí Chủ tịch giao Phòng Kinh tế": "về cấp nước",
    "về cấp nước cụ thể: mỗi xã một trạm": "về cấp nước",
    "về cấp nước quy định: hộ nghèo được miễn": "về cấp nước",
    "thông báo kết luận của đồng chí Lê Văn A, Chủ tịch UBND huyện tại buổi giao ban;":
        "thông báo kết luận của đồng chí Lê Văn A, Chủ tịch UBND huyện tại buổi giao ban",
    "về cấp nước,…; tăng cường quản lý": "về cấp nước",
    "về cấp nước nhấn mạnh việc chống hạn": "về cấp nước",
    "về cấp nước (Văn bản hết hiệu lực)": "về cấp nước",
    "về cấp nước yêu cầu các xã báo cáo": "về cấp nước",
    "về cấp nước (ban hành kèm Tờ trình số 4/TTr-SXD)": "về cấp nước",
    "về cấp nước và các Chương trình khác": "về cấp nước",
    "về ký và thực hiện hợp đồng cấp nước;": "về ký và thực hiện hợp đồng cấp nước",
    "về cấp nước gắn với chống hạn; Kế hoạch số 3/KH-UBND": "về cấp nước gắn với chống hạn",
    "về Tuần lễ “Nước sạch”, “Vệ sinh” và “Môi trường”; Sở Y tế": "về Tuần lễ “Nước sạch”, “Vệ sinh” và “Môi trường”",
    "hướng dẫn thi hành Luật Cư trú và Luật Căn cước;": "hướng dẫn thi hành Luật Cư trú và Luật Căn cước",
    "sửa đổi, bổ sung khoản 2, Điều 8, Quyết định số 9/QĐ-UBND về cấp nước;":
        "sửa đổi, bổ sung khoản 2, Điều 8, Quyết định số 9/QĐ-UBND về cấp nước",
    "về Ban Chỉ đạo chuyển đổi số và Đề án 06; Công văn số 7/UBND-NC":
        "về Ban Chỉ đạo chuyển đổi số và Đề án 06",
    "phân bổ vốn cấp nước, thoát nước, chống ngập;": "phân bổ vốn cấp nước, thoát nước, chống ngập",
    "về cấp nước, Sở Xây dựng lập kế hoạch": "về cấp nước",
    "về cấp nước, Bộ Xây dựng, Bộ Y tế yêu cầu": "về cấp nước",
    "về cấp nước, trường THCS Lê Lợi xây dựng kế hoạch": "về cấp nước",
    "về cấp nước, huyện Ba Chẽ, tỉnh Quảng Ninh;": "về cấp nước, huyện Ba Chẽ, tỉnh Quảng Ninh",
    "về phối hợp giữa Sở Y tế, Sở Xây dựng trong cấp nước;": "về phối hợp giữa Sở Y tế, Sở Xây dựng trong cấp nước",
    "về cấp nước, Trước tình hình nắng hạn": "về cấp nước",
    "về cấp nước, Ngày 05/6/2023, Sở Y tế họp": "về cấp nước",
    "về cấp nước gửi các xã, phường": "về cấp nước",
    "về việc gửi báo cáo cấp nước;": "về việc gửi báo cáo cấp nước",
    "về cấp nước để phù hợp với điều kiện của xã": "về cấp nước",
    "về giải pháp cấp nước phù hợp với tình hình nắng hạn;": "về giải pháp cấp nước phù hợp với tình hình nắng hạn",
    "về cấp nước và xét đề nghị của Sở Xây dựng": "về cấp nước",
    "về mức thu quy định tại Nghị định số 9/2020/NĐ-CP;": "về mức thu quy định tại Nghị định số 9/2020/NĐ-CP",
    "về cấp nước theo Chỉ thị số 9/CT-TTg, Sở Xây dựng đề nghị": "về cấp nước theo Chỉ thị số 9/CT-TTg",
    "sửa đổi Quy chế cấp nước ban hành kèm theo Quyết định số 9/QĐ-UBND;":
        "sửa đổi Quy chế cấp nước ban hành kèm theo Quyết định số 9/QĐ-UBND",
    "về 'Cấp nước, thoát nước đô thị', những năm qua": "về 'Cấp nước, thoát nước đô thị'",
    "về cấp nước trên phần mềm quản lý văn bản": "về cấp nước",
}


@pytest.mark.parametrize("rest", ENDINGS)
def test_the_title_ends_where_the_sentence_goes_on(rest: str) -> None:
    assert found(HEAD + rest)[0].title == ENDINGS[rest]


VERBS = [
    "quy định: một là", "quy định rõ ba việc", "đối với các xã vùng cao", "bao gồm: bể chứa", "được thay thế",
    "và văn bản khác", "còn hiệu lực", "như sau",
]  # fmt: skip


@pytest.mark.parametrize("rest", VERBS)
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


def test_bodies_that_act_together_may_name_their_field_as_the_title() -> None:
    citation = found(
        "Chương trình phối hợp số 4/CTPH-HPN-CA ngày 02/3/2020 của Hội Phụ nữ tỉnh, Công an tỉnh "
        "trong công tác bảo vệ trẻ em giai đoạn 2020 - 2022, ngày 05/6/2020, Hội Phụ nữ huyện tổ chức ký kết"
    )[0]
    assert citation.issuer == "Hội Phụ nữ tỉnh, Công an tỉnh"
    assert citation.title == "trong công tác bảo vệ trẻ em giai đoạn 2020 - 2022"


def test_a_heading_over_several_lines_is_one_title() -> None:
    citation = one(
        "Triển khai Nghị quyết số 8-NQ/TU ngày 06/9/2023", "Của Ban Thường vụ Tỉnh ủy về dân số", "Đến năm 2030",
        "Căn cứ tình hình thực tế, UBND xã làm như sau:",
    )  # fmt: skip
    assert (citation.issuer, citation.title) == ("Ban Thường vụ Tỉnh ủy", "về dân số Đến năm 2030")


def test_a_semicolon_may_stand_inside_the_title_of_a_legal_base() -> None:
    citation = found(
        "Căn cứ Nghị định số 7/2016/NĐ-CP ngày 01/7/2016 của Chính phủ về kinh doanh hóa chất; phân bón, khí đốt;",
        "Căn cứ Nghị định số 8/2016/NĐ-CP ngày 01/7/2016 của Chính phủ về dân số; căn cứ tình hình thực tế;",
        "Theo đề nghị của Sở Công Thương.",
    )
    assert [c.title for c in citation] == ["về kinh doanh hóa chất; phân bón, khí đốt", "về dân số"]


def test_the_body_that_issued_may_stand_after_the_title() -> None:
    citation = one("Thông tư số 21/2018/TT-BXD về cấp nước do Bộ trưởng Bộ Xây dựng ban hành, các sở thực hiện")
    assert (citation.issuer, citation.title) == ("Bộ trưởng Bộ Xây dựng", "về cấp nước")
    assert citation.text.endswith("ban hành")


def test_an_abbreviation_after_the_issuer_does_not_hide_the_title() -> None:
    citation = one("Công văn số 20/SXD-HT ngày 05/5/2023 của Sở Xây dựng (XD) về cấp nước; Phòng Kinh tế báo cáo")
    assert (citation.issuer, citation.title) == ("Sở Xây dựng", "về cấp nước")


def test_day_and_issuer_may_stand_after_the_title() -> None:
    citation = one("(Điều 1 Nghị định số 85/2016/NĐ-CP Về cấp nước sạch ngày 01/7/2016 của Chính phủ, có hiệu lực")
    assert (citation.title, str(citation.issued), citation.issuer) == (
        "Về cấp nước sạch", "2016-07-01", "Chính phủ"
    )  # fmt: skip


def test_the_day_of_what_a_title_names_is_not_the_citations_own() -> None:
    outer, inner = found("Công văn số 8/SXD-KT về thực hiện Chỉ thị số 7-CT/TU, ngày 01/7/2016 của Tỉnh ủy; Sở Y tế")
    assert outer.issued is None
    assert outer.title == "về thực hiện Chỉ thị số 7-CT/TU, ngày 01/7/2016 của Tỉnh ủy"
    assert inner.issuer == "Tỉnh ủy"


def test_several_semicolons_may_stand_inside_the_title_of_a_legal_base() -> None:
    citation = found(
        "Căn cứ Nghị định số 7/2016/NĐ-CP ngày 01/7/2016 của Chính phủ về cấp nước của cục; cơ quan chuyên môn; "
        "Ủy ban nhân dân cấp huyện; khu dân cư; Nghị định số 8/2016/NĐ-CP;"
    )[0]
    assert citation.title == (
        "về cấp nước của cục; cơ quan chuyên môn; Ủy ban nhân dân cấp huyện; khu dân cư"
    )


def test_a_plan_of_so_many_years_is_no_further_citation() -> None:
    citation = one("Chỉ thị số 7/CT-TTg ngày 01/7/2021 của Thủ tướng về thi đua hằng năm và Kế hoạch 5 năm trồng rừng;")
    assert citation.title == "về thi đua hằng năm và Kế hoạch 5 năm trồng rừng"


def test_a_title_ends_where_conversion_glued_the_next_sentence_to_it() -> None:
    citation = one("Công văn số 7-CV/VPTW ngày 01/7/2021 về tổ chức ngày lễ trong năm 2022Ban Tuyên giáo hướng dẫn")
    assert citation.title == "về tổ chức ngày lễ trong năm 2022"


def test_a_title_drops_the_first_word_of_the_verb_that_follows() -> None:
    citation = one("Thông tư số 7/2011/TT-BYT của Bộ Y tế về quản lý mỹ phẩm đã chỉ rõ, các cửa hàng phải kê khai")
    assert citation.title == "về quản lý mỹ phẩm"


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        ("về sổ “Một cửa”, các dịch vụ công, Sở Y tế yêu cầu", "về sổ “Một cửa”, các dịch vụ công"),
        ("về Đề án “Một cửa”, các đơn vị đã làm tốt.", "về Đề án “Một cửa”"),
        ("về quy định “Đi lại an toàn.” Nhiều nơi đã mở cửa.", "về quy định “Đi lại an toàn.”"),
        ("quy định điều lệ trường và được phép tuyển sinh", "quy định điều lệ trường"),
        ("quy định về cấp nước sẽ chính thức có hiệu lực", "quy định về cấp nước"),
        ("ban hành Quy chế thi tuyển, xét tuyển viên chức;", "ban hành Quy chế thi tuyển, xét tuyển viên chức"),
        ("về dạy học, đến thời điểm này trường đã mở cửa", "về dạy học"),
    ],
)
def test_what_follows_a_title_may_look_like_its_continuation(rest: str, title: str) -> None:
    assert one(f"theo Kế hoạch số 7/KH-UBND ngày 02/3/2021 của UBND tỉnh {rest}").title == title


def test_a_title_in_capitals_after_the_day_is_no_issuer() -> None:
    citation = one("Căn cứ Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 Ban hành Quy định đánh giá học sinh;")
    assert (citation.issuer, citation.title) == (None, "Ban hành Quy định đánh giá học sinh")


def test_a_title_may_guide_two_instruments_of_one_kind() -> None:
    outer, first, second = found(
        "Căn cứ Thông tư số 4/2021/TT-BTP ngày 21/6/2021 của Bộ Tư pháp hướng dẫn thi hành Nghị định số 5/2012/NĐ-CP "
        "về cấp nước và Nghị định số 6/2020/NĐ-CP về thoát nước;"
    )
    assert outer.text.endswith("về thoát nước")
    assert (first.title, second.title) == ("về cấp nước", "về thoát nước")
