import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { get, post } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Act } from "./Act";

type Change = Schemas["AccessChangeItem"];

export const useAccess = (id: string) => useQuery({ queryKey: ["/records", id, "access"], queryFn: () => get(`/records/${id}/access`) });
export const acting = (a: { id: string; state: string; allowed_actions: string[]; why_not?: Record<string, string> }) => ({ ...a, version: 0, why_not: a.why_not ?? {} });

/** What must not be overlooked: a right that somebody changed and nobody confirmed, and a hold. */
export function AccessAlert({ id }: { id: string }) {
  const found = useAccess(id);
  const hold = found.data?.holds.find((h) => h.state === "held");
  const waiting = found.data?.changes.filter((c) => c.state === "pending") ?? [];
  return (
    <>
      {hold && <Alert className="failure" type="warning" showIcon title={t.access.held(hold.placed_by_name, atMoment(hold.placed_at), hold.reason)} />}
      {waiting.map((c) => (
        <Alert key={c.id} className="failure" type="warning" showIcon title={t.access.alert(c.reader, c.made_by_name)} description={c.reason} action={<Decide change={c} />} />
      ))}
    </>
  );
}

export function Decide({ change }: { change: Change }) {
  const decide = (verdict: "confirm" | "undo") => () => post(`/access-changes/${change.id}/decision`, { verdict, note: "" });
  return (
    <span className="acts">
      <Act record={acting(change)} operation="decideAccessChange" label={t.access.confirm} primary run={decide("confirm")} />
      <Act record={acting(change)} operation="decideAccessChange" label={t.access.undo} run={decide("undo")} />
    </span>
  );
}
