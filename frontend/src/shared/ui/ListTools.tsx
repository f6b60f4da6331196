import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, Popover, Select } from "antd";
import { useState } from "react";
import { get, post, put, remove } from "@/shared/api/client";
import type { Body } from "@/shared/api/paths";
import type { Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { saveExport } from "@/shared/lib/follow";
import { Failure } from "./Page";
import "./listtools.css";

export type Place = Record<string, string | undefined>;
export type ListPage = "incoming" | "outgoing" | "search";
type Kept = Row<"/saved-filters">;
const w = t.deadlines.views;
const FORMATS = ["xlsx", "docx", "doc", "pdf"] as const;
const ROLES = ["vanthu", "lanhdao", "pholanhdao", "truongphong", "phophong", "chuyenvien", "luutru"];
/** Parameters that only a report sets. */
const REPORTED = ["outcome", "by", "of", "drafted_from", "drafted_to"];
const given = (query: Place) => Object.fromEntries(Object.entries(query).filter(([, v]) => v)) as Record<string, string>;

/** Filters that were kept: open one, keep the present one (alone or with a role), remove an own one. */
export function SavedFilters({ page, query, columns = [], open }: { page: ListPage; query: Place; columns?: string[]; open: (query: Record<string, string>, columns: string[]) => void }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [shown, setShown] = useState(false);
  const [name, setName] = useState("");
  const [role, setRole] = useState<string>();
  const list = useQuery({ queryKey: ["/saved-filters", page], queryFn: () => get("/saved-filters", { page }), enabled: shown });
  const again = () => void client.invalidateQueries({ queryKey: ["/saved-filters"] });
  const keep = useMutation({
    mutationFn: () => post("/saved-filters", { page, name, query: given(query), columns, ...(role && { shared_role: role }) }),
    onSuccess: () => { setName(""); void message.success(w.kept); again(); },
  });
  const drop = useMutation({ mutationFn: (f: Kept) => remove(`/saved-filters/${f.id}`), onSuccess: again });
  const take = (f: Kept) => { setShown(false); open(f.query, f.columns); };
  const content = (
    <div className="tools-list">
      {list.data?.items.length === 0 && <p className="muted">{w.none}</p>}
      <ul className="plain">
        {list.data?.items.map((f) => (
          <li key={f.id} className="line">
            <button type="button" className="as-link" onClick={() => take(f)}>{f.name}</button>
            <span className="muted">{!f.own && w.by(f.by_name)} {f.shared_role && w.sharedWith(f.shared_role_name)}</span>
            {f.own && <button type="button" className="drop-line" aria-label={w.remove(f.name)} onClick={() => drop.mutate(f)}>×</button>}
          </li>
        ))}
      </ul>
      {Object.keys(given(query)).length > 0 && (
        <div className="tools-form">
          <p className="muted">{w.keepSays}</p>
          <Input aria-label={w.name} placeholder={w.name} maxLength={80} value={name} onChange={(e) => setName(e.target.value)} />
          <Select aria-label={w.share} allowClear placeholder={`${w.share}: ${w.alone}`} value={role} onChange={setRole}
            options={ROLES.map((r) => ({ value: r, label: t.role[r] }))} />
          <Button type="primary" disabled={!name.trim()} loading={keep.isPending} onClick={() => keep.mutate()}>{w.keep}</Button>
          {keep.isError && <Failure error={keep.error} />}
        </div>
      )}
      {drop.isError && <Failure error={drop.error} />}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottom" open={shown} onOpenChange={setShown} content={content} destroyOnHidden>
      <Button size="small" aria-expanded={shown}>{w.saved}</Button>
    </Popover>
  );
}

/** Columns that can be chosen, those that are shown first; the choice is kept with the person. */
export function ChooseColumns({ page, kind, chosen, change }: { page: ListPage; kind: "incoming" | "outgoing"; chosen: string[]; change: (columns: string[]) => void }) {
  const names = useQuery({ queryKey: ["/document-search/columns"], queryFn: () => get("/document-search/columns"), staleTime: Infinity });
  const keep = useMutation({ mutationFn: (columns: string[]) => put(`/columns/${page as string}`, { columns }) });
  const offered = names.data?.[kind] ?? [];
  const set = (columns: string[]) => { change(columns); keep.mutate(columns); };
  const usual = offered.filter((c) => c.usual).map((c) => c.name);
  const label = (name: string) => offered.find((c) => c.name === name)?.label ?? name;
  const up = (at: number) => set(chosen.map((c, i) => (i === at - 1 ? (chosen[at] ?? c) : i === at ? (chosen[at - 1] ?? c) : c)));
  const content = (
    <div className="tools-list">
      <p className="muted">{w.columnsSays}</p>
      <ul className="plain">
        {[...chosen, ...offered.map((c) => c.name).filter((n) => !chosen.includes(n))].map((name) => {
          const at = chosen.indexOf(name);
          return (
            <li key={name} className="line">
              <Checkbox checked={at >= 0} disabled={at >= 0 && chosen.length === 1}
                onChange={(e) => set(e.target.checked ? [...chosen, name] : chosen.filter((c) => c !== name))}>{label(name)}</Checkbox>
              {at > 0 && <button type="button" className="drop-line" aria-label={w.up(label(name))} onClick={() => up(at)}>↑</button>}
            </li>
          );
        })}
      </ul>
      <Button size="small" onClick={() => set(usual)}>{w.usual}</Button>
      {keep.isError && <Failure error={keep.error} />}
    </div>
  );
  return <Popover trigger="click" placement="bottom" content={content} destroyOnHidden><Button size="small">{w.columns}</Button></Popover>;
}

/** Takes the list out as a file: a job that is followed, then its file is saved. */
export function ExportList({ kind, query, columns = [] }: { kind: "incoming" | "outgoing"; query: Place; columns?: string[] }) {
  const { message } = App.useApp();
  const [share, setShare] = useState<number>();
  const run = useMutation({
    mutationFn: async (format: (typeof FORMATS)[number]) => {
      const body = { query: { ...given(query), kind, columns: columns.join(",") }, format } as unknown as Body<"post", "/document-search/exports">;
      setShare(0);
      return saveExport((await post("/document-search/exports", body)).job_id, setShare);
    },
    onSuccess: (name) => void message.success(w.ready(name)),
    onSettled: () => setShare(undefined),
  });
  const content = (
    <div className="tools-list">
      <p className="muted">{w.exportSays}</p>
      <span className="acts">
        {FORMATS.map((f) => <Button key={f} size="small" disabled={run.isPending} onClick={() => run.mutate(f)}>{w.format[f]}</Button>)}
      </span>
      {run.isError && <Failure error={run.error} />}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottom" content={content}>
      <Button size="small" loading={run.isPending}>{share === undefined ? w.export : w.exporting(share)}</Button>
    </Popover>
  );
}

/** What stands at the head of a list: order, kept filters, export. */
export default function ListTools({ page, query, set }: { page: "incoming" | "outgoing"; query: Place; set: (more: Place) => void }) {
  const open = (kept: Record<string, string>) => set({ ...Object.fromEntries(Object.keys(query).map((k) => [k, undefined])), ...kept });
  const reported = REPORTED.some((k) => query[k]);
  return (
    <span className="acts list-tools">
      {reported && (
        <span className="chip">
          {w.reported}
          <button type="button" aria-label={t.shared.filters.drop(w.reported)} onClick={() => set(Object.fromEntries(REPORTED.map((k) => [k, undefined])))}>×</button>
        </span>
      )}
      <Select size="small" aria-label={t.deadlines.orderLabel} value={query.order ?? "newest"} style={{ width: 118 }}
        onChange={(order: string) => set({ order: order === "newest" ? undefined : order })}
        options={Object.entries(t.deadlines.order).map(([value, label]) => ({ value, label }))} />
      <SavedFilters page={page} query={query} open={open} />
      {!reported && <ExportList kind={page} query={query} />}
    </span>
  );
}
