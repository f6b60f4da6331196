import { useNavigate } from "@tanstack/react-router";
import { Form, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { post } from "@/shared/api/client";
import type { Outgoing } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { today } from "@/shared/lib/format";
import { Act, ReasonField } from "@/shared/ui/Act";
import { personName, Pick } from "@/shared/ui/Pick";
import { asText, DayField, needed } from "./fields";

interface Props {
  document: Outgoing;
  primary?: boolean;
}

function SendBack({ document: d }: Props) {
  const w = t.drafting.sendBack;
  return (
    <Act<{ reason: string }>
      record={d}
      operation="sendBackOutgoing"
      label={w.act}
      danger
      preview={w.how}
      run={(v) => post(`/outgoing-documents/${d.id}/sending-back`, v, d.version)}
      fields={<ReasonField />}
    />
  );
}

function HandSignature({ document: d, primary }: Props) {
  const w = t.drafting.hand;
  const capacities = Object.entries(t.correspondence.capacity).map(([value, label]) => ({ value, label }));
  return (
    <Act<{ signed_on: Dayjs; as?: string }>
      record={d}
      operation="recordHandSignature"
      label={w.act}
      {...(primary && { primary })}
      preview={w.how(d.proposed_signer_name)}
      initial={{ signed_on: dayjs(today()), as: "POST" }}
      run={(v) =>
        post(
          `/outgoing-documents/${d.id}/hand-signature`,
          { signed_on: asText(v.signed_on) ?? today(), capacity: v.as && v.as !== "POST" ? [v.as as "KT"] : [] },
          d.version,
        )
      }
      fields={
        <div className="two">
          <Form.Item name="signed_on" label={w.on} rules={needed()}>
            <DayField only="past" />
          </Form.Item>
          <Form.Item name="as" label={w.as}>
            <Select options={capacities} />
          </Form.Item>
        </div>
      }
    />
  );
}

function Copies({ document: d }: Props) {
  const w = t.drafting.copies;
  return (
    <Act<{ amount: number; page_count?: number | null }>
      record={d}
      operation="recordPaperCopies"
      label={w.act}
      initial={{ amount: d.issued_amount || d.recipients.length || 1, page_count: d.page_count || null }}
      run={(v) => post(`/outgoing-documents/${d.id}/paper-copies`, { amount: v.amount, page_count: v.page_count ?? undefined }, d.version)}
      fields={
        <div className="two">
          <Form.Item name="amount" label={w.amount} rules={needed()}>
            <InputNumber min={1} max={9999} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="page_count" label={w.pages}>
            <InputNumber min={1} max={9999} style={{ width: "100%" }} />
          </Form.Item>
        </div>
      }
    />
  );
}

interface Correction {
  kind: "corrects" | "amends" | "replaces";
  reason: string;
  proposed_signer_id?: string;
}

function Correct({ document: d }: Props) {
  const w = t.drafting.correct;
  const go = useNavigate();
  return (
    <Act<Correction>
      record={d}
      operation="correctOutgoing"
      label={w.act}
      preview={w.how}
      initial={{ kind: "corrects", ...(d.proposed_signer_id && { proposed_signer_id: d.proposed_signer_id }) }}
      run={async (v) => {
        const made = await post(`/outgoing-documents/${d.id}/corrections`, { ...v, files: [] });
        void go({ to: "/van-ban-di/soan", search: { sua: made.id } });
      }}
      fields={
        <>
          <Form.Item name="kind" label={w.kind}>
            <Select options={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="proposed_signer_id" label={w.signer}>
            <Pick path="/users" query={{ may: "signOutgoing" }} show={personName} allowClear />
          </Form.Item>
          <ReasonField label={w.reason} />
        </>
      }
    />
  );
}

/** The acts of the road that are not for every document; the card of the work draws them where the server allows. */
export default function RoadActs({ act, ...rest }: Props & { act: "sendBack" | "hand" | "copies" | "correct" }) {
  const Which = { sendBack: SendBack, hand: HandSignature, copies: Copies, correct: Correct }[act];
  return <Which {...rest} />;
}
