import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { blobOf, get } from "@/shared/api/client";
import type { Answer, Query } from "@/shared/api/paths";
import { t } from "@/shared/i18n";
import { figure, today } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import DaysField from "@/shared/ui/DaysField";
import { useFilters } from "@/shared/ui/Filters";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import "@/shared/ui/lists.css";
import "@/shared/ui/listtools.css";

const w = t.deadlines.report;
type Direction = "incoming" | "outgoing";
type Report = Answer<"get", `/reports/${string}`>;
type Numbered = Report["total"];
const GROUPS = { incoming: ["unit", "person", "sender", "type", "month"], outgoing: ["unit", "person", "signer", "type", "month"] };
const FORMATS = ["pdf", "xlsx", "docx", "doc"] as const;
const TONE: Record<string, string> = {
  done_on_time: "good", done_late: "deep", done_without_term: "soft", open_in_term: "work", open_overdue: "late", open_without_term: "light", ended: "plain",
  drafting: "plain", form: "light", approval: "wait", signature: "work", issue: "soft", issued_on_time: "good", issued_late: "late", recalled: "deep",
  outside: "plain", returned: "late", waiting: "wait", confirmed: "good",
};
const split = (link: string) => ({ to: link.split("?")[0] ?? "/", search: Object.fromEntries(new URLSearchParams(link.split("?")[1] ?? "")) as never });

function presets(): Record<string, [string, string]> {
  const now = today();
  const [year, month] = [now.slice(0, 4), Number(now.slice(5, 7))];
  const first = (m: number) => `${year}-${String(m).padStart(2, "0")}-01`;
  return { month: [first(month), now], quarter: [first(month - ((month - 1) % 3)), now], year: [`${year}-01-01`, now], last: [`${Number(year) - 1}-01-01`, `${Number(year) - 1}-12-31`] };
}

function Opened({ n, quiet }: { n: Numbered; quiet?: boolean }) {
  if (n.count === 0) return <span className="muted">0</span>;
  return <Link {...split(n.link)} className={n.outcome === "open_overdue" || n.outcome === "issued_late" ? "late" : undefined}>{quiet ? n.count : figure(n.count)}</Link>;
}

/** Bars of one row each, cut by outcome; each piece opens the list behind it and says its number. */
function Chart({ rows, most, label }: { rows: { name: string; numbers: Numbered[]; total: Numbered }[]; most: number; label: string }) {
  const kinds = rows[0]?.numbers ?? [];
  return (
    <figure aria-label={label} style={{ margin: 0 }}>
      <div className="report-chart">
        {rows.map((r) => [
          <span key={`${r.name}n`} className="name" title={r.name}>{r.name}</span>,
          <span key={`${r.name}b`} className="report-bars" style={{ width: `${Math.max(4, (r.total.count / most) * 100)}%` }}>
            {r.numbers.filter((n) => n.count > 0).map((n) => (
              <Link key={n.outcome} {...split(n.link)} className={`tone-${TONE[n.outcome] ?? "soft"}`} style={{ flexGrow: n.count }}
                title={w.share(n.label, n.count, r.total.count)} aria-label={`${r.name}, ${w.share(n.label, n.count, r.total.count)}`} />
            ))}
          </span>,
          <Opened key={`${r.name}t`} n={r.total} />,
        ])}
      </div>
      <ul className="report-key">{kinds.map((n) => <li key={n.outcome}><i className={`tone-${TONE[n.outcome] ?? "soft"}`} aria-hidden="true" />{n.label}</li>)}</ul>
    </figure>
  );
}

