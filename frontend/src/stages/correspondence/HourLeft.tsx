import { useEffect, useState } from "react";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import "./correspondence.css";

const MINUTE = 60_000;

/** The hour of an express document and how long it is until then, told anew each half minute. */
export function HourLeft({ dueAt, running }: { dueAt: string | null | undefined; running: boolean }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!dueAt || !running) return;
    const timer = window.setInterval(() => setNow(Date.now()), MINUTE / 2);
    return () => window.clearInterval(timer);
  }, [dueAt, running]);
  if (!dueAt) return null;
  const w = t.deadlines.term;
  const minutes = Math.floor(Math.abs(Date.parse(dueAt) - now) / MINUTE);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const over = Date.parse(dueAt) < now;
  return (
    <small className={`due-note due-hour ${over && running ? "late" : "soon"}`} role="timer">
      <span className="unseen">{w.dueAt} </span>{atMoment(dueAt)}{running && ` · ${over ? w.passed(hours, rest) : w.left(hours, rest)}`}
    </small>
  );
}
