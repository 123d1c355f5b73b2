"""``planforge catalogue impact``: what must be looked at again when an instrument is replaced."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.catalogue_words import LABELS
from planforge.cli.console import FORMAT_OPTION, print_json, print_table

if TYPE_CHECKING:
    from planforge.catalogue.impact import Dependant

TITLE = 60
OBVIOUS = ("rests_on", "relations", "law")
NAMES = {
    "chi-dao": "văn bản chỉ đạo", "nhiem-vu": "nhiệm vụ mẫu", "chuyen-de": "chuyên đề", "van-ban": "văn bản",
    "cach-dien-dat": "cách diễn đạt", "to-chuc": "cơ quan, tổ chức", "mau": "mẫu trình bày",
}  # fmt: skip


@click.command(options_metavar="[TÙY CHỌN]", short_help="Xem những gì dựa trên một văn bản.")
@click.argument("words", metavar="MÃ_HOẶC_SỐ_HIỆU", nargs=-1, required=True)
@FORMAT_OPTION
@click.pass_obj
def impact(folder: Path | None, words: tuple[str, ...], output: str) -> None:
    """Liệt kê văn bản chỉ đạo, nhiệm vụ mẫu, câu mẫu, mẫu trình bày phải soát lại khi một văn bản bị thay thế."""
    from planforge.api import load_catalogue
    from planforge.catalogue.impact import impact as dependants
    from planforge.catalogue.locations import templates_folder
    from planforge.citation.official import first_mention
    from planforge.citation.status import status_at

    known, name = load_catalogue(folder), " ".join(words)
    numbered = known.instruments(number=name)
    instruments = numbered or (known.instrument(name),)
    shown = [(one, dependants(one, known, templates_folder())) for one in instruments]
    if output == "json":
        print_json({"version": 1, "instruments": [
            {"id": one.id, "dependants": [asdict(each) for each in found]} for one, found in shown
        ]})  # fmt: skip
        return
    for one, found in shown:
        click.echo(f"{first_mention(one, known.wording)} [{one.id}]")
        click.echo(f"  {status_at(one, date.today(), known).evidence}")
        print_table(
            ("Loại", "Mục", "Chỗ dùng", "Tệp"),
            [(NAMES[each.kind], _named(each), _place(each), each.file) for each in found],
        )
        counts = Counter(NAMES[each.kind] for each in found)
        told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
        click.echo(f"{len(found)} chỗ dựa trên văn bản này{': ' + told if told else ''}")


def _named(one: Dependant) -> str:
    title = one.title if len(one.title) <= TITLE else f"{one.title[: TITLE - 1]}…"
    return f"{title} [{one.id}]" if one.id not in one.title else title


def _place(one: Dependant) -> str:
    """In what way, and at which task or field unless the way says so already."""
    where = LABELS.get(one.part, one.part)
    return one.how if one.part in OBVIOUS or where.lower() == one.how else f"{one.how} ({where})"
