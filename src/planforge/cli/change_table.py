"""What an update would do or did, for a person: each change once, then what each plan needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from planforge.cli.console import print_table
from planforge.regeneration.change_summary import shared_changes, shared_impacts
from planforge.regeneration.change_words import told
from planforge.regeneration.results import Updated

KINDS = {"changed": "sửa", "added": "thêm", "removed": "bỏ", "moved": "chuyển chỗ", "source": "nguồn đổi"}
OUTCOMES = {"written": "cập nhật", "unchanged": "không đổi", "conflict": "xung đột", "refused": "không sửa"}
_NAMED = 3
_MOST = 20


def tell(results: Sequence[Updated], *, looked_only: bool, full: bool) -> None:
    """The change table, the law that moved, what a person has to do, and the count."""
    touched = [one for one in results if one.changes]
    if touched:
        click.echo("Thay đổi từ phía trên:")
        print_table(("Việc", "Vì", "Nội dung", "Kế hoạch"), list(_changes(results, full)))
        if full and len(touched) > 1:
            click.echo("Từng kế hoạch:")
            print_table(("Kế hoạch", "Việc", "Vì", "Nội dung"), list(_each(touched)))
    coming = [replace(one, changes=one.coming) for one in results if one.coming]
    if coming:
        click.echo("Sẽ đổi khi kế hoạch cấp trên được ban hành lại:")
        print_table(("Việc", "Vì", "Nội dung", "Kế hoạch"), list(_changes(coming, full)))
    for law in shared_impacts(results):
        one, where = law.example, f" ({', '.join(law.example.places)})" if law.example.places else ""
        click.echo(f"{_which(law.plans)}: dựa vào {one.name}{where}, {one.status}.{f' {one.now}' if one.now else ''}")
    _needs(results, full)
    _previous(results)
    click.echo(_count(results, looked_only))


def _changes(results: Sequence[Updated], full: bool) -> Iterator[tuple[str, ...]]:
    for shared in shared_changes(results):
        yield KINDS[shared.kind], "; ".join(shared.causes), told(shared.example, full=full), _which(shared.plans)


def _each(touched: Iterable[Updated]) -> Iterator[tuple[str, ...]]:
    for one in touched:
        for change in one.changes:
            yield one.path.name, KINDS[change.kind], "; ".join(change.causes), told(change, full=True)


def _which(plans: Sequence[Updated]) -> str:
    """The plans by name where they are few, else how many."""
    if len(plans) <= _NAMED:
        return ", ".join(one.path.name for one in plans)
    return f"{_number(len(plans))} kế hoạch"


def _needs(results: Sequence[Updated], full: bool) -> None:
    """What has to be known or done about single plans; the same sentence once for all that it is about."""
    about: dict[str, list[Updated]] = {}
    for one in results:
        for line in _lines(one):
            about.setdefault(line, []).append(one)
    alone: dict[Path, list[str]] = {}
    for line, plans in about.items():
        if len(plans) > 1:
            names = [one.path.name for one in plans] if full else [one.path.name for one in plans[:_NAMED]]
            more = "" if len(names) == len(plans) else f" và {_number(len(plans) - len(names))} tệp khác"
            click.echo(f"{', '.join(names)}{more}:\n  {line}")
        else:
            alone.setdefault(plans[0].path, []).append(line)
    for count, (path, lines) in enumerate(alone.items()):
        if count == _MOST and not full:
            rest = _number(len(alone) - count)
            click.echo(f"… và {rest} tệp khác: xem hết bằng --full, -o TỆP.xlsx hoặc --format json.")
            break
        click.echo("\n  ".join([f"{path}:", *lines]))


def _lines(one: Updated) -> Iterator[str]:
    yield from (*one.settle, *one.notes)
    if one.error:
        yield one.error
    if one.suspects and one.outcome == "unchanged":
        yield (
            f"Nguồn đã đổi, cần xem lại: {'; '.join(one.doubts)}. "
            "Để nguyên là đúng thì chạy planforge explain TỆP --node MÃ --clear."
        )


def _previous(results: Sequence[Updated]) -> None:
    for folder in dict.fromkeys(one.previous.parent for one in results if one.previous):
        click.echo(f"Bản trước khi cập nhật nằm ở {folder}, chép đè lại nếu muốn quay về.")


def _count(results: Sequence[Updated], looked_only: bool) -> str:
    counts = Counter(one.outcome for one in results)
    said = ", ".join(f"{_number(count)} {OUTCOMES[outcome]}" for outcome, count in counts.items())
    kept = sum(one.kept for one in results)
    edits = f" Giữ nguyên {_number(kept)} chỗ đơn vị đã sửa." if kept else ""
    return f"{'Sẽ là' if looked_only else 'Kết quả'}: {said or 'không có kế hoạch nào'}.{edits}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
