import { Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { post } from "@/shared/api/client";
import type { Acting } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { Act } from "@/shared/ui/Act";
import { personName, Pick } from "@/shared/ui/Pick";
import { asText, DayField, needed, whom, WhomField } from "./fields";

interface Values {
  subject: string;
  whom: string;
  co_drafter_ids?: string[];
  type_code?: string;
  due_on?: Dayjs;
  instruction?: string;
}

const NEW: Acting = { id: "new", state: "", version: 0, allowed_actions: ["assignDraft"], why_not: {} };

/** Giao soạn thảo, in answer to an incoming document where one is named. */
export function AssignDraft({ replyTo, subject }: { replyTo?: string; subject?: string }) {
  const w = t.drafting.assigned;
  return (
    <Act<Values>
      record={NEW}
      operation="assignDraft"
      label={w.give}
      primary={!replyTo}
      {...(subject && { initial: { subject } })}
      run={({ whom: who, due_on, co_drafter_ids = [], ...v }) => post("/draft-assignments", { ...v, co_drafter_ids, ...whom(who), due_on: asText(due_on), in_reply_to: replyTo })}
      fields={
        <>
          <Form.Item name="subject" label={w.what} rules={needed()}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <div className="two">
            <Form.Item name="whom" label={w.whom} rules={needed()}>
              <WhomField />
            </Form.Item>
            <Form.Item name="due_on" label={w.due}>
              <DayField only="future" />
            </Form.Item>
          </div>
          <div className="two">
            <Form.Item name="co_drafter_ids" label={w.together}>
              <Pick path="/users" mode="multiple" show={personName} />
            </Form.Item>
            <Form.Item name="type_code" label={w.type}>
              <Pick path="/document-types" valueBy={(c) => c.code} allowClear />
            </Form.Item>
          </div>
          <Form.Item name="instruction" label={w.instruction}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </>
      }
    />
  );
}
