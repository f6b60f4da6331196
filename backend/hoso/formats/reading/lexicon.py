"""Words of the offices that the reading leans on: beginnings of agencies' names, posts, well-known agencies, family names.

Lists, each with what it is for; where a list is one of law, NĐ 30 PL II rules its capitals. Never a list of the agencies of a province: those the
installation knows itself.
"""


def _listed(text: str) -> tuple[str, ...]:
    """Items parted by ";"."""
    return tuple(" ".join(item.split()) for item in text.split(";") if item.strip())


# Beginnings of the names of agencies and units, longest first where one begins another.
BODIES = _listed("""
ủy ban mặt trận tổ quốc việt nam; đoàn đại biểu quốc hội và hội đồng nhân dân; ủy ban nhân dân; hội đồng nhân dân; ủy ban mttq việt nam;
viện kiểm sát nhân dân; tòa án nhân dân; kho bạc nhà nước; ngân hàng nhà nước; bảo hiểm xã hội; thanh tra chính phủ; kiểm toán nhà nước;
liên đoàn lao động; hội liên hiệp phụ nữ; hội nông dân; hội cựu chiến binh; đoàn thanh niên; ban chấp hành; ban thường vụ; ban chỉ đạo; ban
chỉ huy; ban quản lý; ban tổ chức; ban tuyên giáo; văn phòng; trung tâm; bệnh viện; trường; học viện; tổng công ty; công ty; tổng cục; chi
cục; hội đồng; ủy ban; thanh tra; công an; bộ tư lệnh; bộ chỉ huy; quân khu; cục; vụ; sở; bộ; viện; phòng; ban; chi nhánh; tổ công tác; đoàn
kiểm tra; đoàn thanh tra; tổ; hội; liên minh; tỉnh ủy; thành ủy; huyện ủy; đảng ủy; đảng bộ; chi bộ; quỹ; nhà máy; xí nghiệp; ubnd; hđnd;
ubmttq; chính phủ; quốc hội; thủ tướng chính phủ; chủ tịch nước; hạt kiểm lâm; trạm; đội; tạp chí; báo; thuế; hải quan; kho bạc; đài; liên
hiệp
""")

# Of these, those that may stand inside another name ("Văn phòng UBND tỉnh").
NESTED = _listed("""
ủy ban nhân dân; hội đồng nhân dân; ubnd; hđnd; sở; chính phủ; quốc hội; đoàn đại biểu quốc hội; kho bạc nhà nước; công an
""")

# Kinds of places; the name of the place follows.
PLACES = _listed("""
thành phố; thị xã; thị trấn; đặc khu; khu vực; tỉnh; huyện; quận; phường; xã
""")

# Words that keep their capitals wherever they stand.
PROPER = _listed("""
Việt Nam; Chính phủ; Quốc hội; Nhà nước; Trung ương; Đảng ủy; Tỉnh ủy; Mặt trận Tổ quốc; Hà Nội; Hồ Chí Minh; Thanh Hóa; Thanh Hoá; Nghi
Sơn; Đà Nẵng; Cần Thơ; Hải Phòng; Huế; Nghệ An; Phát triển nông thôn; Thương binh; Nhân dân tối cao
""")

# Posts, without "Phó" and "Quyền".
TITLES = _listed("""
chủ tịch hội đồng; chủ tịch công đoàn; chủ tịch; tổng giám đốc; giám đốc; tổng cục trưởng; chi cục trưởng; cục trưởng; vụ trưởng; bộ trưởng;
thứ trưởng; viện trưởng; hiệu trưởng; chánh thanh tra; chánh văn phòng; chánh án; chánh; trưởng phòng; trưởng ban; trưởng đoàn; trưởng; tổng
thanh tra; thủ tướng; thống đốc; tổng kiểm toán; chủ nhiệm; bí thư; thường trực; tư lệnh; chỉ huy trưởng; chính ủy; đội trưởng; hạt trưởng;
trạm trưởng; tổ trưởng; chủ tọa; chủ toạ; chủ trì; thư ký; ủy viên; kế toán trưởng; thủ trưởng; tổng biên tập; tổng bí thư; phó; hiệu phó;
đại diện; người làm đơn; người viết đơn; người khiếu nại; người tố cáo; người kiến nghị; người đề nghị; thẩm phán; kiểm sát viên; chấp hành viên; thanh tra viên; người đứng đầu
""")

# Names met every day, so that a misread mark in them is put right.
KNOWN = _listed("""
Bộ Nội vụ; Bộ Tài chính; Bộ Tư pháp; Bộ Công an; Bộ Quốc phòng; Bộ Ngoại giao; Bộ Công Thương; Bộ Xây dựng; Bộ Y tế; Bộ Giáo dục và Đào tạo;
Bộ Khoa học và Công nghệ; Bộ Nông nghiệp và Môi trường; Bộ Văn hóa, Thể thao và Du lịch; Bộ Dân tộc và Tôn giáo; Văn phòng Chính phủ; Thanh
tra Chính phủ; Ngân hàng Nhà nước Việt Nam; Chính phủ; Thủ tướng Chính phủ; Quốc hội; Chủ tịch nước; Sở Nội vụ; Sở Tài chính; Sở Tư pháp; Sở
Xây dựng; Sở Công Thương; Sở Y tế; Sở Ngoại vụ; Sở Giáo dục và Đào tạo; Sở Khoa học và Công nghệ; Sở Nông nghiệp và Môi trường; Sở Văn hóa,
Thể thao và Du lịch; Sở Dân tộc và Tôn giáo; Sở Kế hoạch và Đầu tư; Sở Tài nguyên và Môi trường; Sở Lao động - Thương binh và Xã hội; Sở
Thông tin và Truyền thông; Sở Giao thông vận tải; Thanh tra tỉnh; Cục Văn thư và Lưu trữ Nhà nước
""")

# Family names, to tell a name in capitals from a post.
SURNAMES = _listed("""
Nguyễn; Trần; Lê; Phạm; Hoàng; Huỳnh; Phan; Vũ; Võ; Đặng; Bùi; Đỗ; Hồ; Ngô; Dương; Lý; Đào; Đoàn; Vương; Trịnh; Trương; Lâm; Đinh; Mai; Hà;
Cao; Lương; Tô; Tạ; Chu; Châu; Quách; Thái; Kiều; Tống; Lưu; Phùng; Mạc; Nông; Hứa; Triệu; Tăng; La; Cù; Khuất; Nghiêm; Thạch; Sơn; Danh;
Kim; Bế; Ma; Lò; Giàng; Vàng; Sùng; Thào; Hạ; Quan; Từ; Phí; Lục; Ninh; Doãn; Đàm; Đồng; Ôn; Văn; Viên; Thân; Tôn; Ông; Bạch; Âu
""")
