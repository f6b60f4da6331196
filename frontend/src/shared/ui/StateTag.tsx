import { vi } from "@/shared/i18n/vi";

const tones: Record<string, string> = {
  waiting: "new", registered: "wait", presented: "wait", handling: "work", completed: "good", returned: "bad", recalled: "bad", draft: "work",
  content_checked: "wait", form_checked: "wait", approved: "wait", signed: "good", sealed: "good", issued: "good", open: "work", closed: "good",
  submitted: "wait", accepted: "good", transferring: "wait", transferred: "good", decided: "good", held: "good", arrived: "wait", sent: "work", pending: "work",
};
const icons: Record<string, string> = { new: "●", wait: "◔", work: "▸", good: "✓", bad: "✕" };

/** A state by colour, word and icon. */
export function StateTag({ state }: { state: string }) {
  const tone = tones[state] ?? "work";
  return (
    <span className={`tag tag-${tone}`}>
      <span aria-hidden="true">{icons[tone]}</span> {vi.state[state] ?? state}
    </span>
  );
}

export function UrgencyTag({ urgency }: { urgency: string }) {
  if (urgency === "normal") return null;
  return <span className={`tag ${urgency === "urgent" ? "tag-wait" : "tag-late"}`}>{vi.urgency[urgency]}</span>;
}
