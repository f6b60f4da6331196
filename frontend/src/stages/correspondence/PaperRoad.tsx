import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Select } from "antd";
import type { Dayjs } from "dayjs";
import dayjs from "dayjs";
import { useState } from "react";
import { blobOf, post } from "@/shared/api/client";
import type { Outgoing, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, onDay, today } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { Act } from "@/shared/ui/Act";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";
import { Card, Failure } from "@/shared/ui/Page";
import { personName, Pick } from "@/shared/ui/Pick";
import { Tone } from "@/shared/ui/Tone";
import { acting } from "./DraftTalk";
import { FileLink } from "./DraftVersions";
import { asText, DayField, needed } from "./fields";
import "./drafting.css";

interface Props {
  document: Outgoing;
  process: Schemas["ProcessAnswer"];
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

function Envelopes({ document: d }: { document: Outgoing }) {
  const w = t.drafting.post;
  const [size, setSize] = useState<"DL" | "C6" | "C5" | "C4">("DL");
  const print = useMutation({ mutationFn: async () => save(await blobOf(`/outgoing-documents/${d.id}/envelopes`, { size }), `bi-van-ban-${size}.pdf`) });
  return (
    <span className="acts">
      <Select size="small" aria-label={w.size} value={size} onChange={setSize} options={options(w.sizes) as { value: "DL"; label: string }[]} />
      <Button size="small" loading={print.isPending} onClick={() => print.mutate()}>
        {w.envelope}
      </Button>
      {print.isError && <Failure error={print.error} retry={() => print.mutate()} />}
    </span>
  );
}

interface Sending {
  recipient_ids: string[];
  way: "post" | "hand";
  dispatched_on?: Dayjs;
  item_number?: string;
  envelopes?: number | null;
  weight_grams?: number | null;
  received_by?: string;
  note?: string;
}

function SendFields({ document: d }: { document: Outgoing }) {
  const w = t.drafting.post;
  const way = Form.useWatch("way") as string | undefined;
  return (
    <>
      <Form.Item name="recipient_ids" label={w.to} rules={needed()}>
        <Select mode="multiple" options={d.recipients.map((r) => ({ value: r.id, label: r.name }))} />
      </Form.Item>
      <div className="two">
        <Form.Item name="way" label={w.way} rules={needed()}>
          <Select options={options(w.ways)} />
        </Form.Item>
        <Form.Item name="dispatched_on" label={w.on}>
          <DayField only="past" />
        </Form.Item>
      </div>
      {way === "hand" ? (
        <Form.Item name="received_by" label={w.received}>
          <Input maxLength={100} />
        </Form.Item>
      ) : (
        <Form.Item name="item_number" label={w.item}>
          <Input maxLength={40} />
        </Form.Item>
      )}
      <div className="two">
        <Form.Item name="envelopes" label={w.envelopes}>
          <InputNumber min={1} max={999} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="weight_grams" label={w.weight}>
          <InputNumber min={1} max={100000} style={{ width: "100%" }} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={w.note}>
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}

/** What went by post or by hand, and how each envelope came out. */
export function PaperDispatch({ document: d, process }: Props) {
  const w = t.drafting.post;
  const may = d.allowed_actions.includes("dispatchPaper");
  if (process.dispatches.length === 0 && (!may || d.medium !== "paper")) return null;
  const receives = may || d.allowed_actions.includes("noteReceipt");
  return (
    <Card title={w.title} side={may && <Envelopes document={d} />}>
      {process.dispatches.length === 0 && <p className="muted">{w.none}</p>}
      <ul className="beside-list">
        {process.dispatches.map((x) => (
          <li key={x.id}>
            <strong>{x.recipient_name}</strong>{" "}
            <Tone tone={x.outcome === "received" ? "good" : x.outcome === "returned" ? "late" : "wait"}>{x.outcome ? w.outcomes[x.outcome] : w.waiting}</Tone>
            <div className="muted">
              {[w.ways[x.way], onDay(x.dispatched_on), x.item_number, `${w.envelopes}: ${x.envelopes}`, x.weight_grams && `${x.weight_grams} g`, x.note]
                .filter(Boolean)
                .join(" · ")}
            </div>
            {x.outcome && <div>{[x.received_by, onDay(x.received_on), x.receipt_note].filter(Boolean).join(" · ")}</div>}
            {!x.outcome && (
              <div className="acts">
                <Act<{ outcome: "received" | "returned"; received_by?: string; received_on?: Dayjs; note?: string }>
                  record={acting(d, "noteReceipt", receives)}
                  operation="noteReceipt"
                  label={w.receipt}
                  initial={{ outcome: "received", received_on: dayjs(today()) }}
                  run={(v) => post(`/outgoing-documents/${d.id}/dispatches/${x.id}/receipt`, { ...v, received_on: asText(v.received_on) })}
                  fields={
                    <>
                      <Form.Item name="outcome" label={w.outcome}>
                        <Select options={options(w.outcomes)} />
                      </Form.Item>
                      <Form.Item name="received_by" label={w.received}>
                        <Input maxLength={100} />
                      </Form.Item>
                      <Form.Item name="received_on" label={w.receivedOn}>
                        <DayField only="past" />
                      </Form.Item>
                      <Form.Item name="note" label={w.note}>
                        <Input maxLength={500} />
                      </Form.Item>
                    </>
                  }
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      <div className="acts work-more">
        <Act<Sending>
          record={d}
          operation="dispatchPaper"
          label={w.send}
          initial={{ way: "post", envelopes: 1, dispatched_on: dayjs(today()) }}
          run={(v) =>
            post(`/outgoing-documents/${d.id}/dispatches`, {
              ...v,
              dispatched_on: asText(v.dispatched_on),
              envelopes: v.envelopes ?? 1,
              weight_grams: v.weight_grams ?? undefined,
            })
          }
          fields={<SendFields document={d} />}
        />
      </div>
    </Card>
  );
}

interface Loan {
  borrower_id?: string;
  borrower_name?: string;
  permitted_by: string;
  due_on?: Dayjs;
  dossier_notation?: string;
  note?: string;
}

function KeptCopy({ document: d, copy: c }: { document: Outgoing; copy: Schemas["RetainedItem"] }) {
  const w = t.drafting.kept;
  const lends = d.allowed_actions.includes("lendRetained") || d.allowed_actions.includes("noteReceipt");
  return (
    <li>
      <strong>
        {w.kind[c.kind]} {w.medium[c.medium]}
      </strong>{" "}
      <span className="muted">{t.drafting.convert.count(c.amount)}</span>
      <div>
        {c.place}
        {c.unit_name && !c.place.includes(c.unit_name) && ` (${c.unit_name})`}
        {c.note && <span className="muted"> · {c.note}</span>}
      </div>
      <Tone tone={c.loan_id ? "wait" : "good"}>{c.loan_id ? w.lent(c.borrower_name, c.loan_due_on ? onDay(c.loan_due_on) : "") : w.here}</Tone>
      <div className="acts">
        <Act<Loan>
          record={acting(d, "lendRetained", lends && !c.loan_id && d.allowed_actions.includes("lendRetained"))}
          operation="lendRetained"
          label={w.lend}
          run={(v) => post(`/outgoing-documents/${d.id}/loans`, { ...v, retained_copy_id: c.id, due_on: asText(v.due_on) })}
          fields={
            <>
              <Form.Item name="borrower_id" label={w.borrower}>
                <Pick path="/users" show={personName} allowClear />
              </Form.Item>
              <Form.Item name="borrower_name" label={w.outsider}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name="permitted_by" label={w.permitted} rules={needed()}>
                <Pick path="/users" query={{ may: "signOutgoing" }} show={personName} />
              </Form.Item>
              <div className="two">
                <Form.Item name="due_on" label={w.due}>
                  <DayField only="future" />
                </Form.Item>
                <Form.Item name="dossier_notation" label={w.dossier}>
                  <Input maxLength={100} />
                </Form.Item>
              </div>
              <Form.Item name="note" label={t.drafting.post.note}>
                <Input maxLength={500} />
              </Form.Item>
            </>
          }
        />
        <Act<{ note?: string }>
          record={acting(d, "returnRetained", lends && Boolean(c.loan_id))}
          operation="returnRetained"
          label={w.back}
          run={(v) => post(`/outgoing-documents/${d.id}/loans/${c.loan_id ?? ""}/return`, v)}
          fields={
            <Form.Item name="note" label={w.state}>
              <Input maxLength={500} />
            </Form.Item>
          }
        />
      </div>
    </li>
  );
}

/** Which originals and copies exist and where, who has them, and what was converted from paper or to paper. */
export function KeptCopies({ document: d, process }: Props) {
  const w = t.drafting.kept;
  const may = d.allowed_actions.includes("noteRetainedCopy");
  if (!may && process.retained.length === 0 && process.conversions.length === 0) return null;
  return (
    <Card
      title={w.title}
      side={
        <Act<{ kind: "original" | "principal"; medium: "paper" | "electronic"; amount: number; place: string }>
          record={d}
          operation="noteRetainedCopy"
          label={w.note}
          initial={{ kind: "principal", medium: "paper", amount: 1 }}
          run={(v) => post(`/outgoing-documents/${d.id}/retained-copies`, v)}
          fields={
            <>
              <div className="three">
                <Form.Item name="kind" label={w.which}>
                  <Select options={options(w.kind)} />
                </Form.Item>
                <Form.Item name="medium" label={w.on}>
                  <Select options={options(w.medium)} />
                </Form.Item>
                <Form.Item name="amount" label={w.amount}>
                  <InputNumber min={1} max={999} style={{ width: "100%" }} />
                </Form.Item>
              </div>
              <Form.Item name="place" label={w.place} rules={needed()}>
                <Input maxLength={200} />
              </Form.Item>
            </>
          }
        />
      }
    >
      {process.retained.length === 0 && <p className="muted">{w.none}</p>}
      <ul className="beside-list">
        {process.retained.map((c) => (
          <KeptCopy key={c.id} document={d} copy={c} />
        ))}
        {process.conversions.map((c) => (
          <li key={c.id}>
            {t.drafting.convert.done[c.direction]} · {t.drafting.convert.count(c.copies)}
            <div className="muted">
              {t.drafting.by(c.by_name, atMoment(c.at))} · <FileLink sha256={c.sha256} name={`${c.direction === "to_paper" ? "ban-chinh-giay" : "ban-dien-tu"}.pdf`} />
            </div>
          </li>
        ))}
      </ul>
      <Conversions document={d} />
    </Card>
  );
}

function Conversions({ document: d }: { document: Outgoing }) {
  const w = t.drafting.convert;
  const [scan, setScan] = useState<Stored[]>([]);
  const [signed, setSigned] = useState<Stored[]>([]);
  const one = scan[0];
  return (
    <div className="acts work-more">
      <Act<{ copies: number; kept_at?: string }>
        record={d}
        operation="convertToPaper"
        label={w.paper}
        preview={w.paperHow}
        initial={{ copies: 1 }}
        run={(v) => post(`/outgoing-documents/${d.id}/paper-principals`, { copies: v.copies, kept_at: v.kept_at || undefined }, d.version)}
        fields={
          <>
            <Form.Item name="copies" label={w.copies}>
              <InputNumber min={1} max={999} />
            </Form.Item>
            <Form.Item name="kept_at" label={w.keep}>
              <Input maxLength={200} />
            </Form.Item>
          </>
        }
      />
      <Act
        record={d}
        operation="convertToFile"
        label={w.file}
        preview={w.fileHow}
        run={() =>
          one ? post(`/outgoing-documents/${d.id}/signed-scans`, { sha256: one.sha256, name: one.name, signed: signed[0]?.sha256 }, d.version) : Promise.reject(new Error(w.needScan))
        }
        fields={
          <>
            <FileDrop small multiple={false} accept="application/pdf" hint={w.scan} onChange={setScan} />
            <FileDrop small multiple={false} accept="application/pdf" hint={w.signedScan} onChange={setSigned} />
          </>
        }
      />
    </div>
  );
}
