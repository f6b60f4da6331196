import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import type { FormEvent, ReactNode } from "react";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { daysUntil, inWords, onDay } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Card, Empty, Failure, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { Due, StateTag } from "@/shared/ui/StateTag";
import { TransferTone } from "@/stages/historical_archive/tones";
import { Baskets } from "./Baskets";
import { greeting } from "./greeting";
import { adminPlaces } from "./places";
import { useBaskets } from "./work";

export function NewestSubmissions({ side }: { side: ReactNode }) {
  const w = t.agency_archive.submissions;
  return (
    <Card title={t.app.home.dueTitle} side={side} flush>
      <Rows
        path="/agency-archive/submissions"
        query={{ limit: 8 }}
        short
        label={w.list}
        empty={w.empty}
        columns={[
          {
            head: w.code,
            width: 205,
            cell: (r) => (
              <Link to="/nop-luu/$id" params={{ id: r.id }}>
                <span className="number">{r.code}</span>
              </Link>
            ),
          },
          {
            head: w.who,
            cell: (r) => (
              <>
                {r.submitter_name}
                {r.unit_name && <span className="muted"> · {r.unit_name}</span>}
              </>
            ),
          },
          { head: w.total, width: 90, cell: (r) => r.line_total },
          { head: w.submitted, width: 120, cell: (r) => onDay(r.submitted_on) },
          { head: w.state, width: 150, cell: (r) => <StateTag state={r.state} /> },
        ]}
      />
    </Card>
  );
}

export function NewestTransfers({ side }: { side: ReactNode }) {
  const w = t.historical_archive.transfers;
  return (
    <Card title={t.app.home.transfers} side={side} flush>
      <Rows
        path="/historical-archive/transfers"
        query={{ limit: 8 }}
        short
        label={w.list}
        empty={w.empty}
        columns={[
          {
            head: w.code,
            width: 210,
            cell: (r) => (
              <Link to="/nop-lich-su/$id" params={{ id: r.id }}>
                <span className="number">{r.code}</span>
              </Link>
            ),
          },
          { head: w.agency, cell: (r) => r.agency_name },
          { head: w.total, width: 90, cell: (r) => r.dossier_total },
          { head: w.registered, width: 130, cell: (r) => onDay(r.registered_on) },
          { head: w.due, width: 130, narrow: true, cell: (r) => <Due due={r.answer_due_on} running={r.state === "registered"} /> },
          { head: w.state, width: 150, cell: (r) => <TransferTone state={r.state} /> },
        ]}
      />
    </Card>
  );
}

export function NewestArchival({ side, title = t.app.home.reader.newest }: { side?: ReactNode; title?: string }) {
  const w = t.historical_archive.list;
  return (
    <Card title={title} side={side} flush>
      <Rows
        path="/historical-archive/dossiers"
        query={{ limit: 8 }}
        short
        label={w.list}
        empty={t.app.home.reader.empty}
        columns={[
          {
            head: w.name,
            cell: (r) => (
              <>
                <Link to="/luu-tru-lich-su/$id" params={{ id: r.id }}>
                  {r.title}
                </Link>
                <div className="muted">{r.arc_code}</div>
              </>
            ),
          },
          { head: w.fondsHead, width: 230, narrow: true, plain: true, cell: (r) => r.fonds_name || r.fonds_code },
          { head: w.amount, width: 100, cell: (r) => r.doc_total },
        ]}
      />
    </Card>
  );
}

/** A reader, and who serves readers, begins with one question. */
export function ReaderHome() {
  const reads = useMe().roles.includes("docgia");
  const go = useNavigate();
  const w = t.app.home.reader;
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get("q")).trim();
    if (q) void go({ to: "/tim-kiem", search: { q } });
  };
  return (
    <Page title={w.title} above={w.above} below={inWords()}>
      <Card>
        <form onSubmit={ask}>
          <label htmlFor="ask">
            <h2>{w.ask}</h2>
          </label>
          <div className="big-search">
            <input id="ask" name="q" maxLength={400} required autoComplete="off" />
            <Button type="primary" size="large" htmlType="submit">
              {t.app.search.go}
            </Button>
          </div>
          <p className="muted" style={{ margin: 0 }}>
            {w.how}
          </p>
        </form>
      </Card>
      <NewestArchival
        {...(!reads && { title: t.app.home.archival })}
        side={
          <Link to="/luu-tru-lich-su" search={{}}>
            {t.app.home.all}
          </Link>
        }
      />
    </Page>
  );
}

