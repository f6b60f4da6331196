import { atMoment } from "@/shared/lib/format";
import { Card } from "@/shared/ui/Page";
import type { Archival } from "./Proof";
import { words } from "./words";

function Detail({ detail }: { detail: Record<string, unknown> }) {
  const told = [detail.transfer, detail.from, detail.objid].filter((x): x is string => typeof x === "string" && x !== "").join(" · ");
  return (
    <>
      {told && <div className="muted">{told}</div>}
      {typeof detail.sha256 === "string" && <div className="muted digest">{detail.sha256}</div>}
    </>
  );
}

/** What was done to preserve the dossier, in words; the PREMIS term stands beside for who needs it. */
export function History({ events }: { events: Archival["events"] }) {
  return (
    <Card title={words.dossier.history}>
      <ol className="timeline">
        {events.map((e) => (
          <li key={e.id}>
            <strong title={`PREMIS: ${e.type}`}>{words.event[e.type] ?? e.type}</strong> · {words.outcome[e.outcome] ?? e.outcome}
            <div className="muted">{atMoment(e.at)} · {e.by_name}{e.tool && ` · ${e.tool}`}</div>
            <Detail detail={e.detail} />
          </li>
        ))}
      </ol>
    </Card>
  );
}
