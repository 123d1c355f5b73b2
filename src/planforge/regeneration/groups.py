"""The files an update is to look at, by the folder they lie in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from planforge.errors import UnreadableError
from planforge.reading.opening import check_path

Files = dict[str, bool]
"""Names in one folder; True for a file met in a folder that was named, False for one named itself."""


def groups(paths: Iterable[Path]) -> dict[Path, Files]:
    """Files by folder, in order of name where a folder was named. A link stands for the file it points to.

    Raises ``UnreadableError`` for a path that is not there and for a folder without a .docx.
    """
    found: dict[Path, Files] = {}
    for path in paths:
        among = path.is_dir()
        for file in sorted(_plans(path)) if among else (path,):
            if not among:
                check_path(file)
            real = file.resolve() if file.is_symlink() else file
            group = found.setdefault(real.parent, {})
            group[real.name] = among and group.get(real.name, True)
    return found


def _plans(folder: Path) -> Iterator[Path]:
    """Every .docx below, leaving out hidden folders and the lock files of word processors."""
    some = False
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() == ".docx" and not hidden and path.is_file():
            some = True
            yield path
    if not some:
        raise UnreadableError(
            f"{folder} không có tệp .docx nào.", "Không có kế hoạch để cập nhật.", "Hãy kiểm tra lại thư mục."
        )