/** Who follows the province sees who is behind, the worst first. */
export function FollowerHome() {
  const me = useMe();
  const mine = useBaskets();
  const w = t.app.home.follower;
  const standing = useQuery({ queryKey: ["/oversight/agencies", "home"], queryFn: () => get("/oversight/agencies", { limit: 200 }) });
  const late = (standing.data?.items ?? [])
    .filter((a) => a.state === "late")
    .sort((a, b) => b.overdue + b.submissions_late - a.overdue - a.submissions_late)
    .slice(0, 10);
  return (
    <Page
      title={greeting(me.full_name, mine.data?.items ?? [])}
      below={inWords()}
      side={
        <Link to="/don-vi-cham" search={{}}>
          <Button type="primary">{w.title}</Button>
        </Link>
      }
    >
      {mine.isError && <Failure error={mine.error} retry={() => void mine.refetch()} />}
      <Baskets baskets={mine.data?.items} />
      <Card title={w.late} flush>
        {standing.isError && <Failure error={standing.error} retry={() => void standing.refetch()} />}
        {standing.data && late.length === 0 && <Empty>{w.empty}</Empty>}
        <ul className="found">
          {late.map((a) => (
            <li key={a.id}>
              <Link to="/don-vi-cham" search={{ q: a.name }} className="found-row found-row-agency">
                <strong>{a.name}</strong>
                <span className={a.overdue ? "late" : undefined}>{w.overdue(a.overdue)}</span>
                <span>{w.unfiled(a.filed_nowhere)}</span>
                <span className={a.submissions_late ? "late" : undefined}>{w.submissions(a.submissions_late)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}

const SOON = 30;

/** What an administrator should not overlook: locked accounts, authorities that end soon, files that wait in quarantine. */
function Care() {
  const w = t.app.home.admin;
  const people = useQuery({ queryKey: ["/administration/people", "locked"], queryFn: () => get("/administration/people", { is_locked: true, limit: 20 }) });
  const authorities = useQuery({ queryKey: ["/administration/authorities", "home"], queryFn: () => get("/administration/authorities", { limit: 100 }) });
  const files = useQuery({ queryKey: ["/quarantine"], queryFn: () => get("/quarantine") });
  const parts = [people, authorities, files];
  const lines = [
    ...(people.data?.items ?? []).map((p) => ({ key: p.id, to: `/quan-tri/nguoi/${p.id}`, who: p.full_name, what: w.locked, late: true })),
    ...(authorities.data?.items ?? [])
      .filter((a) => a.state === "active" && a.valid_to && daysUntil(a.valid_to) <= SOON)
      .map((a) => ({ key: a.id, to: "/quan-tri/tham-quyen", who: a.full_name, what: w.ends(t.administration.capacity[a.capacity] ?? a.capacity, onDay(a.valid_to)), late: false })),
    ...(files.data?.items ?? [])
      .filter((f) => f.state === "kept")
      .map((f) => ({ key: f.id, to: "/cach-ly", who: f.name, what: w.kept(f.received_by_name), late: false })),
  ];
  const failed = parts.find((p) => p.isError);
  return (
    <Card title={w.care} flush>
      {failed && <Failure error={failed.error} retry={() => void failed.refetch()} />}
      {!failed && lines.length === 0 && <Empty>{parts.some((p) => p.isPending) ? t.shared.loading : w.nothing}</Empty>}
      <ul className="found">
        {lines.map((l) => (
          <li key={l.key}>
            <Link to={l.to} className="found-row found-row-care">
              <strong>{l.who}</strong>
              <span className={l.late ? "late" : undefined}>{l.what}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The administrator's first page: what can be set, and what it is for. */
export function AdminHome() {
  const me = useMe();
  const w = t.app.home.admin;
  const about: Record<string, string> = {
    "/quan-tri": w.people,
    "/quan-tri/don-vi": w.units,
    "/quan-tri/so": w.series,
    "/quan-tri/tham-quyen": w.authorities,
    "/quan-tri/phan-phoi": w.distributors,
    "/linh-vuc": t.handling.fields.above,
    "/quan-tri/lich": w.calendar,
    "/quan-tri/co-quan": w.agency,
    "/hinh-chu-ky": w.marks,
    "/quan-tri/han": w.terms,
  };
  const places = adminPlaces().filter((p) => me.permissions.includes(p.needs ?? ""));
  return (
    <Page title={t.app.home.hello(me.full_name)} below={`${inWords()} · ${me.agency.name}`}>
      <Care />
      <Card title={w.settings}>
        <ul className="tiles">
          {places.map((p) => (
            <li key={p.to}>
              <Link to={p.to} search={{}}>
                <strong>{p.label}</strong>
                {about[p.to]}
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}
