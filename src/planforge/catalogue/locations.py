"""Where the catalogue and the templates are: named by the user, packed with the program, or in a checkout."""

from __future__ import annotations

import os
from pathlib import Path

from planforge.errors import CatalogueError

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parents[1]


def catalogue_folder(named: Path | None = None) -> Path:
    """``catalog/``: ``named``, else ``PLANFORGE_CATALOG``, else the one that came with planforge."""
    return _folder("catalog", "PLANFORGE_CATALOG", named)


def templates_folder(named: Path | None = None) -> Path:
    """``templates/``: ``named``, else ``PLANFORGE_TEMPLATES``, else the one that came with planforge."""
    return _folder("templates", "PLANFORGE_TEMPLATES", named)


def user_catalogue() -> Path:
    """Where the user's own entries go: ``PLANFORGE_USER_CATALOG``, else a folder of the user's data."""
    if named := os.environ.get("PLANFORGE_USER_CATALOG"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("planforge", appauthor=False) / "catalog"


def own_entries(named: Path | None = None) -> Path | None:
    """The user's entries that join the catalogue that came with planforge; none join a folder of the user's own."""
    if named is None and os.environ.get("PLANFORGE_CATALOG"):
        return None
    if named is not None and named.resolve() not in (root / "catalog" for root in (_PACKAGE / "_data", _CHECKOUT)):
        return None
    folder = user_catalogue()
    return folder if folder.is_dir() else None


def _folder(name: str, variable: str, named: Path | None) -> Path:
    if named is None and os.environ.get(variable):
        named = Path(os.environ[variable])
    if named is not None:
        if not named.is_dir():
            raise CatalogueError(
                f"Không thấy thư mục '{named}'.",
                do=f"Kiểm tra đường dẫn đã cho (hoặc biến môi trường {variable}).",
            )
        return named.resolve()
    for root in (_PACKAGE / "_data", _CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise CatalogueError(
        f"Không thấy thư mục '{name}' đi kèm planforge.",
        do=f"Cài lại planforge, hoặc chỉ thư mục bằng biến môi trường {variable}.",
    )


def shells_folder(template: str) -> Path:
    """Where the shells of a plan lie: the user's own folder when ``template`` is one, else planforge's."""
    own = Path(template)
    return own if (own / "shell.docx").is_file() else templates_folder()
