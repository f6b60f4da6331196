// The words by which the tests find things on the page, in one place: when a label changes, it changes here.
export const N = {
  signIn: { user: "Tên đăng nhập", password: "Mật khẩu", go: "Đăng nhập" },
  nav: {
    label: "Danh mục", home: /^Bàn làm việc/, incoming: /^Văn bản đến/, outgoing: /^Văn bản đi/, registers: /^Sổ đăng ký$/, dossiers: /^Hồ sơ công việc/, submissions: /^Nộp lưu(?! trữ)/, holdings: /^Kho lưu trữ hiện hành/,
    transfers: /^Nộp lưu trữ lịch sử/, standing: /^Đơn vị chậm/, envelopes: /^Bì thư đến/, further: /^Nghiệp vụ khác/,
  },
  account: /^Tài khoản của tôi/,
  trail: "Nhật ký",
  trailAll: /^Xem tất cả \d+ mục/,
  retry: "Thử lại",
  incoming: {
    register: "Vào sổ văn bản đến", drop: /^Thả/, type: "Tên loại", number: "Số", symbol: "Ký hiệu", issuer: "Cơ quan ban hành", issuedOn: "Ngày văn bản", abstract: "Trích yếu", signer: "Người ký", pages: /^Số trang/,
    save: /^Vào sổ( Ctrl.*)?$/, saveAgain: "Vào sổ và nhập tiếp", arrivalTitle: "Vào sổ văn bản điện tử đến", duplicate: /^Có thể trùng/, registerAnyway: "Vẫn vào sổ", arrival: /Số đến (\d+)/,
    present: "Trình lãnh đạo", presentTo: "Trình", direct: "Cho ý kiến", opinion: "Ý kiến chỉ đạo", lead: "Chủ trì", assign: "Phân công", assignee: "Người giải quyết", acknowledge: "Ký nhận",
    reply: "Soạn văn bản trả lời", complete: "Kết thúc", outcome: "Kết quả giải quyết", replied: "Văn bản trả lời", progress: "Ghi tiến độ", note: "Tiến độ, đề xuất",
  },
  reading: {
    place: (field) => new RegExp(`^${field}: gợi ý, tin cậy`), take: (field) => new RegExp(`^Dùng giá trị đọc được cho ${field}:`), mark: /gợi ý \d+ %/, queue: "Các tệp chờ vào sổ",
    skip: "Bỏ qua", back: "Quay lại tệp trước", noText: /không có lớp chữ/, same: /^Tệp này đã vào sổ/,
  },
  outgoing: {
    type: "Tên loại", abstract: "Trích yếu", agencies: /cơ quan trên hệ thống/, signer: "Người ký", save: /^Lưu dự thảo/, stored: /Đã tải lên/, content: "Duyệt nội dung", form: "Duyệt thể thức", approve: "Phê duyệt",
    sign: "Ký văn bản", seal: "Ký số cơ quan", issue: "Phát hành", download: "Tải xuống",
  },
  dossier: {
    open: "Mở hồ sơ", title: "Tiêu đề hồ sơ", notation: "Số và ký hiệu hồ sơ", byKind: "Tự xác định", addPaper: "Thêm tài liệu", paperFiles: "Chọn tệp", paperName: "Tên tài liệu", fresh: "Mở hồ sơ mới",
    file: "Đưa văn bản vào", fileOutgoing: "Văn bản đi", fileHint: /Số, ký hiệu, trích yếu/, filed: "Văn bản, tài liệu trong hồ sơ", close: "Kết thúc hồ sơ", sheets: "Số tờ", submit: "Nộp lưu",
  },
  submission: { acceptAll: "Tiếp nhận tất cả", decide: "Ghi quyết định", location: "Vị trí cho mọi hồ sơ tiếp nhận", inventory: /Mục lục nộp lưu/, handover: "Biên bản giao nhận", download: "Tải xuống" },
  holding: { register: "Đăng ký nộp lịch sử" },
  transfer: { answer: "Trả lời đăng ký", accept: "Chấp nhận đăng ký", show: "Xem kết quả kiểm tra", download: "Tải gói (ZIP)", take: "Tiếp nhận tất cả", takeOk: "Tiếp nhận", passed: /Đạt kiểm tra/ },
  search: "Tìm kiếm",
  archival: { documents: "Văn bản, tài liệu trong hồ sơ" },
  lock: { title: "Đã khóa vì lâu không thao tác", password: "Mật khẩu", go: "Mở khóa" },
  refusal: { none: /không tìm thấy|không có/i, offline: /Không kết nối được máy chủ/, stale: /vừa sửa|đã thay đổi|Người sửa/ },
  // what the trail says
  did: {
    registered: "Vào sổ văn bản đến", presented: "Trình lãnh đạo", directed: "Cho ý kiến chỉ đạo", assigned: "Phân công", acknowledged: "Ký nhận", completed: "Kết thúc", arrived: "Văn bản đến trên hệ thống",
    drafted: "Soạn dự thảo", content: "Duyệt nội dung", form: "Duyệt thể thức", approved: "Phê duyệt", signed: "Ký, cấp số", sealed: "Ký số cơ quan", issued: "Phát hành", received: "Nơi nhận đã tiếp nhận",
    dossierOpened: "Mở hồ sơ", documentFiled: "Đưa văn bản vào", paperAdded: "Thêm tài liệu", dossierClosed: "Kết thúc hồ sơ", submitted: "Nộp lưu", decided: "Xem xét nộp lưu", accepted: "Lưu trữ tiếp nhận",
    inventory: "In mục lục", handover: "In biên bản", transferRegistered: "Đăng ký nộp lịch sử", packaged: "Đóng gói tin", packageRead: "Mở gói tin", taken: "Lưu trữ lịch sử tiếp nhận",
  },
};
