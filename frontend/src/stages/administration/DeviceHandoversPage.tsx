import { useMutation } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Radio } from "antd";
import type { Dayjs } from "dayjs";
import { blobOf, post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { onDay, today } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { useMay } from "@/shared/lib/session";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { personName, Pick } from "@/shared/ui/Pick";
import { Rows } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";
import { Ask, iso, required } from "./Ask";

const w = t.signing.devices;
interface Values {
  device: "seal" | "key_device";
  description: string;
  condition?: string;
  to_person_id: string;
  permitted_by: string;
  permission: string;
  reason: string;
  due_back_on?: Dayjs;
}

function HandOver() {
  return (
    <Ask<Values> label={w.add} primary says={w.says} initial={{ device: "key_device" }}
      run={(v) => post("/device-handovers", { ...v, condition: v.condition ?? "", due_back_on: iso(v.due_back_on) })}
      fields={<>
        <Form.Item name="device" label={w.device} rules={required}><Radio.Group options={Object.entries(w.devices).map(([value, label]) => ({ value, label }))} /></Form.Item>
        <div className="two">
          <Form.Item name="description" label={w.description} rules={required}><Input maxLength={300} /></Form.Item>
          <Form.Item name="condition" label={w.condition}><Input maxLength={300} /></Form.Item>
        </div>
        <Form.Item name="to_person_id" label={w.to} rules={required}><Pick path="/users" show={personName} /></Form.Item>
        <Form.Item name="permitted_by" label={w.permittedBy} rules={required}><Pick path="/users" show={personName} /></Form.Item>
        <Form.Item name="permission" label={w.permission} rules={required}><Input maxLength={300} /></Form.Item>
        <Form.Item name="reason" label={w.reason} rules={[{ required: true, min: 10, message: t.shared.reason.tooShort }]}><Input.TextArea rows={2} maxLength={500} /></Form.Item>
        <Form.Item name="due_back_on" label={w.due}><DatePicker format="DD/MM/YYYY" style={{ width: "100%" }} /></Form.Item>
      </>} />
  );
}

/** Where the agency's seal and key device are, and who had them when: each hand-over with its permission and minutes (Điều 32). */
export default function DeviceHandoversPage() {
  const hands = useMay("handOverDevice");
  const print = useMutation({ mutationFn: async (id: string) => save(await blobOf(`/device-handovers/${id}/minutes`), w.minutesName) });
  return (
    <Page title={w.title} above={w.above} side={hands && <HandOver />}>
      {print.isError && <Failure error={print.error} />}
      <Card flush title={w.list}>
        <Rows path="/device-handovers" query={{ limit: 50 }} label={w.list} empty={w.empty}
          columns={[
            { head: w.device, cell: (r) => <><strong>{w.devices[r.device] ?? r.device}</strong> <span className="muted">{r.description}</span></> },
            { head: w.who, width: 230, cell: (r) => <>{r.from_name} → {r.to_name}</> },
            { head: w.permission, width: 220, narrow: true, cell: (r) => <>{r.permission} <span className="muted">{r.permitted_by_name}</span></> },
            { head: w.time, width: 210, cell: (r) => (
              <>
                <Tone tone={r.state === "returned" ? "good" : r.due_back_on && r.due_back_on < today() ? "late" : "wait"}>{r.state === "returned" ? w.back : w.out}</Tone>{" "}
                <span className="muted">{onDay(r.handed_on)}{r.returned_on ? ` – ${onDay(r.returned_on)}` : r.due_back_on ? ` – ${onDay(r.due_back_on)}` : ""}</span>
              </>
            ) },
            { head: w.actions, width: 230, cell: (r) => (
              <>
                <Button size="small" onClick={() => print.mutate(r.id)}>{w.minutes}</Button>{" "}
                {r.allowed_actions.includes("returnDevice") && (
                  <Ask<{ note?: string }> label={w.backAct} small run={(v) => post(`/device-handovers/${r.id}/return`, { note: v.note ?? "" }, r.version)}
                    fields={<Form.Item name="note" label={w.note}><Input maxLength={500} /></Form.Item>} />
                )}
              </>
            ) },
          ]} />
      </Card>
    </Page>
  );
}
