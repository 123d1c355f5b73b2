"""``planforge import``: an issued plan becomes a directive that plans below are made from."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="import")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--output", "-o", "path", type=click.Path(path_type=Path), metavar="CHỈ_ĐẠO.yaml",
              help="Tệp YAML ghi ra; không ghi thì in ra màn hình.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@click.pass_obj
def import_(folder: Path | None, file: Path, path: Path | None, force: bool) -> None:
    """Chuyển TỆP kế hoạch .docx do planforge lập (kể cả phần đã sửa tay) thành văn bản chỉ đạo để sửa, để lưu.

    Lập kế hoạch cấp dưới thì không cần bước này: planforge generate nhận thẳng tệp .docx. Văn bản do cơ quan khác
    soạn chưa chuyển được.
    """
    from planforge.api import import_plan, load_catalogue, write_output

    text = import_plan(load_catalogue(folder), file)
    if path is None:
        click.echo(text, nl=False)
        return
    write_output(path, text.encode(), force)
    click.echo(f"Đã ghi {path}. Soát lại rồi lập kế hoạch cấp dưới: planforge generate {path} --unit ĐƠN_VỊ")
