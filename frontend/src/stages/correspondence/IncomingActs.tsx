import { DatePicker, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { post } from "@/shared/api/client";
import type { Incoming } from "@/shared/api/types";
import { Act, ReasonField } from "@/shared/ui/Act";
import { personName, Pick } from "@/shared/ui/Pick";

const required = [{ required: true, message: "Không được để trống." }];
const day = (value: unknown) => (value as Dayjs | undefined)?.format("YYYY-MM-DD");
const whom = (ids: unknown, key: "unit_id" | "user_id") => ((ids as string[] | undefined) ?? []).map((id) => ({ [key]: id }));

function Due() {
  return <Form.Item name="due_on" label="Hạn giải quyết"><DatePicker format="DD/MM/YYYY" style={{ width: "100%" }} /></Form.Item>;
}

/** What may be done with a văn bản đến now; the first allowed step is the primary one. */
export function IncomingActs({ document: d }: { document: Incoming }) {
  const to = (act: string) => `/incoming-documents/${d.id}/${act}`;
  const lead = (v: Record<string, unknown>) => (v.unit_id ? { unit_id: v.unit_id } : v.user_id ? { user_id: v.user_id } : undefined);
  const returnTo = d.state === "handling" ? "director" : d.state === "presented" ? "clerk" : "sender";
  const units = <Form.Item name="unit_id" label="Đơn vị chủ trì"><Pick path="/units" allowClear /></Form.Item>;
  return (
    <div className="acts">
      <Act record={d} operation="registerArrival" label="Vào sổ" primary run={() => post(to("registration"), {}, d.version)} preview="Văn bản sẽ được cấp số đến kế tiếp; nơi gửi thấy văn bản đã được tiếp nhận." />
      <Act record={d} operation="presentIncoming" label={d.state === "presented" ? "Trình người khác" : "Trình lãnh đạo"} primary={d.state === "registered"} run={(v) => post(to("presentation"), v, d.version)}
        fields={<Form.Item name="to_user_id" label="Trình" rules={required}><Pick path="/users" query={{}} show={personName} /></Form.Item>} />
      <Act record={d} operation="directIncoming" label="Cho ý kiến" primary={d.state === "presented"}
        run={(v) => post(to("direction"), { opinion: v.opinion, lead: lead(v), coordinating: whom(v.coordinating, "unit_id"), informed: whom(v.informed, "user_id"), due_on: day(v.due_on) }, d.version)}
        fields={<>
          <Form.Item name="opinion" label="Ý kiến chỉ đạo" rules={required}><Input.TextArea rows={3} maxLength={4000} /></Form.Item>
          {units}
          <Form.Item name="coordinating" label="Đơn vị phối hợp"><Pick path="/units" mode="multiple" /></Form.Item>
          <Form.Item name="informed" label="Để biết"><Pick path="/users" mode="multiple" show={personName} /></Form.Item>
          <Due />
        </>} />
      <Act record={d} operation="assignIncoming" label="Phân công" primary run={(v) => post(to("assignments"), { user_id: v.user_id, instruction: v.instruction, due_on: day(v.due_on) }, d.version)}
        fields={<>
          <Form.Item name="user_id" label="Người giải quyết" rules={required}><Pick path="/users" show={personName} /></Form.Item>
          <Form.Item name="instruction" label="Yêu cầu"><Input.TextArea rows={2} maxLength={1000} /></Form.Item>
          <Due />
        </>} />
      <Act record={d} operation="acknowledgeIncoming" label="Ký nhận" primary run={() => post(to("receipt"), {}, d.version)} />
      <Act record={d} operation="recordProgress" label="Ghi tiến độ" run={(v) => post(to("progress"), v, d.version)} fields={<Form.Item name="note" label="Tiến độ" rules={required}><Input.TextArea rows={3} maxLength={4000} /></Form.Item>} />
      <Act record={d} operation="completeIncoming" label="Kết thúc" run={(v) => post(to("completion"), { outcome: v.outcome, reply_document_id: v.reply }, d.version)}
        fields={<>
          <Form.Item name="outcome" label="Kết quả" rules={required}><Input.TextArea rows={3} maxLength={1000} /></Form.Item>
          <Form.Item name="reply" label="Văn bản trả lời"><Select allowClear placeholder="Chưa có" options={d.links.filter((l) => l.kind === "outgoing").map((l) => ({ value: l.id, label: l.abstract }))} /></Form.Item>
        </>} />
      <Act record={d} operation="transferIncoming" label="Chuyển giao" run={(v) => post(to("transfer"), { lead: lead(v), due_on: day(v.due_on) }, d.version)} fields={d.state === "registered" ? <>{units}<Due /></> : undefined} />
      <Act record={d} operation="returnIncoming" label={returnTo === "sender" ? "Trả lại nơi gửi" : returnTo === "clerk" ? "Trả lại văn thư" : "Trả lại người chỉ đạo"} danger run={(v) => post(to("return"), { to: returnTo, ...v }, d.version)} fields={<ReasonField />} />
      <Act record={d} operation="confirmRecall" label="Hủy theo thu hồi" danger run={() => post(to("recall"), {}, d.version)} preview={`Nơi gửi thu hồi văn bản này: ${d.recall_reason}. Bản đã nhận bị hủy; số đến và nhật ký vẫn giữ.`} />
    </div>
  );
}
