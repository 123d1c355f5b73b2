"""Notices: what the clerk should know before signing that the plan itself cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from planforge.derivation.bodies import OTHERS, border_or_coast
from planforge.derivation.case import Case
from planforge.derivation.deadlines import OwnReport
from planforge.derivation.merging import BodyWork
from planforge.document.tree import Notice
from planforge.text.casing import enumerate_words
from planforge.text.dates import short_date

FIELDS = {
    "targets": "chỉ tiêu", "reporting": "chế độ báo cáo", "assignments": "phân công", "solutions": "nhiệm vụ chung",
    "tasks": "nhiệm vụ", "funding": "kinh phí", "milestones": "sơ kết, tổng kết", "purposes": "mục đích",
    "requirements": "yêu cầu", "goal": "mục tiêu chung", "territory": "địa bàn", "period": "thời gian thực hiện",
}  # fmt: skip
"""What the clerk calls the fields of a directive."""


def notices(case: Case, works: Iterable[BodyWork], reports: Iterable[OwnReport]) -> tuple[Notice, ...]:
    """All notices, the weightiest first."""
    return (
        *_chain_of_command(case), *_past_reports(case, reports), *_gaps(case), *_filled(works), *_unknown_names(case)
    )


def _chain_of_command(case: Case) -> Iterator[Notice]:
    issuer = case.issuer_unit
    same_name = any(unit.full_name == issuer.full_name for unit in case.chain) if issuer else False
    if issuer and issuer.valid_to and issuer.valid_to < case.day and not same_name:
        heirs = enumerate_words([unit.full_name for unit in case.chain if unit.level == "tinh"])
        yield Notice("cap-tren-khong-con", f"{case.superior.issuer} không còn từ ngày "
                     f"{short_date(issuer.valid_to + timedelta(days=1))}; cấp trên trực tiếp nay là Ủy ban nhân dân "
                     f"{heirs}. Hỏi lại cấp trên trước khi dùng văn bản này.")
    direct = case.level in case.directive.addressees
    inherited = case.level == "xa" and "huyen" in case.directive.addressees and case.era.startswith("2-cap")
    if not direct and not inherited:
        yield Notice("khong-giao-truc-tiep", f"{case.superior.number} không giao trực tiếp cho cấp này; nếu cấp trên "
                     "trực tiếp đã có kế hoạch thì căn cứ kế hoạch đó.")
    if case.directive.document:
        yield Notice("ngoai-danh-muc", f"{case.superior.number} chưa có trong danh mục văn bản; số, ngày, tên lấy theo "
                     "tệp văn bản chỉ đạo, chưa đối chiếu được.")
    if not case.directive.verified:
        yield Notice("van-ban-chua-doi-chieu", f"Nội dung {case.superior.number} trong danh mục chưa đối chiếu với bản "
                     "gốc; soát lại với văn bản nhận được.")


def _past_reports(case: Case, reports: Iterable[OwnReport]) -> Iterator[Notice]:
    for report in reports:
        if report.past and report.duty.day:
            yield Notice("han-da-qua", f"{report.name}: hạn {short_date(report.duty.day)} của cấp trên đã qua ngày ký.")


def _gaps(case: Case) -> Iterator[Notice]:
    for gap in case.directive.gaps:
        field = FIELDS.get(gap.field.split(".")[0], gap.field)
        yield Notice("chua-co-nguon", f"Văn bản cấp trên, phần {field}: {gap.why.rstrip('.')}.")


def _filled(works: Iterable[BodyWork]) -> Iterator[Notice]:
    names = [work.label for work in works if work.filled and work.lead.key != OTHERS]
    if names:
        yield Notice("bo-sung-mau", "Cấp trên không nêu việc cho: " + "; ".join(names)
                     + ". Các việc này lấy từ nhiệm vụ mẫu, soát lại trước khi trình.")


def _unknown_names(case: Case) -> Iterator[Notice]:
    if not case.request.number:
        yield Notice("du-thao", "Dự thảo: số và ngày để trống, văn thư điền khi ban hành.")
    if case.level == "xa" and case.profile.border is None and case.profile.coast is None and not border_or_coast(case):
        yield Notice("bien-phong", "Chưa biết đơn vị có biên giới, bờ biển hay không nên không có mục Đồn Biên phòng; "
                     "nếu có, dùng --set bien-gioi=co hoặc --set ven-bien=co.")
