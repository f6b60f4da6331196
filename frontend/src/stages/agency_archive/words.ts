/** What the pages of the agency's archive say. */
export const words = {
  submissions: {
    title: "Nộp lưu", above: "Hồ sơ từ các đơn vị nộp vào lưu trữ cơ quan (NĐ 30 Điều 30, 31)", list: "Các đợt nộp lưu",
    empty: "Không có đợt nộp lưu nào như vậy. Đợt nộp lưu hiện ở đây khi người lập kết thúc hồ sơ rồi chọn “Nộp lưu”.",
    code: "Đợt nộp", who: "Người nộp", total: "Số hồ sơ", submitted: "Ngày nộp", decided: "Ngày xem xét", state: "Trạng thái",
    stateFilter: "Trạng thái", anyState: "Mọi trạng thái",
  },
  submissionState: { submitted: "Chờ tiếp nhận", decided: "Đã xem xét" } as Record<string, string>,
  submission: {
    title: (code: string) => `Đợt nộp lưu ${code}`, above: (day: string, n: number) => `Nộp ngày ${day} · ${n} hồ sơ`, notFound: "Nộp lưu",
    inventory: "Mục lục nộp lưu", handover: "Biên bản giao nhận", pdf: "Xem (PDF)", xlsx: "Tải bảng tính (XLSX)",
    dossier: "Hồ sơ", term: "Thời hạn", content: "Thành phần", decision: "Quyết định", lines: "Các hồ sơ trong đợt nộp",
    amount: (docs: number, pages: number, sheets: number | null) => `${docs} văn bản · ${pages} trang${sheets === null ? "" : ` · ${sheets} tờ`}`,
    accept: "Tiếp nhận", return: "Trả lại", reason: "Lý do trả lại (ít nhất 10 ký tự)", location: "Vị trí: kho, giá, hộp", locationAll: "Vị trí cho mọi hồ sơ tiếp nhận",
    acceptAll: "Tiếp nhận tất cả", decide: "Ghi quyết định", later: "Để sau", check: "Kiểm tra lại quyết định",
    says: (accepted: number, returned: number) => `Tiếp nhận ${accepted} hồ sơ, trả lại ${returned} hồ sơ. Quyết định này không sửa được nữa; người nộp nhận được thông báo.`,
    reasonMissing: "Ghi rõ lý do trả lại, ít nhất 10 ký tự.", accepted: "Đã tiếp nhận", returned: "Trả lại", waiting: "Chờ xem xét", done: (day: string) => `Đã xem xét ngày ${day}`,
    verdictOf: (code: string) => `Quyết định với ${code}`, reasonOf: (code: string) => `Lý do trả lại ${code}`, locationOf: (code: string) => `Vị trí của ${code}`,
    close: "Đóng",
  },
  holdings: {
    title: "Kho lưu trữ hiện hành", above: "Hồ sơ lưu trữ cơ quan đang giữ", list: "Hồ sơ trong kho",
    empty: "Không có hồ sơ nào như vậy. Hồ sơ hiện ở đây khi lưu trữ tiếp nhận một đợt nộp lưu.",
    pick: "Chọn", code: "Mã hồ sơ", name: "Tiêu đề", term: "Thời hạn", ends: "Hết thời hạn", place: "Vị trí", state: "Trạng thái", inventory: "Mục lục, STT",
    fonds: "Phông", location: "Vị trí", endsBefore: "Hết thời hạn trước ngày", anyState: "Mọi trạng thái", clear: "Bỏ chọn", expired: "hết thời hạn",
    chosen: (n: number) => `Đã chọn ${n} hồ sơ vĩnh viễn`, register: (n: number) => `Đăng ký nộp ${n} hồ sơ`, registerTitle: "Đăng ký nộp vào lưu trữ lịch sử",
    registerSays: "Lưu trữ lịch sử trả lời trong 07 ngày làm việc. Trong khi chờ, các hồ sơ sau vẫn ở kho của cơ quan:", note: "Ghi chú gửi lưu trữ lịch sử", one: "Đăng ký nộp lịch sử",
  },
  holdingState: { held: "Đang giữ", registered: "Đã đăng ký nộp", transferred: "Đã nộp lịch sử" } as Record<string, string>,
  holding: {
    above: (code: string) => `Hồ sơ ${code} · Kho lưu trữ hiện hành`, facts: "Bảo quản", fonds: "Phông", inventory: "Mục lục số", ordinal: "Số thứ tự", location: "Vị trí", term: "Thời hạn lưu trữ",
    ends: "Hết thời hạn", endless: "không có ngày hết", accepted: "Tiếp nhận", went: "Đã chuyển đến", none: "chưa ghi", documents: (n: number) => `${n} văn bản, tài liệu`, noFile: "bản giấy, không có tệp",
    empty: "Hồ sơ không có văn bản nào.", dossier: "Mở hồ sơ công việc", paneEmpty: "Chọn một tệp ở danh sách để xem tại đây.", label: "Văn bản, tài liệu trong hồ sơ",
  },
};
