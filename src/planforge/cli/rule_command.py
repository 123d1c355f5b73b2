"""``planforge rule``: one rule in words, or the list of all."""

from __future__ import annotations

from typing import Any

import click

from planforge.cli.console import FORMAT_OPTION, print_fields, print_json, print_table


@click.command()
@click.argument("code", metavar="[MÃ]", required=False)
@FORMAT_OPTION
def rule(code: str | None, output: str) -> None:
    """Giải thích một quy tắc kiểm tra: Sai, Đúng, Căn cứ, mức độ; không ghi mã thì liệt kê mọi quy tắc."""
    from planforge.checking.findings import SEVERITY_NAMES
    from planforge.checking.registry import all_rules
    from planforge.checking.registry import rule as one_rule

    chosen = [one_rule(code)] if code else list(all_rules())
    if output == "json":
        print_json({"version": 1, "rules": [_data(one) for one in chosen]})
    elif code is None:
        print_table(
            ("Mã", "Tên", "Mức", "Nội dung"),
            [(one.code, one.name, SEVERITY_NAMES[one.severity], _first(one)) for one in chosen],
        )
    else:
        one = chosen[0]
        page = one.manual()
        fields = [("Nội dung", page[""]), ("Sai", page["Sai"]), ("Đúng", page["Đúng"]), ("Căn cứ", page["Căn cứ"])]
        fields += [("Vì sao", one.why), ("Mức", SEVERITY_NAMES[one.severity]), ("Tự sửa", FIXES[one.fix])]
        print_fields(f"{one.code} {one.name}", [(label, " ".join(text.split())) for label, text in fields])


FIXES = {"safe": "có, bằng --fix", "suggested": "chỉ đề xuất, người sửa quyết định", "none": "không"}


def _first(one: Any) -> str:
    return str(one.manual()[""]).partition(". ")[0].replace("\n", " ").rstrip(".")


def _data(one: Any) -> dict[str, str]:
    page = one.manual()
    return {
        "code": one.code, "name": one.name, "severity": one.severity, "ground": one.ground, "fix": one.fix,
        "text": page[""], "wrong": page["Sai"], "right": page["Đúng"], "source": page["Căn cứ"],
    }  # fmt: skip
