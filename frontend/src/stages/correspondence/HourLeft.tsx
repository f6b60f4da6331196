import { useEffect, useState } from "react";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import "./correspondence.css";

const MINUTE = 60_000;

/** The hour of an express document and how long it is until then, told anew each half minute; in a list it stands in the place of the day. */
export function HourLeft({ dueAt, running, inList }: { dueAt: string | null | undefined; running: boolean; inList?: boolean }) {
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
  const left = over ? w.passed(hours, rest) : w.left(hours, rest);
  const loud = over && running ? "late" : "soon";
  if (inList)
    return (
      <span className={running ? loud : undefined} role="timer">
        {atMoment(dueAt)}{running && <small className="due-note">{left}</small>}
      </span>
    );
  return (
    <small className={`due-note due-hour ${loud}`} role="timer">
      <span className="unseen">{w.dueAt} </span>{atMoment(dueAt)}{running && ` · ${left}`}
    </small>
  );
}
