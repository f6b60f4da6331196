import { Form, Input } from "antd";
import { post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { useMe } from "@/shared/lib/session";
import { Card, Page } from "@/shared/ui/Page";
import { personName, Pick } from "@/shared/ui/Pick";
import { Rows } from "@/shared/ui/Rows";
import { Ask, required } from "./Ask";
import "@/shared/ui/lists.css";

const w = t.handling.fields;
interface Values {
  user_id: string;
  field: string;
  words: string;
  basis?: string;
}

/** Who is in charge of which field of work: presenting suggests the right person (Điều 23.1). */
export default function FieldsPage() {
  const me = useMe();
  const add = me.permissions.includes("assignField") && (
    <Ask<Values>
      label={w.add}
      primary
      run={(v) => post("/field-assignments", { ...v, basis: v.basis ?? "" })}
      fields={
        <>
          <Form.Item name="user_id" label={w.who} rules={required}>
            <Pick path="/users" query={{ may: "directIncoming" }} show={personName} />
          </Form.Item>
          <Form.Item name="field" label={w.field} rules={required}>
            <Input maxLength={100} placeholder={w.fieldHint} />
          </Form.Item>
          <Form.Item name="words" label={w.words} extra={w.wordsHelp} rules={required}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <Form.Item name="basis" label={w.basis}>
            <Input maxLength={300} />
          </Form.Item>
        </>
      }
    />
  );
  return (
    <Page title={w.title} below={w.above} side={add}>
      <Card flush title={w.title}>
        <Rows
          path="/field-assignments"
          label={w.title}
          empty={w.empty}
          columns={[
            { head: w.field, cell: (r) => <strong>{r.field}</strong> },
            { head: w.who, width: 230, cell: (r) => <>{r.full_name}<div className="muted">{r.position}</div></> },
            { head: w.words, width: 260, cell: (r) => r.words },
            { head: w.basis, width: 200, narrow: true, cell: (r) => r.basis || t.shared.none },
            {
              head: w.actions,
              width: 110,
              cell: (r) =>
                me.permissions.includes("endFieldAssignment") && (
                  <Ask label={w.end} danger small says={w.endHow} run={() => post(`/field-assignments/${r.id}/ending`, undefined, r.version)} />
                ),
            },
          ]}
        />
      </Card>
    </Page>
  );
}
