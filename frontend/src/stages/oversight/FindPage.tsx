import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import { get } from "@/shared/api/client";
import type { Query } from "@/shared/api/paths";
import { t } from "@/shared/i18n";
import { atMoment, onDay } from "@/shared/lib/format";
import DaysField from "@/shared/ui/DaysField";
import { useFilters } from "@/shared/ui/Filters";
import { ChooseColumns, ExportList, SavedFilters, type Place } from "@/shared/ui/ListTools";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { personName, Pick } from "@/shared/ui/Pick";
import { StateTag } from "@/shared/ui/StateTag";
import "@/shared/ui/lists.css";

const w = t.deadlines.find;
type Kind = "incoming" | "outgoing";
type Found = Record<string, string | number | null>;
const FIRST = ["q", "content", "issuer", "abstract", "type_code", "arrived"];
const FIELDS: Record<Kind, string[]> = {
  incoming: [...FIRST, "issued", "due", "number", "symbol", "signer", "urgency", "state", "arrival_number", "register_id", "unit_id", "person_id", "dossier", "channel",
    "medium", "document_identifier", "language", "description"],
  outgoing: ["q", "content", "recipient", "abstract", "type_code", "arrived", "number", "symbol", "signer", "urgency", "state", "register_id", "unit_id", "person_id", "dossier",
    "medium", "document_identifier", "language", "description"],
};
const STATES: Record<Kind, string[]> = {
  incoming: ["waiting", "registered", "presented", "handling", "completed", "returned", "recalled"],
  outgoing: ["draft", "content_checked", "form_checked", "approved", "signed", "sealed", "issued", "recalled"],
};
const DAYS: Record<string, [string, string]> = { arrived: ["from", "to"], issued: ["issued_from", "issued_to"], due: ["due_from", "due_before"] };
/** Days and numbers are never broken. */
const KEPT_WHOLE = /(_on|_at|number|symbol|count|amount|copies|state|urgency|medium|channel)$/;
const choices = (names: Record<string, string>, only?: string[]) => (only ?? Object.keys(names)).map((value) => ({ value, label: names[value] ?? value }));

function Field({ name, kind, at, set }: { name: string; kind: Kind; at: Place; set: (more: Place) => void }) {
  const label = name === "arrived" && kind === "outgoing" ? w.field.issued ?? "" : (w.field[name] ?? name);
  const days = DAYS[name];
  if (days) return <div className="find-days"><span className="muted">{label}</span><DaysField label={label} from={at[days[0]]} to={at[days[1]]} set={(a, b) => set({ [days[0]]: a, [days[1]]: b })} /></div>;
  const pick = (options: { value: string; label: string }[]) => (
    <Select aria-label={label} allowClear value={at[name]} options={options} onChange={(v?: string) => set({ [name]: v })} />
  );
  const body: Record<string, () => ReactNode> = {
    urgency: () => pick(choices(t.urgency)), state: () => pick(choices(t.state, STATES[kind])), channel: () => pick(choices(t.correspondence.channel)),
    medium: () => pick(choices(t.correspondence.medium)),
    type_code: () => <Pick aria-label={label} allowClear path="/document-types" valueBy={(c) => c.code} value={at[name]} onChange={(v: unknown) => set({ [name]: v as string })} />,
    register_id: () => <Pick aria-label={label} allowClear path="/registers" value={at[name]} onChange={(v: unknown) => set({ [name]: v as string })} />,
    unit_id: () => <Pick aria-label={label} allowClear path="/units" value={at[name]} onChange={(v: unknown) => set({ [name]: v as string })} />,
    person_id: () => <Pick aria-label={label} allowClear path="/users" show={personName} value={at[name]} onChange={(v: unknown) => set({ [name]: v as string })} />,
  };
  return (
    <label>
      <span>{label}</span>
      {body[name]?.() ?? <Input name={name} maxLength={200} value={at[name] ?? ""} inputMode={name === "arrival_number" ? "numeric" : undefined}
        onChange={(e) => set({ [name]: e.target.value || undefined })} allowClear />}
    </label>
  );
}

/** A value of any column as an office writes it. */
function Value({ name, value }: { name: string; value: string | number | null | undefined }) {
  if (value === null || value === undefined || value === "") return <>{t.shared.none}</>;
  if (name === "state") return <StateTag state={String(value)} />;
  if (name === "urgency") return <>{t.urgency[String(value)] ?? value}</>;
  if (name === "medium") return <>{(t.correspondence.medium as Record<string, string>)[String(value)] ?? value}</>;
  if (name === "channel") return <>{(t.correspondence.channel as Record<string, string>)[String(value)] ?? value}</>;
  if (name.endsWith("_on")) return <>{onDay(String(value))}</>;
  if (name.endsWith("_at")) return <>{atMoment(String(value))}</>;
  return <>{value}</>;
}

