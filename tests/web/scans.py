"""Writes the scans of the browser test: `python -m tests.web.scans FOLDER`. Each has a text layer but the last, which is a picture alone."""

import io
import sys
from datetime import date
from pathlib import Path

import pikepdf
from hoso.formats.forms import Letter, letter

PLACE = {"place": "Thanh Hóa", "year": 2026}
SCANS = {
    "bao-cao.pdf": Letter(
        issuer="SỞ TÀI CHÍNH", superior="UBND TỈNH THANH HÓA", symbol="BC-STC", number="241", issued_on=date(2026, 10, 12), type_name="BÁO CÁO",
        abstract="Kết quả thanh toán kinh phí lưu trữ", body=("Sở Tài chính báo cáo như sau.",), signer_titles=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        signer="Phạm Thị Vân Anh", recipients=("Sở Nội vụ", "Lưu: VT, HCSN."), **PLACE,
    ),
    "moi-hop.pdf": Letter(
        issuer="SỞ Y TẾ", superior="UBND TỈNH THANH HÓA", symbol="GM-SYT", number="15", issued_on=date(2026, 10, 20), type_name="GIẤY MỜI",
        abstract="Họp bàn phương án chỉnh lý tài liệu", body=("Sở Y tế trân trọng kính mời: Sở Nội vụ.",), signer_titles=("GIÁM ĐỐC",),
        signer="Trần Văn Hưng", recipients=("Như trên", "Lưu: VT."), **PLACE,
    ),
    "cong-van.pdf": Letter(
        issuer="SỞ TÀI CHÍNH", superior="UBND TỈNH THANH HÓA", symbol="STC-HCSN", number="3120", issued_on=date(2026, 10, 21), type_name="",
        abstract="thẩm định dự toán", addressees=("Sở Nội vụ",), body=("Sở Tài chính có ý kiến như sau.",), signer_titles=("GIÁM ĐỐC",),
        signer="Nguyễn Văn Tứ", recipients=("Như trên", "Lưu: VT, HCSN."), **PLACE,
    ),
    "da-vao-so.pdf": Letter(
        issuer="SỞ Y TẾ", superior="UBND TỈNH THANH HÓA", symbol="QĐ-SYT", number="77", issued_on=date(2026, 9, 1), type_name="QUYẾT ĐỊNH",
        abstract="Về việc đã vào sổ", body=("Điều 1. Thành lập tổ công tác.",), signer_titles=("GIÁM ĐỐC",), signer="Trần Văn Hưng",
        recipients=("Như Điều 1", "Lưu: VT."), **PLACE,
    ),
}  # fmt: skip


def main(folder: str) -> None:
    """The files."""
    for name, scan in SCANS.items():
        (Path(folder) / name).write_bytes(letter(scan))
    with pikepdf.new() as picture:
        picture.add_blank_page()
        out = io.BytesIO()
        picture.save(out)
    (Path(folder) / "quet-anh.pdf").write_bytes(out.getvalue())


if __name__ == "__main__":
    main(sys.argv[1])
