"""Papers as offices write them, by python-docx and by hands that knew PL I to III but not the other mutator: VML lines, tables without borders, run faces.

Shares no code with the checker, nor with `layout_papers.py` and `planting.py`.
"""

import io
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree

C, J, L = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def new(size: float = 14, margins: tuple[int, int, int, int] = (20, 20, 30, 15)) -> Document:
    """An empty A4 sheet in Times New Roman."""
    d = docx.Document()
    d.styles["Normal"].font.name, d.styles["Normal"].font.size = "Times New Roman", Pt(size)
    d.styles["Normal"].paragraph_format.space_after = Pt(0)
    sheet = d.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.top_margin, sheet.bottom_margin, sheet.left_margin, sheet.right_margin = (Mm(m) for m in margins)
    return d


def put(where: Any, text: str, size: float = 14, face: str = "", al: Any = None, *, before: float = 0, after: float = 0, indent: float = 0) -> Paragraph:
    """A paragraph; `face` of b and i. An empty first paragraph of a cell is taken."""
    empty = where.paragraphs[0] if hasattr(where, "_tc") and len(where.paragraphs) == 1 and not where.paragraphs[0].text else None
    p = empty if empty is not None else where.add_paragraph()
    run = p.add_run(text)
    run.font.size, run.bold, run.italic, p.alignment = Pt(size), "b" in face or None, "i" in face or None, al
    p.paragraph_format.space_before, p.paragraph_format.space_after, p.paragraph_format.first_line_indent = Pt(before), Pt(after), Mm(indent)
    return p


def line(p: Paragraph, mm: float) -> None:
    """A line drawn by the hand of Word 2003 (VML)."""
    drawn = OxmlElement("w:pict")
    v = f'<v:line xmlns:v="urn:schemas-microsoft-com:vml" from="0,2pt" to="{mm / 0.3528:.1f}pt,2pt"/>'
    drawn.append(etree.fromstring(v))
    p.add_run()._r.append(drawn)


def pair(d: Document, rows: int, left: float, right: float) -> Any:
    """A table without borders."""
    t = d.add_table(rows=rows, cols=2)
    t.autofit = False
    for row in t.rows:
        for cell, width in zip(row.cells, (left, right), strict=True):
            cell.width = Mm(width)
    return t


def head(d: Document, superior: str, issuer: Sequence[str], drawn: float, number: str, day: str, about: Sequence[str] = ()) -> None:
    t = pair(d, 2, 70, 95)
    left, right = t.rows[0].cells
    if superior:
        put(left, superior, 13, "", C)
    named = [put(left, name, 13, "b", C) for name in issuer]
    line(named[-1], drawn)
    put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b", C)
    line(put(right, MOTTO, 14, "b", C), 60.4)
    left, right = t.rows[1].cells
    put(left, number, 13, "", C)
    for at, said in enumerate(about):
        put(left, said, 12, "", C, before=0 if at else 6)
    put(right, day, 14, "i", C)


def title(d: Document, name: str, abstract: str, drawn: float) -> None:
    put(d, name, 14, "b", C, before=12)
    line(put(d, abstract, 14, "b", C, after=0), drawn)


def body(d: Document, *texts: str, face: str = "") -> None:
    for text in texts:
        put(d, text, 14, face, J, after=6, indent=12.7)


def article(d: Document, number: int, text: str) -> None:
    p = put(d, f"Điều {number}.", 14, "b", J, after=6, indent=12.7)
    p.add_run(f" {text}").font.size = Pt(14)


def foot(d: Document, recipients: Sequence[str], posts: Sequence[str], name: str) -> None:
    left, right = pair(d, 1, 80, 85).rows[0].cells
    put(left, "Nơi nhận:", 12, "bi")
    for said in recipients:
        put(left, said, 11)
    for said in (*posts, "", "", "", ""):
        put(right, said, 14, "b", C)
    put(right, name, 14, "b", C)


def numbered(d: Document) -> None:
    """The page number in the header, hidden on page one."""
    d.sections[0].different_first_page_header_footer = True
    p = d.sections[0].header.paragraphs[0]
    p.alignment = C
    for kind in ("begin", "", "end"):
        run = p.add_run()
        run.font.size = Pt(14)
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = " PAGE "
        run._r.append(part)


