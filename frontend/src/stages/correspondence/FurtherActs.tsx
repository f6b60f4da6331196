import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber, Segmented, Select } from "antd";
import type { Dayjs } from "dayjs";
import { get, post } from "@/shared/api/client";
import type { Incoming, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Pick, personName } from "@/shared/ui/Pick";
import { asDay, asText, DayField, needed } from "./fields";

const w = t.handling;
type Part = Schemas["HandlingItem"];
const nameOfPart = (h: Part) => `${t.part[h.part] ?? h.part}: ${h.name}${h.due_on ? ` · ${w.process.due(onDay(h.due_on))}` : ""}`;

/** Parts with work that are not done. */
export const openParts = (d: Incoming): Part[] => d.handlings.filter((h) => h.state !== "done" && h.part !== "informed");

interface Asking {
  how: "days" | "day";
  working_days?: number;
  due_on?: Dayjs;
  reason: string;
  handling_id?: string;
}

/** More time for the own part: so many working days, or until a day. */
export function RequestExtension({ document: d }: { document: Incoming }) {
  const me = useMe();
  const mine = openParts(d).filter((h) => h.due_on && !h.asked_due_on && (h.person_id === me.id || (h.unit_id !== null && h.unit_id === me.unit?.id)));
  const shown = mine.length ? mine : openParts(d).filter((h) => h.due_on && !h.asked_due_on);
  const one = shown[0];
  return (
    <Act<Asking>
      record={d}
      operation="requestExtension"
      label={w.act.requestExtension}
      {...(shown.length === 1 && one?.due_on && { preview: w.extension.now(onDay(one.due_on)) })}
      initial={{ how: "days", working_days: 3 }}
      run={(v) =>
        post(
          `/incoming-documents/${d.id}/extensions`,
          {
            reason: v.reason,
            ...(v.how === "days" ? { working_days: v.working_days } : { due_on: asText(v.due_on) }),
            ...(v.handling_id && { handling_id: v.handling_id }),
          },
          d.version,
        )
      }
      fields={
        <>
          {mine.length > 1 && (
            <Form.Item name="handling_id" label={w.extension.which} rules={needed()}>
              <Select options={mine.map((h) => ({ value: h.id, label: nameOfPart(h) }))} />
            </Form.Item>
          )}
          <Form.Item name="how" label={w.extension.how}>
            <Segmented
              options={[
                { value: "days", label: w.extension.byDays },
                { value: "day", label: w.extension.toDay },
              ]}
            />
          </Form.Item>
          <Form.Item noStyle dependencies={["how"]}>
            {({ getFieldValue }) =>
              getFieldValue("how") === "days" ? (
                <Form.Item name="working_days" label={w.extension.days} extra={w.extension.daysHelp} rules={needed()}>
                  <InputNumber min={1} max={250} precision={0} style={{ width: 120 }} />
                </Form.Item>
              ) : (
                <Form.Item name="due_on" label={w.extension.toDay} rules={needed()}>
                  <DayField only="future" />
                </Form.Item>
              )
            }
          </Form.Item>
          <ReasonField label={w.extension.reason} />
        </>
      }
    />
  );
}

interface Answering {
  verdict: "grant" | "refuse";
  due_on?: Dayjs;
  note?: string;
}

