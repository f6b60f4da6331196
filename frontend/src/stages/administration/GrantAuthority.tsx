import { Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { post } from "@/shared/api/client";
import { personName, Pick } from "@/shared/ui/Pick";
import { Ask, iso, Period, required } from "./Ask";
import { words } from "./words";

const w = words.authorities;
interface Values {
  person_id?: string;
  capacity: "POST" | "TM" | "Q" | "KT" | "TL" | "TUQ";
  basis: string;
  valid_from?: Dayjs;
  valid_to?: Dayjs;
}

/** Grants an authority to sign (Điều 13): to the person at hand, or to one that is chosen. */
export function GrantAuthority({ person, primary }: { person?: { id: string; why?: string }; primary?: boolean }) {
  return (
    <Ask<Values> label={w.grant} primary={primary} why={person?.why}
      run={(v) => post("/administration/authorities", { person_id: person?.id ?? v.person_id ?? "", capacity: v.capacity, basis: v.basis,
        valid_from: iso(v.valid_from), valid_to: iso(v.valid_to) })}
      fields={<>
        {!person && <Form.Item name="person_id" label={w.who} rules={required}><Pick path="/users" show={personName} /></Form.Item>}
        <Form.Item name="capacity" label={w.capacity} rules={required} extra={w.tuq}><Select
          options={Object.entries(words.capacity).map(([value, label]) => ({ value, label }))} /></Form.Item>
        <Form.Item name="basis" label={w.basis} rules={required}><Input maxLength={300} /></Form.Item>
        <Period />
      </>} />
  );
}
