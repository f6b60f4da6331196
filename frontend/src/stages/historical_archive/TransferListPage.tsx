import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Select } from "antd";
import { daysLate, onDay } from "@/shared/lib/format";
import { useMay } from "@/shared/lib/session";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { TransferTone } from "./tones";
import { words } from "./words";

const w = words.transfers;

/** Transfers of the own agency, or those that came to the archive. */
export default function TransferListPage() {
  const search = useSearch({ strict: false }) as { state?: string };
  const go = useNavigate();
  const receives = useMay("answerTransfer");
  const filter = (
    <Select aria-label={w.state} allowClear placeholder={w.anyState} value={search.state} style={{ width: 180 }}
      onChange={(state?: string) => void go({ to: ".", search: { ...search, state } as never, replace: true })}
      options={Object.entries(words.state).map(([value, label]) => ({ value, label }))} />
  );
  return (
    <Page title={w.title} above={receives ? w.aboveArchive : w.aboveOwn}>
      <Card flush title={w.list} side={filter}>
        <Rows path="/historical-archive/transfers" query={{ state: search.state, limit: 50 }} label={w.list} empty={w.empty}
          columns={[
            { head: w.code, width: 210, cell: (r) => <Link to="/nop-lich-su/$id" params={{ id: r.id }}><span className="number">{r.code}</span></Link> },
            { head: receives ? w.agency : w.archive, cell: (r) => (receives ? r.agency_name : r.historical_archive_name) },
            { head: w.total, width: 90, cell: (r) => r.dossier_total },
            { head: w.registered, width: 130, narrow: true, cell: (r) => onDay(r.registered_on) },
            { head: w.due, width: 130, narrow: true, cell: (r) => <span
              className={r.state === "registered" && daysLate(r.answer_due_on) ? "late" : undefined}>{onDay(r.answer_due_on)}</span> },
            { head: w.state, width: 165, cell: (r) => <TransferTone state={r.state} /> },
          ]} />
      </Card>
    </Page>
  );
}
