import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Modal } from "antd";
import { useState, type ReactNode } from "react";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { Failure } from "@/shared/ui/Page";
import "./correspondence.css";
import "./handling.css";

const w = t.correspondence.bulk;
const h = t.handling.bulk;
const MOST = 200;

interface Item {
  id: string;
  name: string;
}

interface Many {
  ids: string[];
  preview: boolean;
}

type Answer = Schemas["BulkAnswer"];
type Result = Schemas["BulkItem"];

interface Props<V extends object> {
  label: string;
  items: Item[];
  /** How many of the chosen are not at this step. */
  skipped: number;
  fields?: ReactNode;
  initial?: Partial<V>;
  /** One call for all: the server says what would come of each, or does it and says what came of each. */
  run: (many: Many, values: V) => Promise<Answer>;
  drop: () => void;
}

function comesOf(r: Result): string {
  if (!r.ok) return r.detail ?? t.refusal[r.code ?? ""] ?? w.failed;
  const name = (state: string | null | undefined) => t.state[state ?? ""] ?? state ?? "";
  return r.before === r.state ? h.same(name(r.state)) : h.can(name(r.before), name(r.state));
}

function Lines({ shown, of, done }: { shown: Item[]; of: Answer | undefined; done: boolean }) {
  const found = new Map((of?.items ?? []).map((r) => [r.id, r]));
  return (
    <ul className="results" aria-label={done ? w.each : w.will} tabIndex={0}>
      {shown.map((i) => {
        const r = found.get(i.id);
        return (
          <li key={i.id}>
            <span aria-hidden="true">{r ? (r.ok ? "✓" : "✕") : "·"}</span>
            <span>{i.name}</span>
            {r && <span className={r.ok ? "muted results-said" : "late"}>{r.ok ? comesOf(r) : `${w.failed}: ${comesOf(r)}`}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** An act on several records: the server shows what would come of each, then does it; what failed can be tried again. */
export function Bulk<V extends object>({ label, items, skipped, fields, initial, run, drop }: Props<V>) {
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<Item[]>([]);
  const [values, setValues] = useState<V>();
  const [form] = Form.useForm<V>();
  const client = useQueryClient();
  const look = useMutation({ mutationFn: (v: V) => run({ ids: shown.map((i) => i.id), preview: true }, v) });
  const work = useMutation({ mutationFn: (some: string[]) => run({ ids: some, preview: false }, values ?? ({} as V)) });
  const [results, setResults] = useState<Record<string, Result>>({});
  const can = (look.data?.items ?? []).filter((r) => r.ok).map((r) => r.id);
  const failed = Object.values(results).filter((r) => !r.ok);
  const done = Object.keys(results).length > 0;
  const forecast = () =>
    void form
      .validateFields()
      .then((v) => {
        setValues(v);
        look.mutate(v);
      })
      .catch(() => undefined);
  const start = (ids: string[]) =>
    work.mutate(ids, { onSuccess: (answer) => setResults((old) => ({ ...old, ...Object.fromEntries(answer.items.map((r) => [r.id, r])) })) });
  const close = () => {
    setOpen(false);
    if (!done) return;
    if (failed.length === 0) drop();
    void client.invalidateQueries(); // only now: rows that leave the list would take this dialog with them
  };
  const total = Object.keys(results).length;
  const footer = done
    ? [
        failed.length > 0 && (
          <Button key="again" loading={work.isPending} onClick={() => start(failed.map((r) => r.id))}>
            {w.again(failed.length)}
          </Button>
        ),
        <Button key="close" type="primary" disabled={work.isPending} onClick={close}>
          {w.close}
        </Button>,
      ]
    : look.data
      ? [
          <Button key="back" disabled={work.isPending} onClick={() => look.reset()}>
            {h.back}
          </Button>,
          <Button key="go" type="primary" loading={work.isPending} disabled={can.length === 0} onClick={() => start(can)}>
            {h.go(can.length)}
          </Button>,
        ]
      : [
          <Button key="later" onClick={close}>
            {t.shared.later}
          </Button>,
          <Button key="look" type="primary" loading={look.isPending} disabled={shown.length === 0} onClick={forecast}>
            {h.preview}
          </Button>,
        ];
  const answer = done ? ({ items: Object.values(results) } as Answer) : look.data;
  return (
    <>
      <Button
        onClick={() => {
          setShown(items.slice(0, MOST));
          setResults({});
          look.reset();
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
        width={640}
        destroyOnHidden
        mask={{ closable: !work.isPending }}
        closable={!work.isPending}
      >
        {shown.length === 0 && <p>{w.none}</p>}
        {items.length > MOST && <p className="muted">{h.limit}</p>}
        {skipped > 0 && shown.length > 0 && !answer && <p className="muted">{w.skipped(skipped)}</p>}
        <Form form={form} layout="vertical" {...(initial && { initialValues: initial })} hidden={Boolean(answer)}>
          {fields}
        </Form>
        {(look.isError || work.isError) && <Failure error={work.error ?? look.error} />}
        {answer && (
          <p role="status">
            <strong>{done ? w.done(total - failed.length, total) : h.previewed(can.length, shown.length)}</strong>
          </p>
        )}
        {!answer && shown.length > 0 && <strong>{w.will}</strong>}
        <Lines shown={shown} of={answer} done={done} />
      </Modal>
    </>
  );
}
