"""``planforge catalogue``: search, list, show, validate, schema."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.catalogue_add import add
from planforge.cli.catalogue_impact import impact
from planforge.cli.console import FORMAT_OPTION, print_json, print_table
from planforge.errors import ExitCode

if TYPE_CHECKING:
    from planforge.catalogue.catalogue import Catalogue

KINDS = {
    "van-ban": "văn bản được viện dẫn",
    "chi-dao": "văn bản chỉ đạo",
    "nhiem-vu": "nhiệm vụ mẫu",
    "chuyen-de": "chuyên đề",
    "to-chuc": "cơ quan, tổ chức",
    "linh-vuc": "lĩnh vực",
    "thoi-ky": "thời kỳ",
    "don-vi": "đơn vị hành chính",
}
OPTIONS = "[TÙY CHỌN]"
AS_OF = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="NĂM-THÁNG-NGÀY",
    help="Xét tại ngày (mặc định: hôm nay).",
)


@click.group(options_metavar=OPTIONS, subcommand_metavar="LỆNH [THAM SỐ]…")
def catalogue() -> None:
    """Tra cứu, kiểm tra danh mục: văn bản, văn bản chỉ đạo, nhiệm vụ mẫu, cơ quan, đơn vị."""


@catalogue.command(options_metavar=OPTIONS, short_help="Tìm theo chữ, số hiệu, tên.")
@click.argument("query", metavar="TỪ_CẦN_TÌM", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(list(KINDS)), help="Chỉ tìm trong một loại mục.")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True, help="Số kết quả nhiều nhất.")
@AS_OF
@FORMAT_OPTION
@click.pass_obj
def search(
    folder: Path | None,
    query: tuple[str, ...],
    kind: str | None,
    limit: int,
    as_of: datetime | None,
    output: str,
) -> None:
    """Tìm theo chữ, số hiệu, tên; có dấu hay không dấu đều được."""
    known = _load(folder)
    words = " ".join(query)
    found = [] if kind == "don-vi" else [
        (hit.kind, hit.id, hit.title) for hit in known.search(words, (kind,) if kind else None, limit)
    ]  # fmt: skip
    if kind in (None, "don-vi") and len(found) < limit:
        units = known.units.candidates(words, _day(as_of), limit - len(found))
        found += [("don-vi", unit.id, known.units.path(unit, _day(as_of))) for unit in units]
    _print_entries(found, output, f"Không tìm thấy mục nào có '{words}'.")


@catalogue.command("list", options_metavar=OPTIONS, short_help="Liệt kê các mục của một loại.")
@click.argument("kind", metavar="[LOẠI]", required=False, type=click.Choice(list(KINDS)))
@AS_OF
@FORMAT_OPTION
@click.pass_obj
def list_(folder: Path | None, kind: str | None, as_of: datetime | None, output: str) -> None:
    """Liệt kê các mục của một LOẠI; không ghi loại thì đếm số mục của từng loại."""
    known = _load(folder)
    if kind is None:
        counts = Counter(hit.kind for hit in known.entries())
        day, places = _day(as_of), known.units
        counts["don-vi"] = len(places.children("vn", day)) + len(places.all_communes(day))
        if output == "json":
            print_json({"counts": {name: counts[name] for name in KINDS}})
            return
        print_table(("Loại", "Số mục", "Gồm"), [(name, str(counts[name]), KINDS[name]) for name in KINDS])
        return
    if kind == "don-vi":
        units = known.units.children("vn", _day(as_of))
        found = [("don-vi", unit.id, unit.full_name) for unit in units]
    else:
        found = [(hit.kind, hit.id, hit.title) for hit in known.entries(kind)]
    _print_entries(found, output, "Chưa có mục nào.")


@catalogue.command(options_metavar=OPTIONS, short_help="Xem một mục, kèm tình trạng tại ngày.")
@click.argument("words", metavar="MÃ_HOẶC_TÊN", nargs=-1, required=True)
@AS_OF
@FORMAT_OPTION
@click.pass_obj
def show(folder: Path | None, words: tuple[str, ...], as_of: datetime | None, output: str) -> None:
    """Xem một mục theo mã, số hiệu văn bản hoặc tên đơn vị; văn bản kèm tình trạng hiệu lực tại ngày."""
    from planforge.cli.catalogue_show import found_entries, print_entry

    known, name = _load(folder), " ".join(words)
    shown = found_entries(known, name, _day(as_of))
    if output == "json":
        print_json({"query": name, "as_of": _day(as_of).isoformat(), "entries": [entry.document for entry in shown]})
        return
    for number, entry in enumerate(shown):
        if number:
            click.echo()
        print_entry(entry)


@catalogue.command(options_metavar=OPTIONS, short_help="Kiểm tra mọi tệp YAML của danh mục.")
@click.argument("directory", metavar="[THƯ_MỤC]", required=False, type=click.Path(path_type=Path))
@FORMAT_OPTION
@click.pass_obj
def validate(folder: Path | None, directory: Path | None, output: str) -> int:
    """Kiểm tra mọi tệp YAML: cú pháp, trường sai, mã không có, thời gian chồng nhau, việc không ai làm."""
    from planforge.catalogue.locations import catalogue_folder
    from planforge.catalogue.problems import shown
    from planforge.catalogue.validation import validate as find_problems

    where = catalogue_folder(directory or folder)
    problems = find_problems(where)
    errors = sum(problem.severity == "error" for problem in problems)
    if output == "json":
        rows = [{"file": shown(p.file), "line": p.line, "severity": p.severity, "message": p.message} for p in problems]
        print_json({"folder": str(where), "errors": errors, "problems": rows})
    else:
        for problem in problems:
            click.echo(f"{problem}{'' if problem.severity == 'error' else ' (cảnh báo)'}")
        click.echo(f"{errors} lỗi, {len(problems) - errors} cảnh báo" if problems else "Danh mục không có lỗi.")
    return int(ExitCode.FINDINGS if errors else ExitCode.FINE)


@catalogue.command(options_metavar=OPTIONS, short_help="Ghi JSON Schema cho trình soạn thảo.")
@click.option("-o", "--output", "directory", type=click.Path(path_type=Path), metavar="THƯ_MỤC",
              help="Thư mục ghi (mặc định: schema/ trong danh mục).")  # fmt: skip
@click.pass_obj
def schema(folder: Path | None, directory: Path | None) -> None:
    """Ghi JSON Schema của từng loại tệp, để trình soạn thảo gợi ý và báo lỗi khi gõ YAML."""
    from planforge.catalogue.locations import catalogue_folder
    from planforge.catalogue.schema import write_schemas

    target = directory or catalogue_folder(folder) / "schema"
    for path in write_schemas(target):
        click.echo(path)


catalogue.add_command(add)
catalogue.add_command(impact)


def _load(folder: Path | None) -> Catalogue:
    from planforge.catalogue.catalogue import Catalogue

    return Catalogue.load(folder)


def _day(as_of: datetime | None) -> date:
    return as_of.date() if as_of else date.today()


def _print_entries(found: list[tuple[str, str, str]], output: str, nothing: str) -> None:
    if output == "json":
        print_json({"entries": [{"kind": kind, "id": identity, "title": title} for kind, identity, title in found]})
    elif found:
        print_table(("Loại", "Mã", "Tên"), found)
    else:
        click.echo(nothing, err=True)
