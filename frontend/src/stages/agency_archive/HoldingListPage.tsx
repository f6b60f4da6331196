import { Link } from "@tanstack/react-router";
import { onDay } from "@/shared/lib/format";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { StateTag } from "@/shared/ui/StateTag";

export default function HoldingListPage() {
  return (
    <Page title="Kho lưu trữ hiện hành">
      <Card flush>
        <Rows path="/agency-archive/holdings" query={{ limit: 50 }} label="Hồ sơ trong kho" empty="Kho chưa có hồ sơ. Hồ sơ hiện ở đây khi lưu trữ tiếp nhận đợt nộp lưu."
          columns={[
            { head: "Mã hồ sơ", width: 190, cell: (r) => <span className="number">{r.code}</span> },
            { head: "Tiêu đề", cell: (r) => <Link to="/ho-so/$id" params={{ id: r.id }}>{r.title}</Link> },
            { head: "Thời hạn", width: 110, cell: (r) => r.retention_label },
            { head: "Hết hạn", width: 110, narrow: true, cell: (r) => onDay(r.retention_ends_on) },
            { head: "Vị trí", width: 120, narrow: true, cell: (r) => r.location || "—" },
            { head: "Trạng thái", width: 140, cell: (r) => <StateTag state={r.state} /> },
          ]} />
      </Card>
    </Page>
  );
}