function Table({ rows, columns, labels, kind }: { rows: Found[]; columns: string[]; labels: Map<string, string>; kind: Kind }) {
  const main = columns.includes("abstract") ? "abstract" : columns[0];
  const to = kind === "incoming" ? "/van-ban-den/$id" : "/van-ban-di/$id";
  return (
    <div className="scroll-x" role="region" aria-label={w.list} tabIndex={0}>
      <table className="rows" aria-label={w.list}>
        <thead><tr>{columns.map((c) => <th key={c} scope="col">{labels.get(c) ?? c}</th>)}</tr></thead>
        <tbody>
          {rows.map((r) => (
            <tr key={String(r.id)}>
              {columns.map((c) => (
                <td key={c} data-label={labels.get(c) ?? c} className={c === main ? "row-main" : KEPT_WHOLE.test(c) ? "whole" : undefined}>
                  {c === main ? <Link to={to} params={{ id: String(r.id) }}><Value name={c} value={r[c]} /></Link> : <Value name={c} value={r[c]} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useColumns(kind: Kind): [string[], (columns: string[]) => void, Map<string, string>] {
  const names = useQuery({ queryKey: ["/document-search/columns"], queryFn: () => get("/document-search/columns"), staleTime: Infinity });
  const page = kind === "incoming" ? "incoming" : "outgoing";
  const kept = useQuery({ queryKey: ["/columns", page], queryFn: () => get(`/columns/${page as string}`), staleTime: 60_000 });
  const [own, setOwn] = useState<Partial<Record<Kind, string[]>>>({});
  const offered = names.data?.[kind] ?? [];
  const known = new Map(offered.map((c) => [c.name, c.label]));
  const wanted = own[kind] ?? kept.data?.columns ?? [];
  const usable = wanted.filter((c) => known.has(c));
  return [usable.length ? usable : offered.filter((c) => c.usual).map((c) => c.name), (c) => setOwn((old) => ({ ...old, [kind]: c })), known];
}

function Results({ kind, query, columns, labels }: { kind: Kind; query: Place; columns: string[]; labels: Map<string, string> }) {
  const ask = { ...query, kind, columns: columns.join(","), limit: 50 };
  const found = useInfiniteQuery({
    queryKey: ["/document-search", ask],
    queryFn: ({ pageParam }) => get("/document-search", { ...ask, cursor: pageParam, count: !pageParam } as unknown as Query<"get", "/document-search">),
    initialPageParam: undefined as string | undefined, getNextPageParam: (last) => last.next_cursor ?? undefined, enabled: columns.length > 0,
    placeholderData: (old) => old,
  });
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const rows = found.data.pages.flatMap((p) => p.items) as Found[];
  const first = found.data.pages[0];
  return (
    <>
      <p className="found-total muted" role="status">{w.found(first?.more_than ?? first?.total ?? rows.length, Boolean(first?.more_than))}</p>
      {rows.length === 0 ? <Empty>{w.nothing}</Empty> : <Table rows={rows} columns={columns} labels={labels} kind={kind} />}
      {found.hasNextPage && <div className="more"><Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t.shared.more}</Button></div>}
    </>
  );
}

/** Search on every input field and inside the files; the conditions live in the URL, the columns with the person. */
export default function FindPage() {
  const { at, set } = useFilters();
  const kind: Kind = at.kind === "outgoing" ? "outgoing" : "incoming";
  const [columns, change, labels] = useColumns(kind);
  const fields = FIELDS[kind];
  const keys = fields.flatMap((f) => DAYS[f] ?? [f]);
  const asked: Place = Object.fromEntries([...keys, "order"].map((k) => [k, at[k]]));
  const [typed, setTyped] = useState<Place>(asked);
  const [all, setAll] = useState(fields.slice(6).some((f) => (DAYS[f] ?? [f]).some((k) => at[k])));
  const same = JSON.stringify(asked);
  useEffect(() => setTyped(JSON.parse(same) as Place), [same]);
  const go = (event: FormEvent) => { event.preventDefault(); set(typed); };
  const clear = Object.fromEntries(keys.map((k) => [k, undefined]));
  const open = (query: Record<string, string>, chosen: string[]) => { set({ ...clear, order: undefined, ...query }); if (chosen.length) change(chosen); };
  const tools = (
    <span className="acts list-tools">
      <Select size="small" aria-label={t.deadlines.orderLabel} value={at.order ?? "newest"} style={{ width: 118 }} options={choices(t.deadlines.order)}
        onChange={(order: string) => set({ order: order === "newest" ? undefined : order })} />
      <SavedFilters page="search" query={{ ...asked, kind }} columns={columns} open={open} />
      <ChooseColumns page={kind} kind={kind} chosen={columns} change={change} />
      <ExportList kind={kind} query={asked} columns={columns} />
    </span>
  );
  return (
    <Page title={w.title} above={w.above}>
      <Card>
        <form onSubmit={go}>
          <fieldset className="choice find-kind">
            <legend className="unseen">{t.app.search.kind}</legend>
            {(["incoming", "outgoing"] as const).map((k) => <button key={k} type="button" aria-pressed={kind === k} onClick={() => set({ kind: k })}>{t.kind[k]}</button>)}
          </fieldset>
          <div className="find-fields">
            {(all ? fields : fields.slice(0, 6)).map((name) => <Field key={name} name={name} kind={kind} at={typed} set={(more) => setTyped((old) => ({ ...old, ...more }))} />)}
          </div>
          <div className="find-foot">
            <Button type="primary" htmlType="submit">{w.go}</Button>
            <Button onClick={() => set(clear)}>{w.clear}</Button>
            <Button type="link" onClick={() => setAll(!all)}>{all ? w.fewer : w.more}</Button>
          </div>
        </form>
      </Card>
      <Card flush title={w.list} side={tools}><Results kind={kind} query={asked} columns={columns} labels={labels} /></Card>
    </Page>
  );
}
