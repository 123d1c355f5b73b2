"""VD205."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.checking.case import Case, Cited
from planforge.checking.findings import Fix
from planforge.checking.joint import JOINT, joint_faults
from planforge.checking.rule import CitationRule, Outcome
from planforge.checking.symbols import parse_symbol


class JointSymbol(CitationRule):
    """Ký hiệu văn bản liên tịch thiếu mã loại (NQLT, TTLT) hoặc có mã cơ quan không đúng.

    Sai: Nghị quyết liên tịch số 01/2008/BLĐTBXH-BCA-BVHTTDL-UBTUMTTQVN.
    Đúng: Nghị quyết liên tịch số 01/2008/NQLT-BLĐTBXH-BCA-BVHTTDL-UBTWMTTQVN.
    Căn cứ: cách ghi số, ký hiệu của văn bản liên tịch: số/năm/mã loại, rồi mã từng cơ quan (TT-161).
    """

    code, name, severity = "VD205", "ky-hieu-lien-tich", "warning"
    ground = "Luật Ban hành văn bản quy phạm pháp luật (số, ký hiệu văn bản liên tịch)"
    fix = "suggested"
    scope = "own"
    why = "Thiếu mã loại hoặc sai mã cơ quan thì không rõ loại văn bản và ai cùng ban hành."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Joint resolutions and circulars, and symbols of several bodies."""
        symbol = parse_symbol(cited.citation.number or "")
        return symbol is not None and (cited.citation.type in JOINT or len(symbol.codes) > 3)

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """One finding for all faults of the symbol."""
        faults = joint_faults(cited, case)
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
