import { Link } from "@tanstack/react-router";
import { daysLate, onDay } from "@/shared/lib/format";
import { useMay } from "@/shared/lib/session";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { words } from "./words";

const w = words.due;

/** Closed dossiers of the agency that are to be submitted, the latest first. */
export default function DueDossiersPage() {
  const opens = useMay("openDossier");
  return (
    <Page title={w.title} above={w.above}>
      <Card flush title={w.list}>
        <Rows path="/oversight/due-dossiers" query={{ limit: 50 }} label={w.list} empty={w.empty}
          columns={[
            { head: w.code, width: 205, cell: (r) => <span className="number">{r.code}</span> },
            { head: w.name, cell: (r) => (opens ? <Link to="/ho-so/$id" params={{ id: r.id }}>{r.title}</Link> : r.title) },
            { head: w.who, width: 210, narrow: true, cell: (r) => <>{r.owner_name}{r.unit_name && <span className="muted"> · {r.unit_name}</span>}</> },
            { head: w.term, width: 100, narrow: true, cell: (r) => r.retention_label },
            { head: w.ended, width: 130, narrow: true, cell: (r) => onDay(r.ended_on) },
            { head: w.due, width: 210, cell: (r) => <span
              className={r.is_late ? "late" : undefined}>{onDay(r.due_on)}{r.is_late && ` · ${w.late(daysLate(r.due_on))}`}</span> },
          ]} />
      </Card>
    </Page>
  );
}
