/** What the pages of administration say. */
export const words = {
  title: "Quản trị", above: (agency: string) => `${agency} · người quản trị không đọc nội dung văn bản, hồ sơ`, tabsLabel: "Các phần quản trị",
  tabs: { people: "Người dùng", units: "Đơn vị", series: "Sổ và số", authorities: "Thẩm quyền ký", distributors: "Phân phối văn bản", calendar: "Lịch làm việc", agency: "Cơ quan" },
  common: { later: "Để sau", save: "Ghi", required: "Không được để trống.", from: "Từ ngày", to: "Đến hết ngày", basis: "Căn cứ", open: "không thời hạn", end: "Kết thúc", change: "Sửa", until: (day: string) => `đến ${day}`, since: (day: string) => `từ ${day}` },
  inTime: { active: "Hiệu lực", planned: "Chưa đến ngày", ended: "Đã kết thúc" } as Record<string, string>,
  people: {
    find: "Tìm theo tên hoặc tài khoản, không dấu cũng được", list: "Người dùng của cơ quan", empty: "Không có người nào như vậy.", add: "Thêm người", name: "Họ tên", username: "Tài khoản", position: "Chức vụ", roles: "Vai trò",
    last: "Đăng nhập gần nhất", never: "chưa lần nào", state: "Trạng thái", anyRole: "Mọi vai trò", role: "Vai trò", noRole: "chưa có vai trò", usernameRule: "Chữ thường không dấu, số, dấu chấm, gạch; từ 3 ký tự.",
    password: "Mật khẩu tạm", generate: "Tạo mật khẩu", passwordHelp: "Chỉ hiện một lần tại đây. Đưa cho người dùng; họ phải đổi khi đăng nhập lần đầu.", copy: "Chép",
    only: "Trạng thái tài khoản", active: "Đang dùng", inactive: "Đã ngừng",
  },
  personState: { active: "Đang dùng", locked: "Đang khóa", inactive: "Đã ngừng" } as Record<string, string>,
  person: {
    notFound: "Người dùng", above: (username: string) => `Tài khoản ${username}`, facts: "Tài khoản", mustChange: "phải đổi mật khẩu khi đăng nhập", lockedUntil: (at: string) => `khóa đến ${at} vì nhập sai nhiều lần`,
    change: "Sửa họ tên, chức vụ", stop: "Ngừng tài khoản", stopSays: "Người này bị đăng xuất ở mọi nơi và không đăng nhập được nữa. Việc đã làm và nhật ký vẫn giữ. Mở lại được.", reopen: "Mở lại tài khoản",
    unlock: "Mở khóa", reset: "Đặt lại mật khẩu", resetSays: "Mọi phiên làm việc của người này kết thúc.", resetDone: "Mật khẩu tạm, chỉ hiện lần này:", seen: "Đã ghi lại", roles: "Vai trò", grantRole: "Giao vai trò",
    unit: "Đơn vị", noRoles: "Chưa có vai trò nào: đăng nhập được nhưng chưa làm được việc gì.", authorities: "Thẩm quyền ký", noAuthorities: "Không ký văn bản.", ended: (n: number) => `Đã kết thúc (${n})`, endSays: "Để trống ngày thì kết thúc ngay.", lastDay: "Ngày hiệu lực cuối cùng",
    agency: "toàn cơ quan",
  },
  capacity: { POST: "Theo chức vụ", TM: "TM. (thay mặt)", Q: "Q. (quyền)", KT: "KT. (ký thay)", TL: "TL. (thừa lệnh)", TUQ: "TUQ. (thừa ủy quyền)" } as Record<string, string>,
  units: {
    list: "Đơn vị của cơ quan", empty: "Chưa có đơn vị nào.", add: "Thêm đơn vị", code: "Mã", name: "Tên đơn vị", symbol: "Ký hiệu", people: "Người", state: "Trạng thái", active: "Đang hoạt động", closed: "Đã giải thể", close: "Giải thể", closeSays: "Đơn vị không nhận việc mới; văn bản, hồ sơ cũ vẫn giữ.",
    reopen: "Mở lại", symbolHelp: "Đứng trong ký hiệu văn bản, ví dụ VTLT", codeHelp: "Chữ hoa không dấu, số", hasPeople: (n: number) => `Còn ${n} người giữ vai trò: kết thúc hoặc chuyển vai trò trước khi giải thể.`, actions: "Thao tác",
  },
  series: {
    books: (year: string) => `Sổ đăng ký năm ${year}`, noBooks: "Năm nay chưa có sổ nào. Sổ tự mở khi có văn bản đầu tiên.", book: "Sổ", kind: "Loại", opened: "Mở ngày", last: "Số cuối", state: "Trạng thái", open: "Đang mở", closed: "Đã khóa",
    own: "Hệ thống số riêng", noOwn: "Mọi loại văn bản dùng chung một hệ thống số. Mở hệ thống riêng khi quy chế của cơ quan quy định (NĐ 30 Điều 15).", add: "Mở hệ thống số", name: "Tên sổ", code: "Mã", types: "Loại văn bản", body: "Cơ quan ban hành riêng", symbol: "Chữ viết tắt",
    from: "Từ năm", purpose: "Dùng cho", byType: "Một số loại văn bản", byBody: "Hội đồng, ban, tổ có số riêng", all: "mọi loại văn bản", rename: "Đổi tên", renameSays: "Sổ đã mở giữ tên cũ; sổ năm sau mang tên mới.", actions: "Thao tác", codeHelp: "Chữ hoa không dấu, số, gạch nối",
    says: "Số đã cấp giữ nguyên. Hệ thống số mới bắt đầu lại từ 01.", planned: "Chưa đến năm",
  },
  kind: { incoming: "Văn bản đến", outgoing: "Văn bản đi" } as Record<string, string>,
  authorities: {
    list: "Ai được ký, với tư cách nào", empty: "Chưa giao thẩm quyền ký nào.", grant: "Giao thẩm quyền ký", who: "Người ký", capacity: "Tư cách", basis: "Căn cứ (quyết định, quy chế)", time: "Hiệu lực", state: "Trạng thái", actions: "Thao tác",
    tuq: "Thừa ủy quyền phải có ngày hết hiệu lực (Điều 13.4).", above: "NĐ 30/2020 Điều 13",
  },
  distributors: {
    list: "Người được giao phân phối văn bản đến", above: "Người đứng đầu có thể giao người khác cho ý kiến phân phối văn bản đến (NĐ 30 Điều 23.1)", grant: "Giao phân phối", empty: "Chưa giao cho ai; người đứng đầu và cấp phó cho ý kiến.", who: "Người được giao", time: "Hiệu lực", actions: "Thao tác", state: "Trạng thái",
  },
  calendar: {
    title: (year: number) => `Lịch làm việc năm ${year}`, previous: "Năm trước", next: "Năm sau", says: "Thứ Hai đến thứ Sáu là ngày làm việc. Bấm một ngày để ghi ngày nghỉ hoặc ngày làm bù; hạn giải quyết tính theo lịch này.",
    month: (m: number) => `Tháng ${m}`, days: ["T2", "T3", "T4", "T5", "T6", "T7", "CN"], holiday: "Ngày nghỉ", working: "Ngày làm việc", weekend: "cuối tuần", swapped: "Ngày làm bù", own: "cơ quan ghi", shipped: "có sẵn", list: "Ngày nghỉ và ngày làm bù", empty: "Năm này chưa có ngày nghỉ lễ, ngày làm bù nào. Ghi theo văn bản công bố lịch nghỉ hằng năm.",
    set: (day: string) => `Ngày ${day}`, kind: "Là", name: "Tên ngày", basis: "Căn cứ (văn bản công bố)", certainty: "Mức chắc chắn", day: "Ngày", what: "Loại", from: "Nguồn",
  },
  certainty: { "official text": "văn bản chính thức", secondary: "nguồn thứ cấp", unverified: "chưa kiểm chứng" } as Record<string, string>,
  agency: { title: "Cơ quan", says: "Tên và chữ viết tắt in trên văn bản, sổ, mẫu. Số đã cấp giữ chữ viết tắt cũ.", code: "Mã định danh", name: "Tên", symbol: "Chữ viết tắt", place: "Địa danh", superior: "Cơ quan cấp trên", fonds: "Mã phông", change: "Sửa", none: "không ghi" },
};
