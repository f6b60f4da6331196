/** What the pages of dossiers say. */
export const words = {
  list: {
    title: "Hồ sơ công việc",
    all: "Danh sách hồ sơ",
    empty: "Không có hồ sơ nào như vậy. Mở hồ sơ khi bắt đầu một việc, rồi đưa văn bản vào trong khi giải quyết.",
    code: "Mã hồ sơ", name: "Tiêu đề hồ sơ", retention: "Thời hạn lưu trữ", documents: "Văn bản", ended: "Kết thúc", state: "Trạng thái", pick: "Chọn",
    find: "Tiêu đề, mã hồ sơ (không dấu cũng được)", whose: "Người lập", mine: "của tôi", year: "Năm hình thành", term: "Thời hạn lưu trữ",
    chosen: (n: number) => `Đã chọn ${n} hồ sơ`,
    clear: "Bỏ chọn",
  },
  term: {
    PERMANENT: "Vĩnh viễn", YEARS: "Số năm", UNTIL_EXPIRY: "Đến khi văn bản hết hiệu lực", ASSET_LIFE: "Theo tuổi thọ công trình, thiết bị",
    AFTER_EVENT: "Số năm sau một sự kiện",
  } as Record<string, string>,
  access: { public: "Công khai", conditional: "Có điều kiện" } as Record<string, string>,
  certainty: { "official text": "văn bản chính thức", secondary: "nguồn thứ cấp", unverified: "chưa kiểm chứng" } as Record<string, string>,
  open: {
    act: "Mở hồ sơ", later: "Để sau", required: "Không được để trống.", title: "Tiêu đề hồ sơ", titleHelp: "Ngắn gọn, bao quát các văn bản sẽ có trong hồ sơ.",
    notation: "Số và ký hiệu hồ sơ", notationHelp: "Số thứ tự và chữ viết tắt của đề mục, ví dụ 05.VTLT", notationWrong: "Chỉ gồm chữ, số và các dấu . / - _",
    started: "Ngày bắt đầu", access: "Chế độ tiếp cận", description: "Ghi chú",
    how: "Thời hạn lưu trữ", byRule: "Theo bảng thời hạn", byKind: "Tự xác định",
    rule: "Nhóm hồ sơ trong bảng thời hạn", ruleHint: "Gõ tên nhóm hồ sơ, không dấu cũng được", years: "Số năm", kind: "Loại thời hạn",
    old: "Tìm cả bảng đã hết hiệu lực", code: (code: string) => `Mã hồ sơ sẽ là ${code}`,
    validity: (from: string, to: string | null) => (to ? `hiệu lực ${from} – ${to}` : `hiệu lực từ ${from}`),
    noRule: "Không có nhóm nào khớp. Thử từ khác, hoặc chọn “Tự xác định”.",
    kindHelp: "Không có dòng nào của bảng thời hạn làm căn cứ; lưu trữ sẽ xem lại khi nhận hồ sơ.",
  },
  file: {
    act: "Đưa văn bản vào", title: "Đưa văn bản vào hồ sơ", kind: "Loại văn bản", incoming: "Văn bản đến", outgoing: "Văn bản đi",
    hint: "Số, ký hiệu, trích yếu… (không dấu cũng được)", start: "Gõ để tìm trong những văn bản anh/chị được xem.", none: "Không có văn bản nào khớp.",
    chosen: (n: number) => (n ? `Đưa ${n} văn bản vào` : "Chọn văn bản"), already: "đã có trong hồ sơ", done: "Đã đưa vào", failed: "Chưa đưa vào được",
    close: "Đóng",
  },
  paper: {
    act: "Thêm tài liệu", title: "Thêm tài liệu không đăng ký", explain: "Ảnh, biên bản, hóa đơn, ghi âm… thuộc công việc này mà không vào sổ văn bản (NĐ 30 Điều 29.3).",
    drop: "Thả tệp vào đây hoặc bấm để chọn. Chọn được nhiều tệp.", choose: "Chọn tệp", each: "Mỗi tệp là một tài liệu", one: "Các tệp là một tài liệu",
    how: "Cách ghi", name: "Tên tài liệu", made: "Ngày lập", author: "Tác giả", pages: "Số trang", save: (n: number) => (n > 1 ? `Thêm ${n} tài liệu` : "Thêm tài liệu"),
    withoutFile: "Tài liệu giấy, không có tệp", remove: (name: string) => `Bỏ ${name}`, see: (name: string) => `Xem ${name}`,
  },
  documents: {
    title: (docs: number, pages: number) => `${docs} văn bản, tài liệu · ${pages} trang`,
    empty: "Hồ sơ chưa có gì. Đưa văn bản vào bằng nút ở trên, hoặc từ trang của văn bản.",
    ordinal: "STT", symbol: "Số, ký hiệu", abstract: "Tên loại và trích yếu", author: "Tác giả", date: "Ngày", takeOut: "Đưa ra", actions: "Thao tác",
    noFile: "bản giấy, không có tệp", takeOutTitle: "Đưa văn bản ra khỏi hồ sơ?", takeOutSays: "Văn bản vẫn còn ở sổ và ở các hồ sơ khác; nhật ký của hồ sơ ghi lại việc này.",
    label: "Văn bản, tài liệu trong hồ sơ", files: "Các tệp", takeOutOf: (n: number) => `Đưa văn bản số ${n} ra`,
  },
  close: {
    act: "Kết thúc hồ sơ", ended: "Ngày kết thúc công việc", sheets: "Số tờ", sheetsHelp: "Cần khi có tài liệu giấy và thời hạn từ 05 năm (Điều 29.4.c).",
    title: "Tiêu đề (sửa nếu cần)", term: "Thời hạn lưu trữ", keep: "Giữ nguyên", change: "Xác định lại",
    missing: "Còn thiếu trước khi kết thúc", explain: "Sau khi kết thúc, hồ sơ không nhận thêm văn bản; mở lại được cho đến khi lưu trữ tiếp nhận.",
  },
  acts: {
    reopen: "Mở lại", submit: "Nộp lưu", submitSays: (code: string, n: number) => `Hồ sơ ${code} cùng ${n} văn bản, tài liệu được chuyển cho lưu trữ cơ quan và không sửa được nữa.`,
    submitMany: (n: number) => `Nộp lưu ${n} hồ sơ`, submitManyTitle: "Nộp lưu các hồ sơ đã chọn",
    submitManySays: "Các hồ sơ sau thành một đợt nộp lưu; văn bản bên trong không sửa được nữa:",
  },
  page: {
    above: (code: string, creator: string) => `Hồ sơ ${code} · người lập ${creator}`, inventory: "Mục lục văn bản", export: "Xuất hồ sơ",
    pdf: "Mục lục văn bản (PDF)", xml: "Siêu dữ liệu (XML)", zip: "Toàn bộ hồ sơ (ZIP)", notFound: "Hồ sơ",
    facts: "Thông tin hồ sơ", retention: "Thời hạn lưu trữ", basis: "Căn cứ", noBasis: "người lập tự xác định", access: "Tiếp cận", started: "Bắt đầu", ended: "Kết thúc",
    sheets: "Số tờ", description: "Ghi chú", due: "Hạn nộp lưu", dueNone: "chưa tính, hồ sơ chưa kết thúc", dueShort: "không nộp lưu (thời hạn dưới 05 năm)",
    late: (n: number) => `quá hạn ${n} ngày`, language: "Ngôn ngữ", paneEmpty: "Chọn một tệp ở danh sách để xem tại đây.", moved: "Hồ sơ đang ở", holding: "Kho lưu trữ hiện hành",
  },
  card: {
    title: "Hồ sơ", none: "Chưa đưa vào hồ sơ nào.", filed: "đã đưa vào hồ sơ", pick: "Tìm hồ sơ đang mở", put: "Đưa vào hồ sơ", fresh: "Mở hồ sơ mới",
    noOpen: "Không có hồ sơ đang mở nào khớp", mine: "Tìm trong hồ sơ đang mở của anh/chị",
  },
};
