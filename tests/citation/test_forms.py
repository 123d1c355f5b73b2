"""Every family of citations, in sentences written for this. One row: sentence, then what must be found."""

from __future__ import annotations

from tests.citation.sentences import facts, found, numbers, one

Row = tuple[str, str | None, str | None, str | None, str | None]


def check(table: dict[str, list[Row]]) -> None:
    for sentence, expected in table.items():
        assert facts(sentence) == expected, sentence


class DescribeStateInstruments:
    def it_reads_type_number_date_issuer_and_title(self) -> None:
        check({
            "Căn cứ Nghị định số 45/2022/NĐ-CP ngày 07/7/2022 của Chính phủ quy định về xử phạt; xét đề nghị":
                [("nghi-dinh", "45/2022/NĐ-CP", "2022-07-07", "Chính phủ", "quy định về xử phạt")],
            "Quyết định số 88/QĐ-TTg ngày 09 tháng 3 năm 2021 của Thủ tướng Chính phủ phê duyệt Đề án dạy bơi.":
                [("quyet-dinh", "88/QĐ-TTg", "2021-03-09", "Thủ tướng Chính phủ", "phê duyệt Đề án dạy bơi")],
            "Thông tư số 12/2023/TT-BCA ngày 1-6-2023 của Bộ trưởng Bộ Công an về trang phục;":
                [("thong-tu", "12/2023/TT-BCA", "2023-06-01", "Bộ trưởng Bộ Công an", "về trang phục")],
            "Nghị quyết số 66.7/2025/NQ-CP của Chính phủ, Công an xã triển khai như sau:":
                [("nghi-quyet", "66.7/2025/NQ-CP", None, "Chính phủ", None)],
        })  # fmt: skip

    def it_reads_local_and_ministry_symbols(self) -> None:
        check({
            "Kế hoạch số 21/KH-UBND ngày 15/01/2024 của UBND huyện Sông Hinh về diễn tập, UBND xã ban hành kế hoạch":
                [("ke-hoach", "21/KH-UBND", "2024-01-15", "UBND huyện Sông Hinh", "về diễn tập")],
            "theo Quyết định số 310/QĐ-BCA-C07 ngày 02/02/2023 của Bộ Công an.":
                [("quyet-dinh", "310/QĐ-BCA-C07", "2023-02-02", "Bộ Công an", None)],
            "Nghị quyết số 19/2022/NQ-HĐND ngày 08/12/2022 của Hội đồng nhân dân tỉnh Kon Tum quy định mức chi hỗ trợ;":
                [("nghi-quyet", "19/2022/NQ-HĐND", "2022-12-08", "Hội đồng nhân dân tỉnh Kon Tum",
                  "quy định mức chi hỗ trợ")],
            "Kế hoạch số 04/KH-SVHTTDL ngày 20/3/2023 của Sở Văn hóa, Thể thao và Du lịch tỉnh Lào Cai về lễ hội.":
                [("ke-hoach", "04/KH-SVHTTDL", "2023-03-20", "Sở Văn hóa, Thể thao và Du lịch tỉnh Lào Cai",
                  "về lễ hội")],
        })  # fmt: skip

    def it_reads_steering_committees_whose_names_hold_commas(self) -> None:
        citation = one("Kế hoạch số 07/KH-BCĐ ngày 11/4/2022 của Ban Chỉ đạo phòng, chống thiên tai tỉnh về trực ban;")
        assert (citation.issuer, citation.title) == ("Ban Chỉ đạo phòng, chống thiên tai tỉnh", "về trực ban")


class DescribeJointInstruments:
    def it_takes_all_issuers(self) -> None:
        check({
            "Thông tư liên tịch số 05/2014/TTLT-BYT-BCA ngày 03/3/2014 của Bộ Y tế, Bộ Công an quy định mẫu sổ;":
                [("thong-tu-lien-tich", "05/2014/TTLT-BYT-BCA", "2014-03-03", "Bộ Y tế, Bộ Công an",
                  "quy định mẫu sổ")],
            "Nghị quyết liên tịch số 09/2011/NQLT-BCA-HLHPN ngày 5/5/2011 giữa Bộ Công an và Hội Liên hiệp Phụ nữ "
            "Việt Nam về quản lý, giáo dục người phạm tội.":
                [("nghi-quyet-lien-tich", "09/2011/NQLT-BCA-HLHPN", "2011-05-05",
                  "Bộ Công an và Hội Liên hiệp Phụ nữ Việt Nam", "về quản lý, giáo dục người phạm tội")],
            "Chương trình phối hợp số 02/CTrPH-CA-HND ngày 06/6/2024 giữa Công an huyện với Hội Nông dân huyện.":
                [("chuong-trinh-phoi-hop", "02/CTrPH-CA-HND", "2024-06-06", "Công an huyện với Hội Nông dân huyện",
                  None)],
        })  # fmt: skip

    def it_knows_the_joint_type_by_its_code_when_the_word_is_short(self) -> None:
        assert [f[0] for f in facts("Thông tư số 11/2013/TTLT-BTC-BNV và Nghị quyết số 03/NQLT-CA-MTTQ")] == [
            "thong-tu-lien-tich", "nghi-quyet-lien-tich",
        ]  # fmt: skip


