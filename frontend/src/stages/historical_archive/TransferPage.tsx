import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { get } from "@/shared/api/client";
import { atMoment, onDay, size } from "@/shared/lib/format";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { Trail } from "@/shared/ui/Trail";
import type { Transfer } from "./Gates";
import { JobProgress } from "./JobProgress";
import { TransferActs } from "./TransferActs";
import { TransferLines } from "./TransferLines";
import { TransferTone } from "./tones";
import { words } from "./words";
import "@/shared/ui/lists.css";

const w = words.transfer;
const AT: Record<string, number> = { registered: 1, accepted: 2, packaged: 3, completed: 4, returned: 4, refused: 4 };

function Steps({ transfer: t }: { transfer: Transfer }) {
  const at = AT[t.state] ?? 4;
  const notes = [onDay(t.registered_on), t.answered_at ? atMoment(t.answered_at) : w.due(onDay(t.answer_due_on)), "",
    t.completed_at ? atMoment(t.completed_at) : ""];
  return (
    <ol className="steps">
      {w.steps.map((name, i) => <li key={name} className={i < at ? "past" : i === at ? "now" : ""}
        aria-current={i === at ? "step" : undefined}>{name}<small>{notes[i]}</small></li>)}
    </ol>
  );
}

function Receipt({ transfer: t }: { transfer: Transfer }) {
  const names = Object.keys(w.figures) as (keyof typeof w.figures)[];
  return (
    <Card title={w.receipt}>
      <dl className="figures">
        {names.map((n) => <div key={n}><dt>{w.figures[n]}</dt><dd>{t.receipt[n]}</dd></div>)}
        <div><dt>{w.bytes}</dt><dd>{t.receipt.byte_total ? size(t.receipt.byte_total) : "—"}</dd></div>
      </dl>
    </Card>
  );
}

/** One transfer for either side: how far it is, each package with its gates, answer, take in or return, the receipt's figures. */
export default function TransferPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/historical-archive/transfers", id], queryFn: () => get(`/historical-archive/transfers/${id}`),
    refetchInterval: (q) => (q.state.data?.state === "accepted" ? 5_000 : false) });
  const [chosen, setChosen] = useState<string[]>([]);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={w.notFound}><Failure error={found.error} retry={() => void found.refetch()} /></Page>;
  const t = found.data;
  const still = t.lines.filter((l) => chosen.includes(l.dossier_id) && !l.decided_at);
  return (
    <Page title={w.title(t.code)} above={w.above(t.agency.name, t.historical_archive.name)}>
      <Steps transfer={t} />
      {t.job_id && t.state === "accepted" && <JobProgress jobId={t.job_id} />}
      <Card title={<TransferTone state={t.state} />}>
        {t.reason && <p className={t.state === "refused" || t.state === "returned" ? "late" : undefined}>{w.told}: {t.reason}</p>}
        {t.note && <p className="muted">{w.note}: {t.note}</p>}
        <TransferActs transfer={t} chosen={still} />
      </Card>
      <TransferLines transfer={t} chosen={still.map((l) => l.dossier_id)} choose={setChosen} />
      <Receipt transfer={t} />
      <Trail subject={t.id} />
    </Page>
  );
}
