import { Button, Form, Input, Segmented } from "antd";
import type { Dayjs } from "dayjs";
import { post } from "@/shared/api/client";
import type { Incoming } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Act } from "@/shared/ui/Act";
import { personName, Pick } from "@/shared/ui/Pick";
import { asDay, asInstant, asText, DayField, HourField, needed, whom, WhomField } from "./fields";

const w = t.correspondence.incoming.direct;

interface Values {
  how: "give" | "forward";
  opinion: string;
  lead?: string;
  coordinating?: { whom: string; due_on?: Dayjs; instruction?: string }[];
  informed?: string[];
  due_on?: Dayjs;
  due_hour?: string;
  forward_to_user_id?: string;
}

function bodyOf(v: Values) {
  if (v.how === "forward") return { opinion: v.opinion, forward_to_user_id: v.forward_to_user_id, coordinating: [], informed: [] };
  const coordinating = (v.coordinating ?? []).map((c) => ({ ...whom(c.whom), due_on: asText(c.due_on), instruction: c.instruction }));
  return { opinion: v.opinion, ...(v.lead && { lead: whom(v.lead) }), coordinating, informed: (v.informed ?? []).map(whom), due_on: asText(v.due_on), due_at: asInstant(v.due_on, v.due_hour) };
}

function Coordinating() {
  return (
    <Form.List name="coordinating">
      {(rows, { add, remove }) => (
        <div className="sub-rows" role="group" aria-label={w.coordinating}>
          {rows.map(({ key, name }) => (
            <div key={key} className="sub-row">
              <Form.Item name={[name, "whom"]} rules={[{ required: true, message: w.nobody }]}>
                <WhomField aria-label={`${w.coordinating}: ${w.whom}`} placeholder={w.whom} />
              </Form.Item>
              <Form.Item name={[name, "due_on"]}>
                <DayField only="future" label={w.ownTerm} />
              </Form.Item>
              <Form.Item name={[name, "instruction"]}>
                <Input maxLength={1000} placeholder={w.instruction} aria-label={w.instruction} />
              </Form.Item>
              <Button type="text" aria-label={t.shared.remove} onClick={() => remove(name)}>
                ✕
              </Button>
            </div>
          ))}
          <div>
            <Button size="small" type="dashed" onClick={() => add({})}>
              + {w.addCoordinating}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  );
}

function Giving({ urgency }: { urgency: string }) {
  return (
    <>
      <div className={urgency === "normal" ? "two" : "three"}>
        <Form.Item name="lead" label={w.lead} rules={[{ required: true, message: w.nobody }]}>
          <WhomField />
        </Form.Item>
        <Form.Item name="due_on" label={t.correspondence.field.due}>
          <DayField only="future" />
        </Form.Item>
        <HourField urgency={urgency} />
      </div>
      <Form.Item label={w.coordinating} style={{ marginBottom: 12 }}>
        <Coordinating />
      </Form.Item>
      <Form.Item name="informed" label={w.informed}>
        <WhomField mode="multiple" />
      </Form.Item>
    </>
  );
}

/** The leader's direction: who leads, who coordinates with an own term, who is informed, until when; or on to another leader. */
export function DirectIncoming({ document: d, primary }: { document: Incoming; primary: boolean }) {
  const again = d.state === "handling";
  const due = asDay(d.due_on);
  return (
    <Act<Values>
      record={d}
      operation="directIncoming"
      label={again ? t.correspondence.incoming.act.directAgain : t.correspondence.incoming.act.directIncoming}
      primary={primary}
      width={680}
      {...(again && { preview: w.again })}
      initial={{ how: "give", ...(due && !due.isBefore(new Date(), "day") && { due_on: due, ...(d.due_at && { due_hour: atMoment(d.due_at).slice(-5) }) }) }}
      run={(v) => post(`/incoming-documents/${d.id}/direction`, bodyOf(v), d.version)}
      fields={
        <>
          <Form.Item name="how" label={w.how}>
            <Segmented
              options={[
                { value: "give", label: w.give },
                { value: "forward", label: w.forward },
              ]}
            />
          </Form.Item>
          <Form.Item name="opinion" label={w.opinion} rules={needed()}>
            <Input.TextArea className="grows grows-3" maxLength={4000} />
          </Form.Item>
          <Form.Item noStyle dependencies={["how"]}>
            {({ getFieldValue }) =>
              getFieldValue("how") === "forward" ? (
                <Form.Item name="forward_to_user_id" label={w.forwardTo} rules={needed()} extra={t.correspondence.incoming.present.help}>
                  <Pick path="/users" query={{ may: "directIncoming" }} show={personName} />
                </Form.Item>
              ) : (
                <Giving urgency={d.urgency} />
              )
            }
          </Form.Item>
        </>
      }
    />
  );
}