class DescribePartyAndYouthUnion:
    def it_reads_the_party_symbol_and_its_comma(self) -> None:
        check({
            "Chỉ thị số 12-CT/TU, ngày 02/9/2021 của Ban Thường vụ Tỉnh ủy về công tác dân vận;":
                [("chi-thi", "12-CT/TU", "2021-09-02", "Ban Thường vụ Tỉnh ủy", "về công tác dân vận")],
            "Quy định số 37-QĐ/TW ngày 25/10/2021 của Ban Chấp hành Trung ương Đảng về những điều đảng viên không "
            "được làm.":
                [("quy-dinh", "37-QĐ/TW", "2021-10-25", "Ban Chấp hành Trung ương Đảng",
                  "về những điều đảng viên không được làm")],
            "Kết luận số 05-KL/HU ngày 3/4/2023 của Ban Thường vụ Huyện ủy":
                [("ket-luan", "05-KL/HU", "2023-04-03", "Ban Thường vụ Huyện ủy", None)],
            "Chương trình hành động số 18-CTr/ĐU ngày 10/5/2022 của Đảng ủy xã Tân Lập.":
                [("chuong-trinh", "18-CTr/ĐU", "2022-05-10", "Đảng ủy xã Tân Lập", None)],
            "Kế hoạch số 77-KH/TWĐTN-BTG ngày 04/4/2024 của Ban Bí thư Trung ương Đoàn về tháng thanh niên":
                [("ke-hoach", "77-KH/TWĐTN-BTG", "2024-04-04", "Ban Bí thư Trung ương Đoàn",
                  "về tháng thanh niên")],
        })  # fmt: skip
        assert "phay-truoc-ngay" in one("Chỉ thị số 12-CT/TU, ngày 02/9/2021 của Tỉnh ủy").slips

    def it_reads_a_symbol_that_lost_its_hyphen(self) -> None:
        citation = one("Kế hoạch số 15 KH/TĐTN ngày 01/3/2020 của Ban Thường vụ Tỉnh đoàn")
        assert citation.number == "15-KH/TĐTN"
        assert "khoang-trang-trong-ky-hieu" in citation.slips


class DescribeDispatches:
    def it_reads_them_under_each_of_their_names(self) -> None:
        assert [f[:2] for f in facts(
            "Công văn số 05/BNV-VP của Bộ Nội vụ; Văn bản số 812/UBND-NC ngày 3/3/2023; Công văn 41-CV/BTGTU; "
            "Công điện số 61/CĐ-TTg ngày 20/5/2025; công văn số 300/PV05(PC)"
        )] == [
            ("cong-van", "05/BNV-VP"), ("cong-van", "812/UBND-NC"), ("cong-van", "41-CV/BTGTU"),
            ("cong-dien", "61/CĐ-TTg"), ("cong-van", "300/PV05(PC)"),
        ]  # fmt: skip

    def it_names_who_proposes(self) -> None:
        assert one("Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 14/TTr-SYT ngày 02/3/2023;").issuer == (
            "Giám đốc Sở Y tế"
        )

    def it_takes_v_v_as_the_title(self) -> None:
        assert (
            one("Công văn số 900/UBND-KT ngày 7/8/2023 của UBND tỉnh V/v điều tra rừng.").title == "V/v điều tra rừng"
        )


