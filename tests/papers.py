"""Small real papers for tests: a draft with blanks, a photo."""

import typst
from hoso.formats.fonts import FONTS

_DRAFT = """
#set page("a4", margin: 2cm)
#set text(font: "Tinos", size: 13pt)
#grid(columns: (1fr, 1.5fr), align: center,
  [SỞ NỘI VỤ \\ Số: #h(30pt) /KH-SNV],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc* \\ _Thanh Hóa, ngày #h(24pt) tháng #h(24pt) năm 2026_])
#align(center)[*KẾ HOẠCH* \\ Thực hiện công tác văn thư, lưu trữ]
Căn cứ Kế hoạch số 39/KH-UBND. #v(8cm)
#align(right)[*GIÁM ĐỐC* #v(3cm) *SIGNER*]
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f0001040100"
    "5fe5c34b0000000049454e44ae426082"
)


def draft_pdf(signer: str, body: str = "") -> bytes:
    """A draft whose number and date are blank, with the signer's block."""
    source = _DRAFT.replace("SIGNER", signer).replace("Căn cứ", f"{body} Căn cứ")
    return typst.compile(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)
