"""Recipients: they follow from the reporting line, the tasks and the areas below, and end with the ``Lưu`` line.

Decree 30/2020/NĐ-CP, Annex I, Part I, II.9; order and remarks as practice has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planforge.derivation.bodies import HAMLETS, LOWER, OTHERS, label_of, standing_body
from planforge.derivation.case import ORDER, Case
from planforge.derivation.merging import BodyWork
from planforge.document.tree import Recipient

_UNIONS = ("mat-tran", "ct-xh", "hoi-quan-chung")
_OWN_OFFICES = ("so", "phong", "cong-chuc", "cong-an", "quan-su", "don-vi", "hanh-chinh-khac", "chi-cuc", "van-phong")
_SHORT = (
    ("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"), ("Ủy ban Mặt trận Tổ quốc", "Ủy ban MTTQ"),
    ("các tổ chức chính trị - xã hội", "các tổ chức CT-XH"), ("Tòa án nhân dân", "TAND"),
    ("Viện kiểm sát nhân dân", "VKSND"),
)  # fmt: skip


def recipients(case: Case, works: Iterable[BodyWork]) -> tuple[Recipient, ...]:
    """All lines in order: superiors, party and council, leaders, Front, executing bodies, areas below, others, file."""
    works = tuple(works)
    lines = [*_superiors(case), *_own_leaders(case), *_front(case, works), *_executing(case, works)]
    lines += [Recipient(short(text)) for text in case.profile.recipients]
    unique: dict[str, Recipient] = {}
    for line in lines:
        unique.setdefault(line.text, line)
    return (*(_remarked(case, line) for line in unique.values()), Recipient(_filing(case)))


def _superiors(case: Case) -> Iterator[Recipient]:
    remark = case.phrase("ghi-chu.bao-cao")
    organs, day = case.catalogue.organs, case.day
    issuer = case.issuer
    if not issuer.exists(day):
        issuer = next(iter(organs.successors(issuer, issuer.sectors[0], day)), issuer)
    yield Recipient(short(label_of(case, issuer)), remark, ("báo cáo cơ quan ban hành văn bản cấp trên",))
    if issuer.level == "trung-uong":
        for organ in organs.of_level("trung-uong", day):
            steering = organ.kind in ("ban-chi-dao", "to-chuc-phoi-hop") and issuer.kind == "lanh-dao"
            if steering and set(organ.sectors) & {case.theme.standing, *_sectors_of_theme(case)}:
                yield Recipient(short(organ.name), remark, ("cơ quan chỉ đạo liên ngành ở trung ương",))
    seen = {issuer.id}
    vias = [duty.via for duty in case.directive.reporting if duty.via]
    above = ORDER[max(ORDER.index(issuer.level), 0)]
    for organ in (
        *(organs.get(via) for via in vias),
        *organs.carriers(case.theme.standing, above, day, case.chain[-2].kind if len(case.chain) > 1 else "tinh"),
    ):
        if organ.id not in seen and organ.exists(day) and organ.kind != "ubnd":
            seen.add(organ.id)
            yield Recipient(short(label_of(case, organ)), remark, ("cơ quan thường trực cấp trên",))


def _sectors_of_theme(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(task.sector for task in case.directive.all_tasks() if task.sector))


def _own_leaders(case: Case) -> Iterator[Recipient]:
    key = f"noi-nhan.thuong-truc-dang-hdnd.{case.level}"
    special = f"{key}.{case.unit.kind}"
    yield Recipient(case.phrase(special if case.say(special) else key), case.phrase("ghi-chu.bao-cao"))
    yield Recipient(case.phrase("noi-nhan.lanh-dao"))


def _front(case: Case, works: tuple[BodyWork, ...]) -> Iterator[Recipient]:
    if any(body.kind in _UNIONS for work in works for body in work.bodies):
        yield Recipient(case.phrase("noi-nhan.mat-tran"), case.phrase("ghi-chu.phoi-hop"))


def _executing(case: Case, works: tuple[BodyWork, ...]) -> Iterator[Recipient]:
    do, join = case.phrase("ghi-chu.thuc-hien"), case.phrase("ghi-chu.phoi-hop")
    together = case.say(f"noi-nhan.co-quan.{case.level}")
    if together:
        yield Recipient(case.phrase(f"noi-nhan.co-quan.{case.level}"), do, ("cơ quan được giao nhiệm vụ",))
    for work in works:
        for body in work.bodies:
            if body.kind in _UNIONS or body.key in (LOWER, HAMLETS):
                continue
            if body.key == OTHERS or (together and body.kind in _OWN_OFFICES):
                continue
            yield Recipient(short(body.label), join if work.requested else do, ("có tên trong phần phân công",))
    if any(work.lead.key == OTHERS for work in works) and case.level == "xa":
        yield Recipient(case.phrase("phan-cong.khac.xa"), do)
    for work in works:
        if work.lead.key == HAMLETS:
            yield Recipient(case.phrase("noi-nhan.thon"), do)
        elif work.lead.key == LOWER:
            yield Recipient(case.phrase("noi-nhan.ubnd-duoi"), do)
    if case.level == "tinh":
        yield Recipient(case.phrase("noi-nhan.cong-ttdt"))


def _remarked(case: Case, line: Recipient) -> Recipient:
    keep = case.profile.remarks == "all" or (
        case.profile.remarks == "superior" and line.remark == case.phrase("ghi-chu.bao-cao")
    )
    return line if keep else Recipient(line.text, "", line.why)


def _filing(case: Case) -> str:
    organs = case.catalogue.organs
    standing = standing_body(case)
    symbol = organs.get(standing.key).symbol if organs.has(standing.key) else None
    # Above the commune a room of the committee's office drafts; only the unit knows which.
    drafter = (case.theme.filing or symbol) if case.level == "xa" else None
    own = case.profile.filing or ", ".join(filter(None, ("VT", drafter)))
    return case.phrase("noi-nhan.luu", luu=own)


def short(text: str) -> str:
    """The customary abbreviations of the distribution list."""
    for full, abbreviation in _SHORT:
        text = text.replace(full, abbreviation)
    return text
