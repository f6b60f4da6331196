import { Link } from "@tanstack/react-router";
import type { IncomingRow } from "@/shared/api/types";
import { daysLate, numberAndSymbol, onDay } from "@/shared/lib/format";
import { Rows } from "@/shared/ui/Rows";
import { StateTag, UrgencyTag } from "@/shared/ui/StateTag";

const OPEN = ["registered", "presented", "handling"];

function Due({ row }: { row: IncomingRow }) {
  const late = OPEN.includes(row.state) ? daysLate(row.due_on) : 0;
  if (late > 0) return <span className="late">{onDay(row.due_on)}<br />Quá hạn {late} ngày</span>;
  return <>{onDay(row.due_on)}</>;
}

/** Văn bản đến as a list; the columns that carry meaning come first. */
export function IncomingTable({ query }: { query: Record<string, string | number | undefined> }) {
  return (
    <Rows<IncomingRow>
      path="/incoming-documents"
      query={query}
      label="Văn bản đến"
      empty="Chưa có văn bản nào ở đây. Văn thư vào sổ văn bản giấy, hoặc cơ quan khác gửi đến trên hệ thống."
      columns={[
        { head: "Số đến", width: 74, cell: (r) => <span className="number">{r.arrival_number ?? "—"}</span> },
        { head: "Trích yếu", cell: (r) => <><UrgencyTag urgency={r.urgency} /> <Link to="/van-ban-den/$id" params={{ id: r.id }}>{r.abstract}</Link></> },
        { head: "Số, ký hiệu", width: 140, narrow: true, cell: (r) => numberAndSymbol(r) },
        { head: "Cơ quan ban hành", width: 180, narrow: true, cell: (r) => r.issuer_name },
        { head: "Ngày đến", width: 100, narrow: true, cell: (r) => onDay(r.arrived_on ?? r.received_on) },
        { head: "Trạng thái", width: 150, cell: (r) => <StateTag state={r.state} /> },
        { head: "Hạn", width: 120, cell: (r) => <Due row={r} /> },
      ]}
    />
  );
}
