import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { t } from "@/shared/i18n";
import { sentenceOf } from "@/shared/lib/refusals";
import "./correspondence.css";

const w = t.correspondence.bulk;

interface Item {
  id: string;
  name: string;
}

interface Props<V extends object> {
  label: string;
  items: Item[];
  /** How many of the chosen are not at this step. */
  skipped: number;
  fields?: ReactNode;
  initial?: Partial<V>;
  /** One call for one item. */
  run: (id: string, values: V) => Promise<unknown>;
  drop: () => void;
}

type Result = { ok: true } | { ok: false; why: string };

/** An act on several records: what will change is shown first, each has its own result, what failed can be tried again. */
export function Bulk<V extends object>({ label, items, skipped, fields, initial, run, drop }: Props<V>) {
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<Item[]>([]);
  const [results, setResults] = useState<Record<string, Result>>({});
  const [form] = Form.useForm<V>();
  const client = useQueryClient();
  const work = useMutation({
    mutationFn: async ({ some, values }: { some: Item[]; values: V }) => {
      for (const item of some) {
        const result = await run(item.id, values)
          .then((): Result => ({ ok: true }))
          .catch((error: unknown): Result => ({ ok: false, why: sentenceOf(error) }));
        setResults((all) => ({ ...all, [item.id]: result }));
      }
    },
  });
  const ended = shown.filter((i) => results[i.id]);
  const failed = shown.filter((i) => results[i.id]?.ok === false);
  const begun = ended.length > 0 || work.isPending;
  const start = (some: Item[]) =>
    void form
      .validateFields()
      .then((values) => work.mutate({ some, values }))
      .catch(() => undefined);
  const close = () => {
    setOpen(false);
    if (!begun) return;
    if (failed.length === 0) drop();
    void client.invalidateQueries(); // only now: rows that leave the list would take this dialog with them
  };
  const footer = begun
    ? [
        failed.length > 0 && !work.isPending && (
          <Button key="again" onClick={() => start(failed)}>
            {w.again(failed.length)}
          </Button>
        ),
        <Button key="close" type="primary" disabled={work.isPending} onClick={close}>
          {w.close}
        </Button>,
      ]
    : [
        <Button key="later" onClick={close}>
          {t.shared.later}
        </Button>,
        <Button key="go" type="primary" disabled={shown.length === 0} onClick={() => start(shown)}>
          {w.start(shown.length)}
        </Button>,
      ];
  return (
    <>
      <Button
        onClick={() => {
          setShown(items);
          setResults({});
          work.reset();
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Modal
        open={open}
        title={`${label} · ${w.count(shown.length)}`}
        onCancel={close}
        footer={footer}
        width={600}
        destroyOnHidden
        mask={{ closable: !work.isPending }}
        closable={!work.isPending}
      >
        {shown.length === 0 && <p>{w.none}</p>}
        {skipped > 0 && shown.length > 0 && !begun && <p className="muted">{w.skipped(skipped)}</p>}
        <Form form={form} layout="vertical" {...(initial && { initialValues: initial })} disabled={begun}>
          {!begun && fields}
        </Form>
        {begun && (
          <p role="status">
            <strong>{w.done(ended.length - failed.length, shown.length)}</strong>
          </p>
        )}
        {begun && work.isPending && <progress max={shown.length} value={ended.length} aria-label={label} style={{ width: "100%" }} />}
        {!begun && shown.length > 0 && <strong>{w.will}</strong>}
        <ul className="results" aria-label={begun ? w.each : w.will} tabIndex={0}>
          {shown.map((i) => {
            const result = results[i.id];
            return (
              <li key={i.id}>
                <span aria-hidden="true">{result ? (result.ok ? "✓" : "✕") : "·"}</span>
                <span>{i.name}</span>
                {result?.ok === false && (
                  <span className="late">
                    {w.failed}: {result.why}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      </Modal>
    </>
  );
}