def letter() -> tuple[Document, str]:
    d = new(margins=(20, 20, 30, 20))
    head(d, "UBND TỈNH THANH HÓA", ["SỞ XÂY DỰNG"], 14, "Số: 215/SXD-QLN", "Thanh Hóa, ngày 03 tháng 02 năm 2026", ["V/v rà soát nhà ở xã hội", "trên địa bàn tỉnh"])
    put(d, "Kính gửi:", 14, "", L, before=12, indent=30)
    for said in ("- Ủy ban nhân dân các xã, phường;", "- Ban Quản lý Khu kinh tế Nghi Sơn;", "- Công ty cổ phần Đầu tư Lam Sơn."):
        put(d, said, 14, "", None, indent=45)
    body(
        d, "Thực hiện Công văn số 118/UBND-CN ngày 20 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Thanh Hóa về việc quản lý nhà ở xã hội, Sở Xây dựng đề nghị:",
        "1. Rà soát toàn bộ quỹ nhà ở xã hội đã đưa vào sử dụng theo Nghị quyết số 01/NQ-CP ngày 08 tháng 01 năm 2026 của Chính phủ, lập danh sách theo dự án.",
        "2. Kiểm tra việc thực hiện khoản 2 Điều 76 Luật Nhà ở:", "a) Đối với dự án đã hoàn thành;", "b) Đối với dự án đang thi công.",
        "3. Gửi kết quả về Sở Xây dựng trước ngày 28 tháng 02 năm 2026 (thứ Bảy) để tổng hợp./.",
    )  # fmt: skip
    foot(d, ["- Như trên;", "- UBND tỉnh (để b/c);", "- Lưu: VT, QLN (05)."], ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "Lê Đình Phúc")
    return d, "CV"


