"""The second corpus: 28 papers made with python-docx (tables, tabs, spaces; other fonts, breaks and styles), written after the rules and unseen by them."""

import io
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.reading.truth import Cited, Hand, Office, Paper

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
FILLER = (
    "Thực hiện chương trình công tác năm, cơ quan đã chủ động phối hợp với các đơn vị liên quan tổ chức kiểm tra thực tế tại địa phương; qua kiểm tra, "
    "phần lớn các đơn vị chấp hành tốt quy định của pháp luật."
)


@dataclass(frozen=True)
class Sheet:
    """How a paper is made: road of the head (table, tabs, rows, spaces), font, whether the styles carry the face."""

    paper: Paper
    head: str = "table"
    foot: str = "table"
    font: str = "Times New Roman"
    styled: bool = False
    breaks: bool = False  # line breaks inside a paragraph in place of paragraphs
    printed: dict[str, Any] = field(default_factory=dict)


def _p(key: str, code: str, title: str, number: str, symbol: str, day: date | None, office: Office, abstract: tuple[str, ...], hand: Hand, **more: Any) -> Paper:
    more.setdefault("body", (FILLER, "Trân trọng./."))
    return Paper(key, code, title, number, symbol, day, office, abstract, hand, **more)


NGHEAN = Office((), ("ỦY BAN NHÂN DÂN", "TỈNH NGHỆ AN"), "UBND tỉnh Nghệ An", "", "UBND", "Nghệ An")
SYT = Office(("UBND TỈNH NGHỆ AN",), ("SỞ Y TẾ",), "Sở Y tế", "UBND tỉnh Nghệ An", "SYT", "Nghệ An")
SGD = Office(("ỦY BAN NHÂN DÂN TỈNH NGHỆ AN",), ("SỞ GIÁO DỤC VÀ ĐÀO TẠO",), "Sở Giáo dục và Đào tạo", "UBND tỉnh Nghệ An", "SGDĐT", "Nghệ An")
VINH = Office((), ("UBND PHƯỜNG TRƯỜNG VINH",), "UBND phường Trường Vinh", "", "UBND", "Trường Vinh")
HDNDX = Office((), ("HỘI ĐỒNG NHÂN DÂN", "XÃ KIM LIÊN"), "HĐND xã Kim Liên", "", "HĐND", "Kim Liên")
BKHCN = Office((), ("BỘ KHOA HỌC VÀ CÔNG NGHỆ",), "Bộ Khoa học và Công nghệ", "", "BKHCN", "Hà Nội")
CCS = Office(("BỘ KHOA HỌC VÀ CÔNG NGHỆ",), ("CỤC CHUYỂN ĐỔI SỐ QUỐC GIA",), "Cục Chuyển đổi số quốc gia", "Bộ Khoa học và Công nghệ", "CĐSQG", "Hà Nội")
TTCN = Office(("SỞ KHOA HỌC VÀ CÔNG NGHỆ",), ("TRUNG TÂM CÔNG NGHỆ THÔNG TIN", "VÀ TRUYỀN THÔNG"), "Trung tâm Công nghệ thông tin và Truyền thông", "Sở Khoa học và Công nghệ", "TTCNTT", "Nghệ An")
TRUONG = Office(("UBND PHƯỜNG TRƯỜNG VINH",), ("TRƯỜNG TIỂU HỌC LÊ MAO",), "Trường Tiểu học Lê Mao", "UBND phường Trường Vinh", "THLM", "Trường Vinh")
DNANG = Office((), ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ ĐÀ NẴNG"), "UBND thành phố Đà Nẵng", "", "UBND", "Đà Nẵng")
CCTL = Office(("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",), ("CHI CỤC THỦY LỢI",), "Chi cục Thủy lợi", "Sở Nông nghiệp và Môi trường", "CCTL", "Nghệ An")
BHXH = Office(("BẢO HIỂM XÃ HỘI VIỆT NAM",), ("BẢO HIỂM XÃ HỘI TỈNH NGHỆ AN",), "Bảo hiểm xã hội tỉnh Nghệ An", "Bảo hiểm xã hội Việt Nam", "BHXH", "Nghệ An")
THANHTRA = Office(("UBND TỈNH NGHỆ AN",), ("THANH TRA TỈNH",), "Thanh tra tỉnh", "UBND tỉnh Nghệ An", "TTr", "Nghệ An")
LIEN = Office(("UBND TỈNH NGHỆ AN",), ("SỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO",), "Sở Y tế - Sở Giáo dục và Đào tạo", "UBND tỉnh Nghệ An", "SYT-SGDĐT", "Nghệ An")
DANG = Office((), ("ĐẢNG ỦY PHƯỜNG TRƯỜNG VINH", "*"), "Đảng ủy phường Trường Vinh", "", "ĐU", "Trường Vinh")
VPCP = Office((), ("VĂN PHÒNG CHÍNH PHỦ",), "Văn phòng Chính phủ", "", "VPCP", "Hà Nội")

CHAIR = Hand(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Bùi Thanh An", "TM. UBND, KT. Chủ tịch, Phó Chủ tịch", "TM, KT")
HEAD = Hand(("GIÁM ĐỐC",), "Nguyễn Thị Hồng Hoa", "Giám đốc")
DEPUTY = Hand(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Minh Tuệ", "KT. Giám đốc, Phó Giám đốc", "KT")
CLERK = Hand(("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG KẾ HOẠCH - TÀI CHÍNH"), "Võ Thị Minh Sinh", "TL. Giám đốc, Trưởng phòng Kế hoạch - Tài chính", "TL")
PRINCIPAL = Hand(("HIỆU TRƯỞNG",), "Hồ Thị Kim Oanh", "Hiệu trưởng")
NAMED = Hand(("CHỦ TỊCH",), "LÊ NGỌC HOA", "Chủ tịch", name="Lê Ngọc Hoa")
MINISTER = Hand(("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), "Bùi Hoàng Phương", "KT. Bộ trưởng, Thứ trưởng", "KT")
CHIEF = Hand(("KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG"), "Nguyễn Phú Tiến", "KT. Cục trưởng, Phó Cục trưởng", "KT")
BRANCH = Hand(("Q. CHI CỤC TRƯỞNG",), "Phan Duy Hải", "Q. Chi cục trưởng", "Q")
INSPECTOR = Hand(("KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA"), "Cao Đăng Vinh", "KT. Chánh Thanh tra, Phó Chánh Thanh tra", "KT")
SPEAKER = Hand(("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Bá Hảo", "TM. HĐND, Chủ tịch", "TM")
PARTYMAN = Hand(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"), "Đặng Thanh Tùng", "TM. Ban Thường vụ, Bí thư", "TM")
OFFICE = Hand(("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "Ngọc Kim Nam", "TUQ. Chủ tịch, Chánh Văn phòng", "TUQ")
CHIEFOFF = Hand(("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"), "Đỗ Ngọc Huỳnh", "KT. Bộ trưởng, Chủ nhiệm, Phó Chủ nhiệm", "KT")
CHAIRMAN = Hand(("CHỦ TRÌ",), "Trần Minh Tuệ", "Chủ trì")

SHEETS: tuple[Sheet, ...] = (
    Sheet(_p("d01", "CV", "", "3412", "UBND-KGVX", date(2026, 5, 14), NGHEAN, ("V/v tăng cường phòng, chống dịch sốt xuất huyết", "trên địa bàn tỉnh"), CHAIR,
             addressees=("Sở Y tế", "UBND các phường, xã"), recipients=("Như trên", "CVP UBND tỉnh"), retained="VTUB, KGVX")),
    Sheet(_p("d02", "CV", "", "87", "SYT-NVY", date(2026, 2, 3), SYT, ("V/v cung cấp số liệu tiêm chủng",), DEPUTY, addressees=("Trung tâm Kiểm soát bệnh tật tỉnh",),
             recipients=("Như trên", "Lãnh đạo Sở (để biết)")), head="tabs", foot="tabs", font="Arial"),
    Sheet(_p("d03", "QĐ", "QUYẾT ĐỊNH", "145", "QĐ-SGDĐT", date(2026, 3, 27), SGD, ("Về việc thành lập Hội đồng coi thi kỳ thi chọn học sinh giỏi",), HEAD,
             authority="GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO", bases=("Căn cứ Thông tư số 29/2024/TT-BGDĐT ngày 30 tháng 12 năm 2024 của Bộ trưởng Bộ Giáo dục và Đào tạo quy định về dạy thêm, học thêm;",
             "Căn cứ Quyết định số 06/QĐ-UBND ngày 10/01/2025 của UBND tỉnh;", "Theo đề nghị của Trưởng phòng Quản lý chất lượng."),
             cited=(Cited("rests_on", "29", "2024/TT-BGDĐT"), Cited("rests_on", "06", "QĐ-UBND")), recipients=("Như Điều 3", "UBND tỉnh (b/c)")), breaks=True),
    Sheet(_p("d04", "KH", "KẾ HOẠCH", "21", "KH-UBND", date(2026, 1, 9), VINH, ("Chuyển đổi số phường Trường Vinh", "năm 2026"), CHAIR,
             body=("Thực hiện Kế hoạch số 15/KH-UBND ngày 05/01/2026 của UBND tỉnh Nghệ An về chuyển đổi số, UBND phường ban hành kế hoạch như sau:", FILLER),
             cited=(Cited("rests_on", "15", "KH-UBND"),), recipients=("UBND tỉnh (để b/c)", "Các khối, phố")), styled=True),
    Sheet(_p("d05", "NQ", "NGHỊ QUYẾT", "09", "NQ-HĐND", date(2026, 7, 8), HDNDX, ("Về dự toán thu, chi ngân sách xã năm 2026",), SPEAKER, authority="HỘI ĐỒNG NHÂN DÂN XÃ KIM LIÊN\nKHÓA II, KỲ HỌP THỨ 3",
             bases=("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "Xét Tờ trình số 44/TTr-UBND ngày 01 tháng 7 năm 2026 của UBND xã;"),
             cited=(Cited("rests_on", "44", "TTr-UBND"),), recipients=("HĐND tỉnh", "Đại biểu HĐND xã"))),
    Sheet(_p("d06", "TTr", "TỜ TRÌNH", "118", "TTr-SYT", date(2026, 8, 19), SYT, ("Về việc phê duyệt danh mục trang thiết bị y tế", "năm 2026"), HEAD, addressees=("Ủy ban nhân dân tỉnh Nghệ An",),
             recipients=("Như trên", "Sở Tài chính")), head="rows"),
    Sheet(_p("d07", "BC", "BÁO CÁO", "256", "BC-TTr", date(2026, 6, 30), THANHTRA, ("Kết quả công tác tiếp công dân, giải quyết khiếu nại, tố cáo", "6 tháng đầu năm 2026"), INSPECTOR,
             recipients=("Thanh tra Chính phủ", "Thường trực Tỉnh ủy")), font="Cambria"),
    Sheet(_p("d08", "TB", "THÔNG BÁO", "63", "TB-UBND", date(2026, 10, 12), VINH, ("Ý kiến kết luận của Chủ tịch UBND phường", "tại buổi tiếp công dân định kỳ"), OFFICE,
             recipients=("Các thành phần dự họp", "Trang thông tin điện tử phường")), head="spaces", foot="spaces"),
    Sheet(_p("d09", "GM", "GIẤY MỜI", "32", "GM-SGDĐT", date(2026, 4, 1), SGD, ("Dự Hội nghị tổng kết năm học 2025 - 2026",), CLERK, recipients=("Như trên", "Website Sở"),
             addressees=("Hiệu trưởng các trường THPT trực thuộc",)), printed={"call": "Sở Giáo dục và Đào tạo trân trọng kính mời:"}),
    Sheet(_p("d10", "CĐ", "CÔNG ĐIỆN", "07", "CĐ-UBND", date(2026, 9, 21), NGHEAN, ("Về việc ứng phó với áp thấp nhiệt đới trên Biển Đông",), NAMED, urgency="express",
             addressees=("Giám đốc các Sở, Thủ trưởng các ngành", "Chủ tịch UBND các xã ven biển"), recipients=("Như trên", "Văn phòng Ban Chỉ đạo Phòng thủ dân sự quốc gia")),
          printed={"call": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:", "mark": "HỎA TỐC"}),
    Sheet(_p("d11", "BB", "BIÊN BẢN", "05", "BB-SYT", date(2026, 3, 11), SYT, ("Họp Hội đồng xét sáng kiến năm 2026",), CHAIRMAN, head_day=False, recipients=("Thành viên Hội đồng",),
             body=("Thời gian bắt đầu: 14 giờ 00 phút, ngày 11 tháng 3 năm 2026.", "Địa điểm: Phòng họp số 2.", FILLER, "Cuộc họp kết thúc vào 16 giờ 30 phút cùng ngày./.")),
          printed={"left_hand": Hand(("THƯ KÝ",), "Phạm Thị Mai", "Thư ký")}),
    Sheet(_p("d12", "CV", "", "1502", "BKHCN-CĐSQG", date(2026, 11, 2), BKHCN, ("V/v hướng dẫn triển khai nền tảng số", "dùng chung năm 2027"), MINISTER,
             addressees=("Các Bộ, cơ quan ngang Bộ", "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"), recipients=("Như trên", "Bộ trưởng (để b/c)"), urgency="urgent",
             body=("Căn cứ Nghị định số 194/2025/NĐ-CP ngày 03 tháng 7 năm 2025 của Chính phủ quy định về kết nối dữ liệu, Bộ Khoa học và Công nghệ hướng dẫn như sau:", FILLER),
             cited=(Cited("rests_on", "194", "2025/NĐ-CP"),)), printed={"mark": "KHẨN"}, breaks=True),
    Sheet(_p("d13", "CV", "", "940", "CĐSQG-CPS", date(2026, 8, 5), CCS, ("V/v trả lời kiến nghị của địa phương",), CHIEF, addressees=("Sở Khoa học và Công nghệ tỉnh Nghệ An",),
             body=("Trả lời Công văn số 2211/SKHCN-CĐS ngày 21/7/2026 của Sở Khoa học và Công nghệ tỉnh Nghệ An về việc kết nối dữ liệu, Cục Chuyển đổi số quốc gia có ý kiến như sau:", FILLER),
             cited=(Cited("answers", "2211", "SKHCN-CĐS"),), recipients=("Như trên", "Lãnh đạo Cục"))),
    Sheet(_p("d14", "HD", "HƯỚNG DẪN", "12", "HD-TTCNTT", date(2026, 5, 6), TTCN, ("Sử dụng chữ ký số chuyên dùng công vụ",), DEPUTY, recipients=("Các đơn vị sử dụng", "Sở KH&CN (b/c)")), head="rows", font="Calibri"),
    Sheet(_p("d15", "QĐ", "QUYẾT ĐỊNH", "18", "QĐ-THLM", date(2026, 9, 4), TRUONG, ("Ban hành Nội quy cơ quan",), PRINCIPAL, authority="HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC LÊ MAO",
             recipients=("Như Điều 3", "Phòng VH-XH phường")), styled=True),
    Sheet(_p("d16", "CT", "CHỈ THỊ", "04", "CT-UBND", date(2026, 2, 12), DNANG, ("Về chấn chỉnh kỷ luật, kỷ cương hành chính",), NAMED, recipients=("Thường trực Thành ủy", "Các sở, ban, ngành"))),
    Sheet(_p("d17", "CV", "", "331", "CCTL-QLCT", date(2026, 7, 22), CCTL, ("V/v vận hành cống ngăn mặn",), BRANCH, addressees=("Công ty TNHH MTV Thủy lợi Nam Nghệ An",), recipients=("Như trên",), urgency="very_urgent"),
          printed={"mark": "THƯỢNG KHẨN"}, head="tabs"),
    Sheet(_p("d18", "CV", "", "775", "BHXH-TST", date(2026, 12, 1), BHXH, ("V/v đôn đốc thu bảo hiểm xã hội, bảo hiểm y tế,", "bảo hiểm thất nghiệp tháng 12/2026"), DEPUTY,
             addressees=("Các đơn vị sử dụng lao động trên địa bàn",), recipients=("Như trên", "BHXH Việt Nam (b/c)"))),
    Sheet(_p("d19", "HD", "HƯỚNG DẪN", "45", "HD-SYT-SGDĐT", date(2026, 8, 28), LIEN, ("Liên ngành về y tế trường học năm học 2026 - 2027",), HEAD, second=DEPUTY, recipients=("UBND tỉnh (b/c)", "Các trường học"))),
    Sheet(_p("d20", "CV", "", "66", "CV/ĐU", date(2026, 10, 20), DANG, ("V/v tổ chức sinh hoạt chuyên đề quý IV",), PARTYMAN, addressees=("Các chi bộ trực thuộc",), recipients=("Như trên", "Văn phòng Đảng ủy")), printed={"party": True}),
    Sheet(_p("d21", "TB", "THÔNG BÁO", "402", "TB-VPCP", date(2026, 11, 10), VPCP, ("Kết luận của Phó Thủ tướng Chính phủ", "tại cuộc họp về tiến độ các dự án đường bộ cao tốc"), CHIEFOFF,
             recipients=("Thủ tướng Chính phủ", "Các Bộ: XD, TC, NN&MT"))),
    Sheet(_p("d22", "CTr", "CHƯƠNG TRÌNH", "03", "CTr-HĐND", date(2026, 1, 15), HDNDX, ("Giám sát năm 2026 của Thường trực Hội đồng nhân dân xã",), SPEAKER, recipients=("Thường trực HĐND tỉnh",)), font="Arial", breaks=True),
    Sheet(_p("d23", "GGT", "GIẤY GIỚI THIỆU", "91", "GGT-SYT", date(2026, 3, 2), SYT, (), CLERK, body=("Sở Y tế Nghệ An trân trọng giới thiệu:", "Ông: Lê Văn Tám", "Chức vụ: Chuyên viên.",
             "Được cử đến: Kho bạc Nhà nước khu vực XI.", "Giấy này có giá trị đến hết ngày 31 tháng 3 năm 2026./."), recipients=("Như trên",))),
    Sheet(_p("d24", "PC", "PHIẾU CHUYỂN", "14", "PC-TTr", date(2026, 6, 3), THANHTRA, ("Đơn khiếu nại của ông Nguyễn Văn Bảy",), INSPECTOR, addressees=("Chủ tịch UBND phường Trường Vinh",), recipients=("Như trên", "Người gửi đơn"))),
    Sheet(_p("d25", "QĐ", "QUYẾT ĐỊNH", "33", "2026/QĐ-UBND", date(2026, 6, 25), NGHEAN, ("Quy định mức chi cho công tác xóa mù chữ", "trên địa bàn tỉnh Nghệ An"), CHAIR, authority="ỦY BAN NHÂN DÂN TỈNH NGHỆ AN",
             bases=("Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025;", "Căn cứ Nghị quyết số 12/2026/NQ-HĐND ngày 20 tháng 4 năm 2026 của Hội đồng nhân dân tỉnh;"),
             cited=(Cited("rests_on", "12", "2026/NQ-HĐND"),), recipients=("Như Điều 4", "Bộ Tài chính"))),
    Sheet(_p("d26", "CV", "", "1288", "UBND-NN", date(2026, 8, 8), DNANG, ("V/v giải quyết kiến nghị của cử tri",), OFFICE, addressees=("Sở Nông nghiệp và Môi trường",),
             body=("Tiếp theo Công văn số 1190/UBND-NN ngày 01 tháng 8 năm 2026 của UBND thành phố, yêu cầu Sở khẩn trương báo cáo.", FILLER), cited=(Cited("rests_on", "1190", "UBND-NN"),),
             recipients=("Như trên", "Đoàn ĐBQH thành phố")), head="spaces", foot="tabs"),
    Sheet(_p("d27", "ĐA", "ĐỀ ÁN", "02", "ĐA-SGDĐT", date(2026, 10, 5), SGD, ("Xây dựng trường học số giai đoạn 2026 - 2030",), DEPUTY, recipients=("UBND tỉnh (b/c)",)), head="rows", foot="table"),
    Sheet(_p("d28", "PA", "PHƯƠNG ÁN", "11", "PA-CCTL", date(2026, 4, 17), CCTL, ("Bảo vệ công trình, ứng phó thiên tai", "cho công trình, vùng hạ du đập hồ chứa nước Vực Mấu"), BRANCH, recipients=("Sở NN&MT (b/c)", "UBND phường Hoàng Mai")), styled=True),
)  # fmt: skip


class _Maker:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.paper = sheet, sheet.paper
        self.doc = Document()
        section = self.doc.sections[0]
        section.page_width, section.page_height, section.left_margin, section.right_margin = Mm(210), Mm(297), Mm(30), Mm(15)
        normal = self.doc.styles["Normal"]
        normal.font.name, normal.font.size = sheet.font, Pt(14)
        if sheet.styled:
            for name in ("Tieu de", "Trich yeu"):
                style = self.doc.styles.add_style(name, 1)
                style.base_style, style.font.bold, style.font.size = normal, True, Pt(14)
                style.paragraph_format.alignment = CENTRE

    def put(self, where: Any, text: str, bold: bool = False, italic: bool = False, size: int = 13, centre: bool = True) -> None:
        paragraph = where.add_paragraph()
        if self.sheet.styled and bold and where is self.doc:
            paragraph.style = self.doc.styles["Tieu de"]
            paragraph.add_run(text)
            return
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        if centre:
            paragraph.alignment = CENTRE

    def lines(self, where: Any, texts: tuple[str, ...], bold: bool = False, size: int = 13, **more: Any) -> None:
        if self.sheet.breaks:
            self.put(where, "\n".join(texts), bold, size=size, **more)
        else:
            for text in texts:
                self.put(where, text, bold, size=size, **more)

    def number(self) -> str:
        p = self.paper
        return f"Số {p.number}-{p.symbol}" if self.sheet.printed.get("party") else f"Số: {p.number}/{p.symbol}"

    def left_right(self) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
        p = self.paper
        party = self.sheet.printed.get("party")
        left = [(t, False) for t in p.office.superior] + [(t, True) for t in p.office.issuer] + [(self.number(), False)]
        right = [("ĐẢNG CỘNG SẢN VIỆT NAM", True)] if party else [(NATION, True), (MOTTO, True)]
        return left, right

    def head(self) -> None:
        p, kind = self.paper, self.sheet.head
        left, right = self.left_right()
        day = [(p.printed_day, False)] if p.head_day else []
        about = [(("V/v " if at == 0 else "") + t, False) for at, t in enumerate(a.removeprefix("V/v ") for a in p.abstract)] if not p.title else []
        mark = [(self.sheet.printed["mark"], True)] if "mark" in self.sheet.printed else []
        if kind in ("table", "rows"):
            table = self.doc.add_table(1 if kind == "table" else 2, 2)
            cells = ((left + about + mark, right + day),) if kind == "table" else ((left[:-1], right), (left[-1:] + about + mark, day))
            for row, pair in enumerate(cells):
                for column, texts in enumerate(pair):
                    cell = table.cell(row, column)
                    for text, bold in texts:
                        self.put(cell, text, bold, italic=column == 1 and text == p.printed_day if p.day else False)
            return
        gap = "\t\t" if kind == "tabs" else " " * 12
        rights = right + [("", False)] * max(0, len(left) - 1 - len(right)) + day
        for at in range(max(len(left), len(rights))):
            a, b = (items[at][0] if at < len(items) else "" for items in (left, rights))
            paragraph = self.doc.add_paragraph()
            for text, bold in ((a, at < len(left) and left[at][1]), (gap if b else "", False), (b, at < len(rights) and rights[at][1])):
                run = paragraph.add_run(text)
                run.bold, run.font.size = bold, Pt(12)
        for text, bold in about + mark:
            self.put(self.doc, text, bold, size=12, centre=False)

    def rule(self) -> None:
        border = OxmlElement("w:pBdr")
        bottom = OxmlElement("w:bottom")
        bottom.set(qn("w:val"), "single")
        border.append(bottom)
        self.doc.paragraphs[-1]._p.get_or_add_pPr().append(border)

    def middle(self) -> None:
        p = self.paper
        if p.title:
            self.put(self.doc, p.title, True, size=14)
            if p.abstract:
                self.lines(self.doc, tuple(a.removeprefix("V/v ") for a in p.abstract), True, size=14)
                if len(p.key) % 2:
                    self.put(self.doc, "_______________", size=10)
        if p.authority:
            self.lines(self.doc, tuple(p.authority.split("\n")), True, size=14)
        call = self.sheet.printed.get("call", "Kính gửi:")
        if len(p.addressees) == 1:
            self.put(self.doc, f"{call} {p.addressees[0]}.", size=14)
        elif p.addressees:
            self.put(self.doc, call, size=14)
            for at, name in enumerate(p.addressees):
                self.put(self.doc, f"- {name}{';' if at < len(p.addressees) - 1 else '.'}", size=14, centre=False)
        for basis in p.bases:
            self.put(self.doc, basis, italic=True, size=14, centre=False)
        for text in p.body:
            self.put(self.doc, text, size=14, centre=False)
            self.doc.paragraphs[-1].paragraph_format.first_line_indent = Mm(12.7)

    def foot(self) -> None:
        p = self.paper
        sent = ["Nơi nhận:", *(f"- {r};" for r in p.recipients), f"- Lưu: {p.retained}."]
        hand = [*p.hand.titles, "", "", "", p.hand.printed]
        left_hand = self.sheet.printed.get("left_hand") or p.second
        if left_hand:
            table = self.doc.add_table(1, 2)
            for cell, who in ((table.cell(0, 0), left_hand), (table.cell(0, 1), p.hand)):
                self.lines(cell, (*who.titles, "(Đã ký)", "", who.printed), True, size=14)
            for text in sent:
                self.put(self.doc, text, size=11, centre=False)
            return
        if self.sheet.foot == "table":
            table = self.doc.add_table(1, 2)
            for at, text in enumerate(sent):
                self.put(table.cell(0, 0), text, bold=at == 0, italic=at == 0, size=12 if at == 0 else 11, centre=False)
            self.lines(table.cell(0, 1), tuple(hand), True, size=14)
            return
        gap = "\t\t\t" if self.sheet.foot == "tabs" else " " * 30
        for at in range(max(len(sent), len(hand))):
            a, b = (items[at] if at < len(items) else "" for items in (sent, hand))
            paragraph = self.doc.add_paragraph()
            paragraph.add_run(a)
            if b:
                paragraph.add_run(gap if a else gap * 2)
                paragraph.add_run(b).bold = True

    def bytes(self) -> bytes:
        self.head()
        self.middle()
        self.foot()
        out = io.BytesIO()
        self.doc.save(out)
        return out.getvalue()


def papers() -> tuple[Paper, ...]:
    """The truth, with the abstract as the register has it."""
    return tuple(_plain(s.paper) for s in SHEETS)


def _plain(paper: Paper) -> Paper:
    return Paper(**{**{f: getattr(paper, f) for f in paper.__dataclass_fields__}, "abstract": tuple(a.removeprefix("V/v ") for a in paper.abstract)})


@cache
def files() -> dict[str, bytes]:
    """DOCX by the paper's key."""
    return {s.paper.key: _Maker(s).bytes() for s in SHEETS}
