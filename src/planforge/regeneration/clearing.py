"""A person's word that a line, or a plan that has been issued, may stand although something above it changed."""

from __future__ import annotations

from pathlib import Path

from planforge.catalogue.catalogue import Catalogue
from planforge.catalogue.locations import templates_folder
from planforge.errors import OutOfScopeError, UnsupportedError
from planforge.reading.edited import read_edited
from planforge.regeneration.decisions import read_decisions, write_decisions
from planforge.regeneration.fingerprints import Inputs, of_shells
from planforge.regeneration.issued import issue_of
from planforge.regeneration.issued_files import decided, user
from planforge.regeneration.jobs import UpdateJob, UpdateSetup
from planforge.regeneration.locking import hold
from planforge.regeneration.opened import Opened, open_file
from planforge.regeneration.results import Options
from planforge.regeneration.shop import UpdateShop
from planforge.regeneration.storage import LocalStorage, LookingStorage
from planforge.regeneration.suspects import cleared, suspects
from planforge.regeneration.update import aligned
from planforge.rendering.revise import with_snapshot
from planforge.rendering.writing import write_output


def clear(catalogue: Catalogue, path: Path, node_id: str | None, options: Options, by: str = "") -> str:
    """Records the decision: about a line in the file itself, about an issued plan (no ``node_id``) beside it.

    ``by``: who decides, by default the user of the system. Gives a sentence that tells what was recorded. Raises
    ``OutOfScopeError`` when there is nothing to decide, ``UnknownError`` when no line bears the id.
    """
    made_from = Inputs("", catalogue.fingerprint, of_shells(templates_folder()))
    looking = UpdateSetup(catalogue.folder, templates_folder(), made_from, options, LookingStorage(path.parent), "")
    with hold(path.parent):
        file = open_file(UpdateShop(looking), UpdateJob(path))
        edited = read_edited(file.data, path.name)
        issue = issue_of((our.line for our in aligned(edited, file.above)), signed=edited.signed)
        return _plan_stands(file, node_id, by) if issue else _line_stands(file, node_id, by)


def _plan_stands(file: Opened, node_id: str | None, by: str) -> str:
    path = file.job.path
    if node_id is not None:
        raise UnsupportedError(
            f"{path} đã ban hành nên không ghi gì vào tệp.", "Quyết định được ghi cạnh tệp, cho cả kế hoạch.",
            "Chạy lại, bỏ --node.",
        )  # fmt: skip
    if file.above.nothing:
        raise _nothing_to_decide(f"Không có gì ở trên làm đổi {path}.")
    storage, decision = LocalStorage(path.parent), decided(file, by=by)
    write_decisions(storage, read_decisions(storage) | {decision.file: decision})
    return f"Đã ghi nhận cạnh {path}: {decision.told}."


def _line_stands(file: Opened, node_id: str | None, by: str) -> str:
    path, base, theirs = file.job.path, file.above.base, file.above.theirs
    if node_id is None:
        raise UnsupportedError(
            f"Chưa cho biết dòng nào của {path} giữ nguyên.", "Kế hoạch chưa ban hành thì xem lại từng dòng.",
            "Thêm --node MÃ; mã của các dòng cần xem lại có ở planforge update --dry-run.",
        )  # fmt: skip
    decision = cleared(base, node_id, theirs, file.today, by or user())
    if node_id not in suspects(base, theirs):
        raise _nothing_to_decide(f"Dòng {node_id} của {path} không phải dòng cần xem lại.")
    write_output(path, with_snapshot(file.data, path.name, decision), force=True)
    return f"Đã ghi nhận trong {path}: dòng {node_id} giữ nguyên sau khi xem lại nguồn."


def _nothing_to_decide(found: str) -> OutOfScopeError:
    return OutOfScopeError(
        found, "Chỉ ghi nhận khi nguồn đã đổi từ lúc lập và chưa ai xem.", "Xem planforge update TỆP --dry-run."
    )
