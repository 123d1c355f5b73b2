"""The validator: what is wrong between files, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from planforge.catalogue.locations import catalogue_folder
from planforge.catalogue.validation import validate
from tests.catalogue.small import spoil, write_small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small(tmp_path)


class DescribeTheShippedCatalogue:
    def it_has_no_error(self) -> None:
        assert [str(p) for p in validate(catalogue_folder()) if p.severity == "error"] == []


class DescribeASoundCatalogue:
    def it_has_no_problem(self, folder: Path) -> None:
        assert validate(folder) == []


class DescribeAProblem:
    @pytest.mark.parametrize(
        ("name", "old", "new", "words"),
        [
            ("van-ban/luat.yaml", "target: luat-1-2020", "target: luat-1-2002", "Có phải ý bạn là 'luat-1-2020'?"),
            ("van-ban/luat.yaml", "target: luat-1-2020", "target: kh-1-2024", "với chính nó"),
            ("to-chuc/co-quan.yaml", "successors: [so-moi]", "successors: [so-moii]", "không có cơ quan"),
            ("to-chuc/co-quan.yaml", "valid_to: 2025-02-28", "valid_to: 2025-03-31", "thời gian chồng nhau"),
            ("to-chuc/co-quan.yaml", "sources: [s1]", "sources: [s2]", "không có nguồn nào mang mã 's2'"),
            ("to-chuc/co-quan.yaml", "kind: ubnd\n    sectors: [ubnd]", "kind: ubnd\n    sectors: [ubndd]",
             "không có lĩnh vực"),
            ("to-chuc/linh-vuc.yaml", "xa: [tram]", "xa: [trm]", "không có cơ quan"),
            ("nhiem-vu/thu/theme.yaml", "standing: y-te", "standing: yte", "không có lĩnh vực"),
            ("nhiem-vu/thu/theme.yaml", "law: [luat-1-2020]", "law: [luat-2]", "không có văn bản"),
            ("nhiem-vu/thu/xa.yaml", "theme: thu", "theme: thuu", "không có chuyên đề"),
            ("nhiem-vu/thu/xa.yaml", "sector: y-te", "sector: ubnd", "không cơ quan nào ở cấp 'xa'"),
            ("nhiem-vu/thu/xa.yaml", "with: [ubnd]", "with: [ubndx]", "không có lĩnh vực, cơ quan"),
            ("nhiem-vu/thu/xa.yaml", "basis: [luat-1-2020]", "basis: [luat-9]", "không có văn bản"),
            ("chi-dao/kh-1.yaml", "id: kh-1-2024", "id: kh-2-2024", "không có văn bản nào mang mã 'kh-2-2024'"),
            ("chi-dao/kh-1.yaml", "theme: thu", "theme: khac", "không có chuyên đề"),
            ("chi-dao/kh-1.yaml", "issuer: ubnd-tinh", "issuer: ubnd", "không có cơ quan"),
            ("chi-dao/kh-1.yaml", "to: so-cu", "to: so-cuu", "không có cơ quan"),
            ("chi-dao/kh-1.yaml", "sector: y-te", "sector: y", "không có lĩnh vực"),
            ("chi-dao/kh-1.yaml", "rests_on: [luat-1-2020]", "rests_on: [x]", "không có văn bản"),
            ("cach-dien-dat/ha-cap.yaml", "pattern: trên địa bàn <CAP>", "pattern: 'trên địa bàn (<CAP>'",
             "biểu thức không dịch được"),
            ("cach-dien-dat/ha-cap.yaml", "pattern: trên địa bàn <CAP>", "pattern: trên địa bàn <CAPP>",
             "không có macro '<CAPP>'"),
            ("cach-dien-dat/ha-cap.yaml", "replace: trên địa bàn {cap}", "replace: ở {cap}", "cho ra 'ở {cap}'"),
            ("cach-dien-dat/ha-cap.yaml", "examples: [tham mưu trình HĐND tỉnh]", "examples: [tham mưu]",
             "không khớp quy tắc"),
        ],
    )  # fmt: skip
    def it_is_found_with_its_line(self, folder: Path, name: str, old: str, new: str, words: str) -> None:
        line = spoil(folder, name, old, new)
        found = validate(folder)
        assert any(
            problem.file == folder / name and words in problem.message and abs(problem.line - line) <= 2
            for problem in found
        ), found

    def it_is_found_when_a_group_of_replace_does_not_exist(self, folder: Path) -> None:
        spoil(folder, "cach-dien-dat/ha-cap.yaml", "replace: trên địa bàn {cap}", r"replace: \2 {cap}")
        assert any("nhóm không có" in problem.message for problem in validate(folder))

    def it_is_found_when_two_files_share_an_id(self, folder: Path) -> None:
        text = (folder / "nhiem-vu/thu/xa.yaml").read_text(encoding="utf-8")
        (folder / "nhiem-vu/thu/xa-2.yaml").write_text(text, encoding="utf-8")
        (problem,) = validate(folder)
        assert "'thu.xa.1' đã dùng ở" in problem.message

    def it_is_a_warning_when_a_clause_reaches_nobody(self, folder: Path) -> None:
        spoil(folder, "chi-dao/kh-1.yaml", "addressees: [xa]", "addressees: [huyen]")
        (problem,) = validate(folder)
        assert problem.severity == "warning"
        assert "'nv-1' không có cơ quan cấp dưới nào làm" in problem.message
        assert problem.line == 12

    def but_not_when_the_directive_says_why(self, folder: Path) -> None:
        spoil(folder, "chi-dao/kh-1.yaml", "addressees: [xa]", "addressees: [huyen]")
        spoil(folder, "chi-dao/kh-1.yaml", "sector: y-te", "declined: {huyen: Việc của Sở}")
        assert validate(folder) == []

    def it_is_told_for_every_bad_file_at_once(self, folder: Path) -> None:
        spoil(folder, "chi-dao/kh-1.yaml", "period:", "perod:")
        spoil(folder, "van-ban/luat.yaml", "type: luat\n", "type: lut\n")
        files = {problem.file.name for problem in validate(folder)}
        assert files == {"kh-1.yaml", "luat.yaml"}
