"""The wheel is whole: installed anywhere, it does what the checkout does."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
JOB = ("kh-62-kh-ubnd-dak-lak-2024", "--unit", "phường Buôn Ma Thuột, Đắk Lắk", "--issued", "2026-11-22")

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command in an environment that tells it nothing of this checkout."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHONPATH", "PLANFORGE_"))}
    environment = plain | {"XDG_CACHE_HOME": str(cwd / "cache"), "XDG_STATE_HOME": str(cwd), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def succeed(*command: str | Path, cwd: Path) -> str:
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built in isolation, or with the hatchling at hand where no index answers."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    if run(*build, cwd=folder).returncode != 0:
        succeed(*build, "--no-isolation", cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The programs of a clean environment; where no index answers, our dependencies are lent to it."""
    home = tmp_path_factory.mktemp("sạch sẽ")
    succeed(sys.executable, "-m", "venv", home / "venv", cwd=home)
    programs = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    if run(*pip, wheel, cwd=home).returncode != 0:
        succeed(*pip, "--no-deps", wheel, cwd=home)
        lend_dependencies(home / "venv")
    yield programs


def lend_dependencies(venv: Path) -> None:
    """Our site-packages come after the clean ones; only ``.pth`` files there are not followed."""
    site = next(venv.glob("[Ll]ib*/**/site-packages"))
    (site / "muon.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


class DescribeWheel:
    def it_carries_every_file_of_the_catalogue_and_the_templates(self, wheel: Path) -> None:
        meant = {
            f"planforge/_data/{path.relative_to(ROOT).as_posix()}"
            for folder in ("catalog", "templates") for path in (ROOT / folder).rglob("*") if path.is_file()
        }  # fmt: skip
        with zipfile.ZipFile(wheel) as archive:
            packed = {name for name in archive.namelist() if name.startswith("planforge/_data/")}
        assert packed == meant

    def it_carries_its_licence_its_notice_and_its_types(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            names = archive.namelist()
        for name in ("licenses/LICENSE", "licenses/NOTICE", "planforge/py.typed"):
            assert any(one.endswith(name) for one in names), name

    def it_generates_the_same_bytes_as_the_checkout(self, installed: Path, tmp_path: Path) -> None:
        there, here = tmp_path / "nơi khác", tmp_path / "ở đây"
        there.mkdir(), here.mkdir()
        succeed(installed / "planforge", "generate", *JOB, "-o", "kh.docx", cwd=there)
        program = "from planforge.cli.main import main; main()"
        source = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); {program}"
        succeed(sys.executable, "-c", source, "generate", *JOB, "-o", "kh.docx", cwd=here)
        assert (there / "kh.docx").read_bytes() == (here / "kh.docx").read_bytes()

    def it_runs_its_own_code_and_not_the_checkouts(self, installed: Path, tmp_path: Path) -> None:
        ask = "import planforge; print(planforge.__file__)"
        where = succeed(installed / "python", "-c", ask, cwd=tmp_path)
        assert Path(where.strip()).is_relative_to(installed.parent.resolve())
