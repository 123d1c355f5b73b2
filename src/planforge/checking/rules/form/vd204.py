"""VD204."""

from __future__ import annotations

from collections.abc import Iterator

from planforge.checking.case import Case, Cited
from planforge.checking.findings import Fix
from planforge.checking.joint import joint_faults
from planforge.checking.rule import CitationRule, Outcome
from planforge.checking.symbols import parse_symbol, symbol_key
from planforge.text.confusables import plain_letters
from planforge.text.folding import fold

SLIPS = {
    "khoang-trang-trong-ky-hieu": "có khoảng trắng", "gach-noi-dai": "dùng gạch dài thay gạch nối",
    "chu-d-sai": "dùng chữ Ð của bảng chữ khác thay Đ", "gach-cheo-nguoc": "dùng gạch chéo ngược",
    "chu-o-thay-so-khong": "dùng chữ O thay số 0",
}  # fmt: skip


class SymbolWriting(CitationRule):
    """Ký hiệu viết sai chữ, thừa khoảng trắng, sai dấu gạch, thiếu số 0 đứng đầu.

    Sai: Kế hoạch số 9470/KH - UBND; Quyết định số 140/QĐ–TTG; Kế hoạch số 5/KH-UBND.
    Đúng: Kế hoạch số 9470/KH-UBND; Quyết định số 140/QĐ-TTg; Kế hoạch số 05/KH-UBND.
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3 điểm c; Phụ lục III, Mục I.
    """

    code, name, severity = "VD204", "ky-hieu-viet-sai", "warning"
    ground = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3 điểm c"
    fix = "safe"
    scope = "own"
    why = "Ký hiệu viết sai thì tìm trên mạng và trong sổ văn bản không ra."

    def concerns(self, cited: Cited, case: Case) -> bool:
        """Citations with a symbol."""
        return "number" in cited.citation.parts and parse_symbol(cited.citation.number or "") is not None

    def judge(self, cited: Cited, case: Case) -> Iterator[Outcome]:
        """Compare what is written with how the symbol is written right."""
        citation, place = cited.citation, case.part(cited, "number")
        written = case.text[place.start : place.end]
        if joint_faults(cited, case):
            return  # VD205 tells what is wrong with the codes.
        right, faults = self._right(cited, case)
        if case.wrapped(place):
            written = written.replace(" ", "")
        faults = [told for slip, told in SLIPS.items() if slip in citation.slips and _seen(slip, written)] + faults
        if not faults or right == written:
            return
        yield self.finding(
            f"Ký hiệu “{written}” {', '.join(faults)}.", f"Viết: {right}.", place, citation.text,
            fix=Fix(place, written, right, safe=self._sure(written, right, cited)),
        )

    def _sure(self, written: str, right: str, cited: Cited) -> bool:
        """Only signs and spaces change, or the catalogue has the instrument under this very number."""
        if plain_letters(written).replace(" ", "") == right:
            return True
        one = cited.meaning.instrument
        return bool(one and one.number == right and symbol_key(plain_letters(written)) == symbol_key(right))

    def _right(self, cited: Cited, case: Case) -> tuple[str, list[str]]:
        """The symbol in its right letters, and what differs apart from spaces and dashes."""
        number = cited.citation.number or ""
        one = cited.meaning.instrument
        if one and one.number and symbol_key(one.number) == symbol_key(number):
            right = one.number
        else:
            right = self._known_codes(number, case)
        faults = []
        if _central(right.lstrip("0")) != _central(number.lstrip("0")):
            faults.append("sai dấu gạch" if _letters(right) == _letters(number) else "sai chữ")
        if right.startswith("0") and not number.startswith("0"):
            faults.append("thiếu số 0 đứng đầu")
        elif number.startswith("0") and not right.startswith("0"):
            right = "0" + right
        return right, faults

    def _known_codes(self, number: str, case: Case) -> str:
        """Codes that are known ones but for accents and case; one digit gets its leading zero.

        Two letters resemble one another too much (ĐP is no slip of DP), but for the code of the type.
        """
        symbol = parse_symbol(number)
        if symbol is None:
            return number
        known = case.known.codes | {one.codes[0] for one in case.grammar.types.types if one.codes}
        for code in symbol.codes:
            right = {one for one in known if fold(one) == fold(code)}
            sure = len(code) > 2 or code == symbol.code
            if sure and code not in known and len(right) == 1:
                number = number.replace(code, right.pop())
        return f"0{number}" if symbol.digits.isdigit() and len(symbol.digits) == 1 and number[0] != "0" else number


def _central(number: str) -> str:
    """TW and TƯ both stand for Trung ương."""
    return number.replace("UBTƯ", "UBTW")


def _letters(number: str) -> str:
    return "".join(char for char in number.lstrip("0") if char.isalnum())


def _seen(slip: str, written: str) -> bool:
    """A space that only the end of a line put there is none."""
    return slip != "khoang-trang-trong-ky-hieu" or " " in written