def decision() -> tuple[Document, str]:
    d = new()
    head(d, "", ["ỦY BAN NHÂN DÂN", "TỈNH NGHỆ AN"], 17, "Số: 08/QĐ-UBND", "Nghệ An, ngày 05 tháng 01 năm 2026")
    title(d, "QUYẾT ĐỊNH", "Về việc thành lập Tổ công tác cải cách hành chính", 45)
    put(d, "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN", 14, "b", C, before=12, after=6)
    body(d, "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "Theo đề nghị của Giám đốc Sở Nội vụ.", face="i")
    put(d, "QUYẾT ĐỊNH:", 14, "b", C, before=6, after=6)
    article(d, 1, "Thành lập Tổ công tác cải cách hành chính tỉnh Nghệ An gồm các ông, bà có tên trong danh sách kèm theo Quyết định này.")
    article(d, 2, "Chánh Văn phòng Ủy ban nhân dân tỉnh và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.")
    foot(d, ["- Như Điều 2;", "- Lưu: VT, TH."], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Hoàng Văn Bách")
    return d, "QĐ"


def report() -> tuple[Document, str]:
    d = new()
    head(d, "SỞ Y TẾ TỈNH HÀ TĨNH", ["BỆNH VIỆN ĐA KHOA", "THẠCH HÀ"], 21, "Số: 142/BC-BVĐK", "Thạch Hà, ngày 30 tháng 6 năm 2026")
    title(d, "BÁO CÁO", "Kết quả công tác khám bệnh, chữa bệnh 6 tháng đầu năm 2026", 55)
    for heading, clauses in (("I. KẾT QUẢ ĐẠT ĐƯỢC", ("1. Khám bệnh", "2. Điều trị")), ("II. KIẾN NGHỊ", ())):
        put(d, heading, 14, "b", J, before=6, after=6, indent=12.7)
        for clause in clauses:
            put(d, clause, 14, "b", J, after=6, indent=12.7)
            body(d, "Bệnh viện đã khám cho 48.210 lượt người, tăng 6% so với cùng kỳ, chi tiết tại Phụ lục kèm theo, hoàn thành từ tháng Tám đến tháng Chín.")
    body(d, "Đề nghị Sở Y tế quan tâm bố trí kinh phí mua sắm trang thiết bị cho Bệnh viện./.")
    foot(d, ["- Sở Y tế;", "- Lưu: VT, KHTH."], ["GIÁM ĐỐC"], "Trần Quốc Vinh")
    numbered(d)
    d.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    put(d, "Phụ lục", 14, "b", C)
    put(d, "SỐ LƯỢT KHÁM BỆNH THEO THÁNG", 14, "b", C)
    put(d, "(Kèm theo Báo cáo số 142/BC-BVĐK ngày 30 tháng 6 năm 2026 của Bệnh viện Đa khoa Thạch Hà)", 14, "i", C)
    return d, "BC"


def rules() -> tuple[Document, str]:
    d = new()
    head(d, "UBND TỈNH THANH HÓA", ["SỞ NỘI VỤ"], 12, "", "")
    d.tables[0]._tbl.remove(d.tables[0].rows[1]._tr)
    title(d, "QUY CHẾ", "Làm việc của Sở Nội vụ", 20)
    put(d, "(Kèm theo Quyết định số 77/QĐ-SNV ngày 15 tháng 5 năm 2026 của Giám đốc Sở Nội vụ)", 14, "i", C, after=6)
    for chapter, name, articles in (("Chương I", "QUY ĐỊNH CHUNG", ("Điều 1. Phạm vi điều chỉnh", "Điều 2. Đối tượng áp dụng")), ("Chương II", "TRÁCH NHIỆM", ("Điều 3. Giám đốc Sở",))):
        put(d, chapter, 14, "b", C, before=6)
        put(d, name, 14, "b", C, after=6)
        for heading in articles:
            put(d, heading, 14, "b", J, after=6, indent=12.7)
            body(d, "Quy chế này quy định nguyên tắc, chế độ trách nhiệm và quan hệ công tác của Sở Nội vụ theo quy định của pháp luật./.")
    return d, "QC"


def telegram() -> tuple[Document, str]:
    d = new()
    head(d, "", ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG TRỊ"], 17, "Số: 03/CĐ-UBND", "Quảng Trị, ngày 17 tháng 10 năm 2026")
    title(d, "CÔNG ĐIỆN", "Về việc ứng phó với bão số 11", 30)
    put(d, "Chủ tịch Ủy ban nhân dân tỉnh Quảng Trị điện:", 14, "", C, before=6)
    put(d, "- Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu;", 14, indent=40)
    put(d, "- Giám đốc các sở, ban, ngành cấp tỉnh.", 14, indent=40, after=6)
    body(d, "Để chủ động ứng phó với bão, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các địa phương khẩn trương kêu gọi tàu thuyền về nơi tránh trú./.")
    foot(d, ["- Như trên;", "- Lưu: VT, KT."], ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Hoàng Nam")
    return d, "CĐ"


def office() -> tuple[Document, str]:
    """The office of a people's committee: its name stands on two lines, both bold; an advisory post above the own one."""
    d = new()
    head(d, "", ["VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH LÀO CAI"], 32, "Số: 66/TB-VPUB", "Lào Cai, ngày 21 tháng 4 năm 2026")
    title(d, "THÔNG BÁO", "Kết luận tại cuộc họp về phòng, chống thiên tai", 40)
    body(d, "Văn phòng thông báo kết luận của Phó Chủ tịch Giàng Thị Dung tại cuộc họp giao ban ngày 18 tháng 4 năm 2026 để các cơ quan biết, thực hiện./.")
    foot(d, ["- Các sở, ngành;", "- Lưu: VT, NLN."], ["TRƯỞNG BAN"], "Vàng A Páo")
    return d, "TB"


def copied(of: Callable[[], tuple[Document, str]], form: str, number: str) -> tuple[Document, str]:
    """A paper copy: its form below a line over the whole width (Mẫu 3.1)."""
    d, code = of()
    border, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    d.add_paragraph()._p.get_or_add_pPr().append(border)
    t = pair(d, 2, 70, 95)
    left, right = t.rows[0].cells
    put(left, "ỦY BAN NHÂN DÂN", 13, "b", C)
    line(put(left, "XÃ ĐÔNG SƠN", 13, "b", C), 18)
    put(right, form, 14, "b", C)
    put(t.rows[1].cells[0], number, 13, "", C)
    put(t.rows[1].cells[1], "Đông Sơn, ngày 07 tháng 01 năm 2026", 14, "i", C)
    foot(d, ["- Các phòng, đơn vị thuộc UBND xã;", "- Lưu: VT, VP."], ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], "Trịnh Thị Lan")
    return d, code


def sao_y() -> tuple[Document, str]:
    return copied(decision, "SAO Y", "Số: 05/SY-UBND")


def sao_luc() -> tuple[Document, str]:
    return copied(letter, "SAO LỤC", "Số: 12/SL-UBND")


def trich_sao() -> tuple[Document, str]:
    return copied(report, "TRÍCH SAO", "Số: 101/TrS-UBND")


def every(d: Document) -> list[Paragraph]:
    """All paragraphs, those of tables too, as they are printed."""
    return [Paragraph(p, d) for p in d.element.body.iter(qn("w:p"))]


def saved(d: Document) -> bytes:
    out = io.BytesIO()
    d.save(out)
    return out.getvalue()
