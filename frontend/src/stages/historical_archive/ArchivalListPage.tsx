import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { onDay } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";
import { words } from "./words";
import "@/shared/ui/lists.css";

const w = words.list;
interface Search {
  q?: string;
  fonds?: string;
  access_mode?: "public" | "conditional";
}

/** What the historical archive keeps: for its staff the whole, for a reader what is public; a reader begins here. */
export default function ArchivalListPage() {
  const search = useSearch({ strict: false }) as Search;
  const go = useNavigate();
  const reads = useMe().roles.every((r) => r === "docgia");
  const set = (more: Search) => void go({ to: ".", search: { ...search, ...more } as never, replace: true });
  const side = (
    <div className="acts">
      {search.fonds && <Button size="small" onClick={() => set({ fonds: undefined })}>{w.clearFonds(search.fonds)}</Button>}
      {!reads && (
        <Select aria-label={w.mode} allowClear placeholder={w.anyMode} value={search.access_mode} style={{ width: 190 }}
          onChange={(mode?: Search["access_mode"]) => set({ access_mode: mode })}
          options={Object.entries(words.access).map(([value, label]) => ({ value, label }))} />
      )}
    </div>
  );
  return (
    <Page title={reads ? w.readerTitle : w.title} above={reads ? w.readerAbove : w.above}>
      <search className="reader-search">
        <Input.Search size="large" aria-label={w.hint} placeholder={w.hint} enterButton={w.search} allowClear defaultValue={search.q} key={search.q}
          maxLength={200} onSearch={(q) => set({ q: q.trim() || undefined })} />
      </search>
      <Card flush title={search.q ? w.results(search.q) : w.list} side={side}>
        <Rows path="/historical-archive/dossiers" query={{ q: search.q, fonds: search.fonds, access_mode: search.access_mode, limit: 50 }} label={w.list}
          empty={search.q || search.fonds ? w.nothing : w.empty}
          columns={[
            { head: w.name, cell: (r) => <><Link to="/luu-tru-lich-su/$id" params={{ id: r.id }}>{r.title}</Link><div className="muted">{r.arc_code}</div></> },
            { head: w.fondsHead, width: 210, narrow: true, plain: true, cell: (r) => <button type="button" className="file-chip"
              onClick={() => set({ fonds: r.fonds_code })}>{r.fonds_name || r.fonds_code}</button> },
            { head: w.time, width: 190, narrow: true, cell: (r) => `${onDay(r.started_on)} – ${onDay(r.ended_on)}` },
            { head: w.amount, width: 80, narrow: true, cell: (r) => r.doc_total },
            ...(reads ? [] : [{ head: w.mode, width: 140, cell: (r: { access_mode: string }) => <Tone
              tone={r.access_mode === "public" ? "good" : "wait"}>{words.access[r.access_mode]}</Tone> }]),
          ]} />
      </Card>
    </Page>
  );
}
