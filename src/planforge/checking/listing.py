"""A report as plain data: the ``check`` contract, and the rows of lists."""

from __future__ import annotations

from typing import Any

from planforge.checking.findings import SEVERITY_NAMES, Finding, Report, Unjudged

COLUMNS = ("Tệp", "Vị trí", "Mã", "Mức", "Phát hiện", "Việc cần làm", "Viện dẫn", "Sửa thành", "Căn cứ")


def report_data(report: Report) -> dict[str, Any]:
    """One document of the ``check`` contract, with ``partly`` and ``start``/``end`` beyond it."""
    coverage = report.coverage
    return {
        "file": report.file,
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "as_of_source": report.as_of_source,
        "findings": [_finding(one) for one in report.findings],
        "coverage": {
            "passed": list(coverage.passed),
            "not_applicable": list(coverage.not_applicable),
            "not_evaluated": [_unjudged(one) for one in coverage.not_evaluated],
            "partly": [_unjudged(one) for one in coverage.partly],
        },
        "notes": list(report.notes),
    }


def report_rows(report: Report) -> list[tuple[str, ...]]:
    """One row a finding under :data:`COLUMNS`."""
    return [
        (
            report.file, one.place.where, one.code, SEVERITY_NAMES[one.severity], f"{one.found} {one.why}".strip(),
            one.do, one.text, one.fix.after if one.fix else "", one.ground,
        )
        for one in report.findings
    ]  # fmt: skip


def coverage_rows(report: Report) -> list[tuple[str, str, str]]:
    """Each rule with what became of it and why."""
    coverage = report.coverage
    rows = [(code, "có phát hiện", "") for code in report.failed()]
    rows += [(code, "đạt", "") for code in coverage.passed]
    rows += [(code, "không áp dụng", "văn bản không có điều quy tắc này nói tới") for code in coverage.not_applicable]
    rows += [(one.code, "chưa kiểm", one.why) for one in coverage.not_evaluated]
    rows += [(one.code, "có chỗ chưa kiểm", one.why) for one in coverage.partly]
    return sorted(rows)


def _finding(one: Finding) -> dict[str, Any]:
    fix = {"before": one.fix.before, "after": one.fix.after, "safe": one.fix.safe} if one.fix else None
    return {
        "code": one.code, "name": one.name, "severity": one.severity, "message": one.message, "text": one.text,
        "where": one.place.where, "locator": one.place.locator, "ground": one.ground, "start": one.place.start,
        "end": one.place.end, "fix": fix,
    }  # fmt: skip


def _unjudged(one: Unjudged) -> dict[str, Any]:
    places = [{"text": place.text, "where": place.place.where, "why": place.why} for place in one.places if place.place]
    return {"code": one.code, "why": one.why, "places": places}
