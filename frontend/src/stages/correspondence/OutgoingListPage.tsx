import { Link, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import type { OutgoingRow } from "@/shared/api/types";
import { numberAndSymbol, onDay } from "@/shared/lib/format";
import { useMay } from "@/shared/lib/session";
import { Filters } from "@/shared/ui/Filters";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { StateTag, UrgencyTag } from "@/shared/ui/StateTag";

export default function OutgoingListPage() {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const may = useMay("draftOutgoing");
  return (
    <Page title="Văn bản đi" side={may && <Link to="/van-ban-di/soan"><Button type="primary">Soạn văn bản</Button></Link>}>
      <Card flush title="Tất cả" side={<Filters states={["draft", "content_checked", "form_checked", "approved", "signed", "sealed", "issued", "recalled"]} />}>
        <Rows<OutgoingRow>
          path="/outgoing-documents" query={{ q: search.q, state: search.state, limit: 50 }} label="Văn bản đi" empty="Chưa có văn bản đi. Chuyên viên soạn dự thảo; văn bản hiện ở đây trên từng bước duyệt, ký, phát hành."
          columns={[
            { head: "Số, ký hiệu", width: 150, cell: (r) => <span className="number">{numberAndSymbol(r)}</span> },
            { head: "Trích yếu", cell: (r) => <><UrgencyTag urgency={r.urgency} /> <Link to="/van-ban-di/$id" params={{ id: r.id }}>{r.abstract}</Link></> },
            { head: "Loại", width: 120, narrow: true, cell: (r) => r.type_name },
            { head: "Người ký", width: 160, narrow: true, cell: (r) => r.signer_name || "—" },
            { head: "Ngày", width: 100, narrow: true, cell: (r) => onDay(r.issued_on) },
            { head: "Trạng thái", width: 180, cell: (r) => <StateTag state={r.state} /> },
          ]}
        />
      </Card>
    </Page>
  );
}
