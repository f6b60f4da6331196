import { Form, Input, Radio } from "antd";
import type { Dayjs } from "dayjs";
import { post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { onDay } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Card, Page } from "@/shared/ui/Page";
import { personName, Pick } from "@/shared/ui/Pick";
import { Rows } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";
import { Ask, iso, required } from "./Ask";
import { DatePicker } from "antd";
import "@/shared/ui/lists.css";

const w = t.handling.away;
const TONES = { planned: "wait", active: "good", ended: "bad" } as const;
interface Values {
  person_id?: string;
  substitute_id: string;
  from_on: Dayjs;
  to_on: Dayjs;
  scope: "direct" | "handle" | "both";
  reason?: string;
}

/** Vắng mặt, ủy nhiệm xử lý: everybody for the own absence, the administrator for all. */
export default function AbsencePage() {
  const me = useMe();
  const admin = me.roles.includes("quantri");
  const directs = admin || me.permissions.includes("directIncoming");
  const scopes = (directs ? ["both", "direct", "handle"] : ["handle"]) as Values["scope"][];
  const add = (
    <Ask<Values>
      label={w.add}
      primary
      initial={{ scope: scopes[0] ?? "handle" }}
      run={(v) =>
        post("/substitutions", {
          substitute_id: v.substitute_id,
          from_on: iso(v.from_on) ?? "",
          to_on: iso(v.to_on) ?? "",
          scope: v.scope,
          reason: v.reason ?? "",
          ...(v.person_id && { person_id: v.person_id }),
        })
      }
      fields={
        <>
          {admin && (
            <Form.Item name="person_id" label={w.who} rules={required}>
              <Pick path="/users" show={personName} />
            </Form.Item>
          )}
          <Form.Item name="substitute_id" label={w.substitute} rules={required}>
            <Pick path="/users" show={personName} />
          </Form.Item>
          <div className="two">
            <Form.Item name="from_on" label={w.from} rules={required}>
              <DatePicker format={["DD/MM/YYYY", "D/M/YYYY", "DDMMYYYY"]} placeholder="dd/mm/yyyy" style={{ width: "100%" }} />
            </Form.Item>
            <Form.Item name="to_on" label={w.to} rules={required}>
              <DatePicker format={["DD/MM/YYYY", "D/M/YYYY", "DDMMYYYY"]} placeholder="dd/mm/yyyy" style={{ width: "100%" }} />
            </Form.Item>
          </div>
          <Form.Item name="scope" label={w.scope} extra={w.scopeHelp}>
            <Radio.Group options={scopes.map((value) => ({ value, label: w.scopes[value] ?? value }))} style={{ display: "grid", gap: 6 }} />
          </Form.Item>
          <Form.Item name="reason" label={w.reason}>
            <Input maxLength={300} />
          </Form.Item>
        </>
      }
    />
  );
  return (
    <Page title={w.title} below={w.above} side={add}>
      <Card flush title={w.list}>
        <Rows
          path="/substitutions"
          query={{ limit: 100 }}
          label={w.list}
          empty={w.empty}
          columns={[
            { head: w.who, cell: (r) => <strong>{r.full_name}</strong> },
            { head: w.substitute, width: 200, cell: (r) => r.substitute_name },
            { head: w.days, width: 200, cell: (r) => `${onDay(r.from_on)} – ${onDay(r.to_on)}` },
            { head: w.scope, width: 240, narrow: true, cell: (r) => w.scopes[r.scope] ?? r.scope },
            { head: w.state, width: 150, cell: (r) => <Tone tone={TONES[r.state as "active"] ?? "wait"}>{w.states[r.state] ?? r.state}</Tone> },
            {
              head: w.actions,
              width: 130,
              cell: (r) =>
                r.allowed_actions.includes("endSubstitution") && (
                  <Ask label={w.end} danger small says={w.endHow} run={() => post(`/substitutions/${r.id}/ending`, undefined, r.version)} />
                ),
            },
          ]}
        />
      </Card>
    </Page>
  );
}
