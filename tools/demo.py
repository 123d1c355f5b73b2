"""``make demo``: one real commune's plan under one real provincial plan, and what was checked in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from docx import Document

from planforge import Plan, PlanforgeError, Request, derive, load_catalogue, read_plan, render, write_output

DIRECTIVE = "kh-62-kh-ubnd-dak-lak-2024"
UNIT = "phường Buôn Ma Thuột, Đắk Lắk"
NAME = "ke-hoach-phuong-buon-ma-thuot"
SHIFTED = "vien-dan-doi-hieu-luc"
STATUSES = {
    "taken": "tiếp nhận", "delegated": "giao lại cấp dưới", "declined": "không tiếp nhận",
    "missing": "bỏ sót",
}  # fmt: skip
STYLES = {"Căn cứ", "Mục I", "Nơi nhận"}
ROOT = Path(__file__).resolve().parents[1]


class Check(NamedTuple):
    """One thing looked at: whether it held (None: could not look), and what was seen."""

    what: str
    held: bool | None
    seen: str


def main() -> int:
    today = date.today()
    plan = derive_on(today)
    files, absent = write_all(plan, ROOT / "demo")
    checks = [
        *check_docx(plan, files["docx"]),
        Check("Sinh lại", render(derive_on(today)) == files["docx"].read_bytes(), "giống nhau từng byte"),
        check_pages(files["pdf"]) if "pdf" in files else Check("Số trang", None, absent["pdf"]),
    ]
    print("\n".join(story(plan, today, files, absent, checks)))
    return 1 if any(check.held is False for check in checks) else 0


def derive_on(day: date) -> Plan:
    """The demonstration plan, from a catalogue opened anew."""
    return derive(load_catalogue(), Request(DIRECTIVE, UNIT, day))


def write_all(plan: Plan, folder: Path) -> tuple[dict[str, Path], dict[str, str]]:
    """The files written, by format, and why for each format that this machine cannot make."""
    folder.mkdir(exist_ok=True)
    files: dict[str, Path] = {}
    absent: dict[str, str] = {}
    for output in ("docx", "html", "xlsx", "pdf"):
        path = folder / f"{NAME}.{output}"
        try:
            write_output(path, render(plan, output), force=True)
        except PlanforgeError as error:
            if output == "docx":
                raise
            path.unlink(missing_ok=True)
            absent[output] = str(error)
        else:
            files[output] = path
    return files, absent


def check_docx(plan: Plan, path: Path) -> Iterator[Check]:
    """Open the file again, with planforge and with python-docx, and compare with what was meant."""
    yield Check("Mở lại", read_plan(path) == plan, "kế hoạch lưu trong tệp đúng là kế hoạch đã lập")
    document = Document(str(path))
    shown = iter([_bare(paragraph.text) for paragraph in document.paragraphs])
    meant = [_bare(f"{node.number}{node.text}") for _, node in plan.nodes()]
    found = sum(any(text == one for one in shown) for text in meant)
    yield Check("Nội dung", found == len(meant), f"{found}/{len(meant)} đoạn có trong tệp, đúng thứ tự")
    used = {tag.val for tag in document.element.iter("{*}pStyle")}
    names = {style.name for style in document.styles if style.style_id in used}
    yield Check("Cấu trúc", names >= STYLES, f"{len(names)} kiểu đoạn có tên: {', '.join(sorted(STYLES))}…")
    rows, wanted = len(document.tables[-1].rows) - 1, len(plan.appendix.rows) if plan.appendix else 0
    yield Check("Phụ lục", rows == wanted, f"{rows}/{wanted} dòng phân công")


def check_pages(pdf: Path) -> Check:
    """Pages as LibreOffice lays them out."""
    count = len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))
    return Check("Số trang", count > 1, f"{count} trang khi mở bằng LibreOffice")


def _bare(text: str) -> str:
    """Without spaces, case and the closing mark, which belong to the format."""
    return re.sub(r"\s+", "", text).casefold().removesuffix("./.").rstrip(".")


def story(
    plan: Plan, day: date, files: dict[str, Path], absent: dict[str, str], checks: list[Check]
) -> Iterator[str]:
    """All of it in Vietnamese, for a person."""
    yield f"Kế hoạch {plan.header.subject}"
    yield f"theo Kế hoạch số 62/KH-UBND ngày 02/4/2024 của UBND tỉnh Đắk Lắk, lập ngày {day:%d/%m/%Y}"
    yield "\nĐã ghi:"
    yield from (f"  {path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB" for path in files.values())
    yield from (f"  không có .{output}: {why}" for output, why in absent.items())
    counts = Counter(entry.status for entry in plan.coverage)
    yield f"\nNhiệm vụ, chỉ tiêu của tỉnh: {len(plan.coverage)}"
    yield from (f"  {counts[status]:>3}  {name}" for status, name in STATUSES.items())
    shifted = [notice.text for notice in plan.notices if notice.code == SHIFTED]
    yield f"\nViện dẫn đã đổi hiệu lực từ năm 2024: {len(shifted)}"
    yield from (f"  - {text}" for text in shifted)
    yield "\nĐã kiểm:"
    marks = {True: "đạt", False: "KHÔNG ĐẠT", None: "chưa kiểm"}
    yield from (f"  {check.what:<9} {marks[check.held]:<10} {check.seen}" for check in checks)
    yield "\nXem từng dòng lấy từ đâu:"
    yield f"  .venv/bin/planforge explain {files['docx'].relative_to(ROOT)}"


if __name__ == "__main__":
    raise SystemExit(main())