class DescribeLaws:
    def it_reads_name_year_number_and_day(self) -> None:
        assert [(c.type, c.number, c.year, c.title) for c in found(
            "Căn cứ Luật Thanh tra năm 2022; Luật Tổ chức chính quyền địa phương số 72/2025/QH15; Bộ luật Hình sự 2015;"
            " Luật số 14/2022/QH15; Pháp lệnh phòng, chống mại dâm; Hiến pháp năm 2013; luật Đất đai"
        )] == [
            ("luat", None, 2022, "Luật Thanh tra"),
            ("luat", "72/2025/QH15", None, "Luật Tổ chức chính quyền địa phương"),
            ("luat", None, 2015, "Bộ luật Hình sự"), ("luat", "14/2022/QH15", 2022, None),
            ("phap-lenh", None, None, "Pháp lệnh phòng, chống mại dâm"), ("hien-phap", None, 2013, "Hiến pháp"),
            ("luat", None, None, "luật Đất đai"),
        ]  # fmt: skip

    def it_gives_the_day_of_an_amending_law_to_that_law_alone(self) -> None:
        citations = found(
            "Luật Sửa đổi, bổ sung một số điều của Luật Thanh tra và Luật Cư trú ngày 20 tháng 11 năm 2024;"
        )
        assert [(c.title, c.issued is not None) for c in citations] == [
            ("Luật Sửa đổi, bổ sung một số điều của Luật Thanh tra và Luật Cư trú", True),
            ("Luật Thanh tra", False), ("Luật Cư trú", False),
        ]  # fmt: skip

    def it_reads_laws_of_several_years_and_of_many_laws(self) -> None:
        assert [c.text for c in found(
            "Luật Thanh tra các năm 2010, 2022 và 2025; Luật Đất đai (sửa đổi) năm 2024; Luật sửa đổi, bổ sung một số "
            "điều của 37 Luật liên quan đến quy hoạch ngày 20/11/2018"
        )] == [
            "Luật Thanh tra các năm 2010, 2022 và 2025", "Luật Đất đai (sửa đổi) năm 2024",
            "Luật sửa đổi, bổ sung một số điều của 37 Luật liên quan đến quy hoạch ngày 20/11/2018",
        ]  # fmt: skip

    def it_is_not_fooled_by_other_words_with_luat(self) -> None:
        assert not found("Hội Luật gia, Luật sư, pháp luật về đất đai, Ngày Pháp luật Việt Nam, Luật này; kỷ luật Đảng")

    def it_finds_the_article_before_it(self) -> None:
        citation = one("theo điểm c khoản 3 Điều 12 Luật Cư trú năm 2020")
        assert citation.pinpoint == "điểm c khoản 3 Điều 12"
        assert citation.text == "Luật Cư trú năm 2020"


class DescribeShortForms:
    def it_reads_a_bare_number(self) -> None:
        assert [(c.type, c.number, c.form) for c in found("Kế hoạch 612, Chỉ thị số 09 và Nghị quyết 57 của Bộ Chính trị")] == [  # noqa: E501
            ("ke-hoach", "612", "number"), ("chi-thi", "09", "number"), ("nghi-quyet", "57", "number"),
        ]  # fmt: skip

    def it_reads_small_letters_too(self) -> None:
        assert [(c.type, c.number) for c in found(
            "theo nghị quyết 57, quyết định 1719 và đề án 06 của Chính phủ; kế hoạch số 45 của UBND xã, kế hoạch 2021, "
            "kế hoạch 12 tháng, quyết định 15 trường hợp"
        )] == [
            ("nghi-quyet", "57"), ("quyet-dinh", "1719"), ("de-an", "06"), ("ke-hoach", "45"),
        ]  # fmt: skip

    def it_passes_over_blank_numbers(self) -> None:
        assert not found("(Kèm theo Kế hoạch số      /KH-UBND ngày    tháng    năm 2026 của UBND xã)")
        assert not found("(Ban hành kèm theo Quyết định số ……/QĐ-UBND ngày …/…/2023 của UBND huyện)")

    def it_reads_nicknames(self) -> None:
        assert [(c.type, c.number, c.form) for c in found("đẩy mạnh Đề án 06 về dữ liệu dân cư")] == [
            ("de-an", "06", "nickname")
        ]

    def it_shares_the_type_word_along_a_list(self) -> None:
        assert facts("các Nghị định số 10/2020/NĐ-CP, số 11/2020/NĐ-CP và 12/2020/NĐ-CP của Chính phủ") == [
            ("nghi-dinh", "10/2020/NĐ-CP", None, None, None), ("nghi-dinh", "11/2020/NĐ-CP", None, None, None),
            ("nghi-dinh", "12/2020/NĐ-CP", None, "Chính phủ", None),
        ]  # fmt: skip
        assert numbers("Chỉ thị số 05/CT-TTg ngày 28/01/2020; số 06/CT-TTg ngày 31/01/2020 của Thủ tướng Chính phủ") == [  # noqa: E501
            "05/CT-TTg", "06/CT-TTg",
        ]  # fmt: skip


