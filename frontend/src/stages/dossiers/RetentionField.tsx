import { useQuery } from "@tanstack/react-query";
import { Checkbox, Form, InputNumber, Segmented, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { get } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { onDay } from "@/shared/lib/format";
import { words } from "./words";

type Retention = Schemas["Retention"];

/** What the fields write into the form; `retentionOf` makes the command's facts of it. */
export interface RetentionValues {
  how?: "rule" | "kind";
  retention_rule_id?: string;
  kind?: Retention["kind"];
  years?: number;
}

export function retentionOf(v: RetentionValues): { retention_rule_id?: string; retention?: Retention } {
  if (v.how !== "kind") return { retention_rule_id: v.retention_rule_id };
  return { retention: { kind: v.kind ?? "PERMANENT", years: v.years } };
}

interface Rule {
  id: string;
  code: string;
  name: string;
  retention?: string;
  basis?: string;
  valid_from?: string | null;
  valid_to?: string | null;
  certainty?: string;
}

function RuleFacts({ rule }: { rule: Rule }) {
  return (
    <span className="muted">
      {rule.basis} · {rule.code} · {words.open.validity(onDay(rule.valid_from),
        rule.valid_to ? onDay(rule.valid_to) : null)} · {words.certainty[rule.certainty ?? ""] ?? rule.certainty}
    </span>
  );
}

/** A row of the retention schedules, found without marks; each shows its value, basis, validity and how certain it is. */
function RulePick({ value, onChange, on, id }: { value?: string; onChange?: (id: string) => void; on?: string; id?: string }) {
  const [q, setQ] = useState("");
  const [old, setOld] = useState(false);
  const [known, setKnown] = useState<Rule>();
  const asked = useDeferredValue(q);
  const query = { q: asked, limit: 40, on: old ? undefined : on };
  const found = useQuery({ queryKey: ["/retention-rules", query], queryFn: () => get("/retention-rules", query), staleTime: 300_000,
    placeholderData: (last) => last });
  const rules = (found.data?.items ?? []) as Rule[];
  const chosen = rules.find((r) => r.id === value) ?? (known?.id === value ? known : undefined);
  return (
    <>
      <Select
        id={id} value={value} aria-label={words.open.rule} placeholder={words.open.ruleHint} loading={found.isFetching} optionLabelProp="title"
          style={{ width: "100%" }}
        showSearch={{ filterOption: false, onSearch: setQ }} notFoundContent={words.open.noRule} listHeight={300}
        onChange={(next: string) => { setKnown(rules.find((r) => r.id === next)); onChange?.(next); }}
        options={rules.map((r) => ({
          value: r.id, title: `${r.retention ?? ""} · ${r.name}`,
          label: <span className="rule-option"><strong>{r.retention}</strong> {r.name}<br /><RuleFacts rule={r} /></span>,
        }))}
      />
      {chosen && <div className="rule-chosen"><strong>{chosen.retention}</strong> · <RuleFacts rule={chosen} /></div>}
      <Checkbox checked={old} onChange={(e) => setOld(e.target.checked)} className="rule-old">{words.open.old}</Checkbox>
    </>
  );
}

const required = [{ required: true, get message() { return words.open.required; } }];
const COUNTED = ["YEARS", "AFTER_EVENT"];

/** The retention of a dossier: by a row of the schedules, or set by its maker (`kindOnly`: the row is not asked for). */
export function RetentionField({ on, kindOnly }: { on?: string; kindOnly?: boolean }) {
  const form = Form.useFormInstance<RetentionValues>();
  const chosen = Form.useWatch("how", form) as string | undefined;
  const how = kindOnly ? "kind" : chosen;
  const kind = Form.useWatch("kind", form) as string | undefined;
  return (
    <>
      {!kindOnly && (
        <Form.Item name="how" label={words.open.how}>
          <Segmented block options={[{ value: "rule", label: words.open.byRule }, { value: "kind", label: words.open.byKind }]} />
        </Form.Item>
      )}
      {how !== "kind" && <Form.Item name="retention_rule_id" label={words.open.rule} rules={required}><RulePick on={on} /></Form.Item>}
      {how === "kind" && (
        <div className="two">
          <Form.Item name="kind" label={words.open.kind} rules={required} extra={words.open.kindHelp}>
            <Select options={Object.entries(words.term).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          {COUNTED.includes(kind ?? "") && <Form.Item name="years" label={words.open.years} rules={required}><InputNumber min={1} max={100}
            style={{ width: "100%" }} /></Form.Item>}
        </div>
      )}
    </>
  );
}
