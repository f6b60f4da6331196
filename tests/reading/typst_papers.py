"""The first corpus: 68 papers of all types in the layouts of NĐ 30 PL III, set by typst with the shipped fonts; the rules were written with it in view."""

import io
import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import typst
from hoso.formats.fonts import FONTS

from tests.reading.offices import HANDS, OFFICES
from tests.reading.truth import Cited, Hand, Paper

FIRST_DAY = date(2026, 1, 5)
LAYOUTS: tuple[tuple[str, ...], ...] = (
    (), ("small",), ("loose",), ("narrow", "small"), ("even",), ("odd",), ("letters",), ("tight", "small"), ("loose", "letters"), ("faceless",), ("stamped",), ("bare", "even"),
)  # fmt: skip
NAMES = ("small", "loose", "narrow", "even", "odd", "letters", "tight", "faceless", "stamped", "bare")
LONG = (
    "Trong những năm qua, công tác văn thư, lưu trữ trên địa bàn tỉnh đã được các cấp, các ngành quan tâm chỉ đạo, từng bước đi vào nền nếp; "
    "tuy nhiên việc lập hồ sơ công việc và nộp lưu hồ sơ, tài liệu vào Lưu trữ cơ quan ở một số đơn vị còn chậm, chưa đầy đủ."
)
ORDER = "Yêu cầu các sở, ban, ngành, UBND các xã, phường nghiêm túc triển khai thực hiện, báo cáo kết quả trước ngày 15 tháng 12 năm 2026."
# (type, office, hand, abstract lines, extras); a line break in the abstract is one of the print
_Row = tuple[str, str, str, tuple[str, ...], dict[str, Any]]
TITLES = {
    "NQ": "NGHỊ QUYẾT", "QĐ": "QUYẾT ĐỊNH", "CT": "CHỈ THỊ", "QC": "QUY CHẾ", "QyĐ": "QUY ĐỊNH", "TC": "THÔNG CÁO", "TB": "THÔNG BÁO", "HD": "HƯỚNG DẪN",
    "CTr": "CHƯƠNG TRÌNH", "KH": "KẾ HOẠCH", "PA": "PHƯƠNG ÁN", "ĐA": "ĐỀ ÁN", "DA": "DỰ ÁN", "BC": "BÁO CÁO", "BB": "BIÊN BẢN", "TTr": "TỜ TRÌNH", "HĐ": "HỢP ĐỒNG",
    "CĐ": "CÔNG ĐIỆN", "BGN": "BẢN GHI NHỚ", "BTT": "BẢN THỎA THUẬN", "GUQ": "GIẤY ỦY QUYỀN", "GM": "GIẤY MỜI", "GGT": "GIẤY GIỚI THIỆU", "GNP": "GIẤY NGHỈ PHÉP",
    "PG": "PHIẾU GỬI", "PC": "PHIẾU CHUYỂN", "PB": "PHIẾU BÁO", "TCG": "THƯ CÔNG", "NĐ": "NGHỊ ĐỊNH", "TT": "THÔNG TƯ", "CV": "",
}  # fmt: skip
CITED = {
    "297": ("Công văn số 297/BNV-VTLTNN ngày 18/01/2026 của Bộ Nội vụ về phương hướng, nhiệm vụ công tác văn thư, lưu trữ năm 2026", "297", "BNV-VTLTNN"),
    "30": ("Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư", "30", "2020/NĐ-CP"),
    "154": ("Kế hoạch số 154/KH-UBND ngày 21/8/2025 của UBND tỉnh về chỉnh lý tài liệu tồn đọng", "154", "KH-UBND"),
    "1218": ("Quyết định số 1218/QĐ-UBND ngày 12 tháng 4 năm 2025 của Chủ tịch UBND tỉnh quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở", "1218", "QĐ-UBND"),
    "78": ("Tờ trình số 78/TTr-SNV ngày 02 tháng 3 năm 2026", "78", "TTr-SNV"),
    "1045": ("Công văn số 1045/STC-HCSN ngày 09/3/2026 của Sở Tài chính", "1045", "STC-HCSN"),
}  # fmt: skip
ROWS: tuple[_Row, ...] = (
    ("NQ", "hdnd", "hd", ("Về việc thông qua kế hoạch đầu tư công trung hạn", "giai đoạn 2026 - 2030 tỉnh Thanh Hóa"), {"authority": ("HỘI ĐỒNG NHÂN DÂN TỈNH THANH HÓA", "KHÓA XVIII, KỲ HỌP THỨ 24"), "basis": ["30"], "decides": "QUYẾT NGHỊ:"}),
    ("QĐ", "ubnd", "pct", ("Về việc phê duyệt Đề án số hóa tài liệu lưu trữ lịch sử",), {"authority": ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",), "basis": ["30", "154"], "decides": "QUYẾT ĐỊNH:"}),
    ("QĐ", "snv", "gd", ("Ban hành Quy chế công tác văn thư, lưu trữ của Sở Nội vụ",), {"authority": ("GIÁM ĐỐC SỞ NỘI VỤ",), "basis": ["1218", "30"], "decides": "QUYẾT ĐỊNH:"}),
    ("QĐ", "stc", "pgd", ("Về việc điều động và bổ nhiệm công chức",), {"authority": ("GIÁM ĐỐC SỞ TÀI CHÍNH",), "basis": ["1218"], "decides": "QUYẾT ĐỊNH:"}),
    ("QĐ", "hacthanh", "ct", ("Về việc công bố công khai dự toán ngân sách", "phường Hạc Thành năm 2026"), {"authority": ("ỦY BAN NHÂN DÂN PHƯỜNG HẠC THÀNH",), "decides": "QUYẾT ĐỊNH:"}),
    ("CT", "ubnd", "ctq", ("Về tăng cường công tác phòng, chống lụt bão", "và tìm kiếm cứu nạn năm 2026"), {}),
    ("QC", "ubnd", "pct", ("Quản lý, vận hành, khai thác Hệ thống quản lý văn bản", "và hồ sơ công việc tỉnh Thanh Hóa"), {}),
    ("QyĐ", "snnmt", "pgd", ("Phân công nhiệm vụ trực ban phòng, chống thiên tai",), {}),
    ("TC", "ubnd", "tlkt", ("Kết quả phiên họp thường kỳ tháng 3 năm 2026",), {}),
    ("TB", "ubnd", "tlkt", ("Kết luận của Phó Chủ tịch UBND tỉnh tại Hội nghị", "triển khai nhiệm vụ công tác văn thư, lưu trữ"), {}),
    ("TB", "snv", "tlgd", ("Lịch tiếp công dân định kỳ của Giám đốc Sở Nội vụ tháng 4 năm 2026",), {}),
    ("HD", "snv", "pgd", ("Nghiệp vụ lập hồ sơ và nộp lưu hồ sơ điện tử vào Lưu trữ cơ quan",), {"basis_run": ["30"]}),
    ("CTr", "ubnd", "pct", ("Công tác năm 2026 của Ủy ban nhân dân tỉnh",), {}),
    ("KH", "ubnd", "ktct", ("Công tác văn thư, lưu trữ năm 2026", "trên địa bàn tỉnh Thanh Hóa"), {"basis_run": ["297"]}),
    ("KH", "snv", "gd", ("Thực hiện công tác cải cách hành chính năm 2026 của Sở Nội vụ",), {"basis_run": ["154"]}),
    ("KH", "hatrung", "ct", ("Tuyên truyền, phổ biến, giáo dục pháp luật năm 2026",), {}),
    ("PA", "snnmt", "gd", ("Phòng cháy, chữa cháy rừng mùa khô năm 2026",), {}),
    ("ĐA", "ubnd", "pct", ("Sắp xếp, tổ chức lại hệ thống kho lưu trữ chuyên dụng", "tỉnh Thanh Hóa giai đoạn 2026 - 2030"), {}),
    ("DA", "bql", "truongban", ("Đầu tư xây dựng hạ tầng kỹ thuật khu tái định cư xã Hải Hà",), {}),
    ("BC", "snv", "gd", ("Tình hình giải quyết văn bản đến quý I năm 2026",), {"basis_run": ["154"]}),
    ("BC", "stc", "qgd", ("Kết quả công tác văn thư, lưu trữ năm 2025",), {"call": ("Ủy ban nhân dân tỉnh Thanh Hóa",), "basis_run": ["297"]}),
    ("BC", "hacthanh", "pct", ("Tình hình kinh tế - xã hội, quốc phòng - an ninh", "quý I, nhiệm vụ trọng tâm quý II năm 2026"), {}),
    ("BB", "snv", "chutoa", ("Họp xét duyệt Danh mục hồ sơ năm 2026 của Sở Nội vụ",), {"second_left": "thuky", "no_head_day": True}),
    ("BB", "ttlt", "chutoa", ("Hội nghị giao nhận hồ sơ, tài liệu",), {"second_left": "thuky", "no_head_day": True}),
    ("TTr", "snv", "gd", ("Về việc ban hành Kế hoạch công tác văn thư, lưu trữ năm 2026",), {"call": ("Ủy ban nhân dân tỉnh Thanh Hóa",), "basis_run": ["297"]}),
    ("TTr", "stc", "pgd", ("Về việc phân bổ kinh phí chỉnh lý tài liệu năm 2026",), {"call": ("Chủ tịch Ủy ban nhân dân tỉnh",), "basis_run": ["154", "1218"]}),
    ("HĐ", "ttlt", "gd", ("Dịch vụ số hóa tài liệu lưu trữ",), {"basis": ["1218"]}),
    ("CĐ", "ubnd", "ctq", ("Về việc tập trung ứng phó với bão số 3",), {"electric": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "call": ("Chủ tịch UBND các xã, phường", "Giám đốc các sở, Thủ trưởng các ban, ngành cấp tỉnh"), "urgent": ("HỎA TỐC", "express")}),
    ("CĐ", "ttg", "thutuong", ("Về việc khẩn trương khắc phục hậu quả mưa lũ",), {"electric": "THỦ TƯỚNG CHÍNH PHỦ", "call": ("Bộ trưởng các Bộ", "Chủ tịch UBND các tỉnh, thành phố"), "urgent": ("HOẢ TỐC", "express")}),
    ("BGN", "ubnd", "ct", ("Hợp tác phát triển du lịch giữa tỉnh Thanh Hóa và tỉnh Hủa Phăn",), {}),
    ("BTT", "svhtt", "pgd", ("Phối hợp bảo quản tài liệu, hiện vật",), {}),
    ("GUQ", "snv", "gd", ("Ký văn bản thông thường trong thời gian Giám đốc đi công tác",), {}),
    ("GM", "snv", "tlgd", ("Tập huấn nghiệp vụ công tác văn thư, lưu trữ",), {"invite": "Sở Nội vụ", "call": ("Chánh Văn phòng các sở, ban, ngành cấp tỉnh",)}),
    ("GM", "ubnd", "tlkt", ("Họp nghe báo cáo tiến độ xây dựng Kho lưu trữ chuyên dụng",), {"invite": "Ủy ban nhân dân tỉnh Thanh Hóa", "call": ("Sở Xây dựng", "Sở Tài chính", "Sở Nội vụ"), "urgent": ("KHẨN", "urgent")}),
    ("GGT", "bv", "gd", (), {"introduce": True}),
    ("GNP", "truong", "ht", (), {"leave": True}),
    ("PG", "vpub", "tlkt", ("Gửi tài liệu phục vụ kỳ họp",), {}),
    ("PC", "vpub", "tlkt", ("Chuyển đơn của công dân Nguyễn Văn An",), {}),
    ("PB", "thue", "thue", ("Tình hình thực hiện nghĩa vụ nộp ngân sách quý I năm 2026",), {}),
    ("CV", "ubnd", "ktct", ("V/v nâng bậc lương năm 2026",), {"call": ("Sở Nội vụ",), "field": "VX"}),
    ("CV", "snv", "pgd", ("V/v hướng dẫn lập Danh mục hồ sơ,", "tài liệu năm 2026"), {"call": ("Các sở, ban, ngành cấp tỉnh", "UBND các xã, phường"), "field": "VTLT", "basis_run": ["30"]}),
    ("CV", "stc", "gd", ("V/v thẩm định kinh phí chỉnh lý", "tài liệu tồn đọng"), {"call": ("Sở Nội vụ tỉnh Thanh Hóa",), "field": "HCSN", "answer": ["78"]}),
    ("CV", "bnv", "ttr", ("V/v góp ý dự thảo Nghị định quy định", "chi tiết Luật Lưu trữ"), {"call": ("Bộ Tài chính", "Bộ Tư pháp", "UBND các tỉnh, thành phố"), "field": "VTLTNN", "urgent": ("KHẨN", "urgent")}),
    ("CV", "vtlt", "pcuc", ("V/v báo cáo thống kê công tác văn thư, lưu trữ",), {"call": ("Sở Nội vụ các tỉnh, thành phố trực thuộc Trung ương",), "field": "NVĐP"}),
    ("CV", "snnmt", "pgd", ("V/v phúc đáp đề nghị cung cấp hồ sơ",), {"call": ("Sở Tài chính",), "field": "VP", "answer": ["1045"]}),
    ("CV", "hacthanh", "ktct", ("V/v tăng cường quản lý con dấu,", "thiết bị lưu khóa bí mật"), {"call": ("Các phòng, ban, đơn vị thuộc phường",), "field": "VHXH"}),
    ("CV", "hatrung", "ktct", ("V/v rà soát hồ sơ cán bộ",), {"call": ("Phòng Văn hóa - Xã hội",), "field": "KT"}),
    ("CV", "svhtt", "pgd", ("V/v chuẩn bị tài liệu trưng bày chuyên đề", "“Thanh Hóa qua tài liệu lưu trữ”"), {"call": ("Trung tâm Lưu trữ lịch sử tỉnh",), "field": "QLDSVH"}),
    ("CV", "hcm", "ktct", ("V/v chia sẻ kinh nghiệm số hóa",), {"call": ("Ủy ban nhân dân tỉnh Thanh Hóa",), "field": "NCPC"}),
    ("CV", "bql", "truongban", ("V/v cung cấp thông tin dự án đầu tư",), {"call": ("Sở Tài chính",), "field": "QLĐT", "answer": ["1045"]}),
    ("CV", "ca", "ca", ("V/v phối hợp bảo đảm an ninh, trật tự",), {"call": ("UBND phường Hạc Thành",), "field": "PV01", "urgent": ("THƯỢNG KHẨN", "very_urgent")}),
    ("CV", "truong", "ht", ("V/v đăng ký tham quan kho lưu trữ",), {"call": ("Trung tâm Lưu trữ lịch sử tỉnh",), "field": "VP"}),
    ("CV", "thue", "thue", ("V/v đôn đốc nộp hồ sơ quyết toán",), {"call": ("Sở Nội vụ",), "field": "QLDN"}),
    ("CV", "btc", "ttr", ("V/v hướng dẫn cơ chế tài chính thực hiện", "nhiệm vụ chỉnh lý, số hóa tài liệu", "lưu trữ của các cơ quan, tổ chức"), {"call": ("Ủy ban nhân dân các tỉnh, thành phố",), "field": "HCSN"}),
    ("CV", "hoidong", "hdtd", ("V/v đề nghị khen thưởng thành tích",), {"call": ("Các cụm, khối thi đua",), "field": "", "urgent": None}),
    ("CV", "tinhuy", "bithu", ("V/v chuẩn bị nội dung hội nghị",), {"call": ("Các cấp ủy trực thuộc",), "party": True}),
    ("CV", "lienso", "pgd", ("V/v hướng dẫn liên ngành về kinh phí", "lưu trữ"), {"call": ("Các sở, ban, ngành cấp tỉnh",), "second": "gd", "lien": True}),
    ("HD", "lienso", "gd", ("Liên ngành về định mức kinh phí chỉnh lý tài liệu",), {"second": "pgd"}),
    ("NĐ", "cp", "tmcp", ("Quy định chi tiết một số điều của Luật Lưu trữ",), {"legal": True, "basis": ["30"]}),
    ("TT", "bnv", "btr", ("Quy định mã số, tiêu chuẩn chuyên môn các ngạch", "công chức chuyên ngành văn thư"), {"legal": True, "basis": ["30"]}),
    ("QĐ", "ubnd", "pct", ("Ban hành Quy định phân cấp quản lý nhà nước về lưu trữ",), {"legal": True, "authority": ("ỦY BAN NHÂN DÂN TỈNH THANH HÓA",), "basis": ["30"], "decides": "QUYẾT ĐỊNH:"}),
    ("TCG", "snv", "gd", (), {"letter": True}),
    ("TB", "hdnd", "hd", ("Triệu tập kỳ họp thứ hai mươi lăm,", "Hội đồng nhân dân tỉnh khóa XVIII"), {}),
    ("KH", "svhtt", "gd", ("Tổ chức Ngày hội Văn hóa, Thể thao và Du lịch các dân tộc", "vùng miền núi tỉnh Thanh Hóa lần thứ XX, năm 2026 và tổng kết", "mười năm thực hiện phong trào xây dựng đời sống văn hóa"), {}),
    ("BC", "bv", "gd", ("Kết quả thực hiện chuyển đổi số 06 tháng đầu năm 2026",), {}),
    ("QĐ", "ttg", "thutuong", ("Phê duyệt Chương trình số hóa tài liệu lưu trữ quốc gia",), {"authority": ("THỦ TƯỚNG CHÍNH PHỦ",), "basis": ["30"], "decides": "QUYẾT ĐỊNH:"}),
    ("TB", "ttlt", "tuq", ("Tạm ngừng phục vụ độc giả tại phòng đọc",), {}),
    ("CV", "ubnd", "pct", ("V/v triển khai thực hiện ý kiến chỉ đạo của", "Thủ tướng Chính phủ tại Công điện số 45/CĐ-TTg"), {"call": ("Các sở, ban, ngành cấp tỉnh", "UBND các xã, phường", "Các đơn vị sự nghiệp thuộc UBND tỉnh"), "field": "NN", "urgent": ("HỎA TỐC", "express")}),
)  # fmt: skip


def _number(at: int) -> str:
    return f"{(at * 37) % 1900 + 1:02d}"


def _symbol(code: str, symbol: str, extra: dict[str, Any]) -> str:
    if extra.get("party"):
        return f"CV/{symbol}"
    if code == "CV":
        return f"{symbol}-{extra['field']}" if extra.get("field") else f"{'LN' if extra.get('lien') else 'HĐ'}-{symbol}"
    if extra.get("legal"):
        return f"2026/{code}-{symbol}"
    return "" if code == "TCG" else f"{code}-{symbol}"


def _paper(at: int, row: _Row) -> Paper:
    code, where, who, abstract, extra = row
    office, hand = OFFICES[where], HANDS[who]
    about = code == "CV"
    lines = tuple(line.removeprefix("V/v ") for line in abstract)
    cited = [Cited("rests_on", CITED[k][1], CITED[k][2]) for k in (*extra.get("basis", ()), *extra.get("basis_run", ()))]
    cited += [Cited("answers", CITED[k][1], CITED[k][2]) for k in extra.get("answer", ())]
    second: Hand | None = HANDS[extra["second"]] if "second" in extra else None
    return Paper(
        key=f"{at:02d}-{code}-{where}", type_code=code, title=TITLES[code], number="" if code == "TCG" else _number(at + 1), symbol=_symbol(code, office.symbol, extra),
        day=FIRST_DAY + timedelta(days=at * 4), office=office, abstract=lines, hand=hand, body=_body(code, row), addressees=tuple(extra.get("call", ())),
        recipients=() if code == "TCG" else ("Như Điều 3", "Văn phòng UBND tỉnh (để báo cáo)", "Các phòng, đơn vị trực thuộc") if code == "QĐ"
        else ("Như trên", "Chủ tịch, các Phó Chủ tịch UBND tỉnh (để báo cáo)", "Sở Tài chính") if about else ("Thường trực Tỉnh ủy (để b/c)", "Các sở, ban, ngành cấp tỉnh"),
        authority="\n".join(extra.get("authority", ())), urgency=(extra.get("urgent") or ("", ""))[1], bases=tuple(f"Căn cứ {CITED[k][0]};" for k in extra.get("basis", ())),
        cited=tuple(cited), second=second, layout=at % len(LAYOUTS), head_day=not extra.get("no_head_day"), about="V/v " if about else "",
    )  # fmt: skip


def _body(code: str, row: _Row) -> tuple[str, ...]:
    extra, opening = row[4], []
    if extra.get("basis_run"):
        opening = [f"Thực hiện {'; '.join(CITED[k][0] for k in extra['basis_run'])}; đơn vị báo cáo, đề nghị như sau:"]
    if extra.get("answer"):
        opening = [f"Phúc đáp {CITED[extra['answer'][0]][0]} về việc nêu trên, đơn vị có ý kiến như sau:"]
    if extra.get("introduce"):
        return ("Bệnh viện Đa khoa tỉnh trân trọng giới thiệu:", "Ông (bà) Nguyễn Thị Hạnh", "Chức vụ: Viên chức phòng Tổ chức", "Được cử đến: Sở Nội vụ",
                "Giấy này có giá trị đến hết ngày 30 tháng 12 năm 2026./.")  # fmt: skip
    if extra.get("leave"):
        return ("Xét Đơn đề nghị nghỉ phép ngày 02 tháng 3 năm 2026 của ông Trần Văn Nam, Trường THPT Hàm Rồng cấp cho:", "Ông: Trần Văn Nam",
                "Được nghỉ phép trong thời gian 05 ngày./.")  # fmt: skip
    if code == "BB":
        return ("Thời gian bắt đầu: 08 giờ 00, ngày {day}.", "Địa điểm: Phòng họp tầng 2.", "Chủ trì: Ông Nguyễn Hữu Bình.", LONG,
                "Cuộc họp kết thúc vào 11 giờ 30 phút cùng ngày./.")  # fmt: skip
    if code == "QĐ" or extra.get("legal"):
        return ("Điều 1. " + LONG, "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", "Điều 3. Chánh Văn phòng, Trưởng các phòng chịu trách nhiệm thi hành./.")
    return (*opening, LONG, ORDER, *((LONG,) * 9 if code in ("KH", "BC", "ĐA") else ()), "Trong quá trình thực hiện, nếu có vướng mắc, phản ánh về cơ quan để được hướng dẫn./.")


@cache
def papers() -> tuple[Paper, ...]:
    """The corpus without its bytes."""
    return tuple(_paper(at, row) for at, row in enumerate(ROWS))


def _data(paper: Paper, row: _Row) -> dict[str, Any]:
    extra = row[4]
    party = bool(extra.get("party"))
    number = f"Số {paper.number}-{paper.symbol}" if party else f"Số: {paper.number}/{paper.symbol}" if paper.symbol else ""
    listed = [f"- {a}{';' if at < len(paper.addressees) - 1 else '.'}" for at, a in enumerate(paper.addressees)]
    call = f"{extra['electric']} điện:" if "electric" in extra else f"{extra['invite']} trân trọng kính mời:" if "invite" in extra else "Kính gửi:"
    sent = [f"- {r};" for r in paper.recipients] + ([f"- Lưu: {paper.retained}."] if paper.recipients else [])
    second = HANDS[extra["second_left"]] if "second_left" in extra else paper.second
    return {
        "layout": {name: name in LAYOUTS[paper.layout] for name in NAMES}, "superior": list(paper.office.superior), "issuer": list(paper.office.issuer),
        "number_line": number, "about": paper.about if paper.title == "" else "", "about_lines": [paper.about + paper.abstract[0], *paper.abstract[1:]] if paper.abstract else [],
        "nation": "ĐẢNG CỘNG SẢN VIỆT NAM" if party else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "motto": "" if party else "Độc lập - Tự do - Hạnh phúc",
        "day": paper.printed_day if paper.head_day else "", "title": paper.title, "abstract": list(paper.abstract) if paper.title else [],
        "authority": paper.authority.split("\n") if paper.authority else [], "addressees": listed if len(listed) > 1 else list(paper.addressees), "call": call,
        "bases": list(paper.bases), "decides": extra.get("decides", ""), "urgency": (extra.get("urgent") or ("", ""))[0],
        "body": [b.replace("{day}", paper.printed_day.split("ngày ")[1]) for b in paper.body], "recipients": sent,
        "hand": {"titles": list(paper.hand.titles), "printed": paper.hand.printed},
        "second": {"titles": list(second.titles), "printed": second.printed} if second else None,
    }  # fmt: skip


@cache
def files() -> dict[str, bytes]:
    """PDF by the paper's key; set in one run and cut apart, nothing kept on the disk."""
    source = str(Path(__file__).parent / "typst_papers.typ")
    data = json.dumps([_data(p, r) for p, r in zip(papers(), ROWS, strict=True)], ensure_ascii=False)
    compiler = typst.Compiler(source, font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs={"data": data})
    whole = compiler.compile(format="pdf", pdf_tags=False)
    starts = [int(n) for n in json.loads(compiler.eval("query(<paper>).map(m => m.location().page())"))]
    return dict(zip((p.key for p in papers()), _cut(whole, starts), strict=True))


def _cut(whole: bytes, starts: list[int]) -> list[bytes]:
    made: list[bytes] = []
    with pikepdf.open(io.BytesIO(whole)) as book:
        for start, end in zip(starts, [*starts[1:], len(book.pages) + 1], strict=True):
            with pikepdf.new() as one:
                one.pages.extend(book.pages[start - 1 : end - 1])
                out = io.BytesIO()
                one.save(out)
                made.append(out.getvalue())
    return made


