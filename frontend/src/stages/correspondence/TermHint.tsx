import { useQuery } from "@tanstack/react-query";
import { Button, Form, type FormInstance } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useEffect, useRef } from "react";
import { get } from "@/shared/api/client";
import type { Query } from "@/shared/api/paths";
import { t } from "@/shared/i18n";
import { atMoment, onDay } from "@/shared/lib/format";
import { asText } from "./fields";

const w = t.deadlines.term;
type Asked = Query<"get", "/terms/suggestion">;

/** What the regulation or the law suggests as the term of what is being entered; taken by one click. What is urgent gets it at once, said below the
 * field, until somebody types another one: without a term it would lie in no basket. */
export function TermHint({ form }: { form: FormInstance }) {
  const type = Form.useWatch("type_code", form) as string | undefined;
  const urgency = Form.useWatch("urgency", form) as string | undefined;
  const received = Form.useWatch("received_on", form) as Dayjs | undefined;
  const ask = { type_code: type, urgency: urgency ?? "normal", received_on: received?.format("YYYY-MM-DD") } as Asked;
  const found = useQuery({ queryKey: ["/terms/suggestion", ask], queryFn: () => get("/terms/suggestion", ask), enabled: Boolean(type), placeholderData: (old) => old });
  const s = found.data;
  const due = Form.useWatch("due_on", form) as Dayjs | null | undefined;
  const filled = useRef<string>(undefined);
  useEffect(() => {
    if (!s || found.isPlaceholderData) return;
    const now = asText(form.getFieldValue("due_on") as Dayjs | null | undefined);
    if (now && now !== filled.current) return;
    const wanted = urgency && urgency !== "normal" ? (s.due_on ?? undefined) : undefined;
    if (!wanted && !filled.current) return;
    filled.current = wanted;
    form.setFieldValue("due_on", wanted ? dayjs(wanted) : undefined);
    form.setFieldValue("due_hour", wanted && s.due_at ? atMoment(s.due_at).slice(-5) : undefined);
  }, [s, urgency, found.isPlaceholderData, form]);
  const take = () => {
    form.setFieldValue("due_on", s?.due_on ? dayjs(s.due_on) : undefined);
    form.setFieldValue("due_hour", s?.due_at ? atMoment(s.due_at).slice(-5) : undefined);
  };
  const said = !s ? "" : s.due_at ? w.hour(atMoment(s.due_at)) : s.source === "law" ? w.law(onDay(s.due_on)) : s.due_on ? w.agency(onDay(s.due_on), s.working_days) : w.none;
  return (
    <>
      {s && <p className="law">{said} {s.basis && <span className="muted">({s.basis})</span>} {s.due_on && (asText(due) === s.due_on ? <strong>{w.taken}</strong> : <Button size="small" type="link" onClick={take}>{w.take}</Button>)}</p>}
    </>
  );
}
