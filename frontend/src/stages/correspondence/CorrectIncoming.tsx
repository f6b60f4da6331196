import { Form, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { ReactNode } from "react";
import { patch } from "@/shared/api/client";
import type { Incoming, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, onDay } from "@/shared/lib/format";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Pick } from "@/shared/ui/Pick";
import { asDay, asInstant, asText, channels, DayField, HourField, urgencies } from "./fields";
import { useNamesItself } from "./freeName";

const w = t.correspondence;
type Fields = Omit<Schemas["CorrectIncoming"], "reason" | "due_at" | (typeof DAYS)[number]>;
type Values = Fields & { reason: string; due_hour?: string } & Partial<Record<(typeof DAYS)[number], Dayjs | null>>;

const TEXTS = [
  "type_code", "type_name", "number", "symbol", "issuer_name", "abstract", "signer_name", "signer_position", "urgency", "description", "page_count", "copies", "channel",
  "document_identifier", "language",
] as const;
const DAYS = ["issued_on", "due_on", "received_on", "reply_due_on"] as const;
const hourOf = (d: Incoming): string | undefined => (d.due_at ? atMoment(d.due_at).slice(-5) : undefined);

/** Only what differs from the record goes to the server; a day that was taken away goes as null. */
function changesOf(d: Incoming, v: Values): Schemas["CorrectIncoming"] {
  const texts = TEXTS.filter((name) => v[name] !== undefined && v[name] !== null && v[name] !== d[name]).map((name) => [name, v[name]]);
  const days = DAYS.map((name) => [name, asText(v[name]) ?? null] as const).filter(([name, day]) => day !== (d[name] ?? null));
  const hour = v.due_hour === hourOf(d) || (!v.due_hour && !d.due_at) ? [] : [["due_at", asInstant(v.due_on, v.due_hour) ?? null]];
  return { reason: v.reason, ...Object.fromEntries([...texts, ...days, ...hour]) } as Schemas["CorrectIncoming"];
}

/** What the record says now, shown as soon as the field says something else. */
function Former({ name, first, text }: { name: keyof Values; first: unknown; text: string }) {
  const value = Form.useWatch(name) as unknown;
  const same = (v: unknown) => (dayjs.isDayjs(v) ? v.format("YYYY-MM-DD") : (v ?? ""));
  if (value === undefined || same(value) === same(first)) return null;
  return <p className="old-value">{w.incoming.correct.old(text || w.incoming.correct.none)}</p>;
}

/** The name of a type that has none of its own ("Khác"). */
function FreeName({ children }: { children: ReactNode }) {
  return useNamesItself(Form.useWatch("type_code") as string | undefined) ? children : null;
}

/** An hour only where the document is urgent, also when it becomes so here. */
function Hour() {
  return <HourField urgency={Form.useWatch("urgency") as string | undefined} />;
}

/** Puts a registration right: each field shows what is written now, and the reason is kept with the old value in the trail. */
export function CorrectIncoming({ document: d }: { document: Incoming }) {
  const initial = {
    ...Object.fromEntries(TEXTS.map((name) => [name, d[name]])),
    ...Object.fromEntries(DAYS.map((name) => [name, asDay(d[name])])),
    due_hour: hourOf(d),
  } as unknown as Partial<Values>;
  const item = (name: keyof Values, label: string, value: string, field: ReactNode) => (
    <div>
      <Form.Item name={name} label={label}>
        {field}
      </Form.Item>
      <Former name={name} first={initial[name]} text={value} />
    </div>
  );
  const days = (value: string | null | undefined) => (value ? onDay(value) : "");
  return (
    <Act<Values>
      record={d}
      operation="correctIncoming"
      label={w.incoming.act.correctIncoming}
      width={680}
      preview={w.incoming.correct.how}
      initial={initial}
      run={(v) => patch(`/incoming-documents/${d.id}`, changesOf(d, v), d.version)}
      fields={
        <div className="entry">
          <div className="three">
            {item("type_code", w.field.type, d.type_name, <Pick path="/document-types" groups={t.intake.typeGroups} valueBy={(c) => c.code} />)}
            {item("number", w.field.number, d.number, <Input maxLength={11} />)}
            {item("symbol", w.field.symbol, d.symbol, <Input maxLength={30} />)}
          </div>
          <FreeName>{item("type_name", w.field.typeName, d.type_name, <Input maxLength={100} />)}</FreeName>
          {item("issuer_name", w.field.issuer, d.issuer_name, <Input maxLength={200} />)}
          {item("abstract", w.field.abstract, d.abstract, <Input.TextArea className="grows grows-2" maxLength={500} />)}
          <div className="three">
            {item("issued_on", w.field.issued, days(d.issued_on), <DayField only="past" />)}
            {item("signer_name", w.field.signer, d.signer_name, <Input maxLength={50} />)}
            {item("signer_position", w.field.signerPosition, d.signer_position, <Input maxLength={100} />)}
            {item("received_on", w.field.receivedOn, days(d.received_on), <DayField only="past" />)}
            {item("urgency", w.field.urgency, t.urgency[d.urgency] ?? d.urgency, <Select options={urgencies()} />)}
            {item("due_on", w.field.due, days(d.due_on), <DayField />)}
            <Hour />
            {item("page_count", w.field.pages, String(d.page_count), <InputNumber min={0} max={9999} style={{ width: "100%" }} />)}
            {item("copies", w.field.copies, String(d.copies), <InputNumber min={0} max={9999} style={{ width: "100%" }} />)}
            {item("channel", w.field.channel, w.channel[d.channel as "paper"], <Select options={channels()} />)}
          </div>
          <details className="entry-more">
            <summary>{w.entry.further}</summary>
            <div className="two">
              {item("document_identifier", w.field.identifier, d.document_identifier, <Input maxLength={60} />)}
              {item("reply_due_on", w.field.replyDue, days(d.reply_due_on), <DayField />)}
              {item("language", w.field.language, d.language, <Input maxLength={30} />)}
              {item("description", w.field.description, d.description, <Input maxLength={500} />)}
            </div>
          </details>
          <ReasonField label={w.incoming.correct.reason} />
        </div>
      }
    />
  );
}
