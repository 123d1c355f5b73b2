"""VD205."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.checking.case import Case, Cited
from planforge.checking.findings import Fix
from planforge.checking.joint import JOINT, joint_faults, missing_type
from planforge.checking.rule import CitationRule, Outcome
from planforge.checking.symbols import parse_symbol


class JointSymbol(CitationRule):
    """Ký hiệu thiếu mã loại, hoặc ký hiệu liên tịch có mã cơ quan không đúng. Công văn không có mã loại; văn bản trước
    Nghị định số 30/2020/NĐ-CP không xét, trừ văn bản liên tịch.

    Sai: Nghị quyết liên tịch số 01/2008/BLĐTBXH-BCA-BVHTTDL-UBTUMTTQVN; Kế hoạch số 45/UBND ngày 05/3/2024.
    Đúng: Nghị quyết liên tịch số 01/2008/NQLT-BLĐTBXH-BCA-BVHTTDL-UBTWMTTQVN; Kế hoạch số 45/KH-UBND ngày 05/3/2024.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3; Phụ lục III, Mục I; cách ghi số, ký hiệu
        của văn bản liên tịch: số/năm/mã loại, rồi mã từng cơ quan (TT-161).
    """

    code, name, severity = "VD205", "ky-hieu-lien-tich", "warning"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục III, Mục I; Luật Ban hành văn bản quy phạm pháp luật (văn bản liên tịch)"
    fix = "suggested"
    scope = "own"
    why = "Thiếu mã loại hoặc sai mã cơ quan thì không rõ loại văn bản và ai cùng ban hành."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Joint resolutions and circulars, symbols of several bodies, symbols that open with a body's code."""
        symbol = parse_symbol(cited.citation.number or "")
        joint = symbol is not None and (cited.citation.type in JOINT or len(symbol.codes) > 3)
        return joint or missing_type(cited, case) is not None

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """One finding for all faults of the symbol."""
        alone = missing_type(cited, case)
        faults = (alone,) if alone else joint_faults(cited, case)
        if not faults:
            return
        place, one = case.part(cited, "number"), cited.meaning.instrument
        written = case.text[place.start : place.end]
        right = one.number if one and one.number else faults[-1].number
        told = [
            f"thiếu mã loại {fault.right}" if fault.kind == "type"
            else f"mã “{fault.code}” không có, gần giống “{fault.right}”"
            for fault in faults
        ]
        yield self.finding(
            f"Ký hiệu {written}: {'; '.join(told)}.", f"Đối chiếu với bản gốc rồi viết: {right}.", place,
            cited.citation.text, fix=Fix(place, written, right),
        )
