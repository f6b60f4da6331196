import { t } from "@/shared/i18n";

export interface Step {
  name: string;
  note?: string | undefined;
}

/** The way of a document: steps behind are done, `at` is where it stands; `at` past the end means all is done. */
export function Stepper({ steps, at, label, late }: { steps: Step[]; at: number; label?: string; late?: boolean }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, i) => {
        const where = i < at ? "past" : i === at ? "now" : "next";
        return (
          <li key={step.name} className={`${where}${late && where === "now" ? " step-late" : ""}`} aria-current={where === "now" ? "step" : undefined}>
            <span aria-hidden="true">{where === "past" ? "✓ " : ""}</span>
            {step.name}
            <span className="unseen"> {t.shared.steps[where]}</span>
            {step.note && step.note !== t.shared.none && <small>{step.note}</small>}
          </li>
        );
      })}
    </ol>
  );
}
