"""Where a paragraph ends, told from the lines alone.

Readers hand over paragraphs (a .docx) or wrapped lines (a .txt, a .pdf). A mark at the end of a line, a marker at the
start of the next one, or room left for its first word tell that a paragraph ends there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

WRAPPED = 140
"""Lines longer than this were not wrapped by hand or by a converter."""

_ONE_WORD = 16
"""The width of a text wrapped after nearly every word; in a wider one a number alone is a cell of a table."""
_CLOSING = ".;!?…:"
_MARKER = re.compile(
    r"[-+*•●▪] |\d{1,2}(?:\.\d{1,2}){0,3}[.)] |[IVX]{1,5}\. |[a-zđ]\) |[|#]|Điều \d|Căn cứ |Nơi nhận|Kính gửi"
)
_AUTHORITY = re.compile(r"(?:CHỦ TỊCH|ỦY BAN|UBND|HĐND|HỘI ĐỒNG|BỘ TRƯỞNG|GIÁM ĐỐC|BAN |THỦ TƯỚNG|CHÍNH PHỦ$)")
"""The line that names who decides stands under the title."""
_UNFINISHED = re.compile(r"(?:\bsố|\bSố|\bTP|\bTp|\bTT|\bTr)[.:]$")

_HANGING = re.compile(
    r" (?:của|và|về|số|ngày|theo|các|tỉnh|thành phố|huyện|xã|phường|tại|từ|đến|cho|với|thị xã|tháng|năm|trong|việc)$",
    re.IGNORECASE,
)
_NAME_TO_COME = re.compile(
    r" (?:Luật|Bộ luật|Pháp lệnh|Bộ|Sở|Bộ trưởng|Ủy ban|Uỷ ban|Thủ tướng|Chính|Chánh Văn phòng|Giám đốc|Chủ tịch"
    r"|Cục trưởng|Vụ trưởng)$"
)
_CONTINUES = re.compile(r"(?:Của|Đến năm|Giai đoạn|Trên địa bàn|Nhiệm kỳ) ")
"""A heading broken over lines may begin each of them with a capital."""


def line_breaks(lines: Sequence[str]) -> list[bool]:
    """For each squeezed line, whether a paragraph ends with it. Empty lines take no part but count as a gap."""
    width = _width(lines)
    ends = [True] * len(lines)
    previous = -1
    for index, line in enumerate(lines):
        if not line:
            continue
        if previous >= 0:
            ends[previous] = _ends(lines[previous], line, width, gap=index - previous > 1)
        previous = index
    return ends


def page_numbers(lines: Sequence[str]) -> frozenset[int]:
    """Indexes of the lines that hold nothing but the number of a page and cut a sentence in two."""
    alone = [index for index, line in enumerate(lines) if line.isdigit() and len(line) <= 3]
    if not alone:
        return frozenset()
    full = 0.6 * _width(lines)
    return frozenset(index for index in alone if _cuts_sentence(lines, index, full))


def _cuts_sentence(lines: Sequence[str], index: int, full: float) -> bool:
    before = next((line for line in reversed(lines[max(0, index - 4) : index]) if line), "")
    after = next((line for line in lines[index + 1 : index + 5] if line), "")
    if not before or len(before) < max(full, 3 * _ONE_WORD) or before[-1] in _CLOSING:
        return False
    return after[:1].islower() and not _MARKER.match(after)


def _width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def _ends(line: str, following: str, width: int, gap: bool) -> bool:
    first = following[0]
    if line[-1] in _CLOSING:
        return not _UNFINISHED.search(line[-4:])
    capitals = len(line) <= WRAPPED and line.isupper() and following.isupper() and line.count(" ") > 3
    if not gap and (_HANGING.search(line) or (capitals and not _AUTHORITY.match(following))):
        return False
    if not gap and (_NAME_TO_COME.search(line) or (_CONTINUES.match(following) and not line.isupper())):
        return False
    if following.isdigit() and len(following) <= 3 and width > _ONE_WORD and line[-1] not in ",(“-/":
        return True
    full = width <= WRAPPED and len(line) + 1 + following.find(" ", 1) > 0.72 * width and not gap
    if _MARKER.match(following):
        return not (full and first in "-+")
    if first.islower() or first in ",)”;" or (first.isdigit() and not gap):
        return False
    if line[-1] in ",(“-/" or _in_capitals(line) != _in_capitals(following):
        return line[-1] not in ",(“-/"
    return not full


def _in_capitals(line: str) -> bool:
    """Whether a line is a heading in capitals; a word such as ``COVID-19;`` left over by wrapping is none."""
    return line.isupper() and " " in line
