"""Whatever comes by e-mail ends in one message with its three parts, in bounded time and memory."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from planforge.errors import PlanforgeError
from planforge.reading import read, read_blocks, read_lines
from planforge.reading.opening import MAX_FILE

from .words import HEAD, SPACES, doc, p, packed, part, r, table, unzipped, zipped

MAIN = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def word(document: str | bytes) -> bytes:
    return packed({MAIN: document.encode() if isinstance(document, str) else document})


def with_doctype(doctype: str, text: str, encoding: str = "utf-8") -> bytes:
    head = HEAD.replace("UTF-8", encoding)
    body = f"<w:document {SPACES}><w:body>{p(text)}</w:body></w:document>"
    return word((head + doctype + body).replace("&amp;x;", "&x;").encode(encoding))


def nested(depth: int, start: str, end: str) -> bytes:
    return word(part("document", f"<w:body>{start * depth}{p('x')}{end * depth}</w:body>"))


def zip_bomb() -> bytes:
    return packed({MAIN: part("document", "<w:body>" + " " * 60_000_000 + "</w:body>").encode()})


def many_tags() -> bytes:
    noise = random.Random(5).randbytes(1_300_000).hex()
    return word(part("document", "<w:body>" + "".join(f"<w:p>{x}</w:p>" for x in noise) + "</w:body>"))


def many_attributes() -> bytes:
    return word(part("document", "<w:body " + " ".join(f'a{i}=""' for i in range(1_500_000)) + "></w:body>"))


def many_entries() -> bytes:
    return zipped({f"word/{number}.xml": b"" for number in range(6_000)})


def named(name: str) -> bytes:
    return doc("x", extra={name: b"x"})


def twice() -> bytes:
    out = BytesIO(doc("x"))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning):
        archive.writestr(MAIN, part("document", f"<w:body>{p('khác')}</w:body>"))
    return out.getvalue()


def locked_zip() -> bytes:
    data = bytearray(doc("x"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def lying_size() -> bytes:
    """The zip says the part is small; it is not."""
    data = bytearray(zip_bomb())
    start = data.find(b"PK\x01\x02", data.find(MAIN.encode()))
    while data[start + 46 : start + 46 + len(MAIN)] != MAIN.encode():
        start = data.find(b"PK\x01\x02", start + 4)
    data[start + 24 : start + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "trống"),
    "random bytes": (lambda: random.Random(1).randbytes(100_000), "nhị phân"),
    "random bytes named zip": (lambda: b"PK\x03\x04" + random.Random(2).randbytes(10_000), "hỏng"),
    "zip bomb": (zip_bomb, "bung ra gấp"),
    "zip that lies about its size": (lying_size, "hỏng"),
    "many entries": (many_entries, "6000 phần"),
    "many tags": (many_tags, "quá nhiều thẻ"),
    "many attributes": (many_attributes, "quá nhiều thẻ"),
    "path escape": (lambda: named("../../etc/passwd"), "trỏ ra ngoài"),
    "path escape backwards": (lambda: named("word\\..\\..\\x"), "trỏ ra ngoài"),
    "absolute path": (lambda: named("/etc/passwd"), "trỏ ra ngoài"),
    "part given twice": (twice, "trùng tên"),
    "external entity": (
        lambda: with_doctype('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        "DOCTYPE",
    ),
    "external doctype": (lambda: with_doctype('<!DOCTYPE d SYSTEM "http://localhost/x.dtd">', "a"), "DOCTYPE"),
    "doctype in UTF-16": (lambda: with_doctype('<!DOCTYPE d [<!ENTITY x "a">]>', "a", "utf-16"), "DOCTYPE"),
    "billion laughs": (
        lambda: with_doctype(
            '<!DOCTYPE d [<!ENTITY a "ha">'
            + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghx", strict=True))
            + "]>",
            "&x;",
        ),
        "DOCTYPE",
    ),
    "nested runs": (lambda: nested(10_000, "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), "nhiều lớp"),
    "nested tables": (lambda: nested(10_000, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), "nhiều lớp"),
    "one text of 50 MB": (lambda: word(part("document", f"<w:body>{p('a' * 50_000_000)}</w:body>")), "gấp|10 MB"),
    "one incompressible text of 12 MB": (
        lambda: word(part("document", f"<w:body>{p(random.Random(3).randbytes(6_000_000).hex())}</w:body>")),
        "10 MB",
    ),
    "cut short .docx": (lambda: doc("Căn cứ " * 500)[:-200], "hỏng"),
    "cut in the middle .docx": (lambda: doc("Căn cứ " * 500)[:700], "hỏng"),
    "broken XML": (lambda: word("<w:document"), "không đúng ngữ pháp"),
    "empty document part": (lambda: word(""), "không đúng ngữ pháp"),
    "no document part": (lambda: zipped({"[Content_Types].xml": b"<Types/>"}), "không có nội dung"),
    "spreadsheet": (lambda: zipped({"xl/workbook.xml": b"<a/>"}), "Excel"),
    "plain zip": (lambda: zipped({"a.txt": b"a"}), "tệp nén"),
    "locked zip": (locked_zip, "mật khẩu"),
    "locked .docx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(500), "mật khẩu"),
    "old container without Word": (lambda: OLE, "97-2003"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "ảnh"),
    "other archive": (lambda: b"Rar!\x1a\x07" + bytes(100), "tệp nén"),
    "XML that is no page": (lambda: b"<?xml version='1.0'?><a/>", "XML"),
    "nested page": (lambda: b"<html><body>" + b"<div>" * 10_000 + b"x", "nhiều lớp"),
    "page of many tags": (lambda: b"<html><body>" + b"<p>x" * 3_000_000, "quá nhiều thẻ"),
    "page of many attributes": (
        lambda: b"<html><body><p " + b" ".join(b"a%d=x" % i for i in range(200_000)) + b">x</p>", "thuộc tính",
    ),
    "page of attributes behind a quote": (
        lambda: b"<html><body><p \" " + b" ".join(b"a%d" % i for i in range(200_000)) + b">x</p>", "thuộc tính",
    ),
    "spreadsheet named .docx": (lambda: packed({"xl/workbook.xml": b"<a/>"}), "Excel"),
    "text in an old code": (
        lambda: "C¨n cø LuËt phßng, chèng ma tuý; ®Ò nghÞ c¸c c¬ quan\n".encode() * 20, "TCVN3",
    ),
    "blank text": (lambda: b" \n \n", "không có chữ"),
    "lines without end": (lambda: b"a\n" * 600_000, "500000 dòng"),
}


@pytest.mark.parametrize("name", HOSTILE)
def it_says_in_one_message_what_is_wrong(name: str) -> None:
    build, words = HOSTILE[name]
    with pytest.raises(PlanforgeError, match=words) as caught:
        read(BytesIO(build()), "kh.docx")
    error = caught.value
    assert error.found.startswith("kh.docx")
    assert all(text.endswith((".", ")")) for text in (error.found, error.why, error.do))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + random.Random(4).randbytes(5_000)])
def it_refuses_a_broken_pdf(data: bytes) -> None:
    pytest.importorskip("pypdfium2", reason="pip install 'planforge[pdf]'")
    with pytest.raises(PlanforgeError, match="hỏng"):
        read(BytesIO(data), "kh.pdf")


class DescribePaths:
    def it_refuses_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(PlanforgeError, match="Không thấy"):
            read(tmp_path / "không có.docx")

    def it_refuses_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(PlanforgeError, match="thư mục"):
            read(tmp_path)

    def it_refuses_a_device_that_never_ends(self) -> None:
        if not Path("/dev/zero").exists():
            pytest.skip("no /dev/zero here")
        with pytest.raises(PlanforgeError, match="tệp thường"):
            read("/dev/zero")

    def it_refuses_a_pipe_and_a_link_to_itself(self, tmp_path: Path) -> None:
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes with names here")
        os.mkfifo(tmp_path / "fifo.docx")
        (tmp_path / "vong.docx").symlink_to("vong.docx")
        for name, words in (("fifo.docx", "tệp thường"), ("vong.docx", "Không mở được")):
            with pytest.raises(PlanforgeError, match=words):
                read(tmp_path / name)
            with pytest.raises(PlanforgeError, match=words):
                read_blocks(str(tmp_path / name))

    def it_refuses_an_impossible_path(self) -> None:
        with pytest.raises(PlanforgeError, match="Không mở được"):
            read("a\x00b")

    def it_refuses_a_file_it_may_not_open(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.docx"
        path.write_bytes(doc("x"))

        def refused(*_: object, **__: object) -> None:
            raise PermissionError(13, "denied")

        monkeypatch.setattr(Path, "read_bytes", refused)
        with pytest.raises(PlanforgeError, match="quyền"):
            read(path)

    def it_refuses_a_stream_that_never_ends(self) -> None:
        class Endless(io.RawIOBase):
            def read(self, size: int = -1) -> bytes:
                assert 0 < size <= MAX_FILE + 1
                return bytes(size)

        with pytest.raises(PlanforgeError, match="256 MB"):
            read(Endless(), "x")  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(200))
def it_never_fails_otherwise_on_damaged_documents(seed: int) -> None:
    """Bytes of a good document are changed at random, inside the parts and in the zip around them."""
    chance = random.Random(seed)
    good = doc(p("Căn cứ ", r("Luật")), table([["a", "b"]]), header=p("Đầu"), styles="<w:style/>")
    if seed % 2:
        parts = {name: bytearray(data) for name, data in unzipped(good).items()}
        hurt = parts[chance.choice(sorted(parts))]
        for _ in range(chance.randrange(1, 6)):
            hurt[chance.randrange(len(hurt))] = chance.choice(b"<>&\"'=/ \x00\xff09azw:")
        data = zipped({name: bytes(part_) for name, part_ in parts.items()})
    else:
        broken = bytearray(good)
        for _ in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        data = bytes(broken)
    try:
        read(BytesIO(data), "kh.docx")
    except PlanforgeError as error:
        assert error.found and error.why and error.do


MEASURED = """
import resource, sys, time
started = time.monotonic()
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]) << 20,) * 2)
from planforge.errors import PlanforgeError
from planforge.reading import read, read_lines
try:
    if sys.argv[3] == "lines":
        print(sum(1 for _ in read_lines(sys.argv[1])))
    else:
        print(len(read(sys.argv[1]).text()))
