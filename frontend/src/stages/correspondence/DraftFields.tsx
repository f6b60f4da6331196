import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Select, type SelectProps } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { get } from "@/shared/api/client";
import type { Outgoing, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { numberAndSymbol } from "@/shared/lib/format";
import { personName, Pick } from "@/shared/ui/Pick";
import { asDay, asText, DayField, media, needed, urgencies, whom, WhomField } from "./fields";
import { SecrecyField } from "./SecrecyField";
import { useNamesItself } from "./freeName";

const w = t.correspondence;
const f = w.outgoing.form;
type Facts = Schemas["DraftOutgoing"];

export interface DraftValues {
  type_code: string;
  type_name?: string;
  abstract: string;
  agencies?: string[];
  inside?: string[];
  others?: { name: string; purpose?: string }[];
  in_reply_to?: string[];
  proposed_signer_id?: string;
  drafting_unit_id?: string;
  due_on?: Dayjs;
  urgency: NonNullable<Facts["urgency"]>;
  medium: NonNullable<Facts["medium"]>;
  retained_copy_unit?: string;
  issued_amount?: number | null;
  description?: string;
  co_drafter_ids?: string[];
  note?: string;
  secrecy?: string;
}

export interface Known {
  id: string;
  label: string;
}

/** Own incoming documents, found by number, symbol or words; `known` are those that stand there already. */
function ReplyField({ known, ...rest }: SelectProps & { known: Known[] }) {
  const [q, setQ] = useState("");
  const found = useQuery({
    queryKey: ["/incoming-documents", "to-answer", q],
    queryFn: () => get("/incoming-documents", { q, limit: 20 }),
    placeholderData: (old) => old,
  });
  const options = [...known, ...(found.data?.items ?? []).map((r) => ({ id: r.id, label: `${numberAndSymbol(r)} · ${r.issuer_name} · ${r.abstract}` }))];
  const once = [...new Map(options.map((o) => [o.id, o])).values()];
  return (
    <Select
      {...rest}
      mode="multiple"
      placeholder={f.replyHint}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={once.map((o) => ({ value: o.id, label: o.label }))}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t.shared.searching : t.shared.nothingFound}
    />
  );
}

function OthersField() {
  return (
    <Form.List name="others">
      {(rows, { add, remove }) => (
        <div className="sub-rows" role="group" aria-label={f.free}>
          {rows.map(({ key, name }) => (
            <div key={key} className="sub-row sub-two">
              <Form.Item name={[name, "name"]} rules={needed()}>
                <Input maxLength={200} placeholder={f.name} aria-label={f.name} />
              </Form.Item>
              <Form.Item name={[name, "purpose"]}>
                <Input maxLength={200} placeholder={f.purpose} aria-label={w.outgoing.recipients.purpose} />
              </Form.Item>
              <Button type="text" aria-label={t.shared.remove} onClick={() => remove(name)}>
                ✕
              </Button>
            </div>
          ))}
          <div>
            <Button size="small" type="dashed" onClick={() => add({})}>
              + {f.addFree}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  );
}

/** The fields of a draft, in the order in which it is written. */
export function DraftFields({ known }: { known: Known[] }) {
  const type = Form.useWatch("type_code") as string | undefined;
  const namesItself = useNamesItself(type);
  const somebody = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: () =>
      ["agencies", "inside", "others"].some((name) => (getFieldValue(name) as unknown[] | undefined)?.length)
        ? Promise.resolve()
        : Promise.reject(new Error(f.needRecipient)),
  });
  return (
    <>
      <div className="three">
        <Form.Item name="type_code" label={w.field.type} rules={needed()}>
          <Pick path="/document-types" groups={t.intake.typeGroups} valueBy={(c) => c.code} />
        </Form.Item>
        <Form.Item name="urgency" label={w.field.urgency}>
          <Select options={urgencies()} />
        </Form.Item>
        <Form.Item name="medium" label={w.field.medium}>
          <Select options={media()} />
        </Form.Item>
      </div>
      <SecrecyField />
      {namesItself && (
        <Form.Item name="type_name" label={w.field.typeName} rules={needed()}>
          <Input maxLength={100} />
        </Form.Item>
      )}
      <Form.Item name="abstract" label={w.field.abstract} rules={needed()}>
        <Input.TextArea className="grows grows-2" maxLength={500} />
      </Form.Item>
      <Form.Item name="in_reply_to" label={f.replyTo}>
        <ReplyField known={known} />
      </Form.Item>
      <Form.Item
        name="agencies"
        label={
          <>
            {f.recipients}: {f.agencies.toLowerCase()}
          </>
        }
        rules={[somebody]}
        dependencies={["inside", "others"]}
      >
        <Pick path="/agencies" mode="multiple" />
      </Form.Item>
      <Form.Item
        name="inside"
        label={
          <>
            {f.recipients}: {f.units.toLowerCase()}, {f.people.toLowerCase()}
          </>
        }
      >
        <WhomField mode="multiple" />
      </Form.Item>
      <Form.Item label={f.free} style={{ marginBottom: 6 }}>
        <OthersField />
      </Form.Item>
      <div className="two">
        <Form.Item name="proposed_signer_id" label={w.field.signer} extra={f.signerHelp}>
          <Pick path="/users" query={{ may: "signOutgoing" }} show={personName} allowClear />
        </Form.Item>
        <Form.Item name="drafting_unit_id" label={w.field.draftingUnit}>
          <Pick path="/units" allowClear />
        </Form.Item>
      </div>
      <div className="three">
        <Form.Item name="due_on" label={w.field.due}>
          <DayField only="future" />
        </Form.Item>
        <Form.Item name="issued_amount" label={w.field.amount}>
          <InputNumber min={0} max={9999} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="retained_copy_unit" label={w.field.copyUnit}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
      <Form.Item name="description" label={w.field.description}>
        <Input maxLength={500} />
      </Form.Item>
      <div className="two">
        <Form.Item name="co_drafter_ids" label={t.drafting.assigned.together}>
          <Pick path="/users" mode="multiple" show={personName} />
        </Form.Item>
        <Form.Item name="note" label={t.drafting.versions.note}>
          <Input maxLength={1000} />
        </Form.Item>
      </div>
    </>
  );
}

