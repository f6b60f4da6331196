import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { Refused } from "@/shared/api/client";
import type { Acting } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { Failure } from "./Page";

export interface ActProps<V extends object> {
  record: Partial<Acting> & Pick<Acting, "allowed_actions" | "why_not">;
  operation: string;
  label: string;
  primary?: boolean;
  danger?: boolean;
  /** Explains what will happen; compulsory for what cannot be undone. */
  preview?: ReactNode;
  /** Fields of the dialog; without fields and preview the act runs at once. */
  fields?: ReactNode;
  initial?: Partial<V>;
  run: (values: V) => Promise<unknown>;
  done?: () => void;
  width?: number;
}

/** A button that the server allowed (`allowed_actions`), with its dialog. Not allowed and without a reason: not shown. */
export function Act<V extends object = Record<string, never>>({
  record,
  operation,
  label,
  primary,
  danger,
  preview,
  fields,
  initial,
  run,
  done,
  width = 520,
}: ActProps<V>) {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<V>();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: run,
    onSuccess: async () => {
      setOpen(false);
      form.resetFields();
      await client.invalidateQueries();
      done?.();
    },
  });
  const stale = act.error instanceof Refused && act.error.problem.code === "stale";
  const reload = () => {
    act.reset();
    void client.invalidateQueries();
  };
  const failure = act.isError && <Failure error={act.error} {...(stale && { retry: reload, again: t.shared.reload })} />;
  const why = record.why_not[operation];
  if (!record.allowed_actions.includes(operation))
    return why ? (
      <span className="blocked">
        <Button disabled>{label}</Button>
        <small>{why}</small>
      </span>
    ) : null;
  const asks = Boolean(fields ?? preview);
  return (
    <>
      <Button
        type={primary ? "primary" : "default"}
        danger={danger}
        loading={act.isPending && !asks}
        onClick={() => (asks ? setOpen(true) : act.mutate({} as V))}
      >
        {label}
      </Button>
      {!asks && failure}
      {asks && (
        <Modal
          open={open}
          title={label}
          okText={label}
          cancelText={t.shared.later}
          confirmLoading={act.isPending}
          destroyOnHidden
          width={width}
          onCancel={() => {
            setOpen(false);
            act.reset();
          }}
          onOk={() =>
            void form
              .validateFields()
              .then((values) => act.mutate(values))
              .catch(() => undefined)
          }
        >
          {preview && <div className="preview">{preview}</div>}
          <Form form={form} layout="vertical" initialValues={initial} requiredMark>
            {fields}
          </Form>
          {failure}
        </Modal>
      )}
    </>
  );
}

/** The compulsory reason of a return, recall or void. */
export function ReasonField({ name = "reason", label = t.shared.reason.label }: { name?: string; label?: string }) {
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, min: 10, message: t.shared.reason.tooShort }]}>
      <Input.TextArea rows={3} maxLength={500} showCount />
    </Form.Item>
  );
}
