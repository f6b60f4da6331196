import { Link, useSearch } from "@tanstack/react-router";
import { DatePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { Row } from "@/shared/api/types";
import { onDay, today } from "@/shared/lib/format";
import { useMay } from "@/shared/lib/session";
import { Filters, useFilters, type Filter } from "@/shared/ui/Filters";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { RegisterTransfer } from "./RegisterTransfer";
import { HoldingTone } from "./HoldingTone";
import { words } from "./words";
import "@/shared/ui/lists.css";

const w = words.holdings;
type Item = Row<"/agency-archive/holdings">;
interface Search {
  fonds_id?: string;
  location_id?: string;
  retention_ends_before?: string;
  state?: string;
}

function EndsBefore() {
  const { at, set } = useFilters();
  return (
    <DatePicker aria-label={w.endsBefore} placeholder={w.endsBefore} format="DD/MM/YYYY" style={{ width: 230 }}
      value={at.retention_ends_before ? dayjs(at.retention_ends_before) : null}
      onChange={(day: Dayjs | null) => set({ retention_ends_before: day?.format("YYYY-MM-DD") })} />
  );
}

/** What the agency's archive holds; permanent holdings can be registered for the historical archive. */
export default function HoldingListPage() {
  const search = useSearch({ strict: false }) as Search;
  const mayRegister = useMay("registerTransfer");
  const register = (chosen: Item[]) => {
    const ready = chosen.filter((h) => h.retention_kind === "PERMANENT" && h.state === "held");
    return (
      <>
        {ready.length > 0 && <RegisterTransfer holdings={ready} label={w.register(ready.length)} />}
        {ready.length < chosen.length && <span className="muted">{w.notReady(chosen.length - ready.length)}</span>}
      </>
    );
  };
  const filters: Filter[] = [
    { kind: "text", name: "location_id", label: w.location, placeholder: w.location },
    { kind: "text", name: "fonds_id", label: w.fonds },
    { kind: "choice", name: "state", label: w.state, options: Object.entries(words.holdingState).map(([value, label]) => ({ value, label })) },
  ];
  const { fonds_id, location_id, retention_ends_before, state } = search;
  return (
    <Page title={w.title} above={w.above}>
      <Card flush title={w.list} side={<span className="acts"><EndsBefore /><Filters filters={filters} /></span>}>
        <Rows path="/agency-archive/holdings" query={{ fonds_id, location_id, retention_ends_before, state, limit: 50 }} label={w.list} empty={w.empty}
          {...(mayRegister && { bulk: register, nameOf: (r: Item) => r.code })}
          columns={[
            { head: w.code, width: 205, cell: (r) => <span className="number">{r.code}</span> },
            { head: w.name, cell: (r) => <Link to="/kho-luu-tru/$id" params={{ id: r.id }}>{r.title}</Link> },
            { head: w.term, width: 100, cell: (r) => r.retention_label },
            { head: w.ends, width: 130, narrow: true, cell: (r) => (r.retention_ends_on && r.retention_ends_on < today() ? <span
              className="late">{onDay(r.retention_ends_on)}</span> : onDay(r.retention_ends_on)) },
            { head: w.place, width: 110, narrow: true, cell: (r) => r.location || "—" },
            { head: w.state, width: 155, cell: (r) => <HoldingTone state={r.state} /> },
          ]} />
      </Card>
    </Page>
  );
}
