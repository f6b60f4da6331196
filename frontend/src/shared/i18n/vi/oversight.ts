/** What the pages of oversight say. */
export const oversight = {
  standing: {
    title: "Tình hình các đơn vị", above: (year: number) => `Số liệu năm ${year}; quá hạn và chậm nộp tính đến hôm nay. Không hiện nội dung văn bản.`,
    label: "Tình hình các đơn vị",
    report: (day: string) => `Báo cáo tình hình văn thư, lưu trữ của các đơn vị, tính đến ngày ${day}`,
    year: "Năm", find: "Tên, mã đơn vị", onlyLate: "Chỉ đơn vị chậm", print: "In báo cáo", table: "Bảng", chart: "Biểu đồ",
    empty: "Không có đơn vị nào như vậy.", agency: "Đơn vị", state: "Tình trạng", late: "Chậm", onTime: "Đúng hạn", total: "Toàn tỉnh",
    legend: "Cách tính từng số", sortBy: (head: string) => `Sắp xếp theo ${head}`,
    counted: (late: number, all: number) => `${late} trên ${all} đơn vị có việc chậm`,
  },
  figure: {
    overdue: { head: "Văn bản quá hạn", says: "Văn bản đến đang giải quyết đã qua hạn, tính đến hôm nay.", basis: "NĐ 30/2020 Điều 24" },
    submissions_late: {
      head: "Hồ sơ chậm nộp", says: "Hồ sơ từ 05 năm trở lên đã kết thúc mà qua hạn nộp vào lưu trữ cơ quan, theo hạn sớm nhất.",
      basis: "NĐ 30/2020 Điều 30; TT 05/2025 (nguồn thứ cấp)",
    },
    dossiers_due: { head: "Hồ sơ sắp đến hạn nộp", says: "Hồ sơ đã kết thúc có hạn nộp trong 30 ngày tới.", basis: "NĐ 30/2020 Phụ lục VI" },
    filed_nowhere: {
      head: "Chưa lập hồ sơ", says: "Văn bản đến đã giải quyết xong và văn bản đi đã phát hành trong năm mà không nằm trong hồ sơ nào.",
      basis: "NĐ 30/2020 Điều 29, 31",
    },
    dossiers_open: { head: "Hồ sơ đang mở", says: "Hồ sơ công việc chưa kết thúc.", basis: "NĐ 30/2020 Điều 29" },
    documents_in: { head: "Văn bản đến", says: "Văn bản đến đã vào sổ trong năm.", basis: "NĐ 30/2020 Điều 22" },
    documents_out: { head: "Văn bản đi", says: "Văn bản đi đã phát hành trong năm.", basis: "NĐ 30/2020 Điều 16" },
  },
  parts: (into: number, out: number) => `đến ${into}, đi ${out}`,
  unfiled: {
    title: "Chưa đưa vào hồ sơ", above: "Văn bản anh/chị đã giải quyết xong mà chưa nằm trong hồ sơ nào (NĐ 30 Điều 29, 31)", list: "Văn bản chưa lập hồ sơ",
    empty: "Không còn văn bản nào. Văn bản giải quyết xong mà chưa đưa vào hồ sơ sẽ hiện ở đây.", what: "Số, ký hiệu", name: "Tên loại và trích yếu",
    from: "Cơ quan ban hành", day: "Ngày",
  },
  due: {
    title: "Hồ sơ đến hạn nộp lưu", above: "Hồ sơ đã kết thúc, đến hạn hoặc quá hạn nộp vào lưu trữ cơ quan (NĐ 30 Phụ lục VI III.5.b)",
    list: "Hồ sơ đến hạn nộp",
    empty: "Không có hồ sơ nào đến hạn nộp.", code: "Mã hồ sơ", name: "Tiêu đề", who: "Người lập", ended: "Kết thúc", due: "Hạn nộp",
    late: (n: number) => `quá ${n} ngày`, term: "Thời hạn",
  },
};
