"""Writes a draft letter with blanks for number and date: `python -m tests.web.draft FILE SIGNER`.

The draft of an officer who uses the form of NĐ 30, with the present year in its date line.
"""

import sys
from pathlib import Path

from hoso.formats.forms import Letter, letter
from hoso.support.clock import Moment


def main(path: str, signer: str) -> None:
    """A plan of Sở Nội vụ that answers the plan of the province."""
    Path(path).write_bytes(letter(Letter(
        issuer="SỞ NỘI VỤ", superior="UBND TỈNH THANH HÓA", symbol="KH-SNV", place="Thanh Hóa", year=Moment.now().today.year,
        type_name="KẾ HOẠCH", abstract="Thực hiện Kế hoạch số 39/KH-UBND về công tác văn thư, lưu trữ",
        body=("Thực hiện Kế hoạch số 39/KH-UBND của Ủy ban nhân dân tỉnh, Sở Nội vụ ban hành Kế hoạch với các nội dung sau.",
              "Lập hồ sơ công việc, nộp lưu đúng hạn, xử lý dứt điểm tài liệu tồn đọng."),
        signer_titles=("GIÁM ĐỐC",), signer=signer, recipients=("UBND tỉnh", "Sở Tài chính", "Lưu: VT, VTLT."),
    )))  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
