import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, DatePicker, Form, Input, InputNumber, Modal, Segmented } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { post, Refused } from "@/shared/api/client";
import type { Dossier } from "@/shared/api/types";
import { today } from "@/shared/lib/format";
import { Failure } from "@/shared/ui/Page";
import { RetentionField, retentionOf, type RetentionValues } from "./RetentionField";
import { words } from "./words";

interface Values extends RetentionValues {
  ended_on: Dayjs;
  sheet_count?: number;
  title: string;
  again: "keep" | "change";
}

function missingOf(error: unknown): string[] {
  const missing = error instanceof Refused ? error.problem.missing : undefined;
  return Array.isArray(missing) ? missing.map(String) : [];
}

/** Closes a dossier; what the server finds missing stands there as a checklist. */
export function CloseDossier({ dossier: d }: { dossier: Dossier }) {
  const [shown, setShown] = useState(false);
  const [form] = Form.useForm<Values>();
  const again = Form.useWatch("again", form) as string | undefined;
  const client = useQueryClient();
  const close = useMutation({
    mutationFn: (v: Values) => {
      const retention = v.again === "change" ? retentionOf({ ...v, how: "kind" }).retention : undefined;
      return post(`/dossiers/${d.id}/closure`, { ended_on: v.ended_on.format("YYYY-MM-DD"), sheet_count: v.sheet_count,
        title: v.title === d.title ? undefined : v.title, retention }, d.version);
    },
    onSuccess: () => { setShown(false); void client.invalidateQueries(); },
  });
  const why = d.why_not.closeDossier;
  if (!d.allowed_actions.includes("closeDossier")) {
    return why ? <span className="blocked"><Button disabled>{words.close.act}</Button><small>{why}</small></span> : null;
  }
  const missing = missingOf(close.error);
  const required = [{ required: true, message: words.open.required }];
  return (
    <>
      <Button type="primary" onClick={() => { close.reset(); setShown(true); }}>{words.close.act}</Button>
      <Modal open={shown} title={words.close.act} okText={words.close.act} cancelText={words.open.later} confirmLoading={close.isPending} destroyOnHidden
        width={600}
        onCancel={() => setShown(false)} onOk={() => void form.validateFields().then((v) => close.mutate(v)).catch(() => undefined)}>
        <p className="muted">{words.close.explain}</p>
        <Form form={form} layout="vertical" preserve={false} initialValues={{ ended_on: dayjs(today()), title: d.title, again: "keep", how: "kind",
          kind: d.retention_kind, years: d.retention_years }}>
          <div className="two">
            <Form.Item name="ended_on" label={words.close.ended} rules={required}><DatePicker format="DD/MM/YYYY" allowClear={false}
              style={{ width: "100%" }} /></Form.Item>
            <Form.Item name="sheet_count" label={words.close.sheets} extra={words.close.sheetsHelp}><InputNumber min={0} max={999_999}
              style={{ width: "100%" }} /></Form.Item>
          </div>
          <Form.Item name="title" label={words.close.title} rules={required}><Input.TextArea rows={2} maxLength={1000} /></Form.Item>
          <Form.Item name="again" label={`${words.close.term}: ${d.retention_label}`}>
            <Segmented options={[{ value: "keep", label: words.close.keep }, { value: "change", label: words.close.change }]} />
          </Form.Item>
          {again === "change" && <RetentionField kindOnly />}
        </Form>
        {missing.length > 0 && (
          <Alert type="warning" showIcon title={words.close.missing} description={<ul className="checklist">{missing.map((m) => <li key={m}>{m}</li>)}</ul>} />
        )}
        {close.isError && missing.length === 0 && <Failure error={close.error} />}
      </Modal>
    </>
  );
}