/** The answer to a request for time, with what was asked and why in front of it. */
export function DecideExtension({ document: d, primary }: { document: Incoming; primary?: boolean }) {
  const process = useQuery({ queryKey: ["/incoming-documents", d.id, "process"], queryFn: () => get(`/incoming-documents/${d.id}/process`) });
  const asked = (process.data?.extensions ?? []).filter((e) => e.state === "asked");
  return (
    <>
      {asked.map((e) => (
        <Act<Answering>
          key={e.id}
          record={d}
          operation="decideExtension"
          primary={Boolean(primary)}
          label={asked.length > 1 ? `${w.act.decideExtension}: ${e.part_name}` : w.act.decideExtension}
          preview={
            <>
              <strong>{w.extension.asks(e.asked_by_name, onDay(e.old_due_on), onDay(e.asked_due_on))}</strong>
              <div>{e.reason}</div>
            </>
          }
          initial={{ verdict: "grant", ...(asDay(e.asked_due_on) && { due_on: asDay(e.asked_due_on) }) }}
          run={(v) =>
            post(
              `/incoming-documents/${d.id}/extensions/${e.id}/decision`,
              { verdict: v.verdict, note: v.note ?? "", ...(v.verdict === "grant" && { due_on: asText(v.due_on) }) },
              d.version,
            )
          }
          fields={
            <>
              <Form.Item name="verdict" label={w.extension.verdict}>
                <Segmented
                  options={[
                    { value: "grant", label: w.extension.grant },
                    { value: "refuse", label: w.extension.refuse },
                  ]}
                />
              </Form.Item>
              <Form.Item noStyle dependencies={["verdict"]}>
                {({ getFieldValue }) =>
                  getFieldValue("verdict") === "refuse" ? (
                    <ReasonField name="note" label={w.extension.noteNeeded} />
                  ) : (
                    <>
                      <Form.Item name="due_on" label={w.extension.until} rules={needed()}>
                        <DayField only="future" />
                      </Form.Item>
                      <Form.Item name="note" label={w.extension.note}>
                        <Input.TextArea rows={2} maxLength={500} />
                      </Form.Item>
                    </>
                  )
                }
              </Form.Item>
            </>
          }
        />
      ))}
    </>
  );
}

function Urge({ document: d }: { document: Incoming }) {
  return (
    <Act<{ note: string; handling_ids?: string[] }>
      record={d}
      operation="urgeIncoming"
      label={w.act.urgeIncoming}
      preview={w.urge.how}
      run={(v) => post(`/incoming-documents/${d.id}/urging`, { note: v.note, ...(v.handling_ids?.length && { handling_ids: v.handling_ids }) }, d.version)}
      fields={
        <>
          <Form.Item name="handling_ids" label={w.urge.whom}>
            <Select mode="multiple" allowClear placeholder={w.urge.everybody} options={openParts(d).map((h) => ({ value: h.id, label: nameOfPart(h) }))} />
          </Form.Item>
          <Form.Item name="note" label={w.urge.note} rules={needed()}>
            <Input.TextArea rows={3} maxLength={1000} showCount />
          </Form.Item>
        </>
      }
    />
  );
}

function Forward({ document: d }: { document: Incoming }) {
  return (
    <Act<{ to_unit_id: string; reason: string }>
      record={d}
      operation="forwardIncoming"
      label={w.act.forwardIncoming}
      preview={w.forward.how}
      run={(v) => post(`/incoming-documents/${d.id}/forwarding`, v, d.version)}
      fields={
        <>
          <Form.Item name="to_unit_id" label={w.forward.to} rules={needed()}>
            <Pick path="/units" />
          </Form.Item>
          <ReasonField />
        </>
      }
    />
  );
}

/** What may be done with a văn bản đến beside its main road: time, other hands, follow, urge, reopen. */
export default function FurtherActs({ document: d }: { document: Incoming }) {
  const base = `/incoming-documents/${d.id}` as const;
  return (
    <>
      <RequestExtension document={d} />
      <Forward document={d} />
      <Urge document={d} />
      <Act<{ user_id: string; note?: string }>
        record={d}
        operation="followIncoming"
        label={w.act.followIncoming}
        preview={w.follow.how}
        run={(v) => post(`${base}/followers`, { user_id: v.user_id, note: v.note ?? "" }, d.version)}
        fields={
          <>
            <Form.Item name="user_id" label={w.follow.who} rules={needed()}>
              <Pick path="/users" show={personName} />
            </Form.Item>
            <Form.Item name="note" label={w.follow.note}>
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
          </>
        }
      />
      <Act<{ reason: string; due_on?: Dayjs }>
        record={d}
        operation="reopenIncoming"
        label={w.act.reopenIncoming}
        preview={w.reopen.how}
        run={(v) => post(`${base}/reopening`, { reason: v.reason, due_on: asText(v.due_on) }, d.version)}
        fields={
          <>
            <ReasonField label={w.reopen.reason} />
            <Form.Item name="due_on" label={w.reopen.due}>
              <DayField only="future" />
            </Form.Item>
          </>
        }
      />
    </>
  );
}
