import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Checkbox, Input, Select } from "antd";
import { get } from "@/shared/api/client";
import type { Row } from "@/shared/api/types";
import { onDay, today } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { Tone } from "@/shared/ui/Tone";
import { words } from "./words";
import "@/shared/ui/lists.css";

const w = words.standing;
type Standing = Row<"/oversight/agencies">;
type Figure = keyof typeof words.figure;
interface Search {
  q?: string;
  state?: string;
  year?: string;
  by?: Figure;
}

const FIGURES = Object.keys(words.figure) as Figure[];
const LATE: Figure[] = ["overdue", "submissions_late"];
const NARROW: Figure[] = ["dossiers_due", "dossiers_open", "documents_in", "documents_out"];
const years = Array.from({ length: 6 }, (_, i) => String(Number(today().slice(0, 4)) - i));

/** The list behind a figure; only for the own agency, and only where the person may open it. */
const BEHIND: Partial<Record<Figure, { to: string; search: Record<string, string>; needs: string }>> = {
  overdue: { to: "/van-ban-den", search: { due_before: today() }, needs: "listIncoming" },
  submissions_late: { to: "/den-han-nop", search: {}, needs: "listDueDossiers" },
  dossiers_due: { to: "/den-han-nop", search: {}, needs: "listDueDossiers" },
  dossiers_open: { to: "/ho-so", search: { state: "open" }, needs: "listDossiers" },
  documents_in: { to: "/van-ban-den", search: {}, needs: "listIncoming" },
  documents_out: { to: "/van-ban-di", search: { state: "issued" }, needs: "listOutgoing" },
};

function Number_({ row, figure, most }: { row: Standing; figure: Figure; most: number }) {
  const n = row[figure];
  const loud = LATE.includes(figure) && n > 0;
  const me = useMe();
  const behind = BEHIND[figure];
  const opens = behind && n > 0 && row.id === me.agency.id && me.permissions.includes(behind.needs);
  return (
    <>
      <span className={loud ? "late" : undefined}>{opens ? <Link to={behind.to} search={behind.search as never}>{n}</Link> : n}</span>
      {figure === "filed_nowhere" && n > 0 && <span className="muted standing-parts">{words.parts(row.unfiled_in, row.unfiled_out)}</span>}
      <span className={`bar${loud ? " bar-late" : ""}`} aria-hidden="true"><i style={{ width: `${most ? Math.round((n / most) * 100) : 0}%` }} /></span>
    </>
  );
}

function Heads({ by, sort }: { by: Figure; sort: (by: Figure) => void }) {
  return (
    <thead>
      <tr>
        <th scope="col">{w.agency}</th>
        <th scope="col">{w.state}</th>
        {FIGURES.map((f) => (
          <th key={f} scope="col" className={NARROW.includes(f) ? "wide-only" : undefined} aria-sort={by === f ? "descending" : undefined}>
            <button type="button" className="sortable" title={`${words.figure[f].says} ${words.figure[f].basis}`} aria-label={w.sortBy(words.figure[f].head)}
              onClick={() => sort(f)}>
              {words.figure[f].head}{by === f && " ↓"}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Table({ rows, by, sort }: { rows: Standing[]; by: Figure; sort: (by: Figure) => void }) {
  const sorted = [...rows].sort((a, b) => b[by] - a[by] || b.submissions_late - a.submissions_late || a.code.localeCompare(b.code));
  const most = (f: Figure) => Math.max(...rows.map((r) => r[f]));
  return (
    <div className="scroll-x" role="region" aria-label={w.label} tabIndex={0}>
      <table className="rows standing" role="table" aria-label={w.label}>
        <Heads by={by} sort={sort} />
        <tbody>
          {sorted.map((r) => (
            <tr key={r.id}>
              <td className="row-main"><strong>{r.name}</strong> <span className="muted">{r.code}</span></td>
              <td><Tone tone={r.state === "late" ? "late" : "good"}>{r.state === "late" ? w.late : w.onTime}</Tone></td>
              {FIGURES.map((f) => <td key={f} data-label={words.figure[f].head} className={NARROW.includes(f) ? "wide-only" : undefined}><Number_ row={r}
                figure={f} most={most(f)} /></td>)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr><th scope="row">{w.total}</th><td />{FIGURES.map((f) => <td key={f} data-label={words.figure[f].head}
            className={NARROW.includes(f) ? "wide-only" : undefined}><strong>{rows.reduce((sum, r) => sum + r[f], 0)}</strong></td>)}</tr>
        </tfoot>
      </table>
    </div>
  );
}

/** How every agency of the province stands, the latest first: figures only, never contents; prints as a report. */
export default function StandingPage() {
  const search = useSearch({ strict: false }) as Search;
  const go = useNavigate();
  const set = (more: Search) => void go({ to: ".", search: { ...search, ...more } as never, replace: true });
  const query = { limit: 500, q: search.q, year: search.year ? Number(search.year) : undefined,
    state: search.state === "late" ? ("late" as const) : undefined };
  const found = useQuery({ queryKey: ["/oversight/agencies", query], queryFn: () => get("/oversight/agencies", query), placeholderData: (old) => old });
  const rows = found.data?.items ?? [];
  const year = found.data?.year ?? Number(today().slice(0, 4));
  const filters = (
    <div className="acts no-print">
      <Input.Search aria-label={w.find} placeholder={w.find} allowClear defaultValue={search.q} onSearch={(q) => set({ q: q.trim() || undefined })}
        style={{ width: 260 }} />
      <Select aria-label={w.year} value={String(year)} onChange={(next: string) => set({ year: next })} options={years.map((y) => ({ value: y, label: y }))}
        style={{ width: 100 }} />
      <Checkbox checked={search.state === "late"} onChange={(e) => set({ state: e.target.checked ? "late" : undefined })}>{w.onlyLate}</Checkbox>
    </div>
  );
  return (
    <Page title={w.title} above={w.above(year)} side={<Button onClick={() => window.print()}>{w.print}</Button>}>
      <p className="print-only">{w.report(onDay(today()))}</p>
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      <Card flush title={w.counted(rows.filter((r) => r.state === "late").length, rows.length)} side={filters}>
        {found.isPending && <Loading />}
        {found.data && rows.length === 0 && <Empty>{w.empty}</Empty>}
        {rows.length > 0 && <Table rows={rows} by={search.by ?? "overdue"} sort={(by) => set({ by })} />}
      </Card>
      <Card title={w.legend}>
        <dl className="facts">{FIGURES.map((f) => <div key={f} className="legend"><dt>{words.figure[f].head}</dt><dd>{words.figure[f].says} <span
          className="muted">{words.figure[f].basis}</span></dd></div>)}</dl>
      </Card>
    </Page>
  );
}
