import { post } from "@/shared/api/client";
import { Card } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { AdminFrame } from "./AdminFrame";
import { End, InTime } from "./Ask";
import { GrantAuthority } from "./GrantAuthority";
import { words } from "./words";

const w = words.authorities;

/** Who signs in which capacity, on what basis, until when. */
export default function AuthoritiesPage() {
  return (
    <AdminFrame side={<GrantAuthority primary />}>
      <Card flush title={w.list} side={<span className="muted">{w.above}</span>}>
        <Rows path="/administration/authorities" query={{ limit: 100 }} label={w.list} empty={w.empty}
          columns={[
            { head: w.who, cell: (r) => <strong>{r.full_name}</strong> },
            { head: w.capacity, width: 180, cell: (r) => words.capacity[r.capacity] ?? r.capacity },
            { head: words.common.basis, width: 260, narrow: true, cell: (r) => r.basis },
            { head: w.time, width: 250, cell: (r) => <InTime of={r} /> },
            { head: w.actions, width: 110, cell: (r) => r.state !== "ended" && <End
              run={(valid_to) => post(`/administration/authorities/${r.id}/ending`, { valid_to }, r.version)} /> },
          ]} />
      </Card>
    </AdminFrame>
  );
}
