"""``planforge generate`` and ``explain`` as a clerk types them, and every way to get them wrong."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from planforge.cli.main import run

KH62 = "kh-62-kh-ubnd-dak-lak-2024"
WARD = ["--unit", "phuong Buon Ma Thuot, Dak Lak", "--issued", "2026-11-22"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(capsys, folder: Path, *args: str) -> str:
    """The one message of a refused request; nothing is written."""
    before = sorted(folder.iterdir())
    assert run(["generate", *args]) == 2
    assert sorted(folder.iterdir()) == before
    message = capsys.readouterr().err.strip()
    assert message and "Traceback" not in message
    return message


class DescribeGenerate:
    def it_writes_the_plan_and_says_what_became_of_the_superiors_tasks(self, folder, capsys):
        assert run(["generate", KH62, *WARD]) == 0
        path = folder / f"ke-hoach-24121-2-cap-{KH62}.docx"
        told = capsys.readouterr().out
        written = list(folder.glob("*.docx"))
        assert len(written) == 1 and zipfile.ZipFile(written[0]).testzip() is None
        assert "tiếp nhận" in told and "1452/QĐ-TTg" in told
        assert path.suffix == ".docx"

    def it_prints_one_json_document_and_nothing_else(self, folder, capsys):
        assert run(["generate", KH62, *WARD, "--format", "json"]) == 0
        plan = json.loads(capsys.readouterr().out)
        assert set(plan) >= {"header", "nodes", "coverage", "recipients", "signature"}
        assert set(plan["nodes"][0]) >= {"id", "kind", "level", "number", "text", "lineage"}
        assert {"from", "adapted"} <= set(plan["nodes"][0]["lineage"])
        assert {"task", "status", "why"} <= set(plan["coverage"][0])
        assert not list(folder.iterdir())

    @pytest.mark.parametrize("kind", ["html", "xlsx", "json"])
    def it_writes_other_kinds_of_file(self, folder, kind):
        assert run(["generate", KH62, *WARD, "--format", kind, "-o", f"kh.{kind}"]) == 0
        assert (folder / f"kh.{kind}").stat().st_size > 1000

    def it_gives_the_same_bytes_twice(self, folder):
        for name in ("a.docx", "b.docx"):
            assert run(["generate", KH62, *WARD, "-o", name]) == 0
        assert (folder / "a.docx").read_bytes() == (folder / "b.docx").read_bytes()

    def it_takes_a_profile_file_for_the_unit(self, folder):
        Path("don-vi.yaml").write_text("unit: phường Buôn Ma Thuột\nchair: Nguyễn Văn A\nfiling: VT, CA\n", "utf-8")
        assert run(["generate", KH62, "--unit", "don-vi.yaml", "--issued", "2026-11-22", "-o", "kh.json",
                    "--format", "json"]) == 0
        plan = json.loads(Path("kh.json").read_text("utf-8"))
        assert plan["signature"]["name"] == "Nguyễn Văn A"
        assert plan["recipients"][-1]["text"] == "Lưu: VT, CA"

    def it_takes_a_directive_the_catalogue_does_not_have(self, folder):
        Path("vb.yaml").write_text(OWN_DIRECTIVE, "utf-8")
        assert run(["generate", "vb.yaml", "--unit", "xã Ea Súp, Đắk Lắk", "--issued", "2026-11-22", "--format", "json",
                    "-o", "kh.json"]) == 0
        plan = json.loads(Path("kh.json").read_text("utf-8"))
        assert any("Kế hoạch số 150/KH-UBND ngày 01/10/2026" in node["text"] for node in plan["nodes"])
        own = next(row for row in plan["appendix"]["rows"] if "nhà ở kết hợp" in " ".join(row))
        assert "Trước ngày 26/01/2027" in own and "Biên bản kiểm tra" in own


class DescribeBadRequests:
    def it_names_the_unknown_unit(self, folder, capsys):
        assert "Không Có Thật" in refused(capsys, folder, KH62, "--unit", "phường Không Có Thật")

    def it_lists_the_candidates_of_an_ambiguous_unit(self, folder, capsys):
        message = refused(capsys, folder, KH62, "--unit", "xã Tân Tiến", "--issued", "2026-11-22")
        assert message.count("Tân Tiến") >= 3 and "01/7/2025" in message

    def it_refuses_a_unit_outside_the_directives_area(self, folder, capsys):
        message = refused(capsys, folder, KH62, "--unit", "phường Tuy Hòa", "--issued", "2026-11-22")
        assert "nằm ngoài địa bàn" in message

    def it_refuses_a_day_before_the_directive(self, folder, capsys):
        message = refused(capsys, folder, KH62, "--unit", "huyện Krông Pắc", "--issued", "2024-01-15")
        assert "đứng trước ngày ban hành 02/4/2024" in message

    def it_names_the_unknown_directive_and_its_neighbours(self, folder, capsys):
        assert KH62 in refused(capsys, folder, "kh-62-kh-ubnd-dak-lak-2025", *WARD)

    def it_names_line_and_field_of_a_directive_with_errors(self, folder, capsys):
        Path("vb.yaml").write_text(OWN_DIRECTIVE.replace("addressees:", "adressees:"), "utf-8")
        message = refused(capsys, folder, "vb.yaml", *WARD)
        assert "vb.yaml" in message and "adressees" in message and "addressees" in message

    def it_refuses_a_capacity_that_is_not_supported(self, folder, capsys):
        assert "Đoàn Thanh niên" in refused(capsys, folder, KH62, *WARD, "--capacity", "bi-thu")

    def it_does_not_overwrite_without_force(self, folder, capsys):
        Path("kh.docx").write_text("bản của tôi", "utf-8")
        assert "--force" in refused(capsys, folder, KH62, *WARD, "-o", "kh.docx")
        assert Path("kh.docx").read_text("utf-8") == "bản của tôi"

    def it_says_when_the_folder_is_missing(self, folder, capsys):
        assert "thư mục" in refused(capsys, folder, KH62, *WARD, "-o", "khong/co/kh.docx").lower()

    def it_names_the_unknown_template(self, folder, capsys):
        assert "kehoach/ubnd" in refused(capsys, folder, KH62, *WARD, "--template", "../../etc")

    def it_names_the_unknown_tag_of_an_offices_own_shell(self, folder, capsys):
        from planforge.catalogue.locations import templates_folder

        shell = templates_folder() / "kehoach" / "ubnd" / "shell.docx"
        Path("mau").mkdir()
        with zipfile.ZipFile(shell) as source, zipfile.ZipFile("mau/shell.docx", "w") as target:
            for name in source.namelist():
                data = source.read(name)
                target.writestr(name, data.replace(b"dia_danh_ngay", b"dia_dan_ngay"))
        message = refused(capsys, folder, KH62, *WARD, "--template", "mau", "-o", "kh.docx")
        assert "dia_dan_ngay" in message and "dia_danh_ngay" in message

    @pytest.mark.parametrize("pair", ["khong-co-dau-bang", "thonn=buôn"])
    def it_explains_a_wrong_set(self, folder, capsys, pair):
        assert "--set" in refused(capsys, folder, KH62, *WARD, "--set", pair)


class DescribeExplain:
    @pytest.fixture
    def plan(self, folder):
        run(["generate", KH62, *WARD, "-o", "kh.docx"])
        return folder / "kh.docx"

    def it_tells_where_each_line_comes_from_by_the_file_alone(self, plan, capsys):
        capsys.readouterr()
        assert run(["explain", str(plan)]) == 0
        told = capsys.readouterr().out
        assert "văn bản cấp trên kh-62-kh-ubnd-dak-lak-2024#" in told
        assert "«Công an tỉnh» → «Công an phường»" in told
        assert "nhiệm vụ mẫu" in told

    def it_tells_one_line_as_json(self, plan, capsys):
        capsys.readouterr()
        run(["explain", str(plan), "--format", "json"])
        first = json.loads(capsys.readouterr().out)["nodes"][0]["id"]
        assert run(["explain", str(plan), "--node", first, "--format", "json"]) == 0
        assert [node["id"] for node in json.loads(capsys.readouterr().out)["nodes"]] == [first]

    def it_refuses_a_line_and_a_file_it_does_not_know(self, plan, capsys):
        assert run(["explain", str(plan), "--node", "khongco"]) == 2
        Path("rong.docx").write_bytes(b"khong phai docx")
        assert run(["explain", "rong.docx"]) == 2
        assert "Traceback" not in capsys.readouterr().err


OWN_DIRECTIVE = """\
id: kh-150-kh-ubnd-dak-lak-2026
document:
  {type: ke-hoach, number: 150/KH-UBND, issued: 2026-10-01, issuer: Ủy ban nhân dân tỉnh Đắk Lắk,
   title: "Tổng kiểm tra an toàn phòng cháy, chữa cháy mùa khô"}
theme: phong-chay-chua-chay
issuer: ubnd-tinh
territory: 66@2-cap
addressees: [xa]
period: [2026-10-01, 2027-05-31]
action: Tổng kiểm tra an toàn phòng cháy, chữa cháy mùa khô
assignments:
- to: cong-an-tinh
  standing: true
  tasks:
  - {id: nv-1, text: Chỉ đạo Công an các xã tổng kiểm tra cơ sở có nguy cơ cháy nổ cao trên địa bàn tỉnh}
- cap: xa
  tasks:
  - {id: nv-2, text: Kiểm tra toàn bộ nhà ở kết hợp kinh doanh, deadline: 2027-01-29, product: Biên bản kiểm tra}
sources: [Văn bản nhận qua trục liên thông]
verified: true
"""
