import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { post } from "@/shared/api/client";
import type { Row, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { Act } from "@/shared/ui/Act";
import { personName, Pick } from "@/shared/ui/Pick";
import { needed } from "./fields";

const w = t.intake.envelopes;

function Numbers({ outside }: { outside: string[] }) {
  return (
    <Form.Item name="numbers_inside" label={w.inside} extra={w.insideHelp}>
      <Input.TextArea rows={3} maxLength={1000} placeholder={outside.join("\n")} />
    </Form.Item>
  );
}

/** What the server allows to be done with an envelope now. */
export function EnvelopeActs({ envelope: e }: { envelope: Row<"/envelopes"> }) {
  const base = `/envelopes/${e.id}` as const;
  const record = { ...e, why_not: {} };
  return (
    <span className="acts">
      <Act<Schemas["OpenEnvelope"]>
        record={record}
        operation="openEnvelope"
        label={w.open}
        primary
        preview={w.openHow}
        run={(v) => post(`${base}/opening`, v, e.version)}
        fields={
          <>
            <Numbers outside={e.numbers_outside} />
            <Form.Item name="finding" label={w.finding}>
              <Input maxLength={500} />
            </Form.Item>
            <Form.Item name="sender_told_how" label={w.told}>
              <Input maxLength={300} />
            </Form.Item>
          </>
        }
      />
      <Act<Schemas["PassEnvelope"]>
        record={record}
        operation="passEnvelope"
        label={w.pass}
        primary
        preview={w.passHow}
        initial={{ to_name: e.addressee_name }}
        run={(v) => post(`${base}/passing`, v, e.version)}
        fields={
          <>
            <Form.Item name="to_name" label={w.to} rules={needed()}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="to_user_id" label={w.person}>
              <Pick path="/users" show={personName} />
            </Form.Item>
            <Form.Item name="receipt_by_name" label={w.receipt} rules={needed()}>
              <Input maxLength={100} />
            </Form.Item>
          </>
        }
      />
      <Act<Schemas["HandBackEnvelope"]>
        record={record}
        operation="handBackEnvelope"
        label={w.back}
        preview={w.backHow}
        run={(v) => post(`${base}/hand-back`, v, e.version)}
        fields={
          <>
            <Form.Item name="by_name" label={w.backBy} rules={needed()}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="reason" label={w.backReason} rules={[{ required: true, min: 5, message: t.shared.required }]}>
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
            <Numbers outside={e.numbers_outside} />
          </>
        }
      />
      <Act<Schemas["NoteSenderTold"]>
        record={record}
        operation="noteSenderTold"
        label={w.tell}
        run={(v) => post(`${base}/sender-notice`, v, e.version)}
        fields={
          <Form.Item name="how" label={w.told} rules={needed()}>
            <Input maxLength={300} />
          </Form.Item>
        }
      />
      {e.allowed_actions.includes("registerIncoming") && (
        <Link to="/van-ban-den/vao-so" search={{ bi: e.id }} tabIndex={-1}>
          <Button type={e.registered ? "default" : "primary"}>{w.register}</Button>
        </Link>
      )}
    </span>
  );
}