class DescribeNames:
    def it_takes_a_programme_in_a_list_of_instruments(self) -> None:
        titles = [c.title for c in found(
            "Thực hiện Luật Thanh niên năm 2020; Chiến lược phát triển nghề muối giai đoạn 2021-2030; Kế hoạch số 3/KH-UBND"  # noqa: E501
        )]  # fmt: skip
        assert titles[1] == "Chiến lược phát triển nghề muối giai đoạn 2021-2030"

    def it_leaves_common_nouns_alone(self) -> None:
        assert not found(
            "lồng ghép vào Chương trình phát triển kinh tế; các chương trình, kế hoạch; Chương trình trồng cây của tỉnh"
        )

    def it_does_not_count_what_a_decision_approves_twice(self) -> None:
        assert len(found("Quyết định số 7/QĐ-TTg phê duyệt Chương trình phòng, chống ma túy giai đoạn 2021-2025")) == 1

    def it_takes_resolutions_named_by_their_session(self) -> None:
        assert [c.text for c in found(
            "Nghị quyết Trung ương 4 (khóa XII); Nghị quyết Hội nghị lần thứ 4 khóa XI để học"
        )] == [
            "Nghị quyết Trung ương 4 (khóa XII)", "Nghị quyết Hội nghị lần thứ 4 khóa XI",
        ]  # fmt: skip

    def it_takes_congress_resolutions(self) -> None:
        assert one(
            "thực hiện Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2020-2025 và các nghị quyết"
        ).text == ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2020-2025")


class DescribeNoCitations:
    def it_passes_over_what_only_looks_like_a_number(self) -> None:
        assert not found(
            "Điện thoại 0912/345-678, tỷ số 3/2, BCĐ 138/CP, 24/7, ngày 19/8, phòng 203/A1, tài khoản số 123/ABC-XYZ, "
            "Kế hoạch này, Kế hoạch 05 năm, Báo cáo 6 tháng, Ban Chỉ đạo 389/QG, COVID-19, giai đoạn 2021-2025, 15.000đ/kg"  # noqa: E501
        )

    def it_passes_over_the_documents_own_number(self) -> None:
        assert not found("ỦY BAN NHÂN DÂN XÃ", "Số: 45/KH-UBND", "KẾ HOẠCH", "Số: /KH-UBND")

    def it_passes_over_the_number_of_a_row_after_a_cell(self) -> None:
        assert not found("Văn bản hướng dẫn", "29", "Sở Nội vụ chủ trì, phối hợp với các xã, phường thực hiện")
        assert not found("Kế hoạch", "30", "Sở Y tế chủ trì, phối hợp với các xã, phường thực hiện")
        assert not found("Văn bản hướng dẫn 29 của đơn vị")


