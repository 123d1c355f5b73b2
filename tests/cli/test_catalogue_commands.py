"""The command line: Vietnamese, quick to answer, one JSON document where asked, clear exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from planforge.cli import main as main_module
from planforge.cli.main import COMMANDS, run
from tests.catalogue.small import spoil, write_small

HEAVY = ("pydantic", "docx", "docxtpl", "lxml", "rich", "ruamel.yaml", "sqlite3", "rapidfuzz", "holidays", "jinja2")


def in_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(*words: str) -> tuple[int, str, str]:
        code = run(words)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return ask


class DescribeHelp:
    def it_imports_nothing_heavy(self) -> None:
        loaded = in_new_process(
            "import sys; from planforge.cli.main import run; run(['--help']);"
            f"print([name for name in {HEAVY!r} if name in sys.modules])"
        )
        assert loaded.endswith("[]\n")

    def it_is_vietnamese(self, asked: Any) -> None:
        code, out, _ = asked("--help")
        assert code == 0
        assert "Cách dùng: planforge [TÙY CHỌN] LỆNH" in out
        assert not any(word in out for word in ("Usage", "Options", "Commands", "Show this"))

    @pytest.mark.parametrize(
        "command", ["catalogue", *(f"catalogue {c}" for c in ("search", "list", "show", "validate", "schema"))]
    )
    def it_is_vietnamese_for_every_command(self, asked: Any, command: str) -> None:
        code, out, _ = asked(*command.split(), "--help")
        assert code == 0
        assert out.startswith("Cách dùng:")
        assert not any(word in out for word in ("Usage", "Options", "OPTIONS", "Show this", "required", "default"))

    def it_names_all_commands(self, asked: Any) -> None:
        assert all(name in asked("--help")[1] for name in COMMANDS)


class DescribeAUsageError:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["catalog"], "Không có lệnh 'catalog'. Có phải ý bạn là 'catalogue'?"),
            (["--catlog", "x"], "Không có tùy chọn --catlog"),
            (["catalogue", "search"], "Thiếu tham số 'TỪ_CẦN_TÌM"),
            (["catalogue", "list", "van-bn"], "không nằm trong"),
            (["catalogue", "search", "x", "--limit", "0"], "ngoài khoảng"),
            (["catalogue", "show", "x", "--as-of", "32/13/2026"], "không đúng dạng"),
            (["catalogue", "validate", "a", "b"], "Thừa tham số"),
        ],
    )
    def it_is_told_in_vietnamese_with_exit_code_two(self, asked: Any, words: list[str], told: str) -> None:
        code, out, err = asked(*words)
        assert (code, out) == (2, "")
        assert told in err
        assert "Error" not in err and "Try" not in err


class DescribeAnError:
    def it_of_the_user_ends_with_code_two(self, asked: Any) -> None:
        code, out, err = asked("--catalog", "/khong/co", "catalogue", "list")
        assert (code, out) == (2, "")
        assert "Không thấy thư mục" in err

    def it_of_the_program_ends_with_code_three_and_a_log(
        self, asked: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def fails(**_: object) -> None:
            raise RuntimeError("bí mật")

        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        monkeypatch.setattr(main_module.cli, "main", fails)
        code, _, err = asked("--help")
        assert code == 3
        assert "Traceback" not in err and "Chi tiết ghi ở" in err
        log = Path(err.rpartition("Chi tiết ghi ở: ")[2].strip())
        assert "RuntimeError: bí mật" in log.read_text("utf-8")

    def it_of_impatience_ends_with_code_130(self, asked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def stops(**_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(main_module.cli, "main", stops)
        code, _, err = asked("--help")
        assert (code, err) == (130, "Đã dừng.\n")


class DescribeSearch:
    def it_finds_with_and_without_diacritics(self, asked: Any) -> None:
        for words in ("phòng chống ma túy", "phong chong ma tuy"):
            code, out, _ = asked("catalogue", "search", words, "--kind", "van-ban")
            assert code == 0
            assert "luat-120-2025-qh15" in out

    def it_finds_units(self, asked: Any) -> None:
        _, out, _ = asked("catalogue", "search", "buon ma thuot", "--format", "json", "--as-of", "2026-11-22")
        assert {"kind": "don-vi", "id": "24133@2-cap", "title": "phường Buôn Ma Thuột, tỉnh Đắk Lắk"} in json.loads(
            out
        )["entries"]

    def it_says_when_there_is_nothing(self, asked: Any) -> None:
        code, out, err = asked("catalogue", "search", "zzzzqqqq", "--kind", "van-ban")
        assert (code, out) == (0, "")
        assert "Không tìm thấy" in err


class DescribeList:
    def it_counts_all_kinds(self, asked: Any) -> None:
        _, out, _ = asked("catalogue", "list", "--format", "json", "--as-of", "2026-11-22")
        counts = json.loads(out)["counts"]
        assert counts["van-ban"] >= 505
        assert counts["don-vi"] == 34 + 3321

    def it_lists_one_kind(self, asked: Any) -> None:
        _, out, _ = asked("catalogue", "list", "chi-dao")
        assert "kh-62-kh-ubnd-dak-lak-2024" in out


class DescribeShow:
    def it_tells_an_instruments_status_on_the_day(self, asked: Any) -> None:
        for day, state in (("2025-01-01", "in_force"), ("2026-11-22", "replaced"), ("2017-01-01", "not_yet")):
            _, out, _ = asked("catalogue", "show", "15/2018/NĐ-CP", "--as-of", day, "--format", "json")
            (entry,) = json.loads(out)["entries"]
            assert (entry["id"], entry["status"]["state"]) == ("nd-15-2018-nd-cp", state)
        assert entry["status"]["evidence"]

    def it_shows_both_decrees_of_a_shared_number(self, asked: Any) -> None:
        _, out, _ = asked("catalogue", "show", "03/2019/NĐ-CP", "--format", "json")
        assert len(json.loads(out)["entries"]) == 2

    def it_shows_a_directive_with_its_instrument(self, asked: Any) -> None:
        _, out, _ = asked("catalogue", "show", "kh-62-kh-ubnd-dak-lak-2024", "--format", "json")
        assert [entry["kind"] for entry in json.loads(out)["entries"]] == ["chi-dao", "van-ban"]

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("cong-an-xa", "to-chuc"),
            ("y-te", "linh-vuc"),
            ("phong-chong-ma-tuy", "chuyen-de"),
            ("ma-tuy.xa.cong-an.1", "nhiem-vu"),
            ("phuong Buon Ma Thuot, Dak Lak", "don-vi"),
            ("24133@2-cap", "don-vi"),
        ],
    )
    def it_shows_every_kind(self, asked: Any, name: str, kind: str) -> None:
        code, out, _ = asked("catalogue", "show", name, "--format", "json", "--as-of", "2026-11-22")
        assert code == 0
        assert json.loads(out)["entries"][0]["kind"] == kind

    def it_prints_plain_text_where_there_is_no_terminal(self, asked: Any) -> None:
        _, out, _ = asked("catalogue", "show", "cong-an-xa")
        assert "Tên trong văn bản: Công an {cap}" in out
        assert "\x1b" not in out

    def it_suggests_near_ids(self, asked: Any) -> None:
        code, _, err = asked("catalogue", "show", "nd-15-2018-nd-cpp")
        assert code == 2
        assert "nd-15-2018-nd-cp" in err


class DescribeValidate:
    def it_is_content_with_a_sound_catalogue(self, asked: Any, tmp_path: Path) -> None:
        assert asked("catalogue", "validate", str(write_small(tmp_path)))[0] == 0

    def it_names_file_and_line_and_ends_with_code_one(self, asked: Any, tmp_path: Path) -> None:
        folder = write_small(tmp_path)
        line = spoil(folder, "chi-dao/kh-1.yaml", "theme: thu", "theme: khac")
        code, out, _ = asked("catalogue", "validate", str(folder))
        assert code == 1
        assert f"kh-1.yaml:{line}: theme: không có chuyên đề nào mang mã 'khac'" in out

    def it_prints_one_json_document(self, asked: Any, tmp_path: Path) -> None:
        folder = write_small(tmp_path)
        spoil(folder, "chi-dao/kh-1.yaml", "theme: thu", "theme: khac")
        document = json.loads(asked("catalogue", "validate", str(folder), "--format", "json")[1])
        assert document["errors"] == 1
        assert document["problems"][0]["severity"] == "error"


class DescribeSchema:
    def it_writes_one_file_a_kind(self, asked: Any, tmp_path: Path) -> None:
        code, out, _ = asked("catalogue", "schema", "-o", str(tmp_path / "s"))
        assert code == 0
        assert sorted(p.name for p in (tmp_path / "s").iterdir()) == sorted(Path(row).name for row in out.split())
