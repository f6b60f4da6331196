import { Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { numberAndSymbol } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { personName, Pick } from "@/shared/ui/Pick";
import { Bulk } from "./Bulk";
import { asText, DayField, needed, whom, WhomField } from "./fields";
import type { IncomingRow } from "./IncomingTable";

const w = t.correspondence.incoming;
const nameOf = (r: IncomingRow) => [r.arrival_number, numberAndSymbol(r), r.abstract].filter(Boolean).join(" · ");
const itemsOf = (rows: IncomingRow[]) => rows.map((r) => ({ id: r.id, name: nameOf(r) }));

interface Present {
  to_user_id: string;
}
interface Transfer {
  lead: string;
  due_on?: Dayjs;
}
interface Assign {
  user_id: string;
  due_on?: Dayjs;
  instruction?: string;
}

/** What may be done with several văn bản đến at once; the server decides for each of them. */
export function BulkIncoming({ chosen, drop }: { chosen: IncomingRow[]; drop: () => void }) {
  const me = useMe();
  const may = (operation: string) => me.permissions.includes(operation);
  const registered = chosen.filter((r) => r.state === "registered");
  const presentable = chosen.filter((r) => r.state === "registered" || r.state === "presented");
  const handled = chosen.filter((r) => r.state === "handling");
  return (
    <>
      {may("presentIncoming") && (
        <Bulk<Present>
          label={w.act.presentIncoming}
          items={itemsOf(presentable)}
          skipped={chosen.length - presentable.length}
          drop={drop}
          run={(many, v) => post("/incoming-documents/bulk/presentation", { ...many, to_user_id: v.to_user_id })}
          fields={
            <Form.Item name="to_user_id" label={w.present.to} rules={needed()}>
              <Pick path="/users" query={{ may: "directIncoming" }} show={personName} />
            </Form.Item>
          }
        />
      )}
      {may("transferIncoming") && (
        <Bulk<Transfer>
          label={w.act.transferIncoming}
          items={itemsOf(registered)}
          skipped={chosen.length - registered.length}
          drop={drop}
          run={(many, v) => post("/incoming-documents/bulk/transfer", { ...many, lead: whom(v.lead), informed: [], due_on: asText(v.due_on) })}
          fields={
            <>
              <Form.Item name="lead" label={w.direct.lead} rules={needed()}>
                <WhomField />
              </Form.Item>
              <Form.Item name="due_on" label={t.correspondence.field.due}>
                <DayField only="future" />
              </Form.Item>
            </>
          }
        />
      )}
      {may("assignIncoming") && (
        <Bulk<Assign>
          label={w.act.assignIncoming}
          items={itemsOf(handled)}
          skipped={chosen.length - handled.length}
          drop={drop}
          run={(many, v) =>
            post("/incoming-documents/bulk/assignments", { ...many, user_id: v.user_id, instruction: v.instruction, due_on: asText(v.due_on) })
          }
          fields={
            <>
              <Form.Item name="user_id" label={w.assign.to} rules={needed()}>
                <Pick path="/users" query={me.unit ? { unit_id: me.unit.id } : {}} show={personName} />
              </Form.Item>
              <Form.Item name="instruction" label={w.assign.instruction}>
                <Input.TextArea rows={2} maxLength={1000} />
              </Form.Item>
              <Form.Item name="due_on" label={t.correspondence.field.due}>
                <DayField only="future" />
              </Form.Item>
            </>
          }
        />
      )}
      {may("acknowledgeIncoming") && (
        <Bulk<object>
          label={w.act.acknowledgeIncoming}
          items={itemsOf(handled)}
          skipped={chosen.length - handled.length}
          drop={drop}
          run={(many) => post("/incoming-documents/bulk/receipt", many)}
        />
      )}
      {may("completeIncoming") && (
        <Bulk<{ outcome: string }>
          label={w.act.completeIncoming}
          items={itemsOf(handled)}
          skipped={chosen.length - handled.length}
          drop={drop}
          run={(many, v) => post("/incoming-documents/bulk/completion", { ...many, outcome: v.outcome })}
          fields={
            <Form.Item name="outcome" label={t.handling.bulk.outcome} rules={needed()}>
              <Input.TextArea rows={2} maxLength={1000} />
            </Form.Item>
          }
        />
      )}
    </>
  );
}
