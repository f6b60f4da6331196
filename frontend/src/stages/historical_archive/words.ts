/** What the pages of the historical archive say. */
export const words = {
  transfers: {
    title: "Nộp vào lưu trữ lịch sử", aboveOwn: "Đăng ký nộp hồ sơ vĩnh viễn của cơ quan (Luật Lưu trữ 2024 Điều 18; TT 05/2025)", aboveArchive: "Đăng ký nộp từ các cơ quan nguồn nộp (Luật Lưu trữ 2024 Điều 18; TT 05/2025)",
    list: "Các lần nộp", empty: "Không có lần nộp nào như vậy. Cơ quan đăng ký nộp từ kho lưu trữ hiện hành: chọn hồ sơ vĩnh viễn rồi “Đăng ký nộp”.",
    code: "Mã đăng ký", agency: "Cơ quan nộp", archive: "Nơi nhận", total: "Số hồ sơ", registered: "Đăng ký", due: "Hạn trả lời", state: "Trạng thái", anyState: "Mọi trạng thái",
  },
  state: { registered: "Chờ trả lời", accepted: "Đang tạo gói tin", packaged: "Chờ tiếp nhận", refused: "Đã từ chối", completed: "Đã tiếp nhận", returned: "Đã trả lại" } as Record<string, string>,
  line: { waiting: "Chờ tạo gói tin", packaged: "Đạt kiểm tra", failed: "Chưa đạt kiểm tra", accepted: "Đã tiếp nhận", returned: "Đã trả lại", refused: "Đã từ chối" } as Record<string, string>,
  gate: {
    files: { name: "Tệp trong gói", says: "Mọi tệp mà METS nêu đều có, nguyên vẹn (SHA-256), không thừa tệp nào, OBJID trùng tên thư mục." },
    xml: { name: "Siêu dữ liệu", says: "METS, EAD, PREMIS đúng lược đồ; mã không trùng, nối đúng; mỗi tài liệu có mô tả." },
  } as Record<string, { name: string; says: string }>,
  finding: { warning: "Lưu ý", error: "Lỗi" } as Record<string, string>,
  transfer: {
    title: (code: string) => `Lần nộp ${code}`, above: (from: string, to: string) => `${from} → ${to}`, notFound: "Nộp lưu trữ lịch sử", close: "Để sau", required: "Không được để trống.",
    answer: "Trả lời đăng ký", verdict: "Trả lời", accept: "Chấp nhận đăng ký", refuse: "Từ chối đăng ký", again: "Tạo lại gói tin",
    answerSays: (n: number) => `Chấp nhận thì hệ thống tạo và kiểm tra gói tin AIP_hoso của ${n} hồ sơ; trên 20 hồ sơ chạy nền, theo dõi được tại trang này.`,
    refuseSays: "Các hồ sơ trở lại kho lưu trữ của cơ quan nộp, kèm lý do.", againSays: "Tạo và kiểm tra lại những gói chưa đạt hoặc chưa tạo xong.",
    reason: "Lý do (ít nhất 10 ký tự)", reasonShort: "Ghi rõ lý do, ít nhất 10 ký tự.", take: "Tiếp nhận", takeAll: "Tiếp nhận tất cả", takeChosen: (n: number) => `Tiếp nhận ${n} gói`,
    takeSays: (n: number) => `${n} hồ sơ vào kho lưu trữ lịch sử: tạo mã hồ sơ lưu trữ, ghi sự kiện bảo quản, độc giả tìm thấy nếu công khai. Không làm ngược lại được.`,
    return: "Trả lại", returnChosen: (n: number) => `Trả lại ${n} hồ sơ`, returnSays: (n: number) => `${n} hồ sơ trở lại kho của cơ quan nộp để khắc phục rồi đăng ký lại.`,
    steps: ["Đăng ký", "Trả lời", "Tạo gói tin", "Tiếp nhận"], due: (day: string) => `hạn trả lời ${day}`, note: "Ghi chú của cơ quan nộp", told: "Lý do",
    lines: (n: number) => `${n} hồ sơ`, choose: (code: string) => `Chọn ${code}`, chooseAll: "Chọn mọi hồ sơ chờ quyết định", objid: "OBJID", sha: "SHA-256 của gói", size: "Dung lượng", made: "Tạo lúc",
    passed: "đạt", failed: "không đạt", noGate: "Gói tin chưa được tạo nên chưa kiểm tra.", download: "Tải gói (ZIP)", gates: "Kết quả kiểm tra gói tin", none: "Không có lỗi.", onlyAfter: "Gói tin có sau khi lưu trữ lịch sử chấp nhận đăng ký.",
    show: "Xem kết quả kiểm tra", hide: "Thu gọn", open: "Mở hồ sơ lưu trữ", receipt: "Số liệu biên bản giao nhận (TT 05/2025 Điều 23)",
    figures: { dossier_total: "Hồ sơ đăng ký", package_total: "Gói đã tạo", passed_total: "Gói đạt", accepted_total: "Đã tiếp nhận", undecided_total: "Chưa quyết định" }, bytes: "Tổng dung lượng gói",
    undecided: "Hồ sơ trong lần nộp",
  },
  job: {
    title: "Đang tạo và kiểm tra gói tin", state: { waiting: "Đang chờ chạy", running: "Đang chạy", done: "Đã xong", failed: "Không chạy được", cancelled: "Đã dừng" } as Record<string, string>,
    cancel: "Dừng", says: "Có thể rời trang; hệ thống báo ở chuông khi xong.", other: "Người bắt đầu việc này theo dõi được tiến độ; trang tự cập nhật khi xong.",
  },
  list: {
    title: "Lưu trữ lịch sử", readerTitle: "Tra cứu hồ sơ lưu trữ", above: "Hồ sơ do trung tâm lưu trữ lịch sử bảo quản", readerAbove: "Hồ sơ công khai của lưu trữ lịch sử tỉnh. Hồ sơ có điều kiện: đăng ký tại phòng đọc.",
    hint: "Gõ có dấu hoặc không dấu: ke hoach van thu luu tru", search: "Tìm", fonds: "Phông", anyMode: "Mọi chế độ tiếp cận", list: "Hồ sơ lưu trữ", results: (q: string) => `Kết quả cho “${q}”`,
    empty: "Chưa có hồ sơ nào. Hồ sơ hiện ở đây khi lưu trữ lịch sử tiếp nhận gói tin từ cơ quan nộp.", nothing: "Không tìm thấy hồ sơ nào trong những gì được xem. Thử ít từ hơn, hoặc số và ký hiệu văn bản.",
    code: "Mã hồ sơ lưu trữ", name: "Tiêu đề", fondsHead: "Phông", time: "Thời gian", amount: "Văn bản", mode: "Tiếp cận", clearFonds: (code: string) => `Phông ${code} ×`,
  },
  access: { public: "Công khai", conditional: "Có điều kiện" } as Record<string, string>,
  retention: { PERMANENT: "Vĩnh viễn" } as Record<string, string>,
  dossier: {
    above: (code: string, fonds: string) => `${code} · ${fonds}`, notFound: "Hồ sơ lưu trữ", description: "Mô tả", proof: "Vì sao tin được hồ sơ này", history: "Lịch sử bảo quản", empty: "Hồ sơ không có văn bản nào.", noFile: "không có tệp",
    documents: (n: number, pages: number) => `${n} văn bản, tài liệu · ${pages} trang`, label: "Văn bản, tài liệu trong hồ sơ", paneEmpty: "Chọn một tệp ở danh sách để xem tại đây.",
    isad: {
      code: "Mã hồ sơ lưu trữ", title: "Tiêu đề", dates: "Thời gian", extent: "Dung lượng", creator: "Cơ quan hình thành", fonds: "Phông", content: "Nội dung", access: "Tiếp cận", language: "Ngôn ngữ", custody: "Tiếp nhận", retention: "Thời hạn", old: "Mã hồ sơ tại cơ quan",
    },
    extent: (docs: number, pages: number, bytes: string) => `${docs} văn bản, ${pages} trang, gói tin ${bytes}`, objid: "Mã gói tin (OBJID)", sha: "SHA-256 của gói tin", size: "Dung lượng gói",
    proofSays: "Khi tiếp nhận, hệ thống kiểm tra gói tin rồi ghi mã băm SHA-256 của gói và của từng tệp. Tệp bị sửa dù một bit sẽ có mã băm khác.",
    how: "Tự kiểm tra gói đã tải: sha256sum tên-gói.zip phải cho đúng mã trên. Trong gói, METS.xml nêu mã băm của từng tệp.", check: "Kiểm tra lại các tệp ngay", checking: (i: number, n: number) => `Đang kiểm tra tệp ${i}/${n}`,
    genuine: (n: number) => `Cả ${n} tệp đúng mã băm đã ghi khi tiếp nhận.`, spoiled: "Tệp không đúng mã băm đã ghi. Báo ngay cho lưu trữ lịch sử.", noTool: "Trình duyệt này không tính được mã băm (cần kết nối https).", package: "Tải gói tin (ZIP)", file: "SHA-256 của tệp đang xem",
  },
  event: {
    "information package creation": "Tạo gói tin", validation: "Kiểm tra gói tin", "fixity check": "Kiểm tra toàn vẹn (SHA-256)", ingestion: "Tiếp nhận vào lưu trữ lịch sử", migration: "Chuyển đổi định dạng", "virus check": "Kiểm tra mã độc",
    accession: "Nhập sổ tiếp nhận", replication: "Sao lưu", dissemination: "Cấp bản sử dụng", "metadata modification": "Sửa siêu dữ liệu", deletion: "Hủy", "digital signature validation": "Kiểm tra chữ ký số",
  } as Record<string, string>,
  outcome: { success: "đạt", failure: "không đạt", warning: "có lưu ý" } as Record<string, string>,
};
