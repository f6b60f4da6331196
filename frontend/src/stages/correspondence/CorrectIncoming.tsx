import { Form, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { ReactNode } from "react";
import { patch } from "@/shared/api/client";
import type { Incoming, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay } from "@/shared/lib/format";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Pick } from "@/shared/ui/Pick";
import { asDay, asText, DayField, urgencies } from "./fields";

const w = t.correspondence;
type Fields = Omit<Schemas["CorrectIncoming"], "reason" | "issued_on" | "due_on">;
type Values = Fields & { reason: string; issued_on?: Dayjs; due_on?: Dayjs };

const TEXTS = ["type_code", "number", "symbol", "issuer_name", "abstract", "signer_name", "signer_position", "urgency", "description", "page_count"] as const;

/** Only what differs from the record goes to the server. */
function changesOf(d: Incoming, v: Values): Schemas["CorrectIncoming"] {
  const texts = TEXTS.filter((name) => v[name] !== undefined && v[name] !== null && v[name] !== d[name]).map((name) => [name, v[name]]);
  const days = (["issued_on", "due_on"] as const).map((name) => [name, asText(v[name])]).filter(([name, day]) => day && day !== d[name as "issued_on"]);
  return { reason: v.reason, ...Object.fromEntries([...texts, ...days]) } as Schemas["CorrectIncoming"];
}

/** What the record says now, shown as soon as the field says something else. */
function Former({ name, first, text }: { name: keyof Values; first: unknown; text: string }) {
  const value = Form.useWatch(name) as unknown;
  const same = (v: unknown) => (dayjs.isDayjs(v) ? v.format("YYYY-MM-DD") : (v ?? ""));
  if (value === undefined || same(value) === same(first)) return null;
  return <p className="old-value">{w.incoming.correct.old(text || w.incoming.correct.none)}</p>;
}

/** Puts a registration right: each field shows what is written now, and the reason is kept with the old value in the trail. */
export function CorrectIncoming({ document: d }: { document: Incoming }) {
  const initial = {
    ...Object.fromEntries(TEXTS.map((name) => [name, d[name]])),
    issued_on: asDay(d.issued_on),
    due_on: asDay(d.due_on),
  } as unknown as Partial<Values>;
  const item = (name: keyof Values, label: string, value: string, field: ReactNode) => (
    <div>
      <Form.Item name={name} label={label}>
        {field}
      </Form.Item>
      <Former name={name} first={initial[name]} text={value} />
    </div>
  );
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
          {item("issuer_name", w.field.issuer, d.issuer_name, <Input maxLength={200} />)}
          {item("abstract", w.field.abstract, d.abstract, <Input.TextArea className="grows grows-2" maxLength={500} />)}
          <div className="three">
            {item("issued_on", w.field.issued, onDay(d.issued_on), <DayField only="past" />)}
            {item("due_on", w.field.due, onDay(d.due_on), <DayField />)}
            {item("urgency", w.field.urgency, t.urgency[d.urgency] ?? d.urgency, <Select options={urgencies()} />)}
            {item("signer_name", w.field.signer, d.signer_name, <Input maxLength={50} />)}
            {item("signer_position", w.field.signerPosition, d.signer_position, <Input maxLength={100} />)}
            {item("page_count", w.field.pages, String(d.page_count), <InputNumber min={0} max={9999} style={{ width: "100%" }} />)}
          </div>
          {item("description", w.field.description, d.description, <Input maxLength={500} />)}
          <ReasonField label={w.incoming.correct.reason} />
        </div>
      }
    />
  );
}
