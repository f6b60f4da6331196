/** What the shared pieces say: lists, dialogs, files, the trail. */
export const shared = {
  product: "Hồ Sơ", retry: "Thử lại", loading: "Đang tải", later: "Để sau", close: "Đóng", cancel: "Thôi", more: "Xem thêm", clear: "Xóa lọc", searching: "Đang tìm…",
  nothingFound: "Không có kết quả", none: "—", noNumber: "Chưa có số", required: "Không được để trống.", open: "Mở", yes: "Đồng ý", remove: "Bỏ",
  trail: {
    title: "Nhật ký", all: (n: number) => `Xem tất cả ${n} mục`, newest: "Chỉ xem 5 mục mới nhất", hash: "Mã băm", empty: "Chưa có gì được ghi.",
    system: "Hệ thống",
  },
  rows: {
    chosen: (n: number) => `Đã chọn ${n}`, dropChoice: "Bỏ chọn", chooseAll: "Chọn tất cả các dòng đang hiện", choose: (what: string) => `Chọn ${what}`,
    shown: (n: number) => `${n} dòng`, end: "Hết danh sách", keys: "Mũi tên lên, xuống để đi giữa các dòng; Enter để mở",
  },
  filters: {
    add: "Lọc", words: "Lọc theo từ", placeholder: "Lọc: ke hoach thanh hoa", state: "Trạng thái", from: "Từ ngày", to: "đến ngày", since: (d: string) => `từ ${d}`, until: (d: string) => `đến ${d}`,
    drop: (what: string) => `Bỏ lọc ${what}`, apply: "Lọc", all: "Mọi",
  },
  reason: { label: "Lý do", tooShort: "Ghi rõ lý do, ít nhất 10 ký tự." },
  stale: (detail: string, who: string) => `${detail} Người sửa: ${who}. Tải lại để xem nội dung mới.`, unknownPerson: "không rõ", reload: "Tải lại",
  conversation: { empty: "Chưa có ý kiến. Bút phê, phân công và tiến độ sẽ hiện ở đây." },
  late: (days: number) => `Quá hạn ${days} ngày`, dueToday: "Hạn hôm nay", daysLeft: (days: number) => `Còn ${days} ngày`,
  steps: { past: "đã xong", now: "đang ở bước này", next: "chưa tới" },
  drop: {
    many: "Thả tệp vào đây, hay bấm để chọn", one: "Thả tệp vào đây, hay bấm để chọn một tệp", choose: "Chọn tệp", sending: (share: number) => `Đang tải lên ${share} %`,
    stored: "Đã tải lên", remove: (name: string) => `Bỏ tệp ${name}`, retry: (name: string) => `Tải lại tệp ${name}`, list: "Các tệp đã chọn", again: "Tải lại",
  },
  pdf: {
    file: (name: string) => `Tệp ${name}`, content: "Nội dung tệp", page: (n: number, all: number) => `Trang ${n} / ${all}`, pageOnly: (n: number) => `Trang ${n}`, smaller: "Thu nhỏ", larger: "Phóng to",
    fit: "Vừa chiều ngang", turn: "Xoay", save: "Tải xuống", files: "Các tệp", damaged: "Không mở được tệp PDF này. Tải tệp xuống để xem bằng chương trình khác.",
    other: "Loại tệp này xem sau khi tải xuống.", zoom: (percent: number) => `${percent} %`,
  },
  unit: { kb: "KB", mb: "MB" },
};
