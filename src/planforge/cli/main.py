"""``planforge``: the group of commands and the one place where errors become messages and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from planforge.cli import click_words
from planforge.cli.lazy_group import LazyGroup
from planforge.cli.progress_line import progress_line
from planforge.errors import ExitCode, PlanforgeError
from planforge.progress import listen

COMMANDS = {
    "generate": (
        "planforge.cli.generate_command:generate",
        "Sinh kế hoạch của đơn vị từ văn bản chỉ đạo cấp trên.",
    ),
    "batch": ("planforge.cli.batch_command:batch", "Sinh kế hoạch cho nhiều đơn vị; chạy lại thì làm tiếp."),
    "update": (
        "planforge.cli.update_command:update",
        "Đưa kế hoạch theo kịp văn bản cấp trên, giữ phần đơn vị đã sửa.",
    ),
    "diff": ("planforge.cli.diff_command:diff", "So sánh hai văn bản chỉ đạo hoặc hai kế hoạch theo nhiệm vụ."),
    "import": ("planforge.cli.import_command:import_", "Chuyển kế hoạch do planforge lập thành văn bản chỉ đạo YAML."),
    "explain": ("planforge.cli.explain_command:explain", "Cho biết từng dòng của kế hoạch lấy từ đâu."),
    "cite": ("planforge.cli.cite_command:cite", "Liệt kê viện dẫn trong văn bản, kèm hiệu lực."),
    "check": ("planforge.cli.check_command:check", "Kiểm tra văn bản: viện dẫn, hiệu lực, cách viết."),
    "rule": ("planforge.cli.rule_command:rule", "Giải thích một quy tắc kiểm tra."),
    "catalogue": ("planforge.cli.catalogue_commands:catalogue", "Tra cứu, kiểm tra danh mục."),
}
INTERRUPTED = 130


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        click.echo(f"planforge {version('planforge')}")
        ctx.exit()


click_words.install()


@click.group(
    cls=LazyGroup, lazy=COMMANDS, no_args_is_help=True, options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH [THAM SỐ]…", context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
@click.option(
    "--catalog", "folder", type=click.Path(path_type=Path), metavar="THƯ_MỤC",
    help="Thư mục danh mục khác (mặc định: danh mục đi kèm, hoặc biến PLANFORGE_CATALOG).",
)  # fmt: skip
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
              help="Hiện phiên bản.")  # fmt: skip
@click.pass_context
def cli(ctx: click.Context, folder: Path | None) -> None:
    """Từ văn bản chỉ đạo của cấp trên đến kế hoạch của đơn vị, đúng thể thức Nghị định 30/2020/NĐ-CP."""
    ctx.obj = folder


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with planforge's exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; every error ends here as one Vietnamese message on standard error."""
    _utf8_streams()
    listen(progress_line)
    try:
        code = cli.main(args=None if arguments is None else list(arguments), prog_name="planforge",
                        standalone_mode=False)  # fmt: skip
        return code if isinstance(code, int) else int(ExitCode.FINE)
    except PlanforgeError as error:
        click.echo(f"Lỗi: {error}", err=True)
        return int(error.exit_code)
    except click.ClickException as error:
        error.show()
        return int(ExitCode.BAD_INPUT)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return int(ExitCode.FINE)
    except SystemExit as stop:
        # click ends a command whose reader left (``| head``) with 1, which here means findings.
        if type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):
            return int(ExitCode.FINE)
        return stop.code if isinstance(stop.code, int) else int(ExitCode.CRASH)
    except Exception as error:
        from planforge.cli.crash import report

        click.echo(report(error), err=True)
        return int(ExitCode.CRASH)


def _utf8_streams() -> None:
    """Vietnamese must come out whatever code page the console is set to."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8", errors="replace")


def _silence_stdout() -> None:
    """The reader (``| head``) left: give the interpreter a place to flush to, so that it stays quiet."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
