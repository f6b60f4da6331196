import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { post } from "@/shared/api/client";
import type { Dossier } from "@/shared/api/types";
import { today } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Failure } from "@/shared/ui/Page";
import { RetentionField, retentionOf, type RetentionValues } from "./RetentionField";
import { words } from "./words";
import "@/shared/ui/lists.css";

interface Values extends RetentionValues {
  title: string;
  notation: string;
  started_on: Dayjs;
  access_mode: "public" | "conditional";
  description?: string;
}

interface Props {
  primary?: boolean;
  small?: boolean;
  label?: string;
  title?: string;
  /** What to do with the open dossier, before the dialog closes. */
  then: (dossier: Dossier) => unknown;
}

/** The dialog that opens a dossier; its code is shown before it is given. */
export function OpenDossier({ primary, small, label = words.open.act, title, then }: Props) {
  const me = useMe();
  const [shown, setShown] = useState(false);
  const [form] = Form.useForm<Values>();
  const notation = Form.useWatch("notation", form) as string | undefined;
  const started = Form.useWatch("started_on", form) as Dayjs | undefined;
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: async (v: Values) => {
      const facts = { title: v.title, notation: v.notation, access_mode: v.access_mode, description: v.description,
        started_on: v.started_on.format("YYYY-MM-DD") };
      await then(await post("/dossiers", { ...facts, ...retentionOf(v) }));
    },
    onSuccess: () => {
      setShown(false);
      void client.invalidateQueries();
    },
  });
  const required = [{ required: true, message: words.open.required }];
  return (
    <>
      <Button type={primary ? "primary" : "default"} {...(small && { size: "small" as const })} onClick={() => { save.reset(); setShown(true); }}>{label}</Button>
      <Modal
        open={shown} title={label} okText={words.open.act} cancelText={words.open.later} confirmLoading={save.isPending} width={640} destroyOnHidden
        onCancel={() => setShown(false)} onOk={() => void form.validateFields().then((v) => save.mutate(v)).catch(() => undefined)}
      >
        <Form form={form} layout="vertical" preserve={false} initialValues={{ how: "rule", kind: "PERMANENT", access_mode: "public",
          started_on: dayjs(today()), title }}>
          <Form.Item name="title" label={words.open.title} rules={required} extra={words.open.titleHelp}><Input.TextArea rows={2}
            maxLength={1000} /></Form.Item>
          <div className="two">
            <Form.Item name="notation" label={words.open.notation} rules={[...required, { pattern: /^[\p{L}\p{N}_./-]+$/u, message: words.open.notationWrong }]}
              extra={notation ? words.open.code(`${me.agency.code}.${(started ?? dayjs(today())).year()}.${notation}`) : words.open.notationHelp}>
              <Input maxLength={20} placeholder="05.VTLT" />
            </Form.Item>
            <Form.Item name="started_on" label={words.open.started} rules={required}><DatePicker format="DD/MM/YYYY" allowClear={false}
              style={{ width: "100%" }} /></Form.Item>
          </div>
          <RetentionField on={started?.format("YYYY-MM-DD") ?? today()} />
          <div className="two">
            <Form.Item name="access_mode" label={words.open.access}><Select
              options={Object.entries(words.access).map(([value, text]) => ({ value, label: text }))} /></Form.Item>
            <Form.Item name="description" label={words.open.description}><Input maxLength={2000} /></Form.Item>
          </div>
        </Form>
        {save.isError && <Failure error={save.error} />}
      </Modal>
    </>
  );
}
