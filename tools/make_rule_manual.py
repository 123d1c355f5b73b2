"""Write ``docs/quy-tac.md``: the manual of the checking rules, from their docstrings."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "docs" / "quy-tac.md"
GROUPS = {
    "facts": "Đúng với danh mục và thống nhất trong văn bản",
    "force": "Hiệu lực tại ngày của văn bản",
    "form": "Cách viết một viện dẫn",
    "bases": "Các dòng Căn cứ",
    "own": "Số, ngày của chính văn bản",
}
HEAD = """# Quy tắc kiểm tra

<!-- Sinh từ chú giải của từng quy tắc: python tools/make_rule_manual.py. Không sửa tay. -->

`planforge check TỆP` chạy mọi quy tắc dưới đây và nói rõ quy tắc nào chưa kiểm được. `planforge rule MÃ` in một mục.
Điều không tra được thì ghi là chưa kiểm, không bao giờ coi là đạt.

"""


def manual() -> str:
    """The whole page."""
    from planforge.checking.findings import SEVERITY_NAMES
    from planforge.checking.registry import all_rules
    from planforge.cli.rule_command import FIXES

    parts = [HEAD, "| mã | tên | mức | tự sửa |\n|---|---|---|---|\n"]
    rules = all_rules()
    parts += [
        f"| [{one.code}](#{one.code.lower()}) | {one.name} | {SEVERITY_NAMES[one.severity]} | {FIXES[one.fix]} |\n"
        for one in rules
    ]
    for group, title in GROUPS.items():
        parts.append(f"\n## {title}\n")
        for one in rules:
            if f".{group}." in type(one).__module__:
                page = {name: " ".join(text.split()) for name, text in one.manual().items()}
                parts.append(f'\n<a id="{one.code.lower()}"></a>\n### {one.code} {one.name}\n\n{page[""]}\n\n')
                parts.append(f"- Sai: {page['Sai']}\n- Đúng: {page['Đúng']}\n- Căn cứ: {page['Căn cứ']}\n")
                parts.append(f"- Vì sao: {one.why}\n")
    return "".join(parts)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    MANUAL.parent.mkdir(exist_ok=True)
    MANUAL.write_text(manual(), encoding="utf-8")
    print(MANUAL.relative_to(ROOT))
