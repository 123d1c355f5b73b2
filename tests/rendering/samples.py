"""Plans as a commune, a province and a department write them, without the catalogue."""

from __future__ import annotations

from dataclasses import replace

from planforge.document.tree import (
    Appendix,
    Assignment,
    Change,
    Coverage,
    Header,
    Lineage,
    Node,
    NodeKind,
    Notice,
    Plan,
    Recipient,
    Signature,
    Source,
    node_id,
)

TOPIC = "phòng, chống ma túy trong thanh, thiếu niên năm 2027"
SUPERIOR = "Kế hoạch số 15/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh"
LONG = (
    "Tổ chức tuyên truyền, phổ biến, giáo dục pháp luật về phòng, chống ma túy tới từng hộ gia đình, "
    "từng thanh niên, thiếu niên trên địa bàn; đổi mới nội dung, hình thức tuyên truyền theo hướng "
    "ngắn gọn, dễ hiểu, phù hợp với từng nhóm đối tượng; phát huy vai trò của hệ thống truyền thanh "
    "cơ sở, mạng xã hội và các nhóm dân cư tự quản."
)
JOBS = (
    "Rà soát, lập danh sách thanh, thiếu niên có nguy cơ cao vi phạm pháp luật về ma túy",
    "Tổ chức ký cam kết không tàng trữ, mua bán, sử dụng trái phép chất ma túy",
    "Phối hợp quản lý người sử dụng trái phép chất ma túy, người bị quản lý sau cai nghiện",
    "Duy trì hoạt động của mô hình tổ dân phố không có ma túy",
    "Tổ chức Tháng hành động phòng, chống ma túy và Ngày toàn dân phòng, chống ma túy 26/6",
)


def node(kind: NodeKind, text: str, number: str = "", *children: Node) -> Node:
    """A node whose id comes from what it says."""
    lineage = Lineage((Source("directive", f"hat-15-kh-ubnd#{number or kind}"),))
    return Node(node_id(kind, number, text, *(c.id for c in children)), kind, text, number, lineage, children)


def opening() -> tuple[Node, ...]:
    """One opening sentence."""
    start = (
        f"Thực hiện {SUPERIOR} về {TOPIC}, Ủy ban nhân dân phường Bắc Hồng ban hành Kế hoạch {TOPIC} như sau:"
    )
    return (node("opening", start),)


def tasks(section: str, count: int) -> tuple[Node, ...]:
    """Titled khoản, each with điểm and gạch."""
    return tuple(
        node(
            "heading", f"{JOBS[i % len(JOBS)]}", f"{i + 1}.",
            node("point", f"{LONG} ({section}.{i + 1})", "a)"),
            node("point", "Các đơn vị có trách nhiệm:", "b)",
                 node("dash", f"Công an phường chủ trì thực hiện; {LONG.lower()}", "-"),
                 node("dash", f"Các tổ dân phố phối hợp, báo cáo trước ngày 15/6/{2027 + i}.", "-")),
        )
        for i in range(count)
    )  # fmt: skip


def body() -> tuple[Node, ...]:
    """Four sections."""
    return (
        node("section", "Mục đích, yêu cầu", "I.",
             node("heading", "Mục đích", "1.", node("paragraph", LONG), node("paragraph", LONG[:160] + ".")),
             node("heading", "Yêu cầu", "2.", node("point", LONG, "a)"), node("point", LONG, "b)"))),
        node("section", "Nhiệm vụ, giải pháp", "II.", *tasks("II", 8)),
        node("section", "Phân công nhiệm vụ", "III.", *tasks("III", 6)),
        node("section", "Tổ chức thực hiện", "IV.",
             node("clause", f"Căn cứ Kế hoạch này, các đơn vị xây dựng kế hoạch thực hiện. {LONG}", "1."),
             node("clause", "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị kịp thời "
                            "phản ánh về Ủy ban nhân dân phường (qua Công an phường) "
                            "để xem xét, giải quyết./.", "2.")),
    )  # fmt: skip


