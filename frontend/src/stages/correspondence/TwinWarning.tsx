import { Alert, Button } from "antd";
import { t } from "@/shared/i18n";
import { numberAndSymbol, onDay } from "@/shared/lib/format";
import type { IncomingRow } from "./IncomingTable";
import type { Read } from "./suggestions";

const w = t.correspondence.entry;

interface Props {
  twins: IncomingRow[];
  /** A twin that the server named when it refused. */
  named: string | null;
  /** What the reading of the file itself found. */
  same?: Read["twin"] | undefined;
  confirm: () => void;
  pending: boolean;
  /** Shows the twin in place of the file. */
  peek: (id: string) => void;
}

/** A document like this one stands in the register: shown before anything is saved, to be looked at beside the form; the clerk decides. */
export function TwinWarning({ twins, named, same, confirm, pending, peek }: Props) {
  const twin = twins[0];
  const id = twin?.id ?? named;
  if (!id) return null;
  const where = twin && (twin.arrival_number ? w.twinNumber(String(twin.arrival_number), onDay(twin.arrived_on)) : w.twinWaiting);
  const what = twin ? `${numberAndSymbol(twin)}, ${twin.issuer_name} (${where})` : "";
  const found = same?.id === id && t.reading.same(`${numberAndSymbol(same)}, ${same.issuer_name}`, String(same.arrival_number ?? ""));
  return (
    <Alert
      className="failure"
      type="warning"
      showIcon
      role="alert"
      title={
        <>
          {twin ? w.twin(what) : found || t.refusal.possible_duplicate}{" "}
          <button type="button" className="text-link" onClick={() => peek(id)}>
            {w.twinSee}
          </button>{" "}
          <span className="muted">{w.twinHow}</span>
        </>
      }
      action={
        <Button size="small" loading={pending} onClick={confirm}>
          {w.twinAnyway}
        </Button>
      }
    />
  );
}
