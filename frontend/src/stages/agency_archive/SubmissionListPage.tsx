import { Link, useSearch } from "@tanstack/react-router";
import { onDay } from "@/shared/lib/format";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { StateTag } from "@/shared/ui/StateTag";

export default function SubmissionListPage() {
  const { state } = useSearch({ strict: false }) as { state?: string };
  return (
    <Page title="Nộp lưu">
      <Card flush>
        <Rows path="/agency-archive/submissions" query={{ state, limit: 50 }} label="Các đợt nộp lưu" empty="Chưa có đợt nộp lưu nào. Kết thúc hồ sơ rồi chọn “Nộp lưu”."
          columns={[
            { head: "Đợt nộp", width: 200, cell: (r) => <Link to="/nop-luu/$id" params={{ id: r.id }}><span className="number">{r.code}</span></Link> },
            { head: "Người nộp", cell: (r) => `${r.submitter_name}${r.unit_name ? ` · ${r.unit_name}` : ""}` },
            { head: "Số hồ sơ", width: 90, cell: (r) => r.line_total },
            { head: "Ngày nộp", width: 110, narrow: true, cell: (r) => onDay(r.submitted_on) },
            { head: "Trạng thái", width: 150, cell: (r) => <StateTag state={r.state} /> },
          ]} />
      </Card>
    </Page>
  );
}
