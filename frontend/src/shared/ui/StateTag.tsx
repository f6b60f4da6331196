import { t } from "@/shared/i18n";
import { daysLate, daysUntil, onDay } from "@/shared/lib/format";
import { Tone, type ToneName } from "./Tone";

const tones: Record<string, ToneName> = {
  waiting: "new", registered: "wait", presented: "wait", handling: "work", completed: "good", returned: "bad", recalled: "bad", draft: "work",
  content_checked: "wait", form_checked: "wait", approved: "wait", signed: "good", sealed: "good", issued: "good", open: "work", closed: "good",
  submitted: "wait", accepted: "good", transferring: "wait", transferred: "good", decided: "good", held: "good", arrived: "wait", sent: "work", pending: "work",
};

/** A state by colour, word and icon. */
export function StateTag({ state }: { state: string }) {
  return <Tone tone={tones[state] ?? "work"}>{t.state[state] ?? state}</Tone>;
}

/** A state that turns into the one loud thing of a page when the work is overdue. `running` says whether the term still counts. */
export function StatePill({ state, due, running }: { state: string; due: string | null | undefined; running: boolean }) {
  const late = running ? daysLate(due) : 0;
  return late > 0 ? <Tone tone="late">{t.shared.late(late)}</Tone> : <StateTag state={state} />;
}

/** The day of a term; red with the days when it has passed, with the days left when it is near. */
export function Due({ due, running = true }: { due: string | null | undefined; running?: boolean }) {
  if (!due) return <span className="none">{t.shared.none}</span>;
  const left = daysUntil(due);
  if (!running || left > 3) return <>{onDay(due)}</>;
  const note = left < 0 ? t.shared.late(-left) : left === 0 ? t.shared.dueToday : t.shared.daysLeft(left);
  return <span className={left < 0 ? "late" : "soon"}>{onDay(due)}<small className="due-note">{note}</small></span>;
}

export function UrgencyTag({ urgency }: { urgency: string }) {
  if (urgency === "normal") return null;
  return <Tone tone={urgency === "urgent" ? "wait" : "late"} icon="">{t.urgency[urgency]}</Tone>;
}
