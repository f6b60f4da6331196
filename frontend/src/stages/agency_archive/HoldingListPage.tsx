import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Checkbox, DatePicker, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import type { Row } from "@/shared/api/types";
import { onDay, today } from "@/shared/lib/format";
import { useMay } from "@/shared/lib/session";
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

function Filters() {
  const search = useSearch({ strict: false }) as Search;
  const go = useNavigate();
  const set = (more: Search) => void go({ to: ".", search: { ...search, ...more } as never, replace: true });
  return (
    <div className="acts">
      <Input.Search aria-label={w.fonds} placeholder={w.fonds} allowClear defaultValue={search.fonds_id} onSearch={(v) => set({ fonds_id: v.trim() || undefined })} style={{ width: 130 }} />
      <Input.Search aria-label={w.location} placeholder={w.location} allowClear defaultValue={search.location_id} onSearch={(v) => set({ location_id: v.trim() || undefined })} style={{ width: 140 }} />
      <DatePicker aria-label={w.endsBefore} placeholder={w.endsBefore} format="DD/MM/YYYY" style={{ width: 200 }} value={search.retention_ends_before ? dayjs(search.retention_ends_before) : null}
        onChange={(day: Dayjs | null) => set({ retention_ends_before: day?.format("YYYY-MM-DD") })} />
      <Select aria-label={w.state} allowClear placeholder={w.anyState} value={search.state} style={{ width: 160 }} onChange={(state?: string) => set({ state })}
        options={Object.entries(words.holdingState).map(([value, label]) => ({ value, label }))} />
    </div>
  );
}

/** What the agency's archive holds; permanent holdings can be registered for the historical archive. */
export default function HoldingListPage() {
  const search = useSearch({ strict: false }) as Search;
  const mayRegister = useMay("registerTransfer");
  const [chosen, setChosen] = useState<Item[]>([]);
  const choose = (row: Item, on: boolean) => setChosen((old) => (on ? [...old, row] : old.filter((h) => h.id !== row.id)));
  const pick = {
    head: w.pick, width: 60,
    cell: (r: Item) => r.retention_kind === "PERMANENT" && r.state === "held" && (
      <Checkbox aria-label={`${w.pick} ${r.code}`} checked={chosen.some((h) => h.id === r.id)} onChange={(e) => choose(r, e.target.checked)} />
    ),
  };
  const { fonds_id, location_id, retention_ends_before, state } = search;
  return (
    <Page title={w.title} above={w.above}>
      {chosen.length > 0 && (
        <div className="card chosen" role="status">
          <strong>{w.chosen(chosen.length)}</strong>
          <span className="acts"><Button onClick={() => setChosen([])}>{w.clear}</Button><RegisterTransfer holdings={chosen} label={w.register(chosen.length)} /></span>
        </div>
      )}
      <Card flush title={w.list} side={<Filters />}>
        <Rows path="/agency-archive/holdings" query={{ fonds_id, location_id, retention_ends_before, state, limit: 50 }} label={w.list} empty={w.empty}
          columns={[
            ...(mayRegister ? [pick] : []),
            { head: w.code, width: 180, cell: (r) => <span className="number">{r.code}</span> },
            { head: w.name, cell: (r) => <Link to="/kho-luu-tru/$id" params={{ id: r.id }}>{r.title}</Link> },
            { head: w.term, width: 100, cell: (r) => r.retention_label },
            { head: w.ends, width: 120, narrow: true, cell: (r) => (r.retention_ends_on && r.retention_ends_on < today() ? <span className="late">{onDay(r.retention_ends_on)}</span> : onDay(r.retention_ends_on)) },
            { head: w.place, width: 110, narrow: true, cell: (r) => r.location || "—" },
            { head: w.state, width: 155, cell: (r) => <HoldingTone state={r.state} /> },
          ]} />
      </Card>
    </Page>
  );
}
