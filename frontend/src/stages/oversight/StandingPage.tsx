import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";

function Bad({ n }: { n: number }) {
  return n > 0 ? <span className="late">{n}</span> : <>0</>;
}

/** How every agency of the province stands: figures only, never contents. */
export default function StandingPage() {
  return (
    <Page title="Tình hình các đơn vị" above="Số liệu của năm nay; không hiện nội dung văn bản">
      <Card flush>
        <Rows path="/oversight/agencies" query={{ limit: 100 }} label="Các đơn vị" empty="Chưa có đơn vị nào."
          columns={[
            { head: "Đơn vị", cell: (r) => <><strong>{r.name}</strong> <span className="muted">{r.code}</span></> },
            { head: "Tình trạng", width: 120, cell: (r) => <span className={`tag ${r.state === "late" ? "tag-late" : "tag-good"}`}>{r.state === "late" ? "✕ Chậm" : "✓ Đúng hạn"}</span> },
            { head: "Văn bản đến", width: 110, narrow: true, cell: (r) => r.documents_in },
            { head: "Văn bản đi", width: 100, narrow: true, cell: (r) => r.documents_out },
            { head: "Quá hạn", width: 90, cell: (r) => <Bad n={r.overdue} /> },
            { head: "Chưa vào hồ sơ", width: 130, cell: (r) => <Bad n={r.filed_nowhere} /> },
            { head: "Hồ sơ đến hạn nộp", width: 150, narrow: true, cell: (r) => <Bad n={r.dossiers_due} /> },
            { head: "Nộp lưu chậm", width: 120, narrow: true, cell: (r) => <Bad n={r.submissions_late} /> },
          ]} />
      </Card>
    </Page>
  );
}
