import { Button } from "antd";
import { useState } from "react";
import { t } from "@/shared/i18n";
import { Tone, type ToneName } from "@/shared/ui/Tone";
import type { Finding, Layout } from "./layoutQuery";
import "./layout.css";

const TONE: Record<string, ToneName> = { right: "good", error: "late", look: "wait", undecided: "work", absent: "bad" };
const ICON: Record<string, string> = { right: "✓", error: "!", look: "?", undecided: "–", absent: "·" };

/** The counts of a check, in words and colours. */
export function LayoutCounts({ result: r }: { result: Pick<Layout, "errors" | "looks" | "undecided" | "reason"> }) {
  const w = t.layout;
  if (r.reason === "scan") return <Tone tone="work">{w.verdict.undecided}</Tone>;
  return (
    <span className="layout-counts">
      {r.errors > 0 && <Tone tone="late">{w.errors(r.errors)}</Tone>}
      {r.looks > 0 && <Tone tone="wait">{w.looks(r.looks)}</Tone>}
      {r.errors === 0 && r.looks === 0 && <Tone tone="good">{w.clean}</Tone>}
      {r.undecided > 0 && (
        <Tone tone="work" icon="–">
          {w.undecided(r.undecided)}
        </Tone>
      )}
    </span>
  );
}

/** Every part of the paper with its verdict; pressed, the list shows that part alone. */
export function LayoutParts({ result: r, part, onPart }: { result: Layout; part?: string; onPart: (part?: string) => void }) {
  const w = t.layout;
  return (
    <ul className="layout-parts" aria-label={w.parts}>
      {r.parts.map((p) => {
        const open = p.errors + p.looks > 0;
        const inside = (
          <>
            <span aria-hidden="true" className={`layout-mark tag-${TONE[p.verdict] ?? "bad"}`}>
              {ICON[p.verdict]}
            </span>
            <span className="layout-part-name">{p.name}</span>
            <span className="muted">{open ? [p.errors && w.errors(p.errors), p.looks && w.looks(p.looks)].filter(Boolean).join(", ") : w.verdict[p.verdict as "right"]}</span>
          </>
        );
        return (
          <li key={p.part}>
            {open ? (
              <button type="button" aria-pressed={part === p.part} onClick={() => onPart(part === p.part ? undefined : p.part)}>
                {inside}
              </button>
            ) : (
              <span className="layout-part">{inside}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface ListProps {
  result: Layout;
  part?: string;
  chosen?: number;
  onChoose?: (at: number) => void;
}

/** The findings, part by part: what stands there, what is right, by which article, how it is mended. */
export function LayoutList({ result: r, part, chosen, onChoose }: ListProps) {
  const w = t.layout;
  const [onlyErrors, setOnlyErrors] = useState(false);
  const shown = r.items.map((f, at) => ({ f, at })).filter(({ f }) => (!part || f.part === part) && (!onlyErrors || f.severity === "error"));
  const groups = r.parts.map((p) => ({ p, of: shown.filter(({ f }) => f.part === p.part) })).filter((g) => g.of.length > 0);
  const both = r.errors > 0 && r.looks > 0;
  return (
    <>
      {both && (
        <div className="layout-filter" role="group" aria-label={w.findings}>
          <Button size="small" type={onlyErrors ? "default" : "primary"} aria-pressed={!onlyErrors} onClick={() => setOnlyErrors(false)}>
            {w.everything}
          </Button>
          <Button size="small" type={onlyErrors ? "primary" : "default"} aria-pressed={onlyErrors} onClick={() => setOnlyErrors(true)}>
            {w.onlyErrors}
          </Button>
        </div>
      )}
      {groups.map(({ p, of }) => (
        <section key={p.part} className="layout-group" aria-label={p.name}>
          <h3>{p.name}</h3>
          <ol>
            {of.map(({ f, at }) => (
              <Item key={at} finding={f} at={at} on={chosen === at} onChoose={onChoose} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function Item({ finding: f, at, on, onChoose }: { finding: Finding; at: number; on: boolean; onChoose: ((at: number) => void) | undefined }) {
  const w = t.layout;
  const where = [f.box && w.box(f.box), f.place && f.place.page > 0 && w.page(f.place.page)].filter(Boolean).join(", ");
  return (
    <li className={`layout-item layout-${f.severity}${on ? " on" : ""}`} data-finding={at}>
      <span className="layout-no" aria-hidden="true">
        {at + 1}
      </span>
      <div>
        <div className="layout-found">
          <strong className={f.severity === "error" ? "late" : "soon"}>{w.severity[f.severity as "error"]}</strong> {f.found}
        </div>
        {f.place && onChoose ? (
          <button type="button" className="layout-where" onClick={() => onChoose(at)} aria-label={w.show(f.place.text.slice(0, 60))}>
            “{f.place.text.slice(0, 110)}
            {f.place.text.length > 110 && "…"}” {where && <span className="muted">({where})</span>}
          </button>
        ) : (
          <span className="muted">{f.place ? `“${f.place.text.slice(0, 110)}”` : w.nowhere}</span>
        )}
        <dl>
          <dt>{w.right}</dt>
          <dd>{f.right}</dd>
          <dt>{w.cure}</dt>
          <dd>{f.cure}</dd>
          <dt>{w.article}</dt>
          <dd className="muted">{f.article}</dd>
        </dl>
      </div>
    </li>
  );
}

/** What this file does not let be decided, part by part. */
export function LayoutUndecided({ result: r }: { result: Layout }) {
  const w = t.layout;
  const parts = r.parts.filter((p) => p.undecided.length > 0);
  if (parts.length === 0) return null;
  return (
    <details className="layout-undecided">
      <summary>
        {w.undecidedTitle} ({r.undecided})
      </summary>
      <p className="muted">{w.undecidedHow}</p>
      {parts.map((p) => (
        <div key={p.part}>
          <strong>{p.name}</strong>
          <ul>
            {p.undecided.map((u) => (
              <li key={u}>{u}</li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}

/** The result as plain lines, to be pasted into a note. */
export function asText(r: Layout): string {
  const w = t.layout;
  const lines = r.items.map((f, at) => {
    const place = f.place ? ` – “${f.place.text.slice(0, 80)}”` : "";
    return `${at + 1}. [${w.severity[f.severity as "error"]}] ${f.part_name}: ${f.found}${place}\n   ${w.right}: ${f.right} (${f.article})\n   ${w.cure}: ${f.cure}`;
  });
  return [`${w.title}: ${r.name} – ${w.errors(r.errors)}, ${w.looks(r.looks)}`, ...lines].join("\n");
}