/** The form as it stands for a draft that is revised. */
export function valuesOf(d: Outgoing): Partial<DraftValues> {
  const { type_code, type_name, abstract, retained_copy_unit, issued_amount, description } = d;
  const ids = { proposed_signer_id: d.proposed_signer_id ?? undefined, drafting_unit_id: d.drafting_unit_id ?? undefined, due_on: asDay(d.due_on) };
  return {
    type_code,
    type_name,
    abstract,
    retained_copy_unit,
    issued_amount,
    description,
    urgency: d.urgency as DraftValues["urgency"],
    medium: d.medium as DraftValues["medium"],
    ...(d.secrecy !== "none" && { secrecy: d.secrecy }),
    ...ids,
    agencies: d.recipients.flatMap((r) => (r.agency_id ? [r.agency_id] : [])),
    inside: d.recipients.flatMap((r) => (r.unit_id ? [`unit:${r.unit_id}`] : r.user_id ? [`user:${r.user_id}`] : [])),
    others: d.recipients.filter((r) => !r.agency_id && !r.unit_id && !r.user_id).map((r) => ({ name: r.name, purpose: r.purpose })),
    in_reply_to: d.links.filter((l) => l.relation === "answers").map((l) => l.id),
  } as Partial<DraftValues>;
}

/** What the API wants of the form; a purpose that stood with a recipient stays with it. */
export function bodyOf(v: DraftValues, former: Outgoing | undefined) {
  const { agencies = [], inside = [], others = [], due_on, issued_amount, in_reply_to = [], ...rest } = v;
  const purposes = new Map((former?.recipients ?? []).map((r) => [r.agency_id ?? (r.unit_id ? `unit:${r.unit_id}` : `user:${r.user_id ?? ""}`), r.purpose]));
  const kept = (key: string) => (purposes.get(key) ? { purpose: purposes.get(key) } : {});
  const recipients = [
    ...agencies.map((agency_id) => ({ agency_id, ...kept(agency_id) })),
    ...inside.map((key) => ({ ...whom(key), ...kept(key) })),
    ...others.filter((o) => o.name?.trim()).map((o) => ({ name: o.name, ...(o.purpose && { purpose: o.purpose }) })),
  ];
  return { ...rest, in_reply_to, recipients, due_on: asText(due_on), issued_amount: issued_amount ?? undefined };
}
