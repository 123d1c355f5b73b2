"""``planforge generate``: one directive, one unit, one date, one file."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from planforge import Plan, Request

FORMATS = ("docx", "pdf", "html", "xlsx", "json")
STATUS_NAMES = {
    "taken": "tiếp nhận", "delegated": "giao lại cấp dưới", "declined": "không tiếp nhận", "missing": "BỊ SÓT"
}  # fmt: skip


@click.command()
@click.argument("directive", metavar="VĂN_BẢN")
@click.option("--unit", "-u", required=True, metavar="ĐƠN_VỊ",
              help="Mã, tên đơn vị (có dấu hoặc không dấu) hoặc tệp hồ sơ don-vi.yaml.")
@click.option("--issued", type=click.DateTime(["%Y-%m-%d"]), metavar="NĂM-THÁNG-NGÀY",
              help="Ngày ký; pháp luật, cơ quan và địa giới lấy theo ngày này. Mặc định: hôm nay.")
@click.option("--number", metavar="SỐ", help="Số văn thư đã cấp; không ghi thì để trống số và ngày.")
@click.option("--signer", metavar="HỌ_TÊN", help="Họ tên người ký.")
@click.option("--capacity", metavar="TƯ_CÁCH", help="chu-tich, kt-pho-chu-tich, q-chu-tich, truong, kt-pho.")
@click.option("--template", metavar="MẪU", help="Mẫu trình bày, ví dụ kehoach/ubnd.")
@click.option("--set", "settings", multiple=True, metavar="KHÓA=GIÁ_TRỊ",
              help="Trả lời thêm: thon, luu, bien-gioi, chi-tieu.<mã>, bao-cao.<mã>…")
@click.option("--format", "output", type=click.Choice(FORMATS), default="docx", show_default=True,
              help="Dạng tệp ra.")
@click.option("--output", "-o", "path", type=click.Path(path_type=Path), metavar="TỆP", help="Tệp ra.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@click.pass_obj
def generate(folder: Path | None, /, directive: str, unit: str, settings: tuple[str, ...], output: Any,
             path: Path | None, force: bool, **asked: Any) -> None:
    """Sinh kế hoạch của một đơn vị từ VĂN_BẢN chỉ đạo của cấp trên.

    VĂN_BẢN là mã trong danh mục, tệp YAML, hoặc kế hoạch .docx của cấp trên do planforge lập (đã có số, ngày).
    """
    from planforge import derive, load_catalogue, render, write_output

    plan = derive(load_catalogue(folder), _request(directive, unit, settings, asked))
    if output == "json" and path is None:
        sys.stdout.buffer.write(render(plan, "json") + b"\n")
        return
    target = path or Path(f"{_name(plan)}.{output}")
    # Refuse early: making a PDF is slow, and the answer would be the same.
    write_output(target, render(plan, output), force)
    click.echo(summary(plan, target), err=output == "json")


def _request(directive: str, unit: str, settings: tuple[str, ...], asked: dict[str, Any]) -> Request:
    from planforge.api import Request, load_profile

    profile = load_profile(Path(unit)) if unit.endswith((".yaml", ".yml")) else None
    issued: datetime | None = asked.pop("issued")
    return Request(
        directive=directive, unit=profile.unit if profile else unit,
        as_of=issued.date() if issued else date.today(), settings=dict(_pair(one) for one in settings),
        profile=profile, **asked,
    )


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip() or not value.strip():
        raise click.BadParameter(f"'{text}' không có dạng KHÓA=GIÁ_TRỊ.", param_hint="--set")
    return key.strip(), value.strip()


def _name(plan: Plan) -> str:
    facts = dict(plan.request)
    return f"ke-hoach-{facts['unit'].replace('@', '-')}-{facts['directive']}"


def summary(plan: Plan, path: Path) -> str:
    """What was made and what the clerk should look at, in Vietnamese."""
    counts: Counter[str] = Counter(entry.status for entry in plan.coverage)
    lines = [f"Đã ghi {path}", f"  {plan.header.subject}"]
    lines.append("  Nhiệm vụ, chỉ tiêu của cấp trên: " + ", ".join(
        f"{counts[status]} {name}" for status, name in STATUS_NAMES.items() if counts[status]
    ))
    declined = Counter(entry.why for entry in plan.coverage if entry.status == "declined")
    lines += [f"    không tiếp nhận {count}: {why}" for why, count in declined.most_common()]
    lines += [f"  Lưu ý: {notice.text}" for notice in plan.notices]
    if path.suffix.lower() == ".docx":
        lines.append(f"Xem nguồn gốc từng dòng: planforge explain {path}")
    return "\n".join(lines)