function Table({ r }: { r: Report }) {
  return (
    <div className="scroll-x" role="region" aria-label={w.table} tabIndex={0}>
      <table className="rows report" aria-label={w.table}>
        <thead><tr><th scope="col">{w.groups[r.group] ?? r.group_name}</th><th scope="col">{w.total}</th>{r.totals.map((n) => <th key={n.outcome} scope="col">{n.label}</th>)}</tr></thead>
        <tbody>{r.items.map((row) => (
          <tr key={row.key}><td className="row-main">{row.name}</td><td data-label={w.total}><strong><Opened n={row.total} /></strong></td>
            {row.numbers.map((n) => <td key={n.outcome} data-label={n.label}><Opened n={n} /></td>)}</tr>
        ))}</tbody>
        <tfoot><tr><th scope="row">{w.sum}</th><td data-label={w.total}><strong><Opened n={r.total} /></strong></td>
          {r.totals.map((n) => <td key={n.outcome} data-label={n.label}><strong><Opened n={n} /></strong></td>)}</tr></tfoot>
      </table>
    </div>
  );
}

/** Báo cáo tình hình giải quyết: numbers by period and group, each opens its list; the report as a file. */
export default function ReportsPage() {
  const { at, set } = useFilters();
  const direction: Direction = at.chieu === "di" ? "outgoing" : "incoming";
  const group = GROUPS[direction].includes(at.nhom ?? "") ? (at.nhom ?? "unit") : "unit";
  const known = presets();
  const [from, to] = [at.from ?? known.year?.[0] ?? "", at.to ?? today()];
  const query = { from, to, group } as Query<"get", `/reports/${string}`>;
  const made = useQuery({ queryKey: ["/reports", direction, query], queryFn: () => get(`/reports/${direction as string}`, query), placeholderData: (old) => old });
  const load = useMutation({
    mutationFn: async (format: (typeof FORMATS)[number]) => save(await blobOf(`/reports/${direction as string}/export`, { ...query, format }), `bao-cao-${direction === "incoming" ? "van-ban-den" : "van-ban-di"}.${format}`),
  });
  const r = made.data;
  const rows = r?.items.slice(0, 12) ?? [];
  const most = Math.max(1, ...rows.map((row) => row.total.count));
  const files = <span className="acts no-print"><span className="muted">{w.file}:</span>{FORMATS.map((f) => <Button key={f} size="small" loading={load.isPending && load.variables === f} onClick={() => load.mutate(f)}>{t.deadlines.views.format[f]}</Button>)}</span>;
  return (
    <Page title={w.title} above={w.says[direction]} side={files}>
      <div className="search-tools no-print">
        <fieldset className="choice"><legend className="unseen">{t.app.search.kind}</legend>
          {(["incoming", "outgoing"] as const).map((d) => <button key={d} type="button" aria-pressed={direction === d} onClick={() => set({ chieu: d === "outgoing" ? "di" : undefined, nhom: undefined })}>{w[d]}</button>)}
        </fieldset>
        <Select aria-label={w.group} value={group} onChange={(nhom: string) => set({ nhom })} options={GROUPS[direction].map((g) => ({ value: g, label: w.groups[g] }))} style={{ width: 170 }} />
        <DaysField label={w.period} from={from} to={to} set={(a, b) => set({ from: a, to: b })} />
        <span className="acts">{Object.entries(known).map(([name, days]) => <Button key={name} size="small" type={from === days[0] && to === days[1] ? "primary" : "default"} onClick={() => set({ from: days[0], to: days[1] })}>{w.presets[name]}</Button>)}</span>
      </div>
      {load.isError && <Failure error={load.error} />}
      {made.isError && <Failure error={made.error} retry={() => void made.refetch()} />}
      {made.isPending && <Loading />}
      {r && r.total.count === 0 && <Card><Empty>{w.empty}</Empty></Card>}
      {r && r.total.count > 0 && (
        <>
          <Card title={w.chart}><Chart rows={rows} most={most} label={w.chart} /></Card>
          <Card flush title={w.table}><Table r={r} /></Card>
          {r.reception.length > 0 && r.reception.some((n) => n.count > 0) && (
            <Card title={w.reception}><dl className="figures">{r.reception.map((n) => <div key={n.outcome}><dt>{n.label}</dt><dd><Opened n={n} quiet /></dd></div>)}</dl></Card>
          )}
        </>
      )}
    </Page>
  );
}
