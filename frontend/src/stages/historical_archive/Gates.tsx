import type { Answer } from "@/shared/api/paths";
import { Tone } from "@/shared/ui/Tone";
import { words } from "./words";

export type Transfer = Answer<"get", `/historical-archive/transfers/${string}`>;
export type Line = Transfer["lines"][number];

interface Finding {
  rule?: string;
  file?: string;
  reason?: string;
  level?: string;
}

/** What each gate said of a package, with every finding in words. */
export function Gates({ gates }: { gates: Line["gates"] }) {
  if (gates.length === 0) return <p className="muted">{words.transfer.noGate}</p>;
  return (
    <div>
      {gates.map((g) => {
        const gate = words.gate[g.gate];
        const findings = (g.findings ?? []) as Finding[];
        return (
          <div key={g.gate} className="gate">
            <Tone tone={g.passed ? "good" : "late"}>{g.passed ? words.transfer.passed : words.transfer.failed}</Tone> <strong>{gate?.name ?? g.gate}</strong> <span className="muted">{gate?.says}</span>
            {findings.length === 0 ? null : (
              <ul>
                {findings.map((f, i) => (
                  <li key={`${f.file ?? ""}${f.reason ?? ""}${i}`} className={f.level === "warning" ? "muted" : undefined}>
                    <strong>{words.finding[f.level === "warning" ? "warning" : "error"]}:</strong> {f.reason} {f.file && <span
                      className="digest">{f.file}</span>}
                  </li>
                ))}
              </ul>
            )}
          </div>
        );
      })}
    </div>
  );
}
