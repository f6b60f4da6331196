import type { ReactNode } from "react";

export type ToneName = "new" | "wait" | "work" | "good" | "bad" | "late";
const icons: Record<ToneName, string> = { new: "●", wait: "◔", work: "▸", good: "✓", bad: "✕", late: "!" };

/** A word with a colour and an icon: for states whose words are a stage's own. */
export function Tone({ tone, children, icon = icons[tone] }: { tone: ToneName; children: ReactNode; icon?: string }) {
  return (
    <span className={`tag tag-${tone}`}>
      {icon && <span aria-hidden="true" className="tag-icon">{icon}</span>}
      {children}
    </span>
  );
}