class DescribeIssuers:
    def it_takes_the_whole_name(self) -> None:
        names = {
            "Nghị quyết số 5-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương Đảng lần thứ 8 (khóa XI) về giáo dục;":
                "Ban Chấp hành Trung ương Đảng lần thứ 8 (khóa XI)",
            "Kết luận số 6-KL/TW ngày 12/6/2009 của Bộ Chính trị khóa X về cải cách;": "Bộ Chính trị khóa X",
            "Chỉ thị số 4/CT-UBND ngày 22/9/2016 của Ủy ban nhân dân (UBND) tỉnh, đạt kết quả":
                "Ủy ban nhân dân (UBND) tỉnh",
            "Kế hoạch số 8/KH-BCĐ ngày 07/1/2025 của Ban Chỉ đạo 138 tỉnh, lấy phòng ngừa là chính":
                "Ban Chỉ đạo 138 tỉnh",
            "Công văn số 9/BCĐ-YT ngày 10/5/2021 của Ban Chỉ đạo phòng chống dịch của tỉnh và các xã":
                "Ban Chỉ đạo phòng chống dịch của tỉnh",
            "Công văn số 3/BTP-ĐA4 ngày 21/5/2007 của Ban Điều hành Đề án 4 Bộ Tư pháp về việc hướng dẫn;":
                "Ban Điều hành Đề án 4 Bộ Tư pháp",
            "Quyết định số 6/QĐ-BCĐTW ngày 12/10/2022 của Trưởng ban Ban Chỉ đạo Trung ương các Chương trình mục tiêu "
            "quốc gia về ban hành Kế hoạch;": "Trưởng ban Ban Chỉ đạo Trung ương các Chương trình mục tiêu quốc gia",
            "Nghị quyết số 3-NQ/BCH ngày 03/3/2024 của Ban Chấp hành Đoàn xã Ea Tu khóa II, nhiệm kỳ 2022-2027 về hè;":
                "Ban Chấp hành Đoàn xã Ea Tu khóa II, nhiệm kỳ 2022-2027",
            "Điện số 2/ĐK-C04 ngày 03/3/2024 của Cục Cảnh sát điều tra tội phạm về ma túy về mở cao điểm;":
                "Cục Cảnh sát điều tra tội phạm về ma túy",
            "Công văn số 4-CV/BTG ngày 3/3/2024 của Ban Tuyên giáo Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh về lễ":
                "Ban Tuyên giáo Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
            "Tờ trình số 2/TTr-VP ngày 06/11/2018 của Chánh Văn phòng Ủy ban nhân dân tỉnh,":
                "Chánh Văn phòng Ủy ban nhân dân tỉnh",
        }  # fmt: skip
        for sentence, name in names.items():
            assert found(sentence)[0].issuer == name, sentence


    def it_takes_bodies_of_no_known_kind_and_sessions(self) -> None:
        names = {
            "Công văn số 7/NXB ngày 17/9/2021 của Nhà xuất bản Sông Mây về việc in sách;": "Nhà xuất bản Sông Mây",
            "Công văn số 7/SM-KD ngày 17/9/2021 của SÔNG MÂY TELECOM về việc tặng sim;": "SÔNG MÂY TELECOM",
            "Nghị quyết số 9-NQ/TW, Hội nghị lần thứ 6, Ban Chấp hành Trung ương khóa X về nghề muối;":
                "Hội nghị lần thứ 6, Ban Chấp hành Trung ương khóa X",
            "Công văn số 7/BATGT ngày 9/1/2021 của Ban An toàn giao thông tỉnh Vĩnh Long về việc đội mũ;":
                "Ban An toàn giao thông tỉnh Vĩnh Long",
            "Hướng dẫn số 7/HD-BYT-BTC ngày 16/01/2013 của liên Bộ Y tế, Bộ Tài chính;": "liên Bộ Y tế, Bộ Tài chính",
            "Báo cáo số 7/BC-BDT ngày 16/01/2013 của Ban Dân tộc, HĐND tỉnh;": "Ban Dân tộc, HĐND tỉnh",
            "Nghị quyết số 9-NQ/TW của Hội nghị Trung ương 6 khóa X và Luật Thủy lợi": "Hội nghị Trung ương 6 khóa X",
            "theo đề nghị của Sở Y tế (cơ quan thường trực) tại Tờ trình số 7/TTr-SYT ngày 02/3/2023,": "Sở Y tế",
        }  # fmt: skip
        for sentence, name in names.items():
            assert found(sentence)[0].issuer == name, sentence


