import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, DatePicker, Form, Input, Modal, Segmented, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { post, put } from "@/shared/api/client";
import type { Answer } from "@/shared/api/paths";
import { t } from "@/shared/i18n";
import { onDay } from "@/shared/lib/format";
import { Card, Failure } from "@/shared/ui/Page";
import { Ask, required } from "./Ask";
import { words } from "./words";

const w = t.deadlines.calendar;
type Certainty = "official text" | "secondary" | "unverified";
type Week = NonNullable<Answer<"get", "/administration/calendar-days">["week"]>;
const certainties = () => Object.entries(words.certainty).map(([value, label]) => ({ value, label }));

interface RangeValues {
  days: [Dayjs, Dayjs];
  kind: "off" | "work";
  name: string;
  basis: string;
  certainty: Certainty;
  for_below?: boolean;
}

/** Several days in a row: Tết, days in lieu. */
export function SetRange() {
  const fields = (
    <>
      <Form.Item name="days" label={w.days} rules={required}><DatePicker.RangePicker format="DD/MM/YYYY" style={{ width: "100%" }} /></Form.Item>
      <Form.Item name="kind" label={w.kind}><Segmented block options={[{ value: "off", label: w.off }, { value: "work", label: w.work }]} /></Form.Item>
      <Form.Item name="name" label={w.name} rules={required}><Input maxLength={100} /></Form.Item>
      <Form.Item name="basis" label={w.basis} rules={required}><Input maxLength={200} /></Form.Item>
      <Form.Item name="certainty" label={w.certainty}><Select options={certainties()} /></Form.Item>
      <Form.Item name="for_below" valuePropName="checked"><Checkbox>{w.forBelow}</Checkbox></Form.Item>
    </>
  );
  return (
    <Ask<RangeValues> label={w.range} title={w.rangeTitle} says={w.rangeSays} fields={fields} initial={{ kind: "off", certainty: "unverified" }}
      run={(v) => post("/administration/calendar-ranges", { from_on: v.days[0].format("YYYY-MM-DD"), to_on: v.days[1].format("YYYY-MM-DD"), is_working: v.kind === "work",
        name: v.name, basis: v.basis, certainty: v.certainty, for_below: Boolean(v.for_below), repeats: false })} />
  );
}

/** The frame of the year before; says what it could not take over. */
export function CopyYear({ year }: { year: number }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const copy = useMutation({ mutationFn: () => post("/administration/calendar-years", { from_year: year - 1, to_year: year }), onSuccess: () => void client.invalidateQueries() });
  const shut = () => { setOpen(false); copy.reset(); };
  const done = copy.data;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{w.copy(year - 1)}</Button>
      {open && (
        <Modal open title={w.copyTitle(year - 1, year)} onCancel={shut} onOk={() => (done ? shut() : copy.mutate())} confirmLoading={copy.isPending} okText={words.common.save} cancelText={words.common.later}>
          <p>{w.copySays}</p>
          {done && <p role="status"><strong>{done.copied.length ? w.copied(done.copied.length) : w.nothing}</strong></p>}
          {done && done.left_out.length > 0 && <><p>{w.left}</p><ul>{done.left_out.map((d) => <li key={d.id}>{d.name} ({onDay(d.day)})</li>)}</ul></>}
          {copy.isError && <Failure error={copy.error} />}
        </Modal>
      )}
    </>
  );
}

interface WeekValues {
  valid_from: Dayjs;
  weekdays: number[];
  a1?: string; a2?: string; b1?: string; b2?: string;
  basis: string;
  certainty: Certainty;
}

const CLOCK = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: "07:30" };
const span = (from?: string, to?: string): [string, string][] => (from && to ? [[from, to]] : []);

function Clock({ name, label }: { name: string; label: string }) {
  return <Form.Item name={name} rules={[CLOCK]} noStyle><Input aria-label={label} placeholder="07:30" maxLength={5} style={{ width: 84 }} /></Form.Item>;
}

/** The weekly rule and the hours of work, as they hold, and the dialog that sets them. */
export function WeekCard({ week }: { week: Week | null | undefined }) {
  const days = words.calendar.days;
  const fields = (
    <>
      <Form.Item name="valid_from" label={w.from} rules={required}><DatePicker format="DD/MM/YYYY" style={{ width: "100%" }} /></Form.Item>
      <Form.Item name="weekdays" label={w.weekdays} rules={required}><Checkbox.Group options={days.map((label, i) => ({ label, value: i + 1 }))} /></Form.Item>
      <Form.Item label={`${w.hours}: ${w.morning}`}><span className="acts"><Clock name="a1" label={w.morning} /> – <Clock name="a2" label={`${w.morning}, ${w.to}`} /></span></Form.Item>
      <Form.Item label={`${w.hours}: ${w.afternoon}`}><span className="acts"><Clock name="b1" label={w.afternoon} /> – <Clock name="b2" label={`${w.afternoon}, ${w.to}`} /></span></Form.Item>
      <Form.Item name="basis" label={w.basis} rules={required}><Input maxLength={200} /></Form.Item>
      <Form.Item name="certainty" label={w.certainty}><Select options={certainties()} /></Form.Item>
    </>
  );
  const [a, b] = week?.hours ?? [];
  const initial = { weekdays: week?.weekdays ?? [1, 2, 3, 4, 5], a1: a?.[0], a2: a?.[1], b1: b?.[0], b2: b?.[1], certainty: "official text" as const } as Partial<WeekValues>;
  const set = (v: WeekValues) => put("/administration/working-week", { valid_from: v.valid_from.format("YYYY-MM-DD"), weekdays: v.weekdays,
    hours: [...span(v.a1, v.a2), ...span(v.b1, v.b2)], basis: v.basis, certainty: v.certainty });
  return (
    <Card title={w.week} side={<Ask<WeekValues> label={w.setWeek} title={w.setWeek} says={w.weekSays} fields={fields} initial={initial} run={set} />}>
      {week && (
        <dl className="facts">
          <div><dt>{w.weekdays}</dt><dd>{week.weekdays.map((n) => days[n - 1]).join(", ")}</dd></div>
          <div><dt>{w.hours}</dt><dd>{week.hours.length ? week.hours.map(([from, to]) => `${from}–${to}`).join(", ") : w.noHours}</dd></div>
          <div><dt>{words.common.basis}</dt><dd>{week.basis} <span className="muted">· {words.certainty[week.certainty] ?? week.certainty} · {week.own ? w.own : w.shipped} · {w.since(onDay(week.valid_from))}</span></dd></div>
        </dl>
      )}
    </Card>
  );
}
