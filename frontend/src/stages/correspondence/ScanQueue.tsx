import { Link } from "@tanstack/react-router";
import { t } from "@/shared/i18n";
import { Tone } from "@/shared/ui/Tone";
import type { Queued } from "./queue";

interface Props {
  items: Queued[];
  current: string | undefined;
  share: number | undefined;
  open: (key: string) => void;
}

/** The dropped files by name: which is in hand, which wait, which have their số đến, which were skipped or refused. */
export function ScanQueue({ items, current, share, open }: Props) {
  const w = t.reading.queue;
  const stateOf = (i: Queued) => {
    if (i.state === "done") return w.done(String(i.document?.arrival_number ?? ""));
    if (i.refusal) return i.refusal;
    if (i.key === current) return share === undefined ? w.now : w.sending(share);
    return i.state === "skipped" ? w.skipped : w.waiting;
  };
  return (
    <nav className="scan-queue" aria-label={w.title}>
      <ol>
        {items.map((i) => (
          <li key={i.key} className={i.key === current ? "on" : undefined}>
            {i.document ? (
              <Link to="/van-ban-den/$id" params={{ id: i.document.id }}>
                {i.file.name}
              </Link>
            ) : (
              <button type="button" aria-current={i.key === current ? "step" : undefined} aria-label={w.open(i.file.name, stateOf(i))} onClick={() => open(i.key)}>
                {i.file.name}
              </button>
            )}{" "}
            <Tone tone={i.state === "done" ? "good" : i.refusal ? "bad" : i.key === current ? "work" : "wait"}>{stateOf(i)}</Tone>
          </li>
        ))}
      </ol>
    </nav>
  );
}