class DescribeRareForms:
    def it_reads_codes_that_lost_a_hyphen_or_stand_against_the_next_word(self) -> None:
        assert facts("Quyết định số 282/QĐ TTg ngày 24/2/2011; Quyết định số 12/QĐ-TTgngày31/8/2012 của Chính phủ") == [
            ("quyet-dinh", "282/QĐ-TTg", "2011-02-24", None, None),
            ("quyet-dinh", "12/QĐ-TTg", "2012-08-31", "Chính phủ", None),
        ]  # fmt: skip
        assert one("Quyết định số 7/2021/QĐ-TTg ngày 16/7/20 21 của Thủ tướng").issued is not None

    def it_takes_the_type_from_the_first_code_alone(self) -> None:
        assert [c.type for c in found("Văn bản số 41/BXD-TTr ngày 2/2/2020; Văn bản số 3/KH-BXD")] == [
            "cong-van", "ke-hoach",
        ]  # fmt: skip

    def it_reads_glued_words_and_symbols(self) -> None:
        assert facts("theo côngvăn số 12/TTg-NC ngày 21/5/2013 và Nghị quyết số 20NQ/TW ngày 25/10/2017") == [
            ("cong-van", "12/TTg-NC", "2013-05-21", None, None), ("nghi-quyet", "20-NQ/TW", "2017-10-25", None, None),
        ]  # fmt: skip

    def it_reads_the_soft_hyphen_of_a_pdf(self) -> None:
        assert numbers("Nghị định số 75/2017/NĐ\u00adCP và Nghị quyết số 20\u00adNQ/TW; hành\u00ad chính") == [
            "75/2017/NĐ-CP", "20-NQ/TW",
        ]  # fmt: skip

    def it_reads_unknown_names_of_laws_up_to_their_date(self) -> None:
        assert [(c.title, c.issued is not None) for c in found(
            "Căn cứ Pháp lệnh Phí, lệ phí ngày 28/8/2001; Luật tổ chức HĐND, UBND ngày 26/11/2003; "
            "Luật trồng, chế biến hồ tiêu ngày 26/11/2003; Luật Phổbiến, giáo dục pháp luật năm 2012"
        )] == [
            ("Pháp lệnh Phí, lệ phí", True), ("Luật tổ chức HĐND, UBND", True),
            ("Luật trồng, chế biến hồ tiêu", True), ("Luật Phổbiến, giáo dục pháp luật", False),
        ]  # fmt: skip

    def it_reads_a_congress_in_quotation_marks(self) -> None:
        outer, inner = found(
            "Kế hoạch số 04-KH/ĐU của Đảng ủy xã về “Học tập Nghị quyết Đại hội Đảng bộ xã lần thứ I, "
            "nhiệm kỳ 2025 - 2030”, các chi bộ"
        )
        assert inner.text == "Nghị quyết Đại hội Đảng bộ xã lần thứ I, nhiệm kỳ 2025 - 2030"
        assert outer.text.endswith("2030”")

    def it_reads_a_name_that_goes_on_after_and(self) -> None:
        assert [c.title for c in found(
            "Căn cứ Luật Trồng cây và Chăm rừng số 12/2030/QH16; Pháp lệnh Quan trắc và Hội thẩm; "
            "theo Luật Trồng cây và Nghị định số 12/2020/NĐ-CP; Luật Trồng cây và Hội Nông dân xã"
        )] == [
            "Luật Trồng cây và Chăm rừng", "Pháp lệnh Quan trắc và Hội thẩm", "Luật Trồng cây", None, "Luật Trồng cây",
        ]  # fmt: skip

    def it_reads_amending_laws_of_many_laws(self) -> None:
        assert [c.title for c in found(
            "Luật sửa đổi, bổ sung một số điều của các luật liên quan đến quy hoạch ngày 20/11/2018; "
            "Luật sửa đổi, bổ sung một số điều Luật Đất đai ngày 18/6/2020"
        )] == [
            "Luật sửa đổi, bổ sung một số điều của các luật liên quan đến quy hoạch",
            "Luật sửa đổi, bổ sung một số điều Luật Đất đai", "Luật Đất đai",
        ]  # fmt: skip

    def it_keeps_words_of_two_syllables_whole_in_an_issuer(self) -> None:
        for issuer in ("Bộ Giáo dục Đào tạo", "Hội đồng Thi đua - Khen thưởng Trung ương"):
            citation = one(f"Thực hiện Kế hoạch số 12/KH-HĐ ngày 02/3/2023 của {issuer}, Ủy ban nhân dân xã báo cáo")
            assert (citation.issuer, citation.title) == (issuer, None)

    def it_ends_a_title_at_an_aside_in_capitals(self) -> None:
        text = "Đề án số 7/ĐA-UBND ngày 02/3/2023 của UBND tỉnh về trồng rừng (Sau đây viết tắt là đề án trồng rừng)"
        assert one(text).title == "về trồng rừng"

    def it_reads_the_level_after_a_symbol(self) -> None:
        assert facts("theo Nghị quyết số 33/2020/NQ-HĐND tỉnh ngày 10 tháng 7 năm 2020 của HĐND tỉnh") == [
            ("nghi-quyet", "33/2020/NQ-HĐND", "2020-07-10", "HĐND tỉnh", None),
        ]  # fmt: skip

    def it_reads_a_congress_before_a_note(self) -> None:
        assert found("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI, nhiệm kỳ 2020 - 2025(1);")[0].text.endswith("2025")

    def it_sees_a_law_behind_the_figure_of_its_footnote(self) -> None:
        assert [c.title for c in found("1Luật Bình đẳng giới 2006", "2Luật Ngân sách nhà nước năm 2015")] == [
            "Luật Bình đẳng giới", "Luật Ngân sách nhà nước",
        ]  # fmt: skip
