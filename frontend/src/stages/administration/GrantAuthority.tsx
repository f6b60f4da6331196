import { useQuery } from "@tanstack/react-query";
import { Checkbox, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { get, post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { personName, Pick } from "@/shared/ui/Pick";
import { Ask, iso, Period, required } from "./Ask";
import { words } from "./words";

const w = words.authorities;
const l = t.signing.limits;
interface Values {
  person_id?: string;
  capacity: "POST" | "TM" | "Q" | "KT" | "TL" | "TUQ";
  basis: string;
  valid_from?: Dayjs;
  valid_to?: Dayjs;
  granted_by?: string;
  type_codes?: string[];
  field_codes?: string[];
  unit_ids?: string[];
  in_charge?: boolean;
  signs_copies?: boolean;
  content?: string;
}

/** What an authority reaches: types, fields, units; who passed it on; what the head gave with it. */
function Limits() {
  const capacity = Form.useWatch<Values["capacity"] | undefined>("capacity");
  const types = useQuery({ queryKey: ["/document-types", "all"], queryFn: () => get("/document-types", { limit: 200 }), staleTime: 600_000 });
  const limited = capacity === "KT" || capacity === "TL" || capacity === "TUQ";
  if (!limited) return null;
  return (
    <>
      {capacity !== "TL" && <Form.Item name="granted_by" label={l.grantor} extra={l.grantorHelp}><Pick path="/users" show={personName} allowClear /></Form.Item>}
      {capacity === "TUQ" && <Form.Item name="content" label={l.content} rules={required}><Input maxLength={500} /></Form.Item>}
      <Form.Item name="type_codes" label={l.types}><Select mode="multiple" allowClear optionFilterProp="label" placeholder={l.all}
        options={types.data?.items.map((x) => ({ value: x.code, label: x.name }))} /></Form.Item>
      <div className="two">
        <Form.Item name="field_codes" label={l.fields}><Select mode="tags" allowClear placeholder={l.all} open={false} suffixIcon={null} /></Form.Item>
        <Form.Item name="unit_ids" label={l.units}><Pick path="/units" mode="multiple" allowClear placeholder={l.all} /></Form.Item>
      </div>
      {capacity === "KT" && <Form.Item name="in_charge" valuePropName="checked" noStyle><Checkbox>{l.inCharge}</Checkbox></Form.Item>}
      <Form.Item name="signs_copies" valuePropName="checked"><Checkbox>{l.copies}</Checkbox></Form.Item>
    </>
  );
}

/** Grants an authority to sign (Điều 13): to the person at hand, or to one that is chosen. */
export function GrantAuthority({ person, primary }: { person?: { id: string; why?: string }; primary?: boolean }) {
  return (
    <Ask<Values> label={w.grant} primary={primary} why={person?.why}
      run={(v) => post("/administration/authorities", { person_id: person?.id ?? v.person_id ?? "", capacity: v.capacity, basis: v.basis,
        valid_from: iso(v.valid_from), valid_to: iso(v.valid_to), granted_by: v.granted_by, type_codes: v.type_codes ?? [],
        field_codes: v.field_codes ?? [], unit_ids: v.unit_ids ?? [], in_charge: v.in_charge ?? false, signs_copies: v.signs_copies ?? false,
        content: v.content ?? "" })}
      fields={<>
        {!person && <Form.Item name="person_id" label={w.who} rules={required}><Pick path="/users" show={personName} /></Form.Item>}
        <Form.Item name="capacity" label={w.capacity} rules={required} extra={w.tuq}><Select
          options={Object.entries(words.capacity).map(([value, label]) => ({ value, label }))} /></Form.Item>
        <Form.Item name="basis" label={w.basis} rules={required}><Input maxLength={300} /></Form.Item>
        <Limits />
        <Period />
      </>} />
  );
}
