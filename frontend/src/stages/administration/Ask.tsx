import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, DatePicker, Form, Modal, type ButtonProps } from "antd";
import type { Dayjs } from "dayjs";
import { useState, type ReactNode } from "react";
import { onDay } from "@/shared/lib/format";
import { Failure } from "@/shared/ui/Page";
import { Tone } from "@/shared/ui/Tone";
import { words } from "./words";
import "@/shared/ui/lists.css";

interface Props<V extends object> {
  label: string;
  title?: string;
  ok?: string;
  primary?: boolean;
  danger?: boolean;
  small?: boolean;
  says?: ReactNode;
  fields?: ReactNode;
  initial?: Partial<V>;
  /** Why the button is off; shown beside it. */
  why?: string;
  run: (values: V) => Promise<unknown>;
  kind?: ButtonProps["type"];
}

/** A button with a dialog of fields for what is no act on a record's `allowed_actions`: creating, granting, ending. */
export function Ask<V extends object = Record<string, never>>({ label, title, ok, primary, danger, small, says, fields, initial, why, run, kind }: Props<V>) {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<V>();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: run,
    onSuccess: () => {
      setOpen(false);
      void client.invalidateQueries();
    },
  });
  if (why) return <span className="blocked"><Button size={small ? "small" : undefined} disabled>{label}</Button><small>{why}</small></span>;
  const close = () => {
    act.reset();
    setOpen(false);
  };
  return (
    <>
      <Button type={primary ? "primary" : kind} size={small ? "small" : undefined} danger={danger} onClick={() => setOpen(true)}>{label}</Button>
      <Modal open={open} title={title ?? label} okText={ok ?? label} cancelText={words.common.later} okButtonProps={{ danger }}
        confirmLoading={act.isPending} destroyOnHidden onCancel={close}
        onOk={() => void form.validateFields().then((v) => act.mutate(v)).catch(() => undefined)}>
        {says && <div className="preview">{says}</div>}
        <Form form={form} layout="vertical" preserve={false} initialValues={initial}>{fields}</Form>
        {act.isError && <Failure error={act.error} />}
      </Modal>
    </>
  );
}

/** Its message is read when it is shown, in the language of that moment. */
export const required = [{ required: true, get message() { return words.common.required; } }];
export const iso = (day?: Dayjs | null): string | undefined => day?.format("YYYY-MM-DD");

export function Period() {
  return (
    <div className="two">
      <Form.Item name="valid_from" label={words.common.from}><DatePicker format="DD/MM/YYYY" style={{ width: "100%" }} /></Form.Item>
      <Form.Item name="valid_to" label={words.common.to}><DatePicker format="DD/MM/YYYY" style={{ width: "100%" }}
        placeholder={words.common.open} /></Form.Item>
    </div>
  );
}

export function InTime({ of: x }: { of: { state: string; valid_from: string | null; valid_to: string | null } }) {
  return (
    <>
      <Tone tone={x.state === "active" ? "good" : x.state === "planned" ? "wait" : "bad"}>{words.inTime[x.state] ?? x.state}</Tone>{" "}
      <span className="muted">{x.valid_from ? words.common.since(onDay(x.valid_from)) : ""} {x.valid_to ? words.common.until(onDay(x.valid_to)) : ""}</span>
    </>
  );
}

/** The dialog that ends a role or an authority, at once or after a day. */
export function End({ run, small = true }: { run: (valid_to?: string) => Promise<unknown>; small?: boolean }) {
  return (
    <Ask<{ valid_to?: Dayjs }> label={words.common.end} danger small={small} says={words.person.endSays} run={(v) => run(iso(v.valid_to))}
      fields={<Form.Item name="valid_to" label={words.person.lastDay}><DatePicker format="DD/MM/YYYY" style={{ width: "100%" }} /></Form.Item>} />
  );
}
