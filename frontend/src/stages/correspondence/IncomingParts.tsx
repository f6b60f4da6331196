import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { Incoming, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, daysLate, daysUntil, numberAndSymbol, onDay, onShortDay, registerNumber } from "@/shared/lib/format";
import { Card } from "@/shared/ui/Page";
import { Due, StateTag } from "@/shared/ui/StateTag";
import { Stepper } from "@/shared/ui/Stepper";
import "./correspondence.css";
import "./handling.css";

const w = t.correspondence;
const AT: Record<string, number> = { waiting: 0, registered: 1, presented: 2, handling: 3, completed: 5, returned: 0, recalled: 0 };

/** Where a văn bản đến stands on its way, with the day of each step. */
export function IncomingSteps({ document: d }: { document: Incoming }) {
  const s = w.incoming.step;
  const running = d.state === "handling";
  const late = running ? daysLate(d.due_on) : 0;
  const due =
    !d.due_on || !running
      ? undefined
      : late
        ? s.late(late)
        : daysUntil(d.due_on) <= 14
          ? s.left(onShortDay(d.due_on), daysUntil(d.due_on))
          : s.due(onShortDay(d.due_on));
  const given = d.handlings[0]?.given_at ?? d.opinions.find((o) => o.kind === "direction")?.at;
  const steps = [
    { name: s.registered, note: onDay(d.arrived_on) },
    { name: s.presented, note: atMoment(d.presented_at) },
    { name: s.directed, note: atMoment(given) },
    { name: s.handled, note: due },
    { name: s.completed, note: d.completed_at ? atMoment(d.completed_at) : s.file },
  ];
  return <Stepper label={w.incoming.title} steps={steps} at={AT[d.state] ?? 0} late={late > 0} />;
}

/** Who handles the document: the unit's part first, what was given out of it beneath. */
export function Handlings({ items }: { items: Schemas["HandlingItem"][] }) {
  const words = w.incoming.handlings;
  if (items.length === 0) return null;
  const top = items.filter((h) => !h.parent_id || !items.some((x) => x.id === h.parent_id));
  const ordered = top.flatMap((h) => [h, ...items.filter((x) => x.parent_id === h.id)]);
  const when = (h: Schemas["HandlingItem"]) => (h.done_at ? words.done(atMoment(h.done_at)) : h.received_at ? words.received(atMoment(h.received_at)) : "");
  return (
    <Card title={words.title}>
      <table className="recipients">
        <thead>
          <tr>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.due}</th>
            <th scope="col">{words.instruction}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((h) => (
            <tr key={h.id}>
              <td className={top.includes(h) ? undefined : "child-part"}>
                <strong>{h.name}</strong>
                <div className="muted">{t.part[h.part] ?? h.part}</div>
              </td>
              <td>
                <StateTag state={h.state} />
                <div className="muted">{when(h)}</div>
              </td>
              <td className="process-when">
                <Due due={h.due_on} running={h.state !== "done"} />
                {h.original_due_on && <div className="muted">{t.handling.extension.original(onDay(h.original_due_on))}</div>}
                {h.asked_due_on && <div className="muted">{t.handling.extension.asked(onDay(h.asked_due_on))}</div>}
              </td>
              <td>{h.outcome || h.instruction}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** Documents that this one answers, or that answer it. */
export function Links({ items }: { items: Schemas["LinkItem"][] }) {
  if (items.length === 0) return null;
  return (
    <Card title={w.links.title}>
      <ul className="timeline">
        {items.map((l) => (
          <li key={l.id}>
            <span className="muted">{w.links[l.relation as "answers"] ?? ""}</span>{" "}
            <Link to={l.kind === "outgoing" ? "/van-ban-di/$id" : "/van-ban-den/$id"} params={{ id: l.id }}>
              {numberAndSymbol(l)} · {l.abstract}
            </Link>{" "}
            <StateTag state={l.state} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Every fact of the record; what is empty is left out. */
export function Facts({ rows }: { rows: [label: string, value: string | number | null | undefined][] }) {
  const [all, setAll] = useState(false);
  const filled = rows.filter(([, value]) => value !== "" && value !== null && value !== undefined && value !== t.shared.none && value !== 0);
  return (
    <Card
      title={w.facts.title}
      side={
        filled.length > 6 && (
          <Button size="small" type="link" aria-expanded={all} onClick={() => setAll((a) => !a)}>
            {all ? w.facts.hide : w.facts.show}
          </Button>
        )
      }
    >
      <dl className="facts">
        {(all ? filled : filled.slice(0, 6)).map(([label, value]) => (
          <div key={label} style={{ display: "contents" }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

export function incomingFacts(d: Incoming): [string, string | number | null][] {
  const f = w.field;
  return [
    [f.type, d.type_name],
    [f.numberSymbol, d.number || d.symbol ? numberAndSymbol(d) : ""],
    [f.issuer, [d.issuer_name, d.issuer_code].filter(Boolean).join(" · ")],
    [f.issued, onDay(d.issued_on)],
    [f.signer, [d.signer_name, d.signer_position].filter(Boolean).join(" · ")],
    [f.due, onDay(d.due_on)],
    [f.arrival, registerNumber(d.arrival_number)],
    [f.arrived, onDay(d.arrived_on)],
    [f.receivedOn, d.received_on === d.arrived_on ? "" : onDay(d.received_on)],
    [f.urgency, t.urgency[d.urgency] ?? d.urgency],
    [f.channel, w.channel[d.channel as "paper"] ?? d.channel],
    [f.pages, d.page_count],
    [f.copies, d.copies],
    [f.replyDue, onDay(d.reply_due_on)],
    [f.transferred, onDay(d.transferred_on)],
    [f.paper, d.paper_received_on ? [onDay(d.paper_received_on), d.paper_handed_to].filter(Boolean).join(" · ") : ""],
    [f.identifier, d.document_identifier],
    [f.language, d.language],
    [f.description, d.description],
  ];
}
