"""What correct documents of all 29 types say: plain data for the builders of DOCX and PDF. Knows nothing of the checker."""

from dataclasses import dataclass, field, replace

STYLES = ("text", "basis", "roman", "article", "clause", "point", "chapter", "chapter_title", "centre", "opening")


@dataclass
class Said:
    """One document. `body`: (style, text); an article's text begins with "Điều n. "."""

    code: str
    title: str = ""
    abstract: str = ""
    superior: str = "UBND TỈNH THANH HÓA"
    issuer: tuple[str, ...] = ("SỞ NỘI VỤ",)
    number: str = "15"
    symbol: str = ""
    place: str = "Thanh Hóa"
    day: str = "ngày 05 tháng 02 năm 2026"
    about: str = ""
    note: str = ""
    authority: str = ""
    bases: tuple[str, ...] = ()
    decision: str = ""
    addressees: tuple[str, ...] = ()
    body: list[tuple[str, str]] = field(default_factory=list)
    signer: tuple[str, ...] = ("GIÁM ĐỐC",)
    name: str = "Nguyễn Văn An"
    left_signer: tuple[str, ...] = ()
    left_name: str = ""
    recipients: tuple[str, ...] = ("- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, VTLT.")
    annexes: tuple[tuple[str, str, str], ...] = ()
    dated: bool = True
    urgency: str = ""
    drafter: str = ""
    address: str = ""

    def but(self, **more: object) -> "Said":
        """Another one."""
        return replace(self, **more)  # type: ignore[arg-type]


P1 = (
    "Thực hiện Kế hoạch số 39/KH-UBND ngày 19 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Thanh Hóa về công tác văn thư, lưu trữ, các cơ quan, đơn vị rà soát, "
    "bổ sung quy chế công tác văn thư, lưu trữ; bố trí kho lưu trữ, trang thiết bị bảo quản tài liệu theo đúng quy định của pháp luật."
)
P2 = (
    "Sở Nội vụ phối hợp với Sở Tài chính hướng dẫn các địa phương lập dự toán kinh phí chỉnh lý tài liệu tồn đọng, số hóa tài liệu lưu trữ và báo cáo Ủy ban nhân dân "
    "tỉnh trước ngày 15 tháng 11 hằng năm theo quy định tại điểm a khoản 2 Điều 15 của Luật Lưu trữ."
)
P3 = (
    "Người đứng đầu cơ quan, tổ chức chịu trách nhiệm trước pháp luật về việc quản lý tài liệu; kịp thời khen thưởng tập thể, cá nhân có thành tích, góp phần để "
    "phục vụ Nhân dân ngày càng tốt hơn và thực hiện đúng chủ trương của Đảng, chính sách của Nhà nước về quản lý nhà nước trong lĩnh vực này."
)
END = "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị phản ánh về Sở Nội vụ để tổng hợp, báo cáo cấp có thẩm quyền xem xét, giải quyết./."
BASES = (
    "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
    "Theo đề nghị của Chánh Văn phòng Sở.",
)
PLAIN = [("text", P1), ("text", P2), ("text", P3), ("text", END)]
CHAPTERS = [
    ("chapter", "Chương I"), ("chapter_title", "QUY ĐỊNH CHUNG"),
    ("article", "Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng"),
    ("clause", "1. Văn bản này quy định về công tác văn thư, lưu trữ của các phòng, đơn vị thuộc và trực thuộc Sở Nội vụ trong phạm vi chức năng, nhiệm vụ được giao."),
    ("clause", "2. Đối tượng áp dụng là công chức, viên chức, người lao động của Sở và các tổ chức, cá nhân có liên quan đến công tác văn thư, lưu trữ, gồm:"),
    ("point", "a) Lãnh đạo Sở, lãnh đạo các phòng và đơn vị trực thuộc Sở;"), ("point", "b) Công chức, viên chức làm công tác văn thư, lưu trữ;"),
    ("point", "c) Người lao động được giao giải quyết công việc;"), ("point", "d) Tổ chức, cá nhân khác có liên quan;"), ("point", "đ) Người được ủy quyền theo quy định của pháp luật."),
    ("chapter", "Chương II"), ("chapter_title", "TỔ CHỨC THỰC HIỆN"),
    ("article", "Điều 2. Trách nhiệm thi hành"), ("text", P2), ("text", END),
]  # fmt: skip
SECTIONS = [
    ("opening", "Sở Nội vụ ban hành Kế hoạch công tác văn thư, lưu trữ năm 2026 với các nội dung như sau, chi tiết theo Phụ lục I và Phụ lục II kèm theo:"),
    ("roman", "I. MỤC ĐÍCH, YÊU CẦU"), ("clause", "1. Mục đích"), ("text", P1), ("clause", "2. Yêu cầu"), ("text", P2), ("roman", "II. NỘI DUNG THỰC HIỆN"),
    ("clause", "1. Nhiệm vụ thường xuyên"), ("point", "a) Tuyên truyền, phổ biến pháp luật về công tác văn thư, lưu trữ đến toàn thể công chức, viên chức của Sở;"),
    ("point", "b) Tập huấn, bồi dưỡng nghiệp vụ văn thư, lưu trữ cho công chức, viên chức của các phòng, đơn vị trực thuộc Sở."), ("text", P3), ("text", END),
]  # fmt: skip
ANNEXES = (
    ("Phụ lục I", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch số 15/KH-SNV ngày 05 tháng 02 năm 2026 của Sở Nội vụ)"),
    ("Phụ lục II", "DANH SÁCH ĐƠN VỊ THỰC HIỆN", "(Kèm theo Kế hoạch số 15/KH-SNV ngày 05 tháng 02 năm 2026 của Sở Nội vụ)"),
)
_PROVINCE = {"superior": "", "issuer": ("ỦY BAN NHÂN DÂN", "TỈNH THANH HÓA")}
_TOGETHER = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def _named(code: str, title: str, abstract: str, **more: object) -> Said:
    return Said(code, title, abstract, symbol=f"{code}-SNV", body=list(PLAIN)).but(**more)


