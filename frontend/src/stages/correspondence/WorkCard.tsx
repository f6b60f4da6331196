import { Fragment, type ReactNode } from "react";
import { t } from "@/shared/i18n";
import { Card } from "@/shared/ui/Page";

interface Props {
  title: string;
  /** What stands below the title: who has which part, what is waited for. */
  told?: ReactNode;
  /** Every act of the record by its operation; those that the server does not allow draw nothing. */
  acts: Record<string, ReactNode>;
  /** The one primary step; it stands beside the title. */
  next?: string;
  /** Why shown acts are off: operation and the server's reason, with the words of the operations. */
  reasons: [string, string][];
  labels: Record<string, string | undefined>;
}

/** The work on a document: one next step, the other acts below, and in words why some are off. */
export function WorkCard({ title, told, acts, next, reasons, labels }: Props) {
  const order = Object.keys(acts).filter((operation) => operation !== next);
  return (
    <Card>
      <div className="work">
        <div className="work-text">
          <h2>{title}</h2>
          {told}
        </div>
        {next && acts[next]}
      </div>
      <div className="acts work-more">
        {order.map((operation) => (
          <Fragment key={operation}>{acts[operation]}</Fragment>
        ))}
      </div>
      {reasons.length > 0 && (
        <ul className="reasons">
          {reasons.map(([operation, why]) => (
            <li key={operation}>{t.correspondence.why.because(labels[operation] ?? operation, why)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