def appendix(rows: int = 25) -> Appendix:
    """The assignment table."""
    return Appendix(
        title="Phân công nhiệm vụ phòng, chống ma túy năm 2027",
        reference="(Kèm theo Kế hoạch số      /KH-UBND ngày      tháng      năm 2026 "
                  "của Ủy ban nhân dân phường Bắc Hồng)",
        columns=("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm"),
        rows=tuple(
            Assignment(f"n{i}", f"{JOBS[i % len(JOBS)]} (đợt {i + 1})", "Công an phường",
                       "Ủy ban Mặt trận Tổ quốc Việt Nam phường, các tổ dân phố",
                       f"{15 + i % 10}/6/2027", "Báo cáo")
            for i in range(rows)
        ),
    )  # fmt: skip


def ward(*, rows: int = 25) -> Plan:
    """A ward's plan, draft, with an appendix: three signature lines, name known."""
    return Plan(
        header=Header(("Ủy ban nhân dân", "phường Bắc Hồng"), "KH-UBND", "Bắc Hồng", "Kế hoạch",
                      "Phòng, chống ma túy trong thanh, thiếu niên trên địa bàn phường Bắc Hồng năm 2027",
                      2026),
        opening=opening(),
        body=body(),
        recipients=(
            Recipient("Ủy ban nhân dân tỉnh", "để b/c"),
            Recipient("Thường trực Đảng ủy, HĐND phường", "để b/c"),
            Recipient("Chủ tịch, các Phó Chủ tịch UBND phường"),
            Recipient("Các phòng, đơn vị thuộc phường", "để t/h"),
            Recipient("Lưu: VT, VHXH"),
        ),
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Văn An"),
        appendix=appendix(rows) if rows else None,
        coverage=(Coverage("hat#1", "taken", "phường trực tiếp làm"),
                  Coverage("hat#2", "declined", "không có đối tượng")),
        notices=(Notice("thieu-nguoi-ky", "Chưa chọn người ký."),),
        request=(("directive", "hat-15-kh-ubnd"), ("as_of", "2026-11-22")),
    )  # fmt: skip


def province() -> Plan:
    """A city's plan, issued, with bases; its place and date line needs the small size profile."""
    plan = ward(rows=0)
    header = Header(("Ủy ban nhân dân", "Thành phố Hồ Chí Minh"), "KH-UBND",
                    "Thành phố Hồ Chí Minh", "Kế hoạch",
                    "Triển khai công tác phòng, chống ma túy", 2026,
                    number="5", day=29, month=12)  # fmt: skip
    bases = (
        node("basis", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
        node("basis", "Căn cứ Luật Phòng, chống ma túy ngày 10 tháng 12 năm 2025."),
    )
    return replace(plan, header=header, opening=(*bases, *plan.opening),
                   signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), None))  # fmt: skip


def department() -> Plan:
    """A department's plan: a superior line above the bold own name."""
    plan = ward(rows=3)
    header = replace(plan.header, superior="Ủy ban nhân dân tỉnh Hà Tĩnh",
                     issuer=("Sở Nông nghiệp và Môi trường",),
                     symbol="KH-SNNMT", place="Hà Tĩnh")  # fmt: skip
    return replace(
        plan, header=header, template="kehoach/co-quan", signature=Signature(("GIÁM ĐỐC",), "Trần Thị Bình")
    )


def report() -> Plan:
    """A report to two superiors."""
    plan = ward(rows=0)
    header = replace(plan.header, type_name="Báo cáo", symbol="BC-UBND", day=5, month=1, number="12",
                     subject="Kết quả công tác phòng, chống ma túy năm 2026",
                     addressees=("Ủy ban nhân dân tỉnh Hà Tĩnh", "Công an tỉnh Hà Tĩnh"))  # fmt: skip
    return replace(plan, header=header, template="baocao/ubnd", recipients=plan.recipients[1:])


def adapted() -> Node:
    """A node that a rule has changed."""
    change = Change("Sở Y tế", "Trạm Y tế phường", "doi-co-quan")
    return replace(
        node("point", "Trạm Y tế phường chủ trì.", "a)"),
        lineage=Lineage((Source("directive", "d#t1"),), (change,)),
    )


SAMPLES = {"phuong": ward, "thanh-pho": province, "so": department, "bao-cao": report}