def all_types() -> dict[str, Said]:
    """A correct document of each of the 29 types (Điều 7)."""
    decided = [
        ("article", "Điều 1. Ban hành kèm theo Quyết định này Quy chế công tác văn thư, lưu trữ của Sở Nội vụ tỉnh Thanh Hóa."),
        ("article", "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký và thay thế các quy định trước đây trái với Quyết định này."),
        ("article", "Điều 3. Chánh Văn phòng, Trưởng các phòng, đơn vị thuộc Sở và các cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./."),
    ]  # fmt: skip
    telegram = [
        ("centre", "Giám đốc Sở Nội vụ điện:"), ("text", "- Ủy ban nhân dân các xã, phường;"), ("text", "- Các cơ quan, đơn vị thuộc Sở."), ("text", P1), ("text", END),
    ]
    meeting = [
        ("text", "Thời gian bắt đầu: 08 giờ 00 phút, ngày 05 tháng 02 năm 2026."), ("text", "Địa điểm: Phòng họp số 1, trụ sở Sở Nội vụ."),
        ("text", "Thành phần tham dự: Lãnh đạo Sở, Trưởng các phòng, đơn vị thuộc Sở Nội vụ và công chức văn thư, lưu trữ của các phòng, đơn vị."),
        ("text", "Chủ trì (chủ tọa): Nguyễn Văn An, Giám đốc Sở."), ("text", "Thư ký (người ghi biên bản): Lê Thị Hoa."), ("text", P1),
        ("text", "Cuộc họp kết thúc vào 11 giờ 00 phút, ngày 05 tháng 02 năm 2026./."),
    ]  # fmt: skip
    invitation = [
        ("text", "Sở Nội vụ trân trọng kính mời: Đại diện lãnh đạo Ủy ban nhân dân các xã, phường trên địa bàn tỉnh."),
        ("text", "Tới dự Hội nghị triển khai công tác văn thư, lưu trữ năm 2026 và tập huấn nghiệp vụ cho công chức, viên chức làm công tác văn thư, lưu trữ."),
        ("text", "Chủ trì: Ông Nguyễn Văn An, Giám đốc Sở Nội vụ."), ("text", "Thời gian: 08 giờ 00 phút, ngày 12 tháng 02 năm 2026."),
        ("text", "Địa điểm: Hội trường Sở Nội vụ tỉnh Thanh Hóa./."),
    ]  # fmt: skip
    parties = {"left_signer": ("ĐẠI DIỆN BÊN A",), "left_name": "Trần Thị Bình", "signer": ("ĐẠI DIỆN BÊN B",)}
    made = [
        _named("NQ", "NGHỊ QUYẾT", "Về dự toán kinh phí công tác lưu trữ năm 2026", superior="", issuer=("HỘI ĐỒNG NHÂN DÂN", "TỈNH THANH HÓA"), symbol="NQ-HĐND",
               authority="HỘI ĐỒNG NHÂN DÂN TỈNH THANH HÓA", bases=(*BASES[:2], "Xét đề nghị của Ủy ban nhân dân tỉnh."), decision="QUYẾT NGHỊ:",
               body=[("article", "Điều 1. Thông qua dự toán kinh phí công tác lưu trữ năm 2026 của các cơ quan, đơn vị trên địa bàn tỉnh."), ("article", "Điều 2. Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết này theo quy định của pháp luật./.")],
               signer=("CHỦ TỊCH",)),
        _named("QĐ", "QUYẾT ĐỊNH", "Về việc ban hành Quy chế công tác văn thư, lưu trữ", authority="GIÁM ĐỐC SỞ NỘI VỤ", bases=BASES, decision="QUYẾT ĐỊNH:", body=decided,
               recipients=("- Như Điều 3;", "- Ủy ban nhân dân tỉnh (để báo cáo);", "- Lưu: VT, VTLT.")),
        _named("CT", "CHỈ THỊ", "Về tăng cường công tác văn thư, lưu trữ", **_PROVINCE, symbol="CT-UBND", signer=_TOGETHER),
        _named("QC", "QUY CHẾ", "Công tác văn thư, lưu trữ của Sở Nội vụ", number="", symbol="", dated=False, body=list(CHAPTERS), signer=(), name="", recipients=(),
               note="(Kèm theo Quyết định số 15/QĐ-SNV ngày 05 tháng 02 năm 2026 của Giám đốc Sở Nội vụ)"),
        _named("QyĐ", "QUY ĐỊNH", "Về quản lý tài liệu lưu trữ điện tử", body=list(CHAPTERS)),
        _named("TC", "THÔNG CÁO", "Kết quả kỳ họp thứ nhất"),
        _named("TB", "THÔNG BÁO", "Kết luận của Giám đốc Sở tại cuộc họp giao ban", signer=("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), day="ngày 12 tháng 11 năm 2026"),
        _named("HD", "HƯỚNG DẪN", "Lập hồ sơ và nộp lưu hồ sơ, tài liệu", signer=("TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")),
        _named("CTr", "CHƯƠNG TRÌNH", "Công tác năm 2026 của Sở Nội vụ", number="07"),
        _named("KH", "KẾ HOẠCH", "Công tác văn thư, lưu trữ năm 2026", body=list(SECTIONS), annexes=ANNEXES, signer=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        _named("PA", "PHƯƠNG ÁN", "Bố trí kho lưu trữ chuyên dụng", signer=("Q. GIÁM ĐỐC",)), _named("ĐA", "ĐỀ ÁN", "Số hóa tài liệu lưu trữ giai đoạn 2026 - 2030"),
        _named("DA", "DỰ ÁN", "Xây dựng kho lưu trữ lịch sử tỉnh", signer=("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG QUẢN LÝ VĂN THƯ")),
        _named("BC", "BÁO CÁO", "Kết quả công tác văn thư, lưu trữ năm 2026", addressees=("Ủy ban nhân dân tỉnh",), recipients=("- Như trên;", "- Giám đốc Sở;", "- Lưu: VT, VTLT.")),
        _named("BB", "BIÊN BẢN", "Họp giao ban tháng 02 năm 2026", body=meeting, dated=False, left_signer=("THƯ KÝ",), left_name="Lê Thị Hoa", signer=("CHỦ TỌA",),
               recipients=("- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, Hồ sơ.")),
        _named("TTr", "TỜ TRÌNH", "Về việc phê duyệt Đề án số hóa tài liệu lưu trữ", addressees=("- Ủy ban nhân dân tỉnh;", "- Sở Tài chính."), bases=BASES[:2],
               recipients=("- Như trên;", "- Lưu: VT, VTLT."), body=[("opening", "Sở Nội vụ kính trình Ủy ban nhân dân tỉnh xem xét, phê duyệt Đề án như sau:"), *PLAIN]),
        _named("HĐ", "HỢP ĐỒNG", "Cung cấp dịch vụ chỉnh lý tài liệu", **parties), Said("CV", symbol="SNV-VTLT", about="V/v rà soát tài liệu tồn đọng", addressees=("- Sở Tài chính;", "- Ủy ban nhân dân các xã, phường."),
               body=list(PLAIN), recipients=("- Như trên;", "- Giám đốc Sở (để báo cáo);", "- Lưu: VT, VTLT."), drafter="NVA.(15)", address="Địa chỉ: Số 45 đường Hạc Thành; ĐT: 0237 3852 000; E-mail: snv@thanhhoa.gov.vn"),
        _named("CĐ", "CÔNG ĐIỆN", "Về việc bảo đảm an toàn kho lưu trữ mùa mưa bão", body=telegram, urgency="HỎA TỐC", signer=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        _named("BGN", "BẢN GHI NHỚ", "Hợp tác đào tạo nghiệp vụ lưu trữ", **parties), _named("BTT", "BẢN THỎA THUẬN", "Phối hợp quản lý tài liệu lưu trữ", **parties),
        _named("GUQ", "GIẤY ỦY QUYỀN", "Về việc ký văn bản trong thời gian nghỉ phép"), _named("GM", "GIẤY MỜI", "Dự Hội nghị triển khai công tác năm 2026", body=invitation),
        _named("GGT", "GIẤY GIỚI THIỆU", "", body=[("text", "Sở Nội vụ trân trọng giới thiệu:"), ("text", "Ông (bà): Lê Thị Hoa"), ("text", "Chức vụ: Chuyên viên Văn phòng Sở"),
               ("text", "Được cử đến: Ủy ban nhân dân phường Hạc Thành."), ("text", "Về việc: Khảo sát tài liệu lưu trữ tồn đọng của phường giai đoạn trước khi sắp xếp đơn vị hành chính."),
               ("text", "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ."), ("text", "Giấy này có giá trị đến hết ngày 28 tháng 02 năm 2026./.")],
               recipients=("- Như trên;", "- Lưu: VT.")),
        _named("GNP", "GIẤY NGHỈ PHÉP", "", body=[("text", "Xét Đơn đề nghị nghỉ phép ngày 02 tháng 02 năm 2026 của bà Lê Thị Hoa, Sở Nội vụ cấp cho:"), ("text", "Bà: Lê Thị Hoa"), ("text", "Chức vụ: Chuyên viên Văn phòng Sở"),
               ("text", "Được nghỉ phép trong thời gian 05 ngày kể từ ngày 09 tháng 02 năm 2026 đến hết ngày 13 tháng 02 năm 2026 tại phường Hạc Thành, tỉnh Thanh Hóa."),
               ("text", "Số ngày nghỉ phép nêu trên được tính vào thời gian nghỉ hằng năm của năm 2026./.")], recipients=("- Bà Lê Thị Hoa;", "- Lưu: VT, VP.")),
        _named("PG", "PHIẾU GỬI", "Gửi tài liệu hội nghị"), _named("PC", "PHIẾU CHUYỂN", "Chuyển đơn của công dân"), _named("PB", "PHIẾU BÁO", "Báo nhận tài liệu nộp lưu"),
        Said("TCG", "THƯ CÔNG", "", number="", symbol="", body=[("text", "Thân gửi toàn thể công chức, viên chức, người lao động ngành Nội vụ tỉnh Thanh Hóa,"), ("text", P3), ("text", "Chúc toàn thể công chức, viên chức mạnh khỏe, hạnh phúc và thành công./.")],
             recipients=("- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, VP.")),
    ]  # fmt: skip
    return {said.code: said for said in made}
