"""A catalogue small enough to read, sound as written; tests spoil one file at a time."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "van-ban/luat.yaml": """\
instruments:
  - id: luat-1-2020
    type: luat
    number: 1/2020/QH14
    issued: 2020-01-02
    issuer: Quốc hội
    title: Luật Thử nghiệm
    in_force_periods: [{start: 2020-07-01}]
    state: con-hieu-luc
    validity_basis: dieu-khoan
    validity_verified: true
    evidence: mot-nguon
    verified: true
    checked: 2026-11-22
  - id: kh-1-2024
    type: ke-hoach
    number: 1/KH-UBND
    issued: 2024-03-01
    issuer: UBND tỉnh
    title: Kế hoạch thử nghiệm
    in_force_periods: [{start: 2024-03-01}]
    state: con-hieu-luc
    validity_basis: dieu-khoan
    validity_verified: true
    relations: [{kind: can-cu, target: luat-1-2020}]
    evidence: mot-nguon
    verified: true
    checked: 2026-11-22
""",
    "to-chuc/co-quan.yaml": """\
organs:
  - id: ubnd-tinh
    name: Ủy ban nhân dân tỉnh
    label: Ủy ban nhân dân {cap}
    level: tinh
    kind: ubnd
    sectors: [ubnd]
    verified: true
  - id: so-cu
    name: Sở Thử nghiệm
    label: Sở Thử nghiệm
    level: tinh
    kind: so
    sectors: [y-te]
    valid_to: 2025-02-28
    successors: [so-moi]
    mode: giao
    sources: [s1]
    verified: true
  - id: so-moi
    name: Sở Thử nghiệm mới
    label: Sở Thử nghiệm mới
    level: tinh
    kind: so
    sectors: [y-te]
    valid_from: 2025-03-01
    mode: giao
    verified: true
  - id: tram
    name: Trạm Y tế xã
    label: Trạm Y tế {cap}
    level: xa
    kind: don-vi
    sectors: [y-te]
    mode: giao
    verified: true
""",
    "to-chuc/nguon.yaml": "sources:\n  s1: Nguồn thử\n",
    "to-chuc/thoi-ky.yaml": """\
eras:
  - {id: 3-cap, end: 2025-06-30, label: Ba cấp, levels: [tinh, huyen, xa]}
  - {id: 2-cap, start: 2025-07-01, label: Hai cấp, levels: [tinh, xa]}
""",
    "to-chuc/linh-vuc.yaml": """\
sectors:
  - sector: y-te
    label: Y tế
    carriers:
      3-cap: {tinh: [so-cu, so-moi], xa: [tram]}
  - sector: ubnd
    label: Ủy ban nhân dân
    carriers:
      3-cap: {tinh: [ubnd-tinh]}
""",
    "nhiem-vu/thu/theme.yaml": "id: thu\nname: Thử\nsubject: việc thử\nstanding: y-te\nlaw: [luat-1-2020]\n",
    "nhiem-vu/thu/xa.yaml": """\
theme: thu
level: xa
eras: [3-cap, 2-cap]
bodies:
  - sector: y-te
    tasks:
      - id: thu.xa.1
        text: Khám sức khỏe.
        with: [ubnd]
        basis: [luat-1-2020]
""",
    "chi-dao/kh-1.yaml": """\
id: kh-1-2024
theme: thu
issuer: ubnd-tinh
territory: vn
addressees: [xa]
period: [2024-03-01, 2027-12-31]
action: Thực hiện việc thử
rests_on: [luat-1-2020]
assignments:
  - to: so-cu
    tasks:
      - id: nv-1
        text: Hướng dẫn khám sức khỏe.
        sector: y-te
sources: [thử]
verified: true
""",
    "cach-dien-dat/ha-cap.yaml": """\
macros:
  CAP: (?:tỉnh|huyện)
lowering:
  - id: dia-ban
    pattern: trên địa bàn <CAP>
    replace: trên địa bàn {cap}
    why: Phạm vi là địa bàn của đơn vị
    examples: [[trên địa bàn tỉnh, "trên địa bàn {cap}"]]
declines:
  - id: trinh-hdnd
    pattern: trình HĐND tỉnh
    target: [xa]
    reason: Việc của cấp tỉnh
    examples: [tham mưu trình HĐND tỉnh]
""",
    "lich/ngay-nghi.yaml": "days:\n  - {day: 2026-01-02, working: false, source: thử}\n",
}


def write_small(folder: Path) -> Path:
    """Write the small catalogue below ``folder`` and return it."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replace ``old`` by ``new`` in a file; returns the line on which the change starts."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
