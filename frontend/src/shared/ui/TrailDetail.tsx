import { t } from "@/shared/i18n";
import { atMoment, onDay } from "@/shared/lib/format";

type Change = { old: unknown; new: unknown };

const isChange = (value: unknown): value is Change => typeof value === "object" && value !== null && "old" in value && "new" in value;

/** A value as the page writes it elsewhere: days, hours and codes in words. */
function written(field: string, value: unknown): string {
  const w = t.shared.trail;
  if (value === null || value === undefined || value === "") return w.empty_;
  const said = String(value);
  if (field === "urgency") return t.urgency[said] ?? said;
  if (field === "channel") return t.correspondence.channel[said as "paper"] ?? said;
  if (/^\d{4}-\d{2}-\d{2}$/.test(said)) return onDay(said);
  return /^\d{4}-\d{2}-\d{2}T/.test(said) ? atMoment(said) : said;
}

/** What an entry says beside its name: the reason, and of a correction each field with the value before and after. */
export function TrailDetail({ detail }: { detail: Record<string, unknown> }) {
  const w = t.shared.trail;
  const changed = typeof detail.changed === "object" && detail.changed !== null ? Object.entries(detail.changed) : [];
  const shown = changed.flatMap(([field, value]) => (isChange(value) && w.field[field] ? [[field, value] as const] : []));
  const reason = typeof detail.reason === "string" ? detail.reason : "";
  return (
    <>
      {shown.map(([field, change]) => (
        <div key={field} className="trail-change">
          {w.field[field]}: <del>{written(field, change.old)}</del> → <ins>{written(field, change.new)}</ins>
        </div>
      ))}
      {reason && <div className="trail-change">{w.reason(reason)}</div>}
    </>
  );
}
