import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber, Select } from "antd";
import { get, put } from "@/shared/api/client";
import type { Answer, Body } from "@/shared/api/paths";
import { t } from "@/shared/i18n";
import { Card, Failure, Loading } from "@/shared/ui/Page";
import { Pick } from "@/shared/ui/Pick";
import { AdminFrame } from "./AdminFrame";
import { required } from "./Ask";

const w = t.deadlines.rules;
type Rules = Answer<"get", "/administration/deadline-rules">;
type Values = Omit<Body<"put", "/administration/deadline-rules">, "remind_before" | "remind_after"> & { remind_before: string[]; remind_after: string[] };

function Terms() {
  return (
    <Form.List name="terms">
      {(rows, { add, remove }) => (
        <>
          {rows.length === 0 && <p className="muted">{w.noTerms}</p>}
          {rows.map((row) => (
            <div key={row.key} className="rule-row">
              <Form.Item name={[row.name, "type_code"]} label={w.type}><Pick path="/document-types" valueBy={(c) => c.code} allowClear placeholder={w.anyType} /></Form.Item>
              <Form.Item name={[row.name, "urgency"]} label={w.urgency}>
                <Select allowClear placeholder={w.anyUrgency} options={Object.entries(t.urgency).map(([value, label]) => ({ value, label }))} /></Form.Item>
              <Form.Item name={[row.name, "working_days"]} label={w.workingDays}><InputNumber min={0} max={365} style={{ width: "100%" }} /></Form.Item>
              <Form.Item name={[row.name, "working_hours"]} label={w.workingHours}><InputNumber min={1} max={200} style={{ width: "100%" }} /></Form.Item>
              <Form.Item name={[row.name, "basis"]} label={w.basis} rules={required}><Input maxLength={200} /></Form.Item>
              <Button className="rule-drop" aria-label={w.drop} onClick={() => remove(row.name)}>×</Button>
            </div>
          ))}
          <Button type="dashed" onClick={() => add({})}>{w.add}</Button>
        </>
      )}
    </Form.List>
  );
}

function Rules_({ rules }: { rules: Rules }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: (v: Values) => put("/administration/deadline-rules", {
      ...v, unit_head_after: v.unit_head_after ?? null, head_after: v.head_after ?? null, remind_before: v.remind_before.map(Number), remind_after: v.remind_after.map(Number),
      terms: (v.terms ?? []).map((r) => ({ ...r, type_code: r.type_code ?? "", urgency: r.urgency ?? "" })),
    }, rules.is_default ? undefined : rules.version),
    onSuccess: () => { void message.success(w.saved); void client.invalidateQueries(); },
  });
  const initial = { ...rules, remind_before: (rules.remind_before ?? []).map(String), remind_after: (rules.remind_after ?? []).map(String),
    terms: (rules.terms ?? []).map((r) => ({ ...r, type_code: r.type_code || undefined, urgency: r.urgency || undefined })) };
  const days = { type: "integer" as const, transform: Number, min: 0, max: 60 };
  return (
    <Form<Values> layout="vertical" initialValues={initial as never} onFinish={({ ...v }) => save.mutate(v)}>
      <Card title={w.title}>
        {rules.is_default && <p className="muted">{w.isDefault}</p>}
        <div className="find-fields-form">
          <Form.Item name="soon_days" label={w.soon} rules={required}><InputNumber min={1} max={30} /></Form.Item>
          <Form.Item name="remind_before" label={w.before} rules={[{ type: "array", defaultField: days }]}><Select mode="tags" tokenSeparators={[",", " "]} placeholder={w.many} open={false} suffixIcon={null} /></Form.Item>
          <Form.Item name="remind_after" label={w.after} rules={[{ type: "array", defaultField: days }]}><Select mode="tags" tokenSeparators={[",", " "]} placeholder={w.many} open={false} suffixIcon={null} /></Form.Item>
          <Form.Item name="unit_head_after" label={w.unitHead}><InputNumber min={1} max={60} placeholder={w.never} /></Form.Item>
          <Form.Item name="head_after" label={w.head}><InputNumber min={1} max={60} placeholder={w.never} /></Form.Item>
          <Form.Item name="express_minutes" label={w.express} rules={required}><InputNumber min={5} max={600} /></Form.Item>
          <Form.Item name="digest_at" label={w.digest} rules={[{ required: true, pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: "07:30" }]}><Input maxLength={5} style={{ width: 90 }} /></Form.Item>
        </div>
      </Card>
      <Card title={w.terms}><p className="muted">{w.termsSays}</p><Terms /></Card>
      {save.isError && <Failure error={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>{w.save}</Button>
    </Form>
  );
}

/** When the agency reminds and escalates, and what its regulation fixes for a type or an urgency. */
export default function DeadlineRulesPage() {
  const found = useQuery({ queryKey: ["/administration/deadline-rules"], queryFn: () => get("/administration/deadline-rules") });
  return (
    <AdminFrame>
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Rules_ key={found.data.version} rules={found.data} />}
    </AdminFrame>
  );
}
