"""One catalogue entry in words: what an id, a number or a unit's name stands for, and its status on a day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from planforge.cli.console import print_fields
from planforge.errors import PlanforgeError
from planforge.text.dates import short_date

if TYPE_CHECKING:
    from planforge.catalogue.catalogue import Catalogue
    from planforge.catalogue.search import Hit
    from planforge.catalogue.units import Unit

STATES = {
    "in_force": "còn hiệu lực",
    "not_yet": "chưa có hiệu lực",
    "amended": "còn hiệu lực, đã được sửa đổi, bổ sung",
    "expired": "hết hiệu lực",
    "replaced": "hết hiệu lực, đã có văn bản thay thế",
    "unverified": "chưa xác minh",
}
LABELS = {
    "type": "Loại",
    "number": "Số, ký hiệu",
    "issued": "Ban hành",
    "issuer": "Cơ quan ban hành",
    "title": "Tên",
    "signer": "Người ký",
    "aliases": "Tên khác",
    "in_force_periods": "Hiệu lực",
    "state": "Theo nguồn",
    "relations": "Quan hệ",
    "sources": "Nguồn",
    "evidence": "Bằng chứng",
    "verified": "Đã đối chiếu",
    "checked": "Ngày kiểm",
    "note": "Ghi chú",
    "name": "Tên",
    "label": "Tên trong văn bản",
    "abbr": "Viết tắt",
    "level": "Cấp",
    "kind": "Loại",
    "sectors": "Lĩnh vực",
    "sector": "Lĩnh vực",
    "valid_from": "Từ ngày",
    "valid_to": "Đến hết ngày",
    "successors": "Cơ quan tiếp nhận",
    "mode": "Giao hay đề nghị",
    "theme": "Chuyên đề",
    "territory": "Địa bàn",
    "addressees": "Cấp phải ban hành kế hoạch",
    "period": "Thời gian",
    "action": "Việc",
    "rests_on": "Căn cứ",
    "goal": "Mục tiêu",
    "targets": "Chỉ tiêu",
    "assignments": "Phân công",
    "reporting": "Báo cáo",
    "solutions": "Nhiệm vụ chung",
    "gaps": "Chưa có nguồn",
    "subject": "Nội dung",
    "standing": "Thường trực",
    "text": "Nội dung",
    "with": "Phối hợp",
    "deadline": "Thời hạn",
    "product": "Sản phẩm",
    "basis": "Căn cứ",
    "successors_by_sector": "Tiếp nhận theo lĩnh vực",
    "when": "Chỉ một số đơn vị có",
    "only_in": "Chỉ ở",
    "locality": "Chỉ ở địa phương",
    "fallback": "Nơi không có thì",
    "parent": "Thuộc",
    "recipient": "Ghi ở Nơi nhận",
    "purposes": "Mục đích",
    "requirements": "Yêu cầu",
    "funding": "Kinh phí",
    "milestones": "Sơ kết, tổng kết",
    "levels": "Các cấp",
    "start": "Từ ngày",
    "end": "Đến hết ngày",
    "validity_basis": "Cơ sở hiệu lực",
    "validity_verified": "Hiệu lực đã kiểm",
    "keywords": "Từ khóa",
    "law": "Luật",
    "carriers": "Cơ quan phụ trách",
    "bodies": "Cơ quan và nhiệm vụ",
    "eras": "Thời kỳ",
    "head": "Người đứng đầu",
    "symbol": "Ký hiệu",
}


@dataclass(frozen=True)
class Shown:
    """An entry ready to print: its JSON document, and the same as fields."""

    title: str
    document: dict[str, Any]
    fields: list[tuple[str, str]]


def found_entries(known: Catalogue, name: str, day: date) -> list[Shown]:
    """What ``name`` may mean: entries by id, instruments by number, a standard task, else a unit."""
    hits = known.entries(entry_id=name)
    if not hits:
        ids = [instrument.id for instrument in known.instruments(number=name)]
        hits = tuple(hit for one in ids for hit in known.entries("van-ban", one))
    if hits:
        return [_entry(known, hit, day) for hit in hits]
    if task := _standard_task(known, name):
        return [task]
    try:
        unit = known.units.find(name, day)
    except PlanforgeError:
        if known.units.candidates(name, day, 1):
            raise
        raise _nothing(known, name) from None
    return [_unit(known, unit, day)]


def print_entry(shown: Shown) -> None:
    """Print one entry for a person."""
    print_fields(shown.title, shown.fields)


def _entry(known: Catalogue, hit: Hit, day: date) -> Shown:
    data = known.data(hit)
    where = f"{hit.file.as_posix()}:{hit.line}"
    document: dict[str, Any] = {"kind": hit.kind, "id": hit.id, "file": where, "data": data}
    fields = [(LABELS.get(key, key), _text(value)) for key, value in data.items() if key != "id"]
    if hit.kind == "van-ban":
        from planforge.citation.relations import relation_tree, tree_lines
        from planforge.citation.status import status_at

        status = status_at(known.instrument(hit.id), day, known)
        document["status"] = {
            "as_of": day.isoformat(), "state": status.state, "replaced_by": list(status.replaced_by),
            "evidence": status.evidence,
        }  # fmt: skip
        replaced = f" Thay bằng: {', '.join(status.replaced_by)}." if status.replaced_by else ""
        told = f"{STATES[status.state]}. {status.evidence}{replaced}"
        fields.insert(0, (f"Ngày {short_date(day)}", told))
        branches = relation_tree(hit.id, known)
        document["tree"] = [asdict(branch) for branch in branches]
        fields.append(("Cây quan hệ", "\n".join((hit.title, *tree_lines(branches))) if branches else ""))
    return Shown(hit.id, document, [*fields, ("Tệp", where)])


def _standard_task(known: Catalogue, name: str) -> Shown | None:
    for hit in known.entries("nhiem-vu"):
        for body in known.data(hit)["bodies"]:
            for task in body["tasks"]:
                if task["id"] == name:
                    data = {"theme": hit.id.partition("/")[0], "sector": body["sector"], **task}
                    document = {"kind": "nhiem-vu", "id": name, "file": hit.file.as_posix(), "data": data}
                    fields = [(LABELS.get(key, key), _text(value)) for key, value in data.items() if key != "id"]
                    return Shown(name, document, [*fields, ("Tệp", hit.file.as_posix())])
    return None


def _unit(known: Catalogue, unit: Unit, day: date) -> Shown:
    document: dict[str, Any] = {"kind": "don-vi", "id": unit.id, "path": known.units.path(unit, day)}
    data = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(unit).items()}
    before = [f"{old.id} {known.units.path(old, date(2025, 6, 30))}" for old in known.units.predecessors(unit.id)]
    after = [f"{new.id} {known.units.path(new, day)}" for new in known.units.successors(unit.id)]
    document |= {"data": data, "predecessors": before, "successors": after}
    fields = [
        ("Mã", unit.id),
        ("Thuộc", known.units.path(unit, day)),
        ("Từ trước", "\n".join(before)),
        ("Nay là", "\n".join(after)),
        ("Khu dân cư gọi là", unit.hamlet_word or ""),
    ]
    return Shown(unit.full_name, document, fields)


def _nothing(known: Catalogue, name: str) -> PlanforgeError:
    from planforge.catalogue.suggestions import unknown

    return unknown("mục", name, [hit.id for hit in known.entries()], f"planforge catalogue search {name}")


def _text(value: Any) -> str:
    """A field's value in one or more short lines."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(inner)}" for key, inner in value.items())
    if not isinstance(value, list):
        return str(value)
    if all(isinstance(item, str) and len(item) < 40 for item in value):
        return ("; " if any("," in item for item in value) else ", ").join(value)
    return "\n".join(f"- {_text(item)}" for item in value)
