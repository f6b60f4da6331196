import { Checkbox } from "antd";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay } from "@/shared/lib/format";
import type { Place, Read } from "./suggestions";

type Mention = Schemas["MentionItem"];

const named = (m: Mention): string => {
  const what = m.number ? t.reading.number(m.type_name, m.number, m.symbol) : m.name;
  return [what, m.issued_on && t.reading.dated(onDay(m.issued_on)), m.issuer].filter(Boolean).join(" · ");
};

interface Props {
  read: Read | undefined;
  running: boolean;
  failed: boolean;
  filled: number;
  /** How many fields hold something else than what was read. */
  offers: number;
}

/** One sentence about the reading of the file in hand; a mark of secrecy is an alarm. */
export function ReadNote({ read, running, failed, filled, offers }: Props) {
  const said = (name: string) => read?.suggestions.find((s) => s.field === name);
  const secret = said("secrecy");
  const circulation = said("circulation");
  if (secret)
    return (
      <p className="failure read-secret" role="alert">
        {t.reading.secret(String(secret.value))}
      </p>
    );
  const sentence = running
    ? t.reading.running
    : failed
      ? t.reading.failed
      : read?.unread
        ? (t.reading.unread[read.unread.code] ?? read.unread.detail)
        : read
          ? filled
            ? t.reading.done(filled)
            : read.suggestions.some((s) => s.field !== "page_count")
              ? t.reading.agrees(offers)
              : t.reading.nothing
          : "";
  if (!sentence) return null;
  return (
    <p className="law" role="status">
      {sentence} {circulation && t.reading.circulation(String(circulation.value))}
    </p>
  );
}

interface RelatedProps {
  mentions: Mention[];
  /** Ids of the documents with which a link will be written. */
  chosen: ReadonlySet<string>;
  choose: (id: string, on: boolean) => void;
  show: (place: Place) => void;
}

/** Documents that the file answers or rests on: those that the agency holds are linked when it is registered, unless the clerk takes them out. */
export function Related({ mentions, chosen, choose, show }: RelatedProps) {
  if (!mentions.length) return null;
  return (
    <section className="related-read" aria-label={t.reading.related}>
      <strong>{t.reading.related}</strong>
      <ul>
        {mentions.map((m, i) => {
          const held = m.document;
          return (
            <li key={`${i}${m.symbol}${m.name}`}>
              <span className="muted">{t.reading.relation[m.relation]}</span>{" "}
              {m.box.some((n) => n > 0) && (
                <button type="button" className="suggested-mark suggested-place" onClick={() => show({ page: m.page, box: m.box })}>
                  {t.reading.mark(Math.round(m.confidence * 100))}
                </button>
              )}
              {held ? (
                <Checkbox checked={chosen.has(held.id)} onChange={(e) => choose(held.id, e.target.checked)} aria-label={t.reading.link(named(m))}>
                  {named(m)} <span className="muted">({t.reading.held})</span>
                </Checkbox>
              ) : (
                <>
                  {named(m)} {m.number && <span className="muted">({t.reading.notHeld})</span>}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
