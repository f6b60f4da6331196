import type { ReactNode } from "react";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Empty } from "./Page";

export interface Said {
  id: string;
  full_name: string;
  position?: string | null;
  text: ReactNode;
  at: string;
  /** What kind of word it was: bút phê, phân công, tiến độ. */
  kind?: string | undefined;
  /** The loud ones: a direction, a return. */
  loud?: boolean;
}

/** Opinions as a thread, oldest first: who, in what post, said what and when. */
export function Conversation({ said, empty }: { said: Said[]; empty?: string }) {
  if (said.length === 0) return <Empty>{empty ?? t.shared.conversation.empty}</Empty>;
  return (
    <ol className="timeline">
      {said.map((s) => (
        <li key={s.id} className={s.loud ? "said-loud" : undefined}>
          <strong>{s.full_name}</strong>{s.position ? `, ${s.position}` : ""}: {s.text}
          <div className="muted">{atMoment(s.at)}{s.kind && <> · {s.kind}</>}</div>
        </li>
      ))}
    </ol>
  );
}
