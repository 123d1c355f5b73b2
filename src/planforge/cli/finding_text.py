"""Findings for people: one line what, one line what to do, and last what was and was not checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planforge.checking.findings import Finding, Report


def human(reports: Sequence[Report], coverage: bool = False) -> str:
    """All reports; the last line is obligatory: what was not checked is part of the result."""
    blocks = [_document(report, coverage) for report in reports]
    return "\n".join([*blocks, _total(reports)])


def _document(report: Report, coverage: bool) -> str:
    from planforge.checking.listing import coverage_rows
    from planforge.text.dates import short_date

    day = short_date(report.as_of) if report.as_of else "chưa rõ"
    lines = [f"{report.file} (xét tại ngày {day}: {report.as_of_source})"]
    lines += [f"  Lưu ý: {note}" for note in report.notes]
    width = max((len(one.place.where) for one in report.findings), default=0)
    lines += [_finding(one, min(width, 24)) for one in report.findings]
    if coverage:
        lines += [f"  {code}  {what}{': ' + why if why else ''}" for code, what, why in coverage_rows(report)]
    return "\n".join(lines)


def _finding(one: Finding, width: int) -> str:
    from planforge.checking.findings import SEVERITY_NAMES

    mark = "" if one.severity == "error" else f"[{SEVERITY_NAMES[one.severity]}] "
    indent = " " * (width + 2)
    lines = [f"  {one.place.where.ljust(width)}  {one.code}  {mark}{one.found}"]
    lines.append(f"{indent}         trong: {one.text[:160]}")
    lines.append(f"{indent}         → {one.do}")
    return "\n".join(lines)


def _total(reports: Sequence[Report]) -> str:
    counts = [report.counts() for report in reports]
    errors, warnings, notes = (sum(count[level] for count in counts) for level in ("error", "warning", "info"))
    checked = sum(report.coverage.count(len(report.failed())) for report in reports)
    idle = sum(len(report.coverage.not_applicable) for report in reports)
    unjudged = sum(len(report.coverage.not_evaluated) for report in reports)
    more = f", {notes} thông tin" if notes else ""
    detail = " (chi tiết: --coverage)" if unjudged else ""
    judged = f"đã kiểm {checked} quy tắc · không áp dụng {idle} · chưa kiểm {unjudged}{detail}"
    return f"{errors} lỗi, {warnings} cảnh báo{more} · {judged}"
