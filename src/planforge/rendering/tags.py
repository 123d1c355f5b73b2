"""The tags a shell may use. `xml` tags stand alone in their paragraph as ``{{p tên }}``, `text` tags as ``{{
tên }}``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Tag:
    """``required``: a shell without this tag would lose content, so it is refused for such a plan."""

    name: str
    kind: Literal["text", "xml"]
    meaning: str
    required: bool = True


TAGS: dict[str, Tag] = {
    tag.name: tag
    for tag in (
        Tag("co_quan_chu_quan", "xml", "Tên cơ quan chủ quản trực tiếp; không in gì nếu không có."),
        Tag("co_quan_ban_hanh", "xml", "Tên cơ quan ban hành, mỗi dòng một đoạn, kiểu “Cơ quan ban hành”."),
        Tag(
            "vach_co_quan",
            "xml",
            "Nét kẻ dưới tên cơ quan ban hành, dài 1/3 đến 1/2 dòng chữ.",
            required=False,
        ),
        Tag("vach_tieu_ngu", "xml", "Nét kẻ dưới Tiêu ngữ, dài bằng dòng chữ.", required=False),
        Tag("so", "text", "Số văn bản; để trống khi chưa cấp số."),
        Tag("ky_hieu", "text", "Ký hiệu văn bản, ví dụ KH-UBND."),
        Tag("dia_danh_ngay", "text", "Địa danh và thời gian ban hành."),
        Tag("ten_loai", "text", "Tên loại văn bản, chữ in hoa."),
        Tag("trich_yeu", "xml", "Trích yếu nội dung, kiểu “Trích yếu”."),
        Tag("vach_trich_yeu", "xml", "Nét kẻ dưới trích yếu, dài 1/3 đến 1/2 dòng cuối.", required=False),
        Tag("kinh_gui", "xml", "Kính gửi và các nơi nhận trực tiếp, kiểu “Kính gửi”."),
        Tag("noi_dung", "xml", "Căn cứ, mở đầu và toàn bộ nội dung."),
        Tag("noi_nhan", "xml", "Các dòng nơi nhận, kiểu “Nơi nhận”."),
        Tag("chu_ky", "xml", "Quyền hạn, chức vụ, chỗ ký và họ tên người ký."),
        Tag("phu_luc", "xml", "Phụ lục phân công: nhãn, tiêu đề, chỉ dẫn và bảng."),
    )
}
