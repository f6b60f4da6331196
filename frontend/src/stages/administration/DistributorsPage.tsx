import { Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { post } from "@/shared/api/client";
import { Card } from "@/shared/ui/Page";
import { personName, Pick } from "@/shared/ui/Pick";
import { Rows } from "@/shared/ui/Rows";
import { AdminFrame } from "./AdminFrame";
import { Ask, End, InTime, iso, Period, required } from "./Ask";
import { words } from "./words";

const w = words.distributors;
const ROLE = "phanphoi";
interface Values {
  person_id: string;
  valid_from?: Dayjs;
  valid_to?: Dayjs;
  basis?: string;
}

/** Who may distribute incoming documents beside the leaders (Điều 23.1). */
export default function DistributorsPage() {
  const grant = (
    <Ask<Values> label={w.grant} primary run={(v) => post("/administration/roles", { person_id: v.person_id, role: ROLE, valid_from: iso(v.valid_from),
      valid_to: iso(v.valid_to), basis: v.basis ?? "" })}
      fields={<>
        <Form.Item name="person_id" label={w.who} rules={required}><Pick path="/users" show={personName} /></Form.Item>
        <Period />
        <Form.Item name="basis" label={words.authorities.basis}><Input maxLength={300} /></Form.Item>
      </>} />
  );
  return (
    <AdminFrame side={grant}>
      <Card flush title={w.list}>
        <p className="muted card-note">{w.above}</p>
        <Rows path="/administration/roles" query={{ role: ROLE, limit: 100 }} label={w.list} empty={w.empty}
          columns={[
            { head: w.who, cell: (r) => <strong>{r.full_name}</strong> },
            { head: words.common.basis, width: 280, narrow: true, cell: (r) => r.basis || "—" },
            { head: w.time, width: 250, cell: (r) => <InTime of={r} /> },
            { head: w.actions, width: 110, cell: (r) => r.state !== "ended" && <End
              run={(valid_to) => post(`/administration/roles/${r.id}/ending`, { valid_to }, r.version)} /> },
          ]} />
      </Card>
    </AdminFrame>
  );
}
