"""The document given back: with comments at the findings, or with the safe fixes made. Never a signed one."""

from __future__ import annotations

from dataclasses import dataclass

from planforge.checking.findings import SEVERITY_NAMES, Finding, Fix, Report
from planforge.document.source import SourceDocument
from planforge.errors import OutputError, PlanforgeError, UnsupportedError
from planforge.rendering.review import ReviewComment, TextEdit, add_comments, apply_fixes
from planforge.text.folding import nfc


@dataclass(frozen=True, slots=True)
class Fixed:
    """``data`` with the safe fixes made; ``done`` and ``left`` say which were and which could not be."""

    data: bytes
    done: tuple[Finding, ...]
    left: tuple[Finding, ...]


def with_comments(data: bytes, document: SourceDocument, report: Report) -> bytes:
    """The .docx with one comment a finding. Raises PlanforgeError for other kinds and for signed documents."""
    _refuse(document, "thêm ghi chú", ("docx",))
    return add_comments(data, [_comment(finding) for finding in report.findings])


def with_fixes(data: bytes, document: SourceDocument, report: Report) -> Fixed:
    """A .docx or a text with every safe fix made that does not touch another one."""
    _refuse(document, "sửa", ("docx", "text"))
    chosen = _apart([one for one in report.findings if one.fix and one.fix.safe and not one.fix.place.runs_on])
    edits = [(one, _edit(one.fix, document)) for one in chosen if one.fix]
    if document.kind == "text":
        return Fixed(_fixed_text(data, [edit for _, edit in edits], document.file), tuple(chosen), ())
    done, left = list[Finding](), list[Finding]()
    for finding, edit in reversed(edits):
        # One at a time, last first: an edit that meets tracked changes must not keep the others out.
        try:
            data = apply_fixes(data, [edit])
            done.insert(0, finding)
        except PlanforgeError:
            left.insert(0, finding)
    return Fixed(data, tuple(done), tuple(left))


def _refuse(document: SourceDocument, doing: str, kinds: tuple[str, ...]) -> None:
    if document.signed:
        raise OutputError(
            f"{document.file} đã ký số.", f"Không {doing} vào văn bản đã ký: chữ ký sẽ mất hiệu lực.",
            "Làm trên bản chưa ký, hoặc xem danh sách phát hiện.",
        )  # fmt: skip
    if document.kind not in kinds:
        raise UnsupportedError(
            f"{document.file} không phải tệp .docx.", f"Chỉ {doing} được vào tệp .docx.",
            "Xuất danh sách phát hiện bằng --format xlsx hoặc --format html.",
        )  # fmt: skip


def _comment(finding: Finding) -> ReviewComment:
    place = finding.place
    lines = [f"{finding.code} ({SEVERITY_NAMES[finding.severity]}): {finding.found}", finding.why, finding.do]
    lines.append(f"Căn cứ: {finding.ground}.")
    return ReviewComment(place.locator, *place.inside, "\n".join(line for line in lines if line))


def _apart(findings: list[Finding]) -> list[Finding]:
    """Findings whose fixes do not overlap, in reading order."""
    chosen: list[Finding] = []
    reach = -1
    for one in sorted(findings, key=lambda one: one.fix.place.start if one.fix else 0):
        if one.fix and one.fix.place.start >= reach:
            chosen.append(one)
            reach = one.fix.place.end
    return chosen


def _edit(fix: Fix, document: SourceDocument) -> TextEdit:
    block = document.block(fix.place.locator)
    before = block.text[slice(*fix.place.inside)] if block else fix.before
    return TextEdit(fix.place.locator, *fix.place.inside, before, fix.after)


def _fixed_text(data: bytes, edits: list[TextEdit], name: str) -> bytes:
    """Lines are named ``l12``; those without an edit stay as they are, byte for byte."""
    try:
        lines = data.decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise UnsupportedError(
            f"{name} không dùng bảng mã UTF-8.", "Sửa trên bảng mã cũ có thể làm hỏng chữ.", "Lưu lại tệp bằng UTF-8."
        ) from error
    for edit in sorted(edits, key=lambda edit: -edit.start):
        at = int(edit.locator.removeprefix("l").partition(".")[0]) - 1
        line = nfc(lines[at])
        lines[at] = line[: edit.start] + edit.after + line[edit.end :]
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return mark + "".join(lines).encode()
