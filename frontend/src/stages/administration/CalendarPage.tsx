import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Form, Input, Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { get, put, remove } from "@/shared/api/client";
import type { Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay, today } from "@/shared/lib/format";
import { Card, Empty, Failure, Loading } from "@/shared/ui/Page";
import { Tone } from "@/shared/ui/Tone";
import { AdminFrame } from "./AdminFrame";
import { required } from "./Ask";
import { CopyYear, SetRange, WeekCard } from "./CalendarTools";
import { words } from "./words";

const w = words.calendar;
type Day = Row<"/administration/calendar-days">;
interface Values {
  is_working: "yes" | "no";
  name: string;
  basis: string;
  certainty: "official text" | "secondary" | "unverified";
}

const pad = (n: number) => String(n).padStart(2, "0");
const weekday = (iso: string) => (new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7;

function weeks(year: number, month: number): (string | null)[][] {
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const days = Array.from({ length: count }, (_, i) => `${year}-${pad(month)}-${pad(i + 1)}`);
  const cells: (string | null)[] = [...Array.from({ length: weekday(days[0] ?? "") }, () => null), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => Array.from({ length: 7 }, (_2, j) => cells[i * 7 + j] ?? null));
}

function look(iso: string, known?: Day): { className: string; word: string } {
  const weekend = weekday(iso) > 4;
  if (known && !known.is_working) return { className: "day day-holiday", word: `${w.holiday}: ${known.name}` };
  if (known?.is_working && weekend) return { className: "day day-swapped", word: `${w.swapped}: ${known.name}` };
  return weekend ? { className: "day day-off", word: w.weekend } : { className: "day", word: w.working };
}

function Month({ year, month, known, open }: { year: number; month: number; known: Map<string, Day>; open: (day: string) => void }) {
  return (
    <section className="month">
      <h3>{w.month(month)}</h3>
      <table>
        <thead><tr>{w.days.map((d) => <th key={d} scope="col">{d}</th>)}</tr></thead>
        <tbody>{weeks(year, month).map((week, i) => (
          <tr key={i}>{week.map((iso, j) => {
            if (!iso) return <td key={j} />;
            const { className, word } = look(iso, known.get(iso));
            return <td key={iso}><button type="button" className={className} title={word} aria-label={`${onDay(iso)}: ${word}`}
              onClick={() => open(iso)}>{Number(iso.slice(8))}</button></td>;
          })}</tr>
        ))}</tbody>
      </table>
    </section>
  );
}

function SetDay({ day, known, close }: { day: string; known?: Day; close: () => void }) {
  const [form] = Form.useForm<Values>();
  const client = useQueryClient();
  const set = useMutation({
    mutationFn: (v: Values) => put(`/administration/calendar-days/${day}`, { ...v, is_working: v.is_working === "yes", for_below: known?.own ? known.for_below : false, repeats: known?.repeats ?? false },
      known?.own ? known.version : undefined),
    onSuccess: () => { close(); void client.invalidateQueries(); },
  });
  const drop = useMutation({ mutationFn: () => remove(`/administration/calendar-days/${day}`, known?.version), onSuccess: () => { close(); void client.invalidateQueries(); } });
  const usual = weekday(day) > 4 ? "yes" : "no";
  const initial = known ? { is_working: known.is_working ? "yes" : "no", name: known.name, basis: known.basis,
    certainty: known.certainty } : { is_working: usual, certainty: "unverified" };
  return (
    <Modal open title={w.set(onDay(day))} okText={words.common.save} cancelText={words.common.later} confirmLoading={set.isPending} onCancel={close}
      onOk={() => void form.validateFields().then((v) => set.mutate(v)).catch(() => undefined)}>
      <Form form={form} layout="vertical" initialValues={initial}>
        <Form.Item name="is_working" label={w.kind}><Segmented block options={[{ value: "no", label: w.holiday }, { value: "yes",
          label: w.working }]} /></Form.Item>
        <Form.Item name="name" label={w.name} rules={required}><Input maxLength={100} /></Form.Item>
        <Form.Item name="basis" label={w.basis} rules={required}><Input maxLength={200} /></Form.Item>
        <Form.Item name="certainty" label={w.certainty}><Select options={Object.entries(words.certainty).map(([value, label]) => ({ value,
          label }))} /></Form.Item>
      </Form>
      {known?.own && <Button danger type="link" loading={drop.isPending} onClick={() => drop.mutate()}>{t.deadlines.calendar.remove}</Button>}
      {(set.isError || drop.isError) && <Failure error={set.error ?? drop.error} />}
    </Modal>
  );
}

/** The year with its holidays and swapped days; each with its basis and how certain it is. */
export default function CalendarPage() {
  const search = useSearch({ strict: false }) as { year?: string };
  const go = useNavigate();
  const year = Number(search.year ?? today().slice(0, 4));
  const turn = (by: number) => void go({ to: ".", search: { year: year + by } as never, replace: true });
  const found = useQuery({ queryKey: ["/administration/calendar-days", year], queryFn: () => get("/administration/calendar-days", { year }),
    placeholderData: (old) => old });
  const [day, setDay] = useState<string>();
  const known = new Map((found.data?.items ?? []).map((d) => [d.day, d]));
  const side = <span className="acts"><SetRange /><CopyYear key={year} year={year} /><Button aria-label={w.previous} onClick={() => turn(-1)}>‹ {year - 1}</Button><Button aria-label={w.next}
    onClick={() => turn(1)}>{year + 1} ›</Button></span>;
  return (
    <AdminFrame side={side}>
      <Card title={w.title(year)}>
        <p className="muted">{w.says}</p>
        {found.isPending && <Loading />}
        {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
        {found.data && <div className="year">{Array.from({ length: 12 }, (_, i) => <Month key={i} year={year} month={i + 1} known={known}
          open={setDay} />)}</div>}
      </Card>
      {found.data && <WeekCard key={found.data.week?.version} week={found.data.week} />}
      {found.data && (
        <Card flush title={w.list}>
          {found.data.items.length === 0 && <Empty>{w.empty}</Empty>}
          {found.data.items.length > 0 && (
            <div className="scroll-x" role="region" aria-label={w.list} tabIndex={0}><table className="rows">
              <thead><tr><th scope="col">{w.day}</th><th scope="col">{w.name}</th><th scope="col">{w.what}</th><th scope="col"
                className="wide-only">{words.common.basis}</th><th scope="col" className="wide-only">{w.from}</th></tr></thead>
              <tbody>{found.data.items.map((d) => (
                <tr key={d.id}>
                  <td>{onDay(d.day)}</td><td className="row-main">{d.name}</td><td><Tone
                    tone={d.is_working ? "work" : "bad"}>{d.is_working ? w.working : w.holiday}</Tone></td>
                  <td className="wide-only" data-label={words.common.basis}>{d.basis} <span
                    className="muted">· {words.certainty[d.certainty] ?? d.certainty}</span></td><td className="wide-only"
                      data-label={w.from}>{d.own ? w.own : d.from_agency ? t.deadlines.calendar.above(d.from_agency) : w.shipped}{d.for_below && ` · ${t.deadlines.calendar.forBelowShort}`}</td>
                </tr>
              ))}</tbody>
            </table></div>
          )}
        </Card>
      )}
      {day && <SetDay key={day} day={day} known={known.get(day)} close={() => setDay(undefined)} />}
    </AdminFrame>
  );
}
