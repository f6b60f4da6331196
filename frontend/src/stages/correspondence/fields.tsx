import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select, type SelectProps } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { lazy, Suspense, useState } from "react";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { onDay, onShortDay, today } from "@/shared/lib/format";
import { personName } from "@/shared/ui/Pick";
import type { DayProps } from "./dayProps";

export const needed = () => [{ required: true, message: t.shared.required }];
export const asDay = (value: string | null | undefined): Dayjs | undefined => (value ? dayjs(value) : undefined);
export const asText = (value: Dayjs | null | undefined): string | undefined => value?.format("YYYY-MM-DD");

/** An hour as offices write it: 16:30, 16h30, 8h05, 1630. */
const HOUR = /^([01]?\d|2[0-3])\s*[:hg.]?\s*([0-5]\d)$/;

/** A day and an hour of it as an instant; the hour is Hà Nội's. */
export function asInstant(day: Dayjs | null | undefined, hour: string | undefined): string | undefined {
  const found = HOUR.exec(hour?.trim() ?? "");
  return found ? `${asText(day) ?? today()}T${found[1]?.padStart(2, "0")}:${found[2]}:00+07:00` : undefined;
}

const DayPicker = lazy(() => import("./DayPicker"));

/** A day as it is written in an office, typed or chosen. The calendar is heavy and comes by itself. */
export function DayField(props: DayProps) {
  return (
    <Suspense fallback={<span className="day-waits" />}>
      <DayPicker {...props} />
    </Suspense>
  );
}

/** The hour by which something urgent is done; only with an urgency, otherwise a day is enough. */
export function HourField({ urgency, name = "due_hour" }: { urgency: string | undefined; name?: string }) {
  if (!urgency || urgency === "normal") return null;
  return (
    <Form.Item name={name} label={t.deadlines.term.hourField} rules={[{ pattern: HOUR, message: t.deadlines.term.hourWrong }]}>
      <Input maxLength={7} placeholder="16:30" autoComplete="off" />
    </Form.Item>
  );
}

type WhomValue = string | string[] | undefined;
interface WhomProps extends Omit<SelectProps<WhomValue>, "options"> {
  units?: boolean;
}

/** A unit or a person of the own agency, in one field: the value is `unit:<id>` or `user:<id>`. */
export function WhomField({ units = true, ...rest }: WhomProps) {
  const [q, setQ] = useState("");
  const found = useQuery({
    queryKey: ["whom", units, q],
    queryFn: async () => {
      const [groups, people] = await Promise.all([units ? get("/units", { q, limit: 50 }) : undefined, get("/users", { q, limit: 50 })]);
      return { groups: groups?.items ?? [], people: people.items };
    },
    staleTime: 60_000,
    placeholderData: (old) => old,
  });
  const options = [
    ...(found.data?.groups.length
      ? [{ label: t.correspondence.unit, options: found.data.groups.map((u) => ({ value: `unit:${u.id}`, label: u.name })) }]
      : []),
    ...(found.data?.people.length
      ? [{ label: t.correspondence.person, options: found.data.people.map((p) => ({ value: `user:${p.id}`, label: personName(p) })) }]
      : []),
  ];
  return (
    <Select<WhomValue>
      {...rest}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={options}
      loading={found.isFetching}
      allowClear
      notFoundContent={found.isFetching ? t.shared.searching : t.shared.nothingFound}
    />
  );
}

/** What the API wants of a chosen unit or person. */
export function whom(value: string): { unit_id: string } | { user_id: string } {
  const [kind, id = ""] = value.split(":");
  return kind === "unit" ? { unit_id: id } : { user_id: id };
}

export const urgencies = () => Object.entries(t.urgency).map(([value, label]) => ({ value, label }));
export const channels = () => Object.entries(t.correspondence.channel).map(([value, label]) => ({ value, label }));
export const media = () => Object.entries(t.correspondence.medium).map(([value, label]) => ({ value, label }));

/** A day in a list: the year only where it is not this one. */
export const listDay = (value: string | null | undefined): string => (value?.startsWith(today().slice(0, 4)) ? onShortDay(value) : onDay(value));
