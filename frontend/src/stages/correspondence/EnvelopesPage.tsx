import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { post } from "@/shared/api/client";
import type { Query } from "@/shared/api/paths";
import type { Row, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, onDay } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Filters, useFilters, type Filter } from "@/shared/ui/Filters";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { Rows, type Column } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";
import { EnvelopeActs } from "./EnvelopeActs";
import { needed, urgencies } from "./fields";

const w = t.intake.envelopes;
type Envelope = Row<"/envelopes">;
const choices = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));
const TONE = { received: "late", opened: "work", passed: "wait", handed_back: "work" } as const;

function What({ e }: { e: Envelope }) {
  const differs = e.missing.length > 0 || e.surplus.length > 0 || e.finding !== "" || e.seal === "broken";
  const said = [
    e.missing.length > 0 && w.missing(e.missing.join(", ")),
    e.surplus.length > 0 && w.surplus(e.surplus.join(", ")),
    e.finding,
    e.passed_to_name && w.passedTo(e.passed_to_name, e.receipt_by_name),
    e.handed_back_by_name && w.backFrom(e.handed_back_by_name, e.hand_back_reason),
    e.sender_told_on ? w.toldOn(onDay(e.sender_told_on), e.sender_told_how) : differs && e.opened_at && w.notTold,
    e.registered > 0 && w.registered(e.registered),
    e.note,
  ].filter(Boolean) as string[];
  return (
    <>
      <strong>{e.sender_name}</strong>
      <div className="muted">
        {[w.channels[e.channel], e.postal_number, w.seals[e.seal], e.addressee_name || w.addressees[e.addressed_to]].filter(Boolean).join(" · ")}
      </div>
      {said.map((s) => (
        <div key={s}>{s}</div>
      ))}
    </>
  );
}

const columns: Column<Envelope>[] = [
  { head: w.sender, cell: (e) => <What e={e} /> },
  { head: w.outside, width: 170, cell: (e) => e.numbers_outside.join(", ") || t.shared.none },
  { head: w.received, width: 130, cell: (e) => atMoment(e.received_at) },
  {
    head: w.state,
    width: 250,
    cell: (e) => (
      <>
        <Tone tone={TONE[e.state as keyof typeof TONE] ?? "work"}>{w.states[e.state] ?? e.state}</Tone>
        <EnvelopeActs envelope={e} />
      </>
    ),
  },
];

/** What stands outside of an envelope, in the order in which one reads it. */
function ReceiveEnvelope() {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Schemas["ReceiveEnvelope"]>();
  const to = Form.useWatch("addressed_to", form);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (v: Schemas["ReceiveEnvelope"]) => post("/envelopes", v),
    onSuccess: async () => {
      setOpen(false);
      form.resetFields();
      await client.invalidateQueries();
    },
  });
  const start = { channel: "post", seal: "intact", urgency: "normal", addressed_to: "agency" } as const;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {w.receive}
      </Button>
      <Modal
        open={open}
        title={w.receive}
        okText={w.receive}
        cancelText={t.shared.later}
        confirmLoading={save.isPending}
        destroyOnHidden
        width={640}
        onCancel={() => {
          setOpen(false);
          save.reset();
        }}
        onOk={() =>
          void form
            .validateFields()
            .then((v) => save.mutate(v))
            .catch(() => undefined)
        }
      >
        <Form form={form} layout="vertical" initialValues={start} requiredMark>
          <Form.Item name="sender_name" label={w.sender} rules={needed()} extra={w.senderHelp}>
            <Input maxLength={200} />
          </Form.Item>
          <div className="three">
            <Form.Item name="channel" label={w.channel}>
              <Select options={choices(w.channels)} />
            </Form.Item>
            <Form.Item name="postal_number" label={w.postal}>
              <Input maxLength={50} />
            </Form.Item>
            <Form.Item name="seal" label={w.seal}>
              <Select options={choices(w.seals)} />
            </Form.Item>
          </div>
          <Form.Item name="numbers_outside" label={w.outside} extra={w.outsideHelp}>
            <Input.TextArea rows={2} maxLength={1000} />
          </Form.Item>
          <div className="three">
            <Form.Item name="addressed_to" label={w.addressed}>
              <Select options={choices(w.addressees)} />
            </Form.Item>
            <Form.Item name="addressee_name" label={w.addressee} rules={to && to !== "agency" ? needed() : []}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="urgency" label={t.correspondence.field.urgency}>
              <Select options={urgencies()} />
            </Form.Item>
          </div>
          <Form.Item name="note" label={w.note}>
            <Input maxLength={500} />
          </Form.Item>
          <p className="law">{w.secrets}</p>
        </Form>
        {save.isError && <Failure error={save.error} />}
      </Modal>
    </>
  );
}

function filters(): Filter[] {
  return [
    { kind: "text", name: "q", label: t.shared.filters.words, placeholder: w.sender },
    { kind: "choice", name: "state", label: w.state, options: choices(w.states) },
  ];
}

/** Bì thư đến: taken in, opened or passed on unopened, handed back, registered. */
export default function EnvelopesPage() {
  const me = useMe();
  const { at } = useFilters();
  const query = { q: at.q, state: at.state } as Query<"get", "/envelopes">;
  return (
    <Page title={w.title} side={me.permissions.includes("receiveEnvelope") && <ReceiveEnvelope />}>
      <Card flush side={<Filters filters={filters()} />}>
        <Rows path="/envelopes" query={{ ...query, limit: 50 }} columns={columns} empty={at.q || at.state ? w.emptyFiltered : w.empty} label={w.title} />
      </Card>
    </Page>
  );
}

