import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Form, Input, InputNumber, Select, type FormInstance } from "antd";
import { useState } from "react";
import { get } from "@/shared/api/client";
import type { Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { Pick } from "@/shared/ui/Pick";
import type { EntryValues } from "./entryValues";
import type { Suggested } from "./Suggested";
import { channels, DayField, HourField, needed, urgencies } from "./fields";
import { TermHint } from "./TermHint";
import { useNamesItself } from "./freeName";
import { SecrecyField } from "./SecrecyField";

const w = t.correspondence;

/** An agency of the installation, or any name: the code is kept only with the name that it belongs to. */
function IssuerField({ form, suggested }: { form: FormInstance<EntryValues>; suggested: Suggested }) {
  const [q, setQ] = useState("");
  const found = useQuery({
    queryKey: ["/agencies", {}, q],
    queryFn: () => get("/agencies", { q, limit: 20 }),
    staleTime: 60_000,
    placeholderData: (old) => old,
  });
  const options = found.data?.items.map((a) => ({ value: a.name, label: `${a.name} · ${a.code}`, code: a.code })) ?? [];
  const codeOf = (name: string) => options.find((o) => o.value === name)?.code;
  return (
    <>
      <Form.Item name="issuer_name" {...suggested("issuer_name", w.field.issuer)} rules={needed()}>
        <AutoComplete
          options={options}
          placeholder={w.entry.issuerHelp}
          maxLength={200}
          showSearch={{ filterOption: false, onSearch: setQ }}
          onChange={(name: string) => form.setFieldValue("issuer_code", codeOf(name))}
        />
      </Form.Item>
      <Form.Item name="issuer_code" hidden>
        <Input />
      </Form.Item>
    </>
  );
}

interface Props {
  form: FormInstance<EntryValues>;
  books: Row<"/registers">[];
  /** Marks fields that a machine filled in, until somebody touches them, and shows what it offers for others. */
  suggested: Suggested;
}

/** The fields of a registration, in the order in which a clerk reads the paper. */
export function EntryFields({ form, books, suggested }: Props) {
  const type = Form.useWatch("type_code", form);
  const urgency = Form.useWatch("urgency", form);
  const namesItself = useNamesItself(type as string | undefined);
  return (
    <>
      <div className="three">
        <Form.Item name="type_code" {...suggested("type_code", w.field.type)} rules={needed()}>
          <Pick path="/document-types" groups={t.intake.typeGroups} valueBy={(c) => c.code} />
        </Form.Item>
        <Form.Item name="number" {...suggested("number", w.field.number)}>
          <Input maxLength={11} autoComplete="off" />
        </Form.Item>
        <Form.Item name="symbol" {...suggested("symbol", w.field.symbol)}>
          <Input maxLength={30} placeholder={w.entry.symbolHelp} autoComplete="off" />
        </Form.Item>
      </div>
      {namesItself && (
        <Form.Item name="type_name" {...suggested("type_name", w.field.typeName)} rules={needed()}>
          <Input maxLength={100} />
        </Form.Item>
      )}
      <div className="entry-issuer">
        <IssuerField form={form} suggested={suggested} />
        <Form.Item name="issued_on" {...suggested("issued_on", w.field.issued)}>
          <DayField only="past" />
        </Form.Item>
      </div>
      <Form.Item name="abstract" {...suggested("abstract", w.field.abstract)} rules={needed()}>
        <Input.TextArea className="grows grows-2" maxLength={500} />
      </Form.Item>
      <div className="three signer-row">
        <Form.Item name="signer_name" {...suggested("signer_name", w.field.signer)}>
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
        <Form.Item name="signer_position" {...suggested("signer_position", w.field.signerPosition)}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="page_count" {...suggested("page_count", w.field.pages)}>
          <InputNumber min={0} max={9999} style={{ width: "100%" }} />
        </Form.Item>
      </div>
      <div className="three">
        <Form.Item name="received_on" label={w.field.received} rules={needed()}>
          <DayField only="past" />
        </Form.Item>
        <Form.Item name="urgency" {...suggested("urgency", w.field.urgency)}>
          <Select options={urgencies()} />
        </Form.Item>
        <Form.Item name="due_on" label={w.field.due}>
          <DayField />
        </Form.Item>
      </div>
      <TermHint form={form} />
      <div className="three">
        <HourField urgency={urgency as string | undefined} />
        <Form.Item name="channel" label={w.field.channel}>
          <Select options={channels()} />
        </Form.Item>
        <Form.Item name="copies" label={w.field.copies}>
          <InputNumber min={0} max={9999} style={{ width: "100%" }} />
        </Form.Item>
        {books.length > 1 && (
          <Form.Item name="register_id" label={w.field.register}>
            <Select options={books.map((b) => ({ value: b.id, label: b.name }))} />
          </Form.Item>
        )}
      </div>
      <details className="entry-more">
        <summary>{w.entry.further}</summary>
        <div className="two">
          <Form.Item name="document_identifier" label={w.field.identifier}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item name="reply_due_on" label={w.field.replyDue}>
            <DayField />
          </Form.Item>
        </div>
        <div className="entry-language">
          <Form.Item name="language" label={w.field.language}>
            <Input maxLength={30} placeholder={w.entry.vietnamese} />
          </Form.Item>
          <Form.Item name="description" label={w.field.description}>
            <Input maxLength={500} />
          </Form.Item>
        </div>
      </details>
      <SecrecyField />
    </>
  );
}
