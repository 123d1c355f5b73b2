"""A file on disk is whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from planforge.errors import OutputError
from planforge.rendering import render, writing
from planforge.rendering.package import write_parts
from planforge.rendering.writing import write_output

from .conftest import TEMPLATES
from .samples import ward


class DescribeWriteOutput:
    def it_writes_the_bytes_and_leaves_nothing_else(self, tmp_path: Path) -> None:
        data = render(ward(rows=0), "docx", TEMPLATES)
        write_output(tmp_path / "kế hoạch.docx", data)
        assert [(f.name, f.read_bytes()) for f in tmp_path.iterdir()] == [("kế hoạch.docx", data)]

    def it_refuses_to_overwrite_unless_forced(self, tmp_path: Path) -> None:
        path = tmp_path / "kh.json"
        path.write_bytes(b"cu")
        with pytest.raises(OutputError, match="đã có"):
            write_output(path, b"moi")
        assert path.read_bytes() == b"cu"
        write_output(path, b"moi", force=True)
        assert path.read_bytes() == b"moi" and len(list(tmp_path.iterdir())) == 1

    def it_refuses_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="là một thư mục"):
            write_output(tmp_path, b"x")

    def it_says_when_the_folder_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="Không ghi được"):
            write_output(tmp_path / "khong-co" / "kh.docx", b"x")

    @pytest.mark.usefixtures("plain_user")
    def it_says_when_the_folder_cannot_be_written(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        with pytest.raises(OutputError, match="Không ghi được"):
            write_output(tmp_path / "kh.json", b"x")

    @pytest.mark.parametrize(
        "data", [b"khong phai zip", b"PK\x03\x04", write_parts({"[Content_Types].xml": b"<a>"})]
    )
    def it_keeps_the_old_file_when_the_new_one_is_broken(self, data: bytes, tmp_path: Path) -> None:
        path = tmp_path / "kh.docx"
        path.write_bytes(b"cu")
        with pytest.raises(OutputError, match="kiểm tra lại"):
            write_output(path, data, force=True)
        assert path.read_bytes() == b"cu" and len(list(tmp_path.iterdir())) == 1

    def it_keeps_the_old_file_when_renaming_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        path = tmp_path / "kh.json"
        path.write_bytes(b"cu")
        monkeypatch.setattr(writing, "_put", fail)
        with pytest.raises(OutputError, match="Không ghi được"):
            write_output(path, b"moi", force=True)
        assert path.read_bytes() == b"cu" and len(list(tmp_path.iterdir())) == 1

    def it_does_not_overwrite_a_file_that_appears_meanwhile(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "kh.json"
        monkeypatch.setattr(writing, "_verify", lambda *_: path.write_bytes(b"nguoi khac"))
        with pytest.raises(OutputError, match="đã có"):
            write_output(path, b"moi")
        assert path.read_bytes() == b"nguoi khac"
