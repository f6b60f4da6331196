import { useQuery } from "@tanstack/react-query";
import { Form, Input } from "antd";
import { get, post } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { Card } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";
import { AdminFrame } from "./AdminFrame";
import { Ask, End, InTime, required } from "./Ask";
import { GrantAuthority } from "./GrantAuthority";
import { words } from "./words";

const w = words.authorities;
const l = t.signing.limits;

/** How far the authority reaches, in the words of the office. */
function Scope({ of: a, names }: { of: Schemas["AuthorityItem"]; names: Record<string, string> }) {
  const named = (codes: string[]) => codes.map((c) => names[c] ?? c).join(", ");
  const said = [
    a.type_codes.length ? named(a.type_codes) : "", a.field_codes.length ? named(a.field_codes) : "", a.unit_ids.length ? named(a.unit_ids) : "",
    a.in_charge ? l.inCharge : "", a.content, a.signs_copies ? l.copies : "",
  ].filter(Boolean);
  return <>{said.length ? said.join("; ") : <span className="muted">{l.all}</span>}</>;
}

/** Who signs in which capacity, on what basis, how far and until when. */
export default function AuthoritiesPage() {
  const types = useQuery({ queryKey: ["/document-types", "all"], queryFn: () => get("/document-types", { limit: 200 }), staleTime: 600_000 });
  const units = useQuery({ queryKey: ["/units", "all"], queryFn: () => get("/units", { limit: 200 }), staleTime: 600_000 });
  const names = Object.fromEntries([...(types.data?.items ?? []).map((x) => [x.code, x.name]), ...(units.data?.items ?? []).map((u) => [u.id, u.name])]);
  return (
    <AdminFrame side={<GrantAuthority primary />}>
      <Card flush title={w.list} side={<span className="muted">{w.above}</span>}>
        <Rows path="/administration/authorities" query={{ limit: 100 }} label={w.list} empty={w.empty}
          columns={[
            { head: w.who, cell: (r) => <strong>{r.full_name}</strong> },
            { head: w.capacity, width: 150, cell: (r) => words.capacity[r.capacity] ?? r.capacity },
            { head: l.limits, width: 210, cell: (r) => <Scope of={r} names={names} /> },
            { head: words.common.basis, width: 240, narrow: true, cell: (r) => (
              <>
                <div>{r.basis}</div>
                {r.basis_document_id ? <Tone tone="good">{l.basisDocument}</Tone> : r.state !== "ended" && (
                  <Ask<{ number_and_symbol: string }> label={l.linkBasis} small kind="link"
                    run={(v) => post(`/administration/authorities/${r.id}/basis-document`, v, r.version)}
                    fields={<Form.Item name="number_and_symbol" label={l.basisNumber} rules={required}><Input maxLength={45} placeholder="03/GUQ-SNV" /></Form.Item>} />
                )}
              </>
            ) },
            { head: w.time, width: 220, cell: (r) => <InTime of={r} /> },
            { head: w.actions, width: 110, cell: (r) => r.state !== "ended" && <End
              run={(valid_to) => post(`/administration/authorities/${r.id}/ending`, { valid_to }, r.version)} /> },
          ]} />
      </Card>
    </AdminFrame>
  );
}
