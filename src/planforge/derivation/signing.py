"""The head and the signature block: who issues, under which symbol, in which capacity.

Decree 30/2020/NĐ-CP, article 13, and Annex I, Part I, II.2, II.3, II.7.
"""

from __future__ import annotations

from planforge.derivation.bases import lowered_action
from planforge.derivation.case import Case
from planforge.document.tree import Header, Signature
from planforge.errors import UnsupportedError
from planforge.text.casing import capitalise


def header(case: Case) -> Header:
    """Issuer, symbol, place, date and subject. Number and day stay blank until the register gives them."""
    superior, issuer, code = _issuer(case)
    number = case.request.number
    return Header(
        issuer=issuer,
        symbol=f"KH-{code}",
        place=case.profile.place or _place(case),
        type_name=case.phrase("ten-loai.ke-hoach").upper(),
        subject=subject(case),
        year=case.day.year,
        superior=superior,
        number=f"{int(number):02d}" if number and number.isdigit() else number,
        day=case.day.day if number else None,
        month=case.day.month,
    )


def subject(case: Case) -> str:
    """The plan's subject line with the unit's place."""
    action = capitalise(lowered_action(case))
    return case.phrase("trich-yeu.ke-hoach", viec=action)


def _issuer(case: Case) -> tuple[str | None, tuple[str, ...], str]:
    name = case.unit.full_name.upper()
    if case.profile.issuer is None:
        return None, ("ỦY BAN NHÂN DÂN", name), "UBND"
    organ = case.catalogue.organs.get(case.profile.issuer)
    if organ.level != case.level or not organ.exists(case.day):
        raise UnsupportedError(
            f"'{organ.name}' không phải cơ quan của {case.unit.full_name} vào ngày ký.",
            do="Chọn cơ quan của chính đơn vị (planforge catalogue list to-chuc).",
        )
    if organ.head is None or organ.kind in ("ct-xh", "dang", "mat-tran"):
        raise UnsupportedError(
            f"Văn bản do {organ.name} ban hành chưa được hỗ trợ.",
            "Tổ chức Đảng, Mặt trận, Đoàn thể có thể thức riêng, không theo Nghị định 30/2020/NĐ-CP.",
            "planforge hiện lập kế hoạch của Ủy ban nhân dân và cơ quan chuyên môn.",
        )
    return f"UBND {name}", (organ.name.upper(),), organ.symbol or organ.abbr[0]


def _place(case: Case) -> str:
    full = case.unit.full_name
    return full if full[0].isupper() else case.unit.name


def signature(case: Case) -> Signature:
    """The lines in capitals and the signer's name, if it is known."""
    capacity = case.request.capacity or case.profile.capacity or ("truong" if case.profile.issuer else "chu-tich")
    if case.profile.issuer:
        head = (case.catalogue.organs.get(case.profile.issuer).head or "").upper()
        lines = (head,) if capacity == "truong" else (
            case.phrase("ky.ky-thay", chuc_vu=head), case.phrase("ky.pho", chuc_vu=head)
        )
        return Signature(lines, case.request.signer or case.profile.chair)
    chair = case.phrase("ky.chu-tich")
    collective = (case.phrase("ky.tap-the"),) if case.profile.collective_line else ()
    titles = {
        "chu-tich": (chair,),
        "q-chu-tich": (case.phrase("ky.quyen", chuc_vu=chair),),
        "kt-pho-chu-tich": (case.phrase("ky.ky-thay", chuc_vu=chair), case.phrase("ky.pho", chuc_vu=chair)),
    }[capacity]
    return Signature((*collective, *titles), case.request.signer or _signer(case, capacity))


def _signer(case: Case, capacity: str) -> str | None:
    if capacity != "kt-pho-chu-tich":
        return case.profile.chair
    deputies = case.profile.deputies
    in_charge = [d for d in deputies if case.theme.id in d.fields or case.theme.standing in d.fields]
    chosen = in_charge or (list(deputies) if len(deputies) == 1 else [])
    return chosen[0].name if chosen else None
