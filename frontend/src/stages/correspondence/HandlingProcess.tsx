import { useQuery } from "@tanstack/react-query";
import { get, post } from "@/shared/api/client";
import type { Incoming, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, onDay } from "@/shared/lib/format";
import { Act } from "@/shared/ui/Act";
import { Card, Empty, Failure } from "@/shared/ui/Page";
import { Tone } from "@/shared/ui/Tone";
import "./handling.css";

const w = t.handling;
type Process = Schemas["HandlingProcess"];
const TONES = { asked: "wait", granted: "good", refused: "bad", dropped: "bad" } as const;

/** Every step with its day: who had the document from whom, and who signed for it. */
function Moves({ moves }: { moves: Process["moves"] }) {
  const p = w.process;
  if (moves.length === 0) return <Empty>{p.empty}</Empty>;
  return (
    <table className="recipients process">
      <thead>
        <tr>
          <th scope="col">{p.when}</th>
          <th scope="col">{p.from}</th>
          <th scope="col">{p.to}</th>
          <th scope="col">{p.received}</th>
        </tr>
      </thead>
      <tbody>
        {moves.map((m) => (
          <tr key={m.id}>
            <td className="process-when" data-label={p.when}>
              {atMoment(m.at)}
            </td>
            <td data-label={p.from}>
              <strong>{m.from_name}</strong>
              {m.on_behalf_of && <em className="muted"> ({w.inPlaceOf(m.on_behalf_of)})</em>}
              <div className="muted">{[m.from_unit_name, m.from_position].filter(Boolean).join(" · ")}</div>
            </td>
            <td data-label={p.to}>
              <span className="muted">{p.kind[m.kind] ?? m.kind}</span> <strong>{m.to_name || (m.kind === "returned" ? p.clerk : "")}</strong>
              <div className="muted process-note">
                {[t.part[m.part], m.due_on && p.due(onDay(m.due_on)), ["passed", "returned", "reopened", "forwarded"].includes(m.kind) && m.note]
                  .filter(Boolean)
                  .join(" · ")}
              </div>
            </td>
            <td data-label={p.received}>
              {m.received_at ? (
                <>
                  {m.received_by_name}
                  <div className="muted">{atMoment(m.received_at)}</div>
                </>
              ) : (
                m.handling_id && m.kind !== "reopened" && <span className="muted">{p.notYet}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Extensions({ rows }: { rows: Process["extensions"] }) {
  const x = w.extension;
  return (
    <ul className="timeline">
      {rows.map((e) => (
        <li key={e.id}>
          <strong>{x.asks(e.asked_by_name, onDay(e.old_due_on), onDay(e.asked_due_on))}</strong>{" "}
          <Tone tone={TONES[e.state as "asked"] ?? "wait"}>{x.state[e.state] ?? e.state}</Tone>
          <div>
            {e.reason}
            {e.working_days ? <span className="muted"> ({x.inDays(e.working_days)})</span> : null}
          </div>
          {e.granted_due_on && (
            <div>
              {x.granted}: <strong>{onDay(e.granted_due_on)}</strong>
            </div>
          )}
          <div className="muted">
            {atMoment(e.asked_at)}
            {e.decided_at && ` · ${e.decided_by_name}${e.on_behalf_of ? ` (${w.inPlaceOf(e.on_behalf_of)})` : ""}, ${atMoment(e.decided_at)}`}
            {e.note && ` · ${e.note}`}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Followers({ document: d, rows }: { document: Incoming; rows: Process["followers"] }) {
  return (
    <ul className="timeline">
      {rows.map((f) => (
        <li key={f.id}>
          <strong>{f.full_name}</strong>
          {f.position ? `, ${f.position}` : ""} {f.note && <span>· {f.note}</span>}
          <div className="muted">
            {w.follow.by(f.appointed_by_name, atMoment(f.appointed_at))} {f.ended_at && `· ${w.follow.ended(atMoment(f.ended_at))}`}
          </div>
          {!f.ended_at && (
            <Act
              record={d}
              operation="endFollowing"
              label={w.act.endFollowing}
              run={() => post(`/incoming-documents/${d.id}/followers/${f.id}/ending`, undefined, d.version)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Urgings({ rows }: { rows: Process["urgings"] }) {
  return (
    <ul className="timeline">
      {rows.map((u) => (
        <li key={u.id}>
          <strong>{w.urge.line(u.urged_by_name, u.to_name)}</strong>: {u.note}
          <div className="muted">{atMoment(u.at)}</div>
        </li>
      ))}
    </ul>
  );
}

/** The whole way of a document: steps, extensions, who follows, who was urged. */
export default function HandlingProcess({ document: d }: { document: Incoming }) {
  const found = useQuery({ queryKey: ["/incoming-documents", d.id, "process"], queryFn: () => get(`/incoming-documents/${d.id}/process`) });
  if (found.isError)
    return (
      <Card title={w.process.title}>
        <Failure error={found.error} retry={() => void found.refetch()} />
      </Card>
    );
  const p = found.data;
  if (!p) return null;
  return (
    <>
      {p.extensions.length > 0 && (
        <Card title={w.extension.title}>
          <Extensions rows={p.extensions} />
        </Card>
      )}
      {p.moves.length > 0 && (
        <Card title={w.process.title}>
          <Moves moves={p.moves} />
        </Card>
      )}
      {p.followers.length > 0 && (
        <Card title={w.follow.title}>
          <Followers document={d} rows={p.followers} />
        </Card>
      )}
      {p.urgings.length > 0 && (
        <Card title={w.urge.title}>
          <Urgings rows={p.urgings} />
        </Card>
      )}
    </>
  );
}
