import { Alert, Form, Input } from "antd";
import type { ReactNode } from "react";
import type { Outgoing } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { useOutgoingLayout } from "./layoutQuery";

/** The note of whoever approves the form: compulsory while the format check still finds errors, so that the trail says why. */
export default function FormNote({ document: d, fallback }: { document: Outgoing; fallback: ReactNode }) {
  const w = t.layout;
  const errors = useOutgoingLayout(d).data?.errors ?? 0;
  if (errors === 0) return fallback;
  return (
    <>
      <Alert type="warning" showIcon className="failure" title={w.noteNeeded(errors)} />
      <Form.Item name="note" label={w.noteLabel} extra={w.noteHint} rules={[{ required: true, min: 10, message: w.noteHint }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </>
  );
}
