"""The contract between shell, writer, reader and checker: named paragraph styles with their sizes.

Sizes follow NĐ 30/2020/NĐ-CP, PL.I, Phần I, Mục V: all sizes of one document rise and fall together, hence
two profiles. P14 is what the shells are drawn in; P13 is for a letterhead whose place-and-date line would
wrap.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its Vietnamese name in Word, its id in the shipped shells, its size in points per
    profile.
    """

    name: str
    id: str
    p14: float
    p13: float
    bold: bool = False
    italic: bool = False

    def size(self, profile: str) -> float:
        """Points in that profile."""
        return self.p13 if profile == "P13" else self.p14


QUOC_HIEU = Style("Quốc hiệu", "QuocHieu", 13, 12, bold=True)
TIEU_NGU = Style("Tiêu ngữ", "TieuNgu", 14, 13, bold=True)
CHU_QUAN = Style("Cơ quan chủ quản", "CoQuanChuQuan", 13, 12)
BAN_HANH = Style("Cơ quan ban hành", "CoQuanBanHanh", 13, 12, bold=True)
SO_KY_HIEU = Style("Số ký hiệu", "SoKyHieu", 13, 13)
DIA_DANH = Style("Địa danh ngày tháng", "DiaDanhNgayThang", 14, 13, italic=True)
TEN_LOAI = Style("Tên loại", "TenLoai", 14, 13, bold=True)
TRICH_YEU = Style("Trích yếu", "TrichYeu", 14, 13, bold=True)
KINH_GUI = Style("Kính gửi", "KinhGui", 14, 13)
CAN_CU = Style("Căn cứ", "CanCu", 14, 13, italic=True)
MO_DAU = Style("Mở đầu", "MoDau", 14, 13)
MUC_LA_MA = Style("Mục I", "MucLaMa", 14, 13, bold=True)
KHOAN_TIEU_DE = Style("Mục 1", "KhoanTieuDe", 14, 13, bold=True)
KHOAN = Style("Khoản", "Khoan", 14, 13)
DIEM = Style("Điểm", "Diem", 14, 13)
GACH = Style("Gạch đầu dòng", "GachDauDong", 14, 13)
NOI_DUNG = Style("Nội dung", "NoiDung", 14, 13)
NOI_NHAN_NHAN = Style("Nơi nhận nhãn", "NoiNhanNhan", 12, 12, bold=True, italic=True)
NOI_NHAN = Style("Nơi nhận", "NoiNhan", 11, 11)
QUYEN_HAN = Style("Quyền hạn", "QuyenHan", 14, 13, bold=True)
CHUC_VU = Style("Chức vụ", "ChucVu", 14, 13, bold=True)
HO_TEN = Style("Họ tên", "HoTen", 14, 13, bold=True)
PHU_LUC_NHAN = Style("Phụ lục nhãn", "PhuLucNhan", 14, 14, bold=True)
PHU_LUC_TIEU_DE = Style("Phụ lục tiêu đề", "PhuLucTieuDe", 14, 13, bold=True)
PHU_LUC_CHI_DAN = Style("Phụ lục chỉ dẫn", "PhuLucChiDan", 14, 13, italic=True)
BANG_DAU = Style("Bảng đầu", "BangDau", 13, 13, bold=True)
BANG_O = Style("Bảng ô", "BangO", 13, 13)
VACH = Style("Vạch", "Vach", 1, 1)
SO_TRANG = Style("Số trang", "SoTrang", 14, 13)

STYLES: tuple[Style, ...] = (
    QUOC_HIEU, TIEU_NGU, CHU_QUAN, BAN_HANH, SO_KY_HIEU, DIA_DANH, TEN_LOAI, TRICH_YEU, KINH_GUI,
    CAN_CU, MO_DAU, MUC_LA_MA, KHOAN_TIEU_DE, KHOAN, DIEM, GACH, NOI_DUNG, NOI_NHAN_NHAN, NOI_NHAN,
    QUYEN_HAN, CHUC_VU, HO_TEN,
    PHU_LUC_NHAN, PHU_LUC_TIEU_DE, PHU_LUC_CHI_DAN, BANG_DAU, BANG_O, VACH, SO_TRANG,
)  # fmt: skip

NODE_STYLES: dict[str, Style] = {
    "basis": CAN_CU, "opening": MO_DAU, "section": MUC_LA_MA, "heading": KHOAN_TIEU_DE,
    "clause": KHOAN, "point": DIEM, "dash": GACH, "paragraph": NOI_DUNG,
}  # fmt: skip
"""Which style a node of the tree is written in."""
