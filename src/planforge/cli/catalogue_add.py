"""``planforge catalogue add``: instruments into the user's own catalogue, by questions or from an export."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planforge.errors import CatalogueError, ExitCode

if TYPE_CHECKING:
    from planforge.catalogue.adding import Addition
    from planforge.catalogue.catalogue import Catalogue

QUESTIONS = (
    ("type", "Loại (Luật, Nghị định, Quyết định …)", True), ("number", "Số, ký hiệu", True),
    ("issued", "Ngày ban hành (22/11/2026)", True), ("issuer", "Cơ quan ban hành", True),
    ("title", "Trích yếu (với luật: tên luật)", True), ("effective_from", "Có hiệu lực từ ngày", False),
    ("effective_to", "Ngày cuối còn hiệu lực", False),
    ("replaces", "Thay thế văn bản (mã hoặc số; cách nhau bằng ;)", False),
    ("source", "Nguồn (địa chỉ trang, số công báo; cách nhau bằng ;)", False),
)  # fmt: skip
OUTCOMES = {"new": "mới", "changed": "đã có, khác", "same": "đã có, không đổi"}
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(options_metavar="[TÙY CHỌN]", short_help="Thêm văn bản vào danh mục của đơn vị.")
@click.option("--json", "json_file", type=_FILE, metavar="TỆP", help="Lấy từ tệp JSON (một mục hoặc danh sách).")
@click.option("--csv", "csv_file", type=_FILE, metavar="TỆP", help="Lấy từ tệp CSV, mỗi dòng một văn bản.")
@click.option("--map", "mapping", type=_FILE, metavar="TỆP.yaml",
              help="Tên cột của tệp ứng với trường nào: 'columns: {number: Số hiệu, …}'.")
@click.option("--into", type=click.Path(path_type=Path), metavar="TỆP.yaml", help="Tệp danh mục để ghi vào.")
@click.option("--yes", is_flag=True, help="Ghi cả những mục làm thay đổi điều danh mục đang có.")
@click.pass_obj
def add(folder: Path | None, json_file: Path | None, csv_file: Path | None, mapping: Path | None, into: Path | None,
        yes: bool) -> int:  # fmt: skip
    """Thêm văn bản: hỏi từng mục, hoặc từ tệp JSON, CSV xuất ra từ cơ sở dữ liệu khác.

    Mục đã có thì cho xem chỗ khác; chỉ ghi đè khi có --yes.
    """
    from planforge.api import load_catalogue
    from planforge.catalogue.adding import addition, store

    known = load_catalogue(folder)
    rows = _rows(json_file, csv_file, mapping)
    additions = [addition(fields, known, date.today(), where) for where, fields in rows]
    for one in additions:
        _tell(one, known)
    changed = [one for one in additions if one.outcome == "changed"]
    if changed and not yes:
        click.echo(f"Chưa ghi gì: {len(changed)} mục sẽ thay điều danh mục đang có. Xem lại rồi thêm --yes.", err=True)
        return int(ExitCode.FINDINGS)
    wanted = [one for one in additions if one.outcome != "same"]
    target = into or _target(known, folder)
    _refuse_double(wanted, target, known)
    if wanted:
        store(wanted, target)
        click.echo(f"Đã ghi {len(wanted)} văn bản vào {target}")
    else:
        click.echo("Danh mục đã có đủ, không ghi gì.")
    return int(ExitCode.FINE)


def _target(known: Catalogue, folder: Path | None) -> Path:
    """The user's own catalogue; a folder the user named holds its additions itself."""
    from planforge.catalogue.locations import user_catalogue

    named = folder is not None or "PLANFORGE_CATALOG" in os.environ
    return (known.folder if named else user_catalogue()) / "van-ban" / "bo-sung.yaml"


def _refuse_double(wanted: list[Addition], target: Path, known: Catalogue) -> None:
    """In a catalogue folder of one's own an entry lives in one file; a second copy would break it."""
    for one in wanted:
        place = known.folder / one.known_in if one.known_in else None
        inside = target.resolve().is_relative_to(known.folder)
        if place and inside and place.resolve() != target.resolve():
            raise CatalogueError(
                f"Mục {one.instrument.id} đang ở tệp {place}.", "Ghi thêm một bản nữa thì danh mục có hai mục cùng mã.",
                f"Sửa ngay trong tệp đó, hoặc dùng --into {place}.",
            )  # fmt: skip


def _tell(one: Addition, known: Catalogue) -> None:
    from planforge.citation.official import first_mention

    instrument = one.instrument
    click.echo(f"{OUTCOMES[one.outcome]}: {first_mention(instrument, known.wording)} [{instrument.id}]")
    for field, before, after in one.changes:
        click.echo(f"    {field}: {before} → {after}")
    if one.outcome != "same" and not instrument.sources:
        click.echo("    chưa có nguồn: hiệu lực sẽ được báo là chưa xác minh")


def _rows(json_file: Path | None, csv_file: Path | None, mapping: Path | None) -> Iterator[tuple[str, dict[str, str]]]:
    from planforge.catalogue.importing import csv_rows, json_rows

    if json_file and csv_file:
        raise click.UsageError("Chỉ dùng một trong hai: --json hoặc --csv.")
    if json_file:
        yield from json_rows(json_file, mapping)
    elif csv_file:
        yield from csv_rows(csv_file, mapping)
    else:
        yield "", {field: _ask(words, needed) for field, words, needed in QUESTIONS}


def _ask(words: str, needed: bool) -> str:
    default: Any = None if needed else ""
    return str(click.prompt(words, default=default, show_default=False))