except PlanforgeError as error:
    print(error.found)
assert time.monotonic() - started < 30
"""


def measured(path: Path, megabytes: int, how: str = "read") -> str:
    """What a process of its own prints that may use no more than so much memory and 30 seconds."""
    pytest.importorskip("resource", reason="limits need a Unix")
    job = [sys.executable, "-c", MEASURED, str(path), str(megabytes), how]
    done = subprocess.run(job, capture_output=True, text=True, timeout=60, env=os.environ | {"PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class DescribeMemory:
    @pytest.mark.parametrize("name", ["zip bomb", "many tags", "nested tables", "one text of 50 MB"])
    def it_stays_small_whatever_the_file_wants(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / "kh.docx"
        path.write_bytes(HOSTILE[name][0]())
        assert measured(path, 600).startswith(str(path))

    def it_reads_a_paragraph_of_50_mb(self, tmp_path: Path) -> None:
        path = tmp_path / "kh.txt"
        path.write_bytes("Căn cứ ".encode() * 5_000_000)
        assert measured(path, 1200) == "35000000"

    @pytest.mark.slow
    def it_streams_200_mb_of_text_in_flat_memory(self, tmp_path: Path) -> None:
        path = tmp_path / "kh.txt"
        line = ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;" * 2 + "\n").encode()
        with path.open("wb") as stream:
            for _ in range(200):
                stream.write(line * (1_000_000 // len(line)))
        assert int(measured(path, 150, "lines")) == 200 * (1_000_000 // len(line))


def it_streams_nothing_from_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(PlanforgeError, match="Không thấy"):
        list(read_lines(tmp_path / "x.txt"))
