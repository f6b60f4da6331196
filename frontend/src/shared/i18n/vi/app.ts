/** What the house says: shell, sign-in, home, search, notices, pages that are not there. */
export const app = {
  skip: "Đến nội dung", demo: "Bản trình diễn", demoLong: "Bản trình diễn: mọi dữ liệu là ví dụ, mã cơ quan không có thật",
  nav: {
    label: "Danh mục", openRail: "Mở danh mục", closeRail: "Đóng danh mục", mine: "Việc của tôi", documents: "Văn bản", dossiers: "Hồ sơ", archive: "Lưu trữ", historical: "Lưu trữ lịch sử", province: "Toàn tỉnh",
    admin: "Quản trị", home: "Bàn làm việc", incoming: "Văn bản đến", outgoing: "Văn bản đi", registers: "Sổ đăng ký", dossierList: "Hồ sơ công việc", submissions: "Nộp lưu", holdings: "Kho lưu trữ hiện hành",
    transfers: "Nộp lưu trữ lịch sử", archival: "Hồ sơ lưu trữ lịch sử", search: "Tra cứu", standing: "Đơn vị chậm", people: "Người và vai trò", units: "Đơn vị", series: "Sổ, ký hiệu",
    authorities: "Ủy quyền ký", distributors: "Phân phối văn bản đến", calendar: "Lịch làm việc", agency: "Cơ quan", register: "Vào sổ văn bản đến", draft: "Soạn văn bản", counted: (label: string, n: number) => `${label}, ${n} việc đang chờ`,
  },
  account: {
    menu: "Tài khoản của tôi", theme: "Giao diện", light: "Sáng", dark: "Tối", system: "Theo máy", language: "Ngôn ngữ", vi: "Tiếng Việt", en: "English", password: "Đổi mật khẩu", keys: "Phím tắt", out: "Đăng xuất",
  },
  password: {
    title: "Đổi mật khẩu", now: "Mật khẩu hiện tại", next: "Mật khẩu mới", again: "Nhập lại mật khẩu mới", differs: "Hai lần nhập không giống nhau.",
    rule: "Ít nhất 8 ký tự, có chữ hoa, chữ thường, số và ký tự đặc biệt. Các phiên làm việc khác của anh/chị sẽ bị đăng xuất.", done: "Đã đổi mật khẩu.",
    must: "Đây là mật khẩu tạm. Đặt mật khẩu của riêng anh/chị trước khi làm việc.",
  },
  search: {
    label: "Tìm kiếm", placeholder: "Tìm số ký hiệu, trích yếu, hồ sơ… (gõ không dấu cũng được)", title: "Tra cứu", results: (q: string) => `Kết quả cho “${q}”`,
    how: "Gõ có dấu hoặc không dấu; “trong ngoặc kép” là cả cụm; 39/KH-UBND là số, ký hiệu", start: "Tìm trong văn bản đến, văn bản đi và hồ sơ mà anh/chị được xem.",
    startReader: "Tìm trong những gì lưu trữ lịch sử công khai, ví dụ: ke hoach van thu luu tru thanh hoa", kind: "Loại", any: "Tất cả", list: "Kết quả tìm kiếm", found: (n: number, more: boolean) => (more ? `Hơn ${n} kết quả` : `${n} kết quả`),
    nothing: (q: string) => `Không thấy “${q}” trong những gì anh/chị được xem.`, nothingHow: "Bớt từ, bỏ khoảng ngày, hoặc tìm theo số và ký hiệu.", field: "Từ cần tìm", go: "Tìm", newest: "Mới nhất trước",
  },
  notices: {
    title: "Thông báo", bell: (n: number) => (n ? `Thông báo, ${n} chưa đọc` : "Thông báo, không có gì mới"), read: "Đánh dấu đã đọc", empty: "Chưa có thông báo nào. Việc được giao, được trả lại sẽ hiện ở đây.", unread: "chưa đọc", all: "Xem tất cả thông báo",
  },
  palette: { title: "Mở nhanh", placeholder: "Gõ tên trang, số, ký hiệu hoặc từ trong trích yếu…", pages: "Trang", found: "Tìm thấy", searchAll: (q: string) => `Tra cứu “${q}”`, nothing: "Không có trang nào tên như vậy.", keys: "↑ ↓ chọn · Enter mở · Esc đóng" },
  keys: {
    title: "Phím tắt của màn hình này", everywhere: "Mọi màn hình", screen: "Màn hình này", search: "Tìm kiếm", palette: "Mở nhanh trang hoặc số văn bản", help: "Xem phím tắt", rows: "Dòng trước, dòng sau", open: "Mở dòng đang chọn",
    choose: "Chọn, bỏ chọn dòng", next: "Lấy việc kế tiếp", close: "Đóng hộp thoại", home: "Về bàn làm việc", send: "Ghi biểu mẫu",
  },
  lock: {
    title: "Đã khóa vì lâu không thao tác", text: (name: string) => `Việc đang làm của ${name} vẫn còn nguyên. Nhập mật khẩu để làm tiếp.`, password: "Mật khẩu", unlock: "Mở khóa", unlocking: "Đang mở khóa…", other: "Đổi tài khoản",
  },
  signIn: {
    title: "Đăng nhập", about: "Văn bản, hồ sơ và lưu trữ của cơ quan nhà nước", username: "Tên đăng nhập", password: "Mật khẩu", go: "Đăng nhập", going: "Đang đăng nhập…", show: "Hiện", hide: "Ẩn",
    showLabel: "Hiện mật khẩu", hideLabel: "Ẩn mật khẩu", left: (minutes: number) => `Thử lại sau ${minutes} phút.`, caps: "Phím Caps Lock đang bật.",
    demoTitle: "Tài khoản trình diễn", demoHow: (password: string) => `Chọn một người để điền sẵn. Mật khẩu chung: ${password}`, agency: "Cơ quan", ended: "Phiên làm việc đã hết. Đăng nhập lại để làm tiếp.",
  },
  demoAgency: { snv: "Sở Nội vụ", ubnd: "UBND tỉnh Thanh Hóa", stc: "Sở Tài chính", hacthanh: "UBND phường Hạc Thành", hatrung: "UBND xã Hà Trung", ltls: "Trung tâm Lưu trữ lịch sử tỉnh" },
  home: {
    title: "Bàn làm việc", morning: "sáng nay", afternoon: "chiều nay", evening: "tối nay", hello: (name: string) => `Chào ${name}`, has: (name: string, when: string, work: string) => `Chào ${name}, ${when} có ${work}`,
    free: (name: string, when: string) => `Chào ${name}, ${when} không có việc nào chờ`, next: "Lấy việc kế tiếp", none: "Không có việc nào đang chờ.", baskets: "Việc đang chờ", newestIn: "Văn bản đến mới nhất", newestOut: "Văn bản đi mới nhất",
    all: "Xem tất cả", notices: "Thông báo", newestDossiers: "Hồ sơ mới nhất", dueTitle: "Nộp lưu mới nhất", transfers: "Đợt nộp lịch sử", archival: "Hồ sơ mới tiếp nhận",
    reader: { title: "Phòng đọc trực tuyến", above: "Lưu trữ lịch sử tỉnh", ask: "Tìm trong hồ sơ lưu trữ", how: "Gõ vài từ của việc cần tìm, có dấu hoặc không dấu.", newest: "Hồ sơ công khai mới nhất", example: "Ví dụ", empty: "Chưa có hồ sơ nào được công khai." },
    follower: { title: "Tình hình toàn tỉnh", late: "Các đơn vị chậm", empty: "Không có đơn vị nào chậm.", overdue: (n: number) => `${n} quá hạn`, unfiled: (n: number) => `${n} chưa vào hồ sơ`, submissions: (n: number) => `${n} hồ sơ nộp chậm` },
    admin: { title: "Quản trị cơ quan", people: "Người, tài khoản và vai trò", series: "Sổ đăng ký và cách đánh số", authorities: "Ai ký thay, ký thừa lệnh, thừa ủy quyền, đến khi nào", calendar: "Ngày nghỉ lễ, ngày hoán đổi: hạn giải quyết tính theo lịch này", units: "Phòng, ban và người đứng đầu", agency: "Tên, mã và thông tin in trên biểu mẫu", distributors: "Ai ngoài lãnh đạo được giao phân phối văn bản đến (Điều 23.1)" },
  },
  work: {
    to_register: (n: number) => `${n} văn bản chờ vào sổ`, to_present: (n: number) => `${n} văn bản chờ trình`, to_transfer: (n: number) => `${n} văn bản chờ chuyển`, to_check_form: (n: number) => `${n} dự thảo chờ kiểm tra thể thức`,
    to_issue: (n: number) => `${n} văn bản chờ phát hành`, sealed: (n: number) => `${n} văn bản chờ gửi`, due_today: (n: number) => `${n} văn bản đến hạn hôm nay`, overdue: (n: number) => `${n} văn bản quá hạn`,
    to_direct: (n: number) => `${n} văn bản chờ cho ý kiến`, to_approve: (n: number) => `${n} dự thảo chờ phê duyệt`, to_sign: (n: number) => `${n} văn bản chờ ký`, to_assign: (n: number) => `${n} văn bản chờ phân công`,
    to_check_content: (n: number) => `${n} dự thảo chờ duyệt nội dung`, given: (n: number) => `${n} văn bản được giao`, due_soon: (n: number) => `${n} văn bản sắp đến hạn`, overdue_mine: (n: number) => `${n} văn bản quá hạn`,
    unfiled: (n: number) => `${n} văn bản chưa đưa vào hồ sơ`, to_accept: (n: number) => `${n} đợt nộp lưu chờ tiếp nhận`, due_for_submission: (n: number) => `${n} hồ sơ đến hạn nộp`, expired: (n: number) => `${n} hồ sơ hết thời hạn lưu trữ`,
    to_answer: (n: number) => `${n} đăng ký nộp chờ trả lời`, to_check: (n: number) => `${n} đợt nộp chờ kiểm tra gói`, late_agencies: (n: number) => `${n} đơn vị chậm`,
  },
  basket: {
    to_register: "Chờ vào sổ", to_present: "Chờ trình", to_transfer: "Chờ chuyển", to_check_form: "Chờ kiểm tra thể thức", to_issue: "Chờ phát hành", sealed: "Đã đóng dấu, chờ gửi", due_today: "Đến hạn hôm nay", overdue: "Quá hạn",
    to_direct: "Chờ cho ý kiến", to_approve: "Chờ phê duyệt", to_sign: "Chờ ký", to_assign: "Chờ phân công", to_check_content: "Chờ duyệt nội dung", given: "Được giao", due_soon: "Đến hạn", overdue_mine: "Quá hạn", unfiled: "Chưa đưa vào hồ sơ",
    to_accept: "Chờ tiếp nhận", due_for_submission: "Đến hạn nộp", expired: "Hết thời hạn lưu trữ", to_answer: "Đăng ký nộp", to_check: "Gói chờ kiểm tra", late_agencies: "Đơn vị chậm",
  },
  missing: {
    title: "Không có trang này", text: "Địa chỉ có thể đã gõ nhầm, hoặc bản ghi thuộc cơ quan khác.", home: "Về bàn làm việc", forbidden: "Anh/chị chưa xem được trang này", forbiddenText: "Vai trò của anh/chị không làm việc này, hoặc bản ghi chưa được chia sẻ với anh/chị. Người phụ trách hồ sơ hoặc quản trị của cơ quan có thể phân quyền.",
    broken: "Trang này gặp lỗi", brokenText: "Dữ liệu đã ghi không bị ảnh hưởng. Tải lại trang; nếu vẫn lỗi, gửi dòng chữ dưới đây cho quản trị.", reload: "Tải lại trang", updated: "Hệ thống vừa được cập nhật. Tải lại trang để dùng bản mới.",
  },
  offline: "Mất kết nối mạng. Những gì đang gõ vẫn còn trên trang; hệ thống tự thử lại khi có mạng.", noMe: "Không mở được phiên làm việc.",
};
