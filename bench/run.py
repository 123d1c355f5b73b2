"""``make bench``: how quick planforge is beside public libraries on the same machine, in the same run.

Only the ratios mean anything elsewhere. Nothing here is a test, and nothing fails: the budgets stand in the design.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate

from measuring import peak_memory, process, table, take_turns
from planforge import Plan, Request, derive, load_catalogue, render
from planforge.rendering.context import boxes, profile, words
from planforge.rendering.engine import compile_template, find_shell
from planforge.rendering.environment import shell_environment
from planforge.rendering.filling import values
from planforge.rendering.package import read_package
from planforge.rendering.shell import Canvas

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"
DIRECTIVE, UNIT, DAY = "kh-62-kh-ubnd-dak-lak-2024", "phường Buôn Ma Thuột, Đắk Lắk", date(2026, 11, 22)
COMMAND = ("-c", "from planforge.cli.main import main; main()")
GENERATE = (*COMMAND, "generate", DIRECTIVE, "--unit", UNIT, "--issued", DAY.isoformat(), "--force", "-o", "kh.docx")
DOCXTPL = """
import sys
from docxtpl import DocxTemplate
template = DocxTemplate(sys.argv[1])
template.render({})
template.save("docxtpl.docx")
"""


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory(prefix="planforge-bench-") as name:
        os.environ["XDG_CACHE_HOME"] = name
        folder = Path(name)
        plan = derive(load_catalogue(), Request(DIRECTIVE, UNIT, DAY))
        size = len(render(plan)) // 1024
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} nhân, {rounds} lượt. Kế hoạch mẫu: "
              f"{sum(1 for _ in plan.nodes())} đoạn, {size} KB .docx.\n")  # fmt: skip
        for part in (start_up(folder, rounds), inside(plan, rounds), steps(plan, rounds), memory(folder)):
            print(part, end="\n\n")


def start_up(folder: Path, rounds: int) -> str:
    """Cold processes: ours beside the bare import of what we, and everybody, stand on."""
    shell = str(TEMPLATES / "kehoach" / "ubnd" / "shell.docx")
    spreads = take_turns({
        "python -c pass": process("-c", "pass", folder=folder),
        "python -c 'import click'": process("-c", "import click", folder=folder),
        "python -c 'import pydantic'": process("-c", "import pydantic", folder=folder),
        "python -c 'import docxtpl'": process("-c", "import docxtpl", folder=folder),
        "docxtpl: mẫu trống, ghi tệp": process("-c", DOCXTPL, shell, folder=folder),
        "planforge --help": process(*COMMAND, "--help", folder=folder),
        "planforge generate, ghi tệp": process(*GENERATE, folder=folder),
    }, rounds)  # fmt: skip
    return table("Tiến trình mới (tỉ lệ so với import docxtpl)", spreads, "python -c 'import docxtpl'")


def inside(plan: Plan, rounds: int) -> str:
    """One process, the same tree and the same shell: our engine, docxtpl, and deflating the same bytes alone."""
    parts = list(read_package(render(plan)).values())
    spreads = take_turns({
        "docxtpl, cùng mẫu và cùng nội dung": with_docxtpl(plan),
        "planforge.render": lambda: render(plan),
        "chỉ nén chừng ấy byte (zlib)": lambda: [zlib.compress(data, 6) for data in parts],
    }, rounds * 2)  # fmt: skip
    return table("Dựng .docx trong cùng tiến trình (tỉ lệ so với planforge)", spreads, "planforge.render")


def with_docxtpl(plan: Plan) -> Callable[[], bytes]:
    """What docxtpl needs for the same document: the same context, body included, through its own render."""
    path = find_shell(plan, TEMPLATES)
    shell = compile_template(path).shell

    def job() -> bytes:
        template = DocxTemplate(path)
        drawn = boxes(plan, Canvas(shell, profile(plan, shell)))
        template.render(values(words(plan), drawn), shell_environment(), autoescape=True)
        buffer = BytesIO()
        template.save(buffer)
        return buffer.getvalue()

    return job


def steps(plan: Plan, rounds: int) -> str:
    """Where one plan's time goes once the program is warm."""
    catalogue = load_catalogue()
    request = Request(DIRECTIVE, UNIT, DAY)
    spreads = take_turns({
        "mở danh mục": load_catalogue,
        "lập kế hoạch (derive)": lambda: derive(catalogue, request),
        "dựng .docx": lambda: render(plan, "docx"),
        "dựng html": lambda: render(plan, "html"),
        "dựng json": lambda: render(plan, "json"),
    }, rounds)  # fmt: skip
    return table("Từng bước khi đã nóng (tỉ lệ so với dựng .docx)", spreads, "dựng .docx")


def memory(folder: Path) -> str:
    """Peak memory of one plan beside that of the libraries alone."""
    jobs = {
        "python -c pass": ("-c", "pass"), "python -c 'import docxtpl'": ("-c", "import docxtpl"),
        "planforge --help": (*COMMAND, "--help"), "planforge generate": GENERATE,
    }  # fmt: skip
    peaks = {name: peak_memory(arguments, folder) for name, arguments in jobs.items()}
    return "\n".join(["Bộ nhớ cao nhất của một tiến trình", *(f"  {n:<44}{mb:>8.0f} MB" for n, mb in peaks.items())])


if __name__ == "__main__":
    main()
