"""Bad YAML: one message with file, line, field, what was found and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from planforge.catalogue.directives import Directive
from planforge.catalogue.entry import Entry
from planforge.catalogue.files import InstrumentFile, OrganFile
from planforge.catalogue.loading import load_file, load_text
from planforge.catalogue.problems import FileProblems, Problem
from tests.catalogue.small import FILES

LAW = FILES["van-ban/luat.yaml"]
ORGANS = FILES["to-chuc/co-quan.yaml"]
DIRECTIVE = FILES["chi-dao/kh-1.yaml"]


def problems_of(text: str, model: type[Entry]) -> tuple[Problem, ...]:
    with pytest.raises(FileProblems) as refused:
        load_text(text, model, Path("bad.yaml"))
    return refused.value.problems


class DescribeASyntaxError:
    @pytest.mark.parametrize(
        ("text", "line", "words"),
        [
            ("instruments:\n\t- id: a\n", 2, "tab"),
            ("a: b: c\n", 1, "':'"),
            ("a: [1, 2\nb: 3\n", 2, "']'"),
            ("a: 'x\n", 2, "giữa chừng"),
            ("a: @x\n", 1, "dấu nháy"),
            ("a: &x 1\nb: *x\n", 1, "tham chiếu"),
            ("a: 1\nb: !!python/name:os.system x\n", 2, "nhãn YAML"),
            ("a: 1\nb: 2\na: 3\n", 3, "'a' viết hai lần (lần đầu ở dòng 1)"),
            ("a: 1\n---\nb: 2\n", 2, "hơn một tài liệu"),
            ("a: " + "[" * 40 + "]" * 40, 1, "tầng"),
            ("? [a, b]\n: 1\n", 1, "tên trường"),
        ],
    )
    def it_names_the_line_and_what_to_do(self, text: str, line: int, words: str) -> None:
        (problem,) = problems_of(text, InstrumentFile)
        assert problem.line == line
        assert words in problem.message

    @pytest.mark.parametrize(
        ("raw", "line", "words"),
        [
            (b"a: 1\nb: \xff\xfe\n", 2, "UTF-8"),
            (b"a: 1\nb: \x00\n", 2, "U+0000"),
            (b"a: " + b"x" * 5_000_001, 1, "MB"),
        ],
    )
    def it_also_covers_bytes(self, tmp_path: Path, raw: bytes, line: int, words: str) -> None:
        path = tmp_path / "bad.yaml"
        path.write_bytes(raw)
        with pytest.raises(FileProblems) as refused:
            load_file(path, InstrumentFile)
        assert refused.value.problems[0].line == line
        assert words in refused.value.problems[0].message

    def it_also_covers_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(FileProblems, match="không đọc được"):
            load_file(tmp_path / "nowhere.yaml", InstrumentFile)

    def and_a_bomb_of_aliases_is_refused_at_its_first_anchor(self) -> None:
        bomb = "a: &a [x, x]\n" + "".join(
            f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefg", "bcdefgh", strict=True)
        )
        assert problems_of(bomb, InstrumentFile)[0].line == 1


class DescribeAWrongField:
    @pytest.mark.parametrize(
        ("old", "new", "line", "words"),
        [
            ("    issuer: Quốc hội\n", "", 2, "luat-1-2020: thiếu trường bắt buộc 'issuer'"),
            ("issuer: Quốc", "isuer: Quốc", 6, "không có trường tên 'isuer'"),
            ("issuer: Quốc", "isuer: Quốc", 6, "Có phải ý bạn là 'issuer'?"),
            ("type: luat", "type: luaat", 3, "'luaat' không được phép; được phép: hien-phap, luat"),
            ("type: luat", "type: luaat", 3, "Có phải ý bạn là 'luat'?"),
            ("issued: 2020-01-02", "issued: 2020-13-02", 5, "'2020-13-02' không phải ngày có thật"),
            ("issued: 2020-01-02", "issued: 02/01/2020", 5, "năm-tháng-ngày"),
            ("id: luat-1-2020", "id: Luật 1", 2, "không đúng dạng mã"),
            ("number: 1/2020/QH14", "number: 12", 4, "'12' không dùng được; phải là chữ"),
            ("title: Luật Thử nghiệm", "title: [a, b]", 7, "danh sách 2 mục"),
            ("issuer: Quốc hội", "issuer: ''", 6, "không được để trống"),
            ("issuer: Quốc hội", "issuer:", 6, "chỗ trống"),
            ("[{start: 2020-07-01}]", "[]", 8, "ít nhất một mục"),
            ("[{start: 2020-07-01}]", "[{start: 2020-07-01, end: 2019-01-01}]", 8, "đứng trước ngày đầu"),
            ("[{start: 2020-07-01}]", "[{start: 2020-07-01}, {start: 2021-01-01}]", 2, "chồng nhau"),
            ("[{start: 2020-07-01}]", "2020-07-01", 8, "phải là danh sách"),
            ("target: luat-1-2020", "targt: luat-1-2020", 25, "Có phải ý bạn là 'target'?"),
        ],
    )
    def it_is_named_with_its_line_and_what_is_allowed(self, old: str, new: str, line: int, words: str) -> None:
        found = problems_of(LAW.replace(old, new, 1), InstrumentFile)
        assert any(problem.line == line and words in problem.message for problem in found), found

    def it_is_called_by_the_id_of_its_entry(self) -> None:
        found = problems_of(ORGANS.replace("level: xa", "level: xã"), OrganFile)
        assert found[0].message.startswith("organs › tram › level: 'xã'")

    def it_is_found_deep_inside_a_directive(self) -> None:
        spoiled = DIRECTIVE.replace("        sector: y-te", "        sektor: y-te")
        (problem,) = problems_of(spoiled, Directive)
        assert problem.line == 14
        assert "assignments › mục 1 › tasks › nv-1: không có trường tên 'sektor'" in problem.message

    def and_a_directive_tells_its_own_rules(self) -> None:
        spoiled = DIRECTIVE.replace("  - to: so-cu\n", "  - to: so-cu\n    cap: xa\n")
        assert "đúng một trong ba" in problems_of(spoiled, Directive)[0].message

    def and_all_problems_of_a_file_are_listed(self) -> None:
        spoiled = LAW.replace("state: con-hieu-luc", "state: x").replace("evidence: mot-nguon", "evidence: y")
        assert len(problems_of(spoiled, InstrumentFile)) == 4


class DescribeAFileThatIsNoMapping:
    @pytest.mark.parametrize("text", ["", "- a\n- b\n", "chỉ có chữ\n", "# chú thích\n"])
    def it_is_told_which_field_comes_first(self, text: str) -> None:
        assert "'instruments:'" in problems_of(text, InstrumentFile)[0].message


class DescribeText:
    def it_is_read_as_nfc(self) -> None:
        import unicodedata

        decomposed = unicodedata.normalize("NFD", LAW)
        loaded = load_text(decomposed, InstrumentFile, Path("a.yaml"))
        assert loaded.instruments[0].title == unicodedata.normalize("NFC", "Luật Thử nghiệm")

    def it_stays_text_in_quotes(self) -> None:
        loaded = load_text(LAW.replace("number: 1/2020/QH14", "number: '12'"), InstrumentFile, Path("a.yaml"))
        assert loaded.instruments[0].number == "12"
